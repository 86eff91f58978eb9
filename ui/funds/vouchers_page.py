"""记账: the vouchers of one month of one book, from money in and out to the posted voucher."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QVBoxLayout
from unionapp.records.search import Condition
from unionapp.store import editing, rows
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values import periods

from ui.exchange.page import Drops, exchange_actions
from ui.funds import voucher_deeds as deeds
from ui.funds.chosen import BookBar, ChosenPeriod
from ui.funds.voucher_editor import VoucherEditor
from ui.funds.voucher_view import VoucherView
from ui.kit.actions import Action
from ui.printing.opening import paper_actions
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.records.writing import Writing
from ui.session import Session

HELP = (
    "“收钱”“付钱”：选一个事项、填金额，程序自动写借贷分录。“填凭证”：自己写每一行分录。\n"
    "草稿 → 审核 → 记账：审核时列出有疑点的凭证，写明理由才能审核；记账时连续编号，以后不能改，错了用红字冲销。\n"
    "“审核”“记账”对选中的几张办理，没有选中就对本月全部办理。Alt+←、Alt+→ 换月份。"
)
_OF_ONE = ("approve", "unapprove", "post", "reverse", "copy", "add-paper", "print-record", "discard")
"""What can be done with one voucher on its own page."""


def vouchers_page(session: Session) -> VouchersPage:
    """记账, with files dropped on it taken for imports."""
    page = VouchersPage(session)
    page.setAcceptDrops(True)
    page.installEventFilter(Drops(page))
    return page


class VouchersPage(RecordPage):
    """The vouchers of the chosen book and month."""

    def __init__(self, session: Session) -> None:
        self.chosen = ChosenPeriod.of(session)
        super().__init__(session, VOUCHERS, lambda page: _actions(self), rows_fixed=True)
        self.bar = BookBar(session)
        self.whole = QCheckBox("所有月份")
        self.whole.setToolTip("不分月份列出这个账套的全部凭证")
        self.bar.row.insertWidget(2, self.whole)
        self.whole.toggled.connect(self.bar.state.setHidden)
        self.list.first_steps = self.list.tools.commands("money-in", "money-out", "write", "import")
        column = self.list.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.bar)
        self.list.bar.leave_out("book", "month")
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
        own = {action.id: action for action in self.handed_in}
        found = [replace(own[key], needs="one", face="", rare=False) for key in _OF_ONE]
        return VoucherView(self.session, self.kind, row_id, found, stays=True)

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open a voucher, the book and month chosen that it lies in."""
        found = rows.find(Voucher, row_id)
        if found is not None:
            self.chosen.go(found.book_id, periods.parse_month(found.month))
        super().show_of(kind_key, row_id)

    def editor_of(self, row_id: int | None) -> Writing:
        """The editor of a draft, or of a new voucher of the chosen book and month."""
        if row_id is None:
            return VoucherEditor(self.session, Voucher(book=self.chosen.book, day=self.chosen.open_day()), ())
        voucher = rows.get(Voucher, row_id)
        return VoucherEditor(self.session, voucher, editing.lines_of(VOUCHERS, voucher))

    def edit(self, row_id: int) -> None:
        """Open the editor of a draft; what was approved or posted is only shown."""
        found = rows.find(Voucher, row_id)
        if found is not None and found.state != VoucherState.DRAFT:
            self.show_record(row_id)
        else:
            super().edit(row_id)

    def write_copy(self, voucher: Voucher, day: date) -> None:
        """Open the editor with a copy of a voucher."""
        if self.may_leave():
            self._open_editor(VoucherEditor(self.session, *vouchers.copy(voucher, day)), self.show_list)

    def _follow(self) -> None:
        """Show the vouchers of the chosen book and month."""
        book = self.chosen.book.id if self.chosen.book is not None else 0
        given = (Condition("book", "=", book),)
        month = Condition("month", "=", str(self.chosen.month))
        self.list.given = given if self.whole.isChecked() else (*given, month)
        self.list.seen.again()


def _actions(page: VouchersPage) -> tuple[Action, ...]:
    daily = (
        Action("money-in", "收钱", lambda: deeds.money_in(page), "F6", main=True),
        Action("money-out", "付钱", lambda: deeds.money_out(page), "F7"),
        Action("write", "填凭证", lambda: deeds.write(page), "Ctrl+N"),
        Action("approve", "审核", lambda: deeds.approve(page), "F8"),
        Action("post", "记账", lambda: deeds.post(page), "F9"),
    )
    rare = (
        Action("reverse", "红字冲销", lambda: deeds.reverse(page), needs="one", rare=True),
        Action("copy", "复制", lambda: copy(page), "Ctrl+Shift+C", "one", rare=True),
        Action("unapprove", "撤销审核", lambda: deeds.unapprove(page), needs="some", rare=True),
        Action("add-paper", "登记原始凭证", lambda: deeds.add_paper(page), needs="one", rare=True),
        Action("discard", "删除草稿", lambda: deeds.discard(page), "Delete", "some", rare=True),
    )
    return (*daily, *paper_actions(page), *exchange_actions(page), *rare)


def copy(page: VouchersPage) -> None:
    """Write a voucher like the chosen one."""
    page.write_copy(deeds.the_one(page), deeds.open_day(page))
