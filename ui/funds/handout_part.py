"""名单: who gets what, with what is to be known of each, and who has signed; all of it by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout
from unionapp.errors import Refused
from unionapp.exchange.sheet import Value
from unionapp.records import fields, formats
from unionapp.store import editing
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES
from unionapp.subjects.unions import tree
from unionapp.values import money, names

from ui.cases.asking import ask_and_do, ask_for
from ui.cases.part import CasePart
from ui.figures.table import Head
from ui.funds.picking import pick_recipients
from ui.funds.tick_table import TickTable, day_head, money_head, words_head
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.session import Session

_HEADS = (
    Head(fields.Number("序号"), 2),
    words_head("姓名", 4),
    words_head("所属工会", 9, True),
    words_head("品名", 6),
    money_head("金额", 5),
    words_head("形式", 3),
    day_head("领取日期"),
    words_head("代领", 4),
    words_head("请核对", 9, True),
)
_CHANGED = ("goods", "quantity", "amount", "form", "bank", "account", "proxy", "relation", "remark")
_EMPTY = "名单还是空的。点“选人”：按工会、生日月份、以前的名单或 Excel 表选，重复的和已领过的会注明。"


class _Find(QLineEdit):
    """Down and Enter go into the list."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list; all else is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class HandoutPart(CasePart[Handout]):
    """The sign list of one round."""

    def __init__(self, session: Session, handout: Handout) -> None:
        super().__init__(session, handout)
        self.lines: list[HandoutLine] = []
        self.marks: dict[int, tuple[str, ...]] = {}
        self._unions: dict[int, str] = {}
        self.seek = _Find()
        self.seek.setPlaceholderText("找人：姓名、拼音首字母、证件号码；回车到名单，空格签收")
        self.seek.setAccessibleName("在名单里找人")
        self.seek.setClearButtonEnabled(True)
        self.table = TickTable("发放名单", "签收", _HEADS)
        self.sums = label("")
        self.sums.setAccessibleName("人数与合计")
        self._lay_out()
        self.seek.textChanged.connect(lambda: self._show())
        self.seek.done.connect(self.table.setFocus)
        self.table.typed.connect(self._look_for)
        self.table.ticked.connect(lambda keys, on: self.attempt(lambda: self.sign(keys, on)))
        self.table.opened.connect(lambda row, column: self.attempt(self._edit))
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(
            self.bar(
                Action("pick", "选人", self.pick, main=True),
                Action("change-chosen", "改所选金额", lambda: self._change(self._chosen())),
                Action("change-all", "全部改金额", self._change_all),
                Action("edit", "编辑领取人", self._edit),
                Action("remove", "删除领取人", self._remove),
                Action("sign-for", "代领签收", self._sign_for),
                Action("sign-all", "全部签收", self._sign_all),
            ),
            1,
        )
        column.addLayout(top)
        column.addWidget(self.seek)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        empty = label(_EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(empty)
        column.addWidget(self.body, 1)
        column.addWidget(self.sums)

    def show_case(self, record: Handout) -> None:
        """Read the list anew."""
        super().show_case(record)
        self.lines = handing.lines_of(record)
        self.marks = handing.marks(record)
        self._unions = tree.names()
        self.allow(dict.fromkeys(("pick", "change-chosen", "change-all", "remove"), not record.voucher_id))
        self.allow({"sign-all": any(not line.signed for line in self.lines)})
        self.body.setCurrentIndex(0 if self.lines else 1)
        self.seek.setVisible(bool(self.lines))
        self._show()

    def pick(self) -> None:
        """Choose people for the list."""
        if self.record.voucher_id:
            raise Refused("这一批已经生成凭证，名单不能再改。要改的先作废草稿凭证。")
        pick_recipients(self, self.session, self.record)

    def sign(self, keys: Sequence[int], on: bool) -> None:
        """Note that these took what is theirs, or take it back; the cursor goes on."""
        chosen = [line for line in self.lines if line.id in set(keys)]
        if on:
            handing.sign(self.session.store.journal, chosen, _day(self.record))
        else:
            handing.unsign(self.session.store.journal, chosen)
        undoing.offer(self, self.session, f"{_named(chosen)}{'已签收' if on else '改为未签收'}")
        if self.seek.text():
            self.seek.clear()

    def _look_for(self, text: str) -> None:
        self.seek.setFocus()
        self.seek.setText(text)

    def _show(self) -> None:
        wanted = self.seek.text().strip().lower()
        shown = [line for line in self.lines if not wanted or _fits(line, wanted)]
        self.table.show_ticks(
            (
                line.id,
                _row(line, self._unions.get(line.union_id or 0, ""), self.marks.get(line.id, ())),
                bool(line.signed),
            )
            for line in shown
        )
        self.sums.setText(_sums(self.lines, len(shown)))

    def _chosen(self) -> list[HandoutLine]:
        keys = {line.leads for line in self.table.selected()}
        found = [line for line in self.lines if line.id in keys]
        if not found:
            raise Refused("请先在名单里选中领取人（按住 Shift 或 Ctrl 可选几位）。")
        return found

    def _change_all(self) -> None:
        if not self.lines:
            raise Refused(_EMPTY)
        self._change(self.lines)

    def _change(self, lines: Sequence[HandoutLine]) -> None:
        """Ask for an amount and give it to all of them."""
        field = HANDOUT_LINES.fields["amount"]
        asked = [Asked("amount", field, "每人金额", value=lines[0].amount, required=True)]
        journal = self.session.store.journal

        def act(amount: int) -> None:
            handing.give(journal, self.record, lines, amount)
            undoing.offer(self, self.session, f"{_named(lines)}的金额改为 {money.show(amount)} 元")

        ask_and_do(self, self.session, "改金额", f"{_named(lines)}每人发多少。", asked, act)

    def _edit(self) -> None:
        line = self._chosen()[0]
        ask_for(self, self.session, HANDOUT_LINES, line, _CHANGED, f"领取人：{line.name}")

    def _remove(self) -> None:
        chosen = self._chosen()
        editing.remove(self.session.store.journal, HANDOUT_LINES, chosen)
        undoing.offer(self, self.session, f"{_named(chosen)}已移出名单")

    def _sign_for(self) -> None:
        """Note that somebody else took what is theirs, by name and how related."""
        chosen, journal = self._chosen(), self.session.store.journal
        asked = [Asked(name, HANDOUT_LINES.fields[name], required=True) for name in ("proxy", "relation")]

        def act(proxy: str, relation: str) -> None:
            handing.sign(journal, chosen, _day(self.record), proxy, relation)
            undoing.offer(self, self.session, f"{_named(chosen)}已由{proxy}代领")

        ask_and_do(self, self.session, "代领签收", f"{_named(chosen)}由别人代领。", asked, act)

    def _sign_all(self) -> None:
        count = handing.sign_all(self.session.store.journal, self.record, _day(self.record))
        undoing.offer(self, self.session, f"{count:,} 人已签收")


def _day(handout: Handout) -> date:
    """The day of the round, today while that lies ahead."""
    return min(handout.day, date.today())


def _row(line: HandoutLine, union: str, marks: Sequence[str]) -> tuple[Value, ...]:
    form = formats.show(HANDOUT_LINES.fields["form"], line.form)
    goods = f"{line.goods} ×{line.quantity}" if line.goods and (line.quantity or 1) > 1 else line.goods
    day = line.signed_on
    return (line.place, line.name, union, goods, line.amount, form, day, line.proxy, "，".join(marks))


def _fits(line: HandoutLine, wanted: str) -> bool:
    readings = names.pinyin_keys(line.name)
    return wanted in line.name.lower() or wanted in line.id_number.lower() or any(wanted in each for each in readings)


def _named(lines: Sequence[HandoutLine]) -> str:
    return f"“{lines[0].name}”" if len(lines) == 1 else f"{len(lines):,} 人"


def _sums(lines: Sequence[HandoutLine], shown: int) -> str:
    signed = sum(1 for line in lines if line.signed)
    total = handing.total(lines)
    words = f"共 {len(lines):,} 人　合计 {money.show(total)} 元（{money.capital(total)}）　"
    words += f"已签收 {signed:,} 人，未签收 {len(lines) - signed:,} 人"
    return words if shown == len(lines) else f"列出 {shown:,} 人　{words}"
