"""发放: rounds of handing out, from the list of a campaign to the voucher."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store import rows
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.values import money

from ui.cases.asking import ask_and_do
from ui.cases.part import CasePart, one_of
from ui.funds.drafting import ask_for_handout_voucher
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.printing.opening import print_paper
from ui.session import Session

_ROUNDS = ("批次", "日期", "人数", "合计（元）", "已签收", "凭证")


class GivingPart(CasePart[AidCampaign]):
    """The rounds of a campaign."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(session, campaign)
        self.rounds: list[Handout] = []
        self.said = label("", "heading")
        self.table = told_table("发放批次", _ROUNDS, ("人数", "合计（元）", "已签收"))
        actions = (
            Action("give", "发放", self.give, "F7", main=True),
            Action("open", "打开名单、签收", self.open),
            Action("sign-list", "打印签领表", self.sheet),
            Action("book", "生成凭证", self.book, "F8"),
            Action("take-back", "撤回这一批", self.take_back),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.bar(*actions))
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.attempt(self.open))
        self.setFocusProxy(self.table)
        self.show_case(campaign)

    def show_case(self, record: AidCampaign) -> None:
        """Read the rounds anew."""
        super().show_case(record)
        known = campaign_life.facts(record)
        self.rounds = list(known.rounds)
        self.table.show_rows([Told(each.id, _round(each)) for each in self.rounds])
        given, left = money.show(known.given), f"，还有 {known.waiting} 人（点）没有发放" if known.waiting else ""
        none = "还没有发放。名单确定、公示期满、批准以后，点“发放”一次生成签领表。"
        self.said.setText(f"已发放 {len(self.rounds)} 批，{given} 元{left}" if self.rounds else none + left)

    def give(self) -> None:
        """Hand out to all who wait, as one step."""
        campaign = rows.fresh(self.record)
        asked = [Asked("day", HANDOUTS.fields["day"], value=date.today(), required=True)]

        def act(day: date) -> None:
            made = aid.hand_out(self.session.store.journal, campaign, day)
            undoing.offer(self, self.session, f"已生成“{made.title}”的签领表")

        waiting = campaign_life.facts(campaign).waiting
        about = f"给名单上还没有发放的 {waiting} 人（点）生成一批签领表，并记入各户的帮扶措施。"
        ask_and_do(self, self.session, "发放", about, asked, act)

    def open(self) -> None:
        """The round with its list, where Space signs."""
        self.session.show(HANDOUTS, self._chosen())

    def sheet(self) -> None:
        """The list to be signed."""
        print_paper(self.session, self, cabinet.paper("handout-list"), PrintRequest(record=self._chosen()))

    def book(self) -> None:
        """The draft of the voucher."""
        ask_for_handout_voucher(self, self.session, self._chosen())

    def take_back(self) -> None:
        """Take back a round that is neither signed for nor booked."""
        found = self._chosen()
        words = found.title
        aid.revert(self.session.store.journal, rows.fresh(self.record), found)
        undoing.offer(self, self.session, f"已撤回“{words}”")

    def _chosen(self) -> Handout:
        return one_of(self.rounds, self.table.chosen(), "还没有发放过，请先点“发放”。")


def _round(each: Handout) -> Sequence[str]:
    lines = handing.lines_of(each)
    voucher = each.voucher.label if each.voucher else "没有生成"
    signed = sum(bool(line.signed) for line in lines)
    return (each.title, str(each.day), str(len(lines)), money.show(handing.total(lines)), str(signed), voucher)
