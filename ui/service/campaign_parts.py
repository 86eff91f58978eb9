"""The parts of a campaign: its standards, whom it gives to, what was handed out, what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import Wish
from unionapp.records import fields
from unionapp.store import editing, rows
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.service import figures
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_RECIPIENTS, AID_STANDARDS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import Union
from unionapp.values import money

from ui.cases.asking import ask_and_do, ask_for, opened
from ui.cases.fields_part import FieldsPart
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart, one_of
from ui.cases.problems import ProblemList
from ui.exchange import importing
from ui.funds.drafting import ask_for_handout_voucher
from ui.grid.lines_grid import Column
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.printing.opening import print_paper
from ui.service.choosing_dialog import ChosenDialog
from ui.session import Session

_STANDARDS = (
    Column("grade", 8),
    Column("category", 14),
    Column("stage", 6),
    Column("filed", 5),
    Column("amount", 6),
    Column("goods", 10),
    Column("quantity", 4),
    Column("remark", 10),
)
_WANTED = (("grades", "grade"), ("causes", "cause"), ("key_groups", "groups"))
_EDITED = ("category", "amount", "goods", "quantity", "again", "remark")


class StandardsPart(CasePart):
    """帮扶标准, typed in a grid."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(session, campaign)
        self.grid = KeptGrid(session, AID_STANDARDS, _STANDARDS, lambda: AidStandard(campaign=campaign.id))
        self.problems = ProblemList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        said = "各类对象给多少。空着的栏不限；几条都合适时，用写得最具体的那一条。选对象时自动带出金额。"
        column.addWidget(label(said, "faint"))
        column.addWidget(self.grid, 1)
        column.addWidget(self.problems)
        self.grid.said.connect(self.problems.show_problems)
        self.setFocusProxy(self.grid)
        self.show_case(campaign)

    def show_case(self, record: Any) -> None:
        """Read the standards anew."""
        super().show_case(record)
        self.grid.show_stored(register.standards(record.id))

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.grid.may_leave()


_RECIPIENTS = ("姓名", "所属工会", "类别", "金额（元）", "品名", "状态")
_ROUNDS = ("批次", "日期", "人数", "合计（元）", "已签收", "凭证")


class RecipientsPart(CasePart):
    """对象: whom the campaign gives to, chosen by rule, by hand or out of a sheet."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(session, campaign)
        self.people: list[Any] = []
        self.said = label("", "heading")
        self.table = told_table("帮扶对象", _RECIPIENTS, ("金额（元）",))
        actions = (
            Action("pick", "按条件选", self.pick, "F6"),
            Action("add-households", "添加困难户", partial(self.add, "households", "困难家庭")),
            Action("add-members", "添加会员", partial(self.add, "members", "会员")),
            Action("import", "从 Excel 导入", self.bring_in, "Ctrl+I"),
            Action("edit", "修改", self.edit, "F2"),
            Action("remove", "去掉", self.remove),
            Action("publish", "打印公示表", self.publish),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.bar(*actions))
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.attempt(self.edit))
        self.setFocusProxy(self.table)
        self.show_case(campaign)

    def show_case(self, record: Any) -> None:
        """Read the list anew."""
        super().show_case(record)
        self.people = aid.recipients_of(record)
        self.table.show_rows([Told(each.id, _recipient(each)) for each in self.people])
        total = money.show(sum(each.amount or 0 for each in self.people))
        none = "名单还是空的：点“按条件选”，按困难类别、致困原因或会员群体一次选出，也可以逐个添加。"
        self.said.setText(f"名单 {len(self.people):,} 人，合计 {total} 元" if self.people else none)

    def pick(self) -> None:
        """Ask who is meant; whom that brings is shown before."""
        if self.record.type in campaign_life.APPLICATIONS:
            self._offer(aid.candidates(rows.fresh(self.record), aid.Wanted()))
            return
        asked = [Asked(name, _several(HOUSEHOLDS.fields[field])) for name, field in _WANTED]
        asked.append(Asked("union", AID_CAMPAIGNS.fields["union"], "所在工会（含下属）"))
        asked.append(
            Asked("groups", fields.Choices("会员群体", "member-group", help="填了就从会员名册里选，不看困难档案"))
        )
        asked.append(Asked("category", AID_RECIPIENTS.fields["category"]))

        def act(**values: Any) -> None:
            category, union = values.pop("category") or "", values.pop("union")
            unions = tuple(tree.below(rows.get(Union, union))) if union else ()
            several = {name: tuple(value or ()) for name, value in values.items()}
            self._offer(
                aid.candidates(rows.fresh(self.record), aid.Wanted(unions=unions, category=category, **several))
            )

        about = "空着的不限。困难家庭只选在册的；名单上已有的不重复，用同一笔钱救助过的会列出来。"
        ask_and_do(self, self.session, "按条件选", about, asked, act)

    def add(self, kind: str, noun: str) -> None:
        """One member or one family, by typing."""
        link = fields.Link(noun, Household if kind == "households" else Member)
        asked = [Asked("chosen", link, required=True), Asked("category", AID_RECIPIENTS.fields["category"])]

        def act(chosen: int, category: str) -> None:
            campaign = rows.fresh(self.record)
            if kind == "households":
                found = aid.of_households(campaign, [rows.get(Household, chosen)], category)
            else:
                found = aid.of_members(campaign, [rows.get(Member, chosen)], category)
            if found.refused:
                raise Refused(found.refused[0][1])
            made = aid.choose(self.session.store.journal, campaign, found)
            undoing.offer(self, self.session, f"已添加“{made[0].name}”")

        ask_and_do(self, self.session, f"添加{noun}", "输入姓名、拼音首字母或号码。", asked, act)

    def bring_in(self) -> None:
        """Recipients out of a sheet; the campaign is known."""
        given = (("campaign", register.name_on_sheets(self.record)),)
        importing.begin(self, self.session, AID_RECIPIENTS, given=given)

    def edit(self) -> None:
        """Change what the chosen one gets."""
        found = rows.fresh(self._chosen())
        ask_for(self, self.session, AID_RECIPIENTS, found, _EDITED, f"修改：{found.name}")

    def remove(self) -> None:
        """Take the chosen one off the list."""
        found = self._chosen()
        editing.remove(self.session.store.journal, AID_RECIPIENTS, [found])
        undoing.offer(self, self.session, f"已从名单去掉“{found.name}”")

    def publish(self) -> None:
        """The list as it is hung out: no number, no phone, no illness."""
        self.print("aid-publicity")

    def _chosen(self) -> Any:
        return one_of(self.people, self.table.chosen(), "请先在名单里选中一个人。")

    def _offer(self, chosen: aid.Chosen) -> None:
        opened(ChosenDialog(self, self.session, rows.fresh(self.record), chosen))


class GivingPart(CasePart):
    """发放: rounds of handing out, from the list to the voucher."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(session, campaign)
        self.rounds: list[Any] = []
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

    def show_case(self, record: Any) -> None:
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
        print_paper(self.session, self, cabinet.paper("handout-list"), Wish(record=self._chosen()))

    def book(self) -> None:
        """The draft of the voucher."""
        ask_for_handout_voucher(self, self.session, self._chosen())

    def take_back(self) -> None:
        """Take back a round that is neither signed for nor booked."""
        found = self._chosen()
        words = found.title
        aid.take_back(self.session.store.journal, rows.fresh(self.record), found)
        undoing.offer(self, self.session, f"已撤回“{words}”")

    def _chosen(self) -> Any:
        return one_of(self.rounds, self.table.chosen(), "还没有发放过，请先点“发放”。")


class SummaryPart(FieldsPart):
    """总结: figures that write themselves, checked with the sign lists, and the text."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(session, AID_CAMPAIGNS, campaign, ("总结",))
        self.figures.show()
        self.show_case(campaign)

    def show_case(self, record: Any) -> None:
        """Besides, say what the campaign came to."""
        super().show_case(record)
        self.figures.setText(given_words(record))


class ApprovalPart(FieldsPart):
    """方案: the money, publicity and approval, kept as they are typed."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(session, AID_CAMPAIGNS, campaign, ("活动", "资金与发放", "公示与审批"))


def given_words(campaign: Any) -> str:
    """What was given in words, and whether list, sign lists and vouchers say the same."""
    found = figures.given(campaign)
    signed = figures.sum_of_handouts([campaign.id])
    same = (
        "名单与签领表核对一致"
        if signed == found.amount
        else f"签领表合计 {money.show(signed)} 元，与名单不一致，请核对"
    )
    sites = f"，慰问点 {found.people_at_sites:,} 人" if found.people_at_sites else ""
    waiting = f"，还有 {found.waiting} 人待发" if found.waiting else ""
    return (
        f"救助困难户 {found.households:,} 户、{found.persons:,} 人次{sites}，"
        f"发放 {money.show(found.amount)} 元{waiting}。{same}。"
    )


def _several(field: Any) -> Any:
    """A field that takes several codes where the file has one."""
    return field if isinstance(field, fields.Choices) else fields.Choices(field.label, field.codes.key)


def _recipient(each: Any) -> Sequence[str]:
    state = "○ 待发" if not each.line_id else "✓ 已签收" if each.line.signed else "已发，待签收"
    home = each.union.name if each.union_id else ""
    return (each.name, home, register.category_of(each), money.show(each.amount or 0), each.goods, state)


def _round(each: Any) -> Sequence[str]:
    lines = handing.lines_of(each)
    voucher = each.voucher.label if each.voucher_id else "没有生成"
    signed = sum(bool(line.signed) for line in lines)
    return (each.title, str(each.day), str(len(lines)), money.show(handing.total(lines)), str(signed), voucher)
