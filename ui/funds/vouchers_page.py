"""记账: the vouchers of one month of one book, from money in and out to the posted voucher."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout
from unionapp.records.search import Condition
from unionapp.store import editing
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values import periods

from ui.exchange.page import Drops, exchange_actions
from ui.funds import voucher_deeds as deeds
from ui.funds.chosen import BookBar, Chosen
from ui.funds.voucher_editor import VoucherEditor
from ui.funds.voucher_view import VoucherView
from ui.printing.opening import paper_actions
from ui.records.record_page import PageAction, RecordPage
from ui.records.record_view import RecordView
from ui.records.writing import Writing
from ui.session import Session

HELP = (
    "“收钱”“付钱”：选一个事项、填金额，程序自动写借贷分录。“填凭证”：自己写每一行分录。\n"
    "草稿 → 审核 → 记账：审核时列出有疑点的凭证，写明理由才能审核；记账时连续编号，以后不能改，错了用红字冲销。\n"
    "“审核”“记账”对选中的几张办理，没有选中就对本月全部办理。Alt+←、Alt+→ 换月份。"
)
_OF_ONE = ("审核", "撤销审核", "记账", "红字冲销", "复制", "登记原始凭证", "打印表格", "删除草稿")


def vouchers_page(session: Session) -> VouchersPage:
    """记账, with files dropped on it taken for imports."""
    page = VouchersPage(session)
    page.setAcceptDrops(True)
    page.installEventFilter(Drops(page))
    return page


class VouchersPage(RecordPage):
    """The vouchers of the chosen book and month."""

    def __init__(self, session: Session) -> None:
        self.chosen = Chosen.of(session)
        super().__init__(session, VOUCHERS, _actions(session), rows_fixed=True)
        self.bar = BookBar(session)
        self.whole = QCheckBox("所有月份")
        self.whole.setToolTip("不分月份列出这个账套的全部凭证")
        self.bar.row.insertWidget(4, self.whole)
        self.list.first_steps = self.list.tools.shown("收钱", "付钱", "填凭证", "导入")
        self._show_keys()
        column = self.list.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.bar)
        for name in ("book", "month"):
            self.list.bar.quick[name].hide()
        self.whole.toggled.connect(self._follow)
        self.chosen.changed.connect(self._follow)
        self._follow()

    def filter_words(self) -> str:
        """Book and month, then what is searched."""
        if self.chosen.book is None:
            return super().filter_words()
        month = "" if self.whole.isChecked() else self.chosen.month.chinese()
        return "；".join(filter(None, (self.chosen.book.name, month, super().filter_words())))

    def view_of(self, row_id: int) -> RecordView:
        """The page of one voucher."""
        own = {action.text: action for action in self.actions_handed_in}
        found = [(text, own[text].shortcut, self._bound(own[text])) for text in _OF_ONE if text in own]
        return VoucherView(self.session, self.kind, row_id, found, stays=True)

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open a voucher, the book and month chosen that it lies in."""
        found = Voucher.get_or_none(Voucher.id == row_id)
        if found is not None:
            self.chosen.go(found.book_id, periods.parse_month(found.month))
        super().show_of(kind_key, row_id)

    def editor_of(self, row_id: int | None) -> Writing:
        """The editor of a draft, or of a new voucher of the chosen book and month."""
        if row_id is None:
            return VoucherEditor(self.session, Voucher(book=self.chosen.book, day=self.chosen.open_day()), ())
        voucher = Voucher.get_by_id(row_id)
        return VoucherEditor(self.session, voucher, editing.lines_of(VOUCHERS, voucher))

    def edit(self, row_id: int) -> None:
        """Open the editor of a draft; what was approved or posted is only shown."""
        found = Voucher.get_or_none(Voucher.id == row_id)
        if found is not None and found.state != "draft":
            self.show_record(row_id)
        else:
            super().edit(row_id)

    def write_copy(self, voucher: Any, day: date) -> None:
        """Open the editor with a copy of a voucher."""
        if self.may_leave():
            self._open_editor(VoucherEditor(self.session, *vouchers.copy(voucher, day)), self.show_list)

    def _bound(self, action: PageAction) -> Callable[[], None]:
        return lambda: action.run(self)

    def _show_keys(self) -> None:
        """The daily deeds carry their keys on their buttons."""
        keys = {action.text: action.shortcut for action in self.actions_handed_in if action.shortcut.startswith("F")}
        for button in self.list.question.findChildren(QPushButton):
            if button.text() in keys:
                button.setText(f"{button.text()} {keys[button.text()]}")

    def _follow(self) -> None:
        """Show the vouchers of the chosen book and month."""
        book = self.chosen.book.id if self.chosen.book is not None else 0
        given = (Condition("book", "=", book),)
        month = Condition("month", "=", str(self.chosen.month))
        self.list.given = given if self.whole.isChecked() else (*given, month)
        self.list.seen.again()


def _actions(session: Session) -> tuple[PageAction, ...]:
    come_in, *out = exchange_actions(session, VOUCHERS)
    wanted = (
        PageAction("收钱", deeds.money_in, shortcut="F6"),
        PageAction("付钱", deeds.money_out, shortcut="F7"),
        PageAction("填凭证", deeds.write, shortcut="Ctrl+N"),
        PageAction("审核", deeds.approve, shortcut="F8"),
        PageAction("记账", deeds.post, shortcut="F9"),
    )
    rare = (
        PageAction("红字冲销", deeds.reverse, "one"),
        PageAction("复制", deeds.copy, "one", "Ctrl+Shift+C"),  # type: ignore[arg-type]
        PageAction("撤销审核", deeds.unapprove, "some"),
        PageAction("登记原始凭证", deeds.add_paper, "one"),
        PageAction("删除草稿", deeds.discard, "some", "Delete"),
    )
    own = tuple(_worded(each) for each in wanted)
    return (*own, *paper_actions(session, VOUCHERS), come_in, *(_worded(each) for each in rare), *out)


def _worded(action: PageAction) -> PageAction:
    """The same action, its refusal said in words."""
    return PageAction(action.text, deeds.attempt(action.run), action.needs, action.shortcut)
