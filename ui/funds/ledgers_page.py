"""账簿: journals, ledgers and the trial balance of the chosen book, each line one step from its voucher."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget
from unionapp.office import cabinet

from ui import tasks
from ui.figures.paper import book_request, save_sheet, shown_paper
from ui.figures.table import FigureTable
from ui.funds import ledger_lines
from ui.funds.book_page import BookPage
from ui.funds.ledger_bar import LedgerBar
from ui.funds.ledger_lines import LedgerView
from ui.funds.looking import Looking, Sort, View
from ui.kit import messages
from ui.kit.actions import Action, ActionBar
from ui.printing.opening import print_paper
from ui.records.list_view import EmptyState
from ui.session import Session

HELP = (
    "账簿由已记账的凭证自动生成，不能手改。选账簿和科目（输入编号、名称或拼音首字母），再选月份。\n"
    "回车或双击一行打开那张凭证；在总账、科目余额表里打开的是那个科目的明细账，Alt+↑ 回到前面看的。"
)
_PAPERS: dict[Sort, str] = {
    "cash": "cash-journal",
    "bank": "bank-journal",
    "general": "general-ledger",
    "subsidiary": "subsidiary-ledger",
    "balance": "trial-balance",
}
_EMPTY = "这段时间没有记账的凭证。凭证审核、记账以后，账簿自动生成。"
_NO_BOOK = "还没有账套。先在“账套”里建一套账，再记账，账簿自动生成。"


class LedgersPage(BookPage):
    """One ledger at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.refresh)
        self.looking = Looking.of(session)
        self.found: LedgerView | None = None
        self._former: list[View] = []
        self.asked = LedgerBar(self.chosen)
        self.table = FigureTable("账簿")
        self.nothing = EmptyState()
        self.title, self.foot = QLabel(), QLabel()
        self._lay_out()
        self.asked.changed.connect(self.refresh)
        self.table.opened.connect(lambda row, column: self.open_line(row))
        self.looking.changed.connect(self._take)

    def _lay_out(self) -> None:
        self.title.setProperty("role", "heading")
        self.foot.setAccessibleName("笔数与合计")
        self.tools = ActionBar(self, self.asked.row, self._actions())
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.title)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self.foot)
        self.setFocusProxy(self.asked)
        self.fit()

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("month", "本月", self.asked.ask_month, "Alt+M"),
            Action("year", "全年", self.asked.ask_year, "Alt+Y"),
            Action("print", "打印", self.print, "Ctrl+P", main=True),
            Action("export", "导出…", self.export, "Ctrl+E", out=True),
            Action("back", "返回上一个", self.back, "Alt+Up"),
            Action("copy-rows", "复制到 Excel", self.table.copy, rare=True),
        )

    def fit(self) -> None:
        """The fields of the ledger that is asked for grow with the text."""
        if hasattr(self, "asked"):
            self.asked.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take what another page wished for."""
        super().showEvent(event)
        self._take()

    def look(self, view: View) -> None:
        """Show a ledger, the one before to come back to."""
        if self.found is not None and self.found.view != view:
            self._former.append(self.found.view)
        self.asked.set_view(view)
        self.refresh()

    def back(self) -> None:
        """Show again what was shown before."""
        if self._former:
            view = self._former.pop()
            self.asked.set_view(view)
            self.refresh()

    def refresh(self) -> None:
        """Read anew what is asked for, off the GUI thread."""
        book, wanted = self.chosen.book, self.asked.view
        if book is None:
            self._show_nothing(_NO_BOOK)
            return
        if self.asked.lacks_account:
            self._show_nothing("请先输入科目：编号、名称或拼音首字母，从列出的里面选。")
            return
        tasks.look(self, lambda progress: ledger_lines.read(book, wanted, progress), self.show_found)

    def show_found(self, found: LedgerView) -> None:
        """Show a ledger that was read."""
        self.found = found
        self.title.setText(f"{found.title}　{found.period}")
        self.foot.setText(found.foot)
        self.table.setAccessibleName(found.title)
        self.table.show_lines(found.heads, found.lines)
        if found.lines:
            self.body.setCurrentWidget(self.table)
        else:
            self._show_nothing(_EMPTY)

    def open_line(self, row: int) -> None:
        """Open what a line leads to: its voucher, or the ledger of its account."""
        leads = self.found.lines[row].leads if self.found is not None else None
        if isinstance(leads, View):
            self.look(leads)
        elif leads:
            self.session.record_wanted.emit("vouchers", leads)
        else:
            messages.toast(self, "这一行是合计，没有单独的凭证")

    def print(self) -> None:
        """The preview of the account book for a month or a year; of other periods the table as it is shown."""
        found, book = self.found, self.chosen.book
        if found is None or book is None:
            messages.toast(self, "还没有可以打印的账簿")
            return
        view = found.view
        month, whole = view.first == view.last, (view.first.month, view.last.month) == (1, 12)
        if month or (whole and view.first.year == view.last.year):
            account = view.accounts[0] if len(view.accounts) == 1 else ""
            request = book_request(book, view.last, not month, account)
            print_paper(self.session, self, cabinet.paper(_PAPERS[view.sort]), request)
        else:
            header = f"单位：{found.unit}\t{found.period}\t单位：元"
            paper = shown_paper(found.title, header, found.heads, found.lines)
            print_paper(self.session, self, paper, book_request(book, view.last))

    def export(self) -> None:
        """Write what is shown into a workbook."""
        found = self.found
        if found is None:
            messages.toast(self, "还没有可以导出的账簿")
            return
        name = f"{found.title.replace('　', ' ')} {found.period}"
        save_sheet(self.session, self, name, found.above, found.heads, found.lines)

    def _take(self) -> None:
        view = self.looking.taken() if self.isVisible() else None
        if view is not None:
            self.seen.done()
            self.look(view)

    def follow(self) -> None:
        """Another book or month is spoken of."""
        self._former.clear()
        self.asked.follow()
        super().follow()

    def _show_nothing(self, words: str) -> None:
        self.found = None if words != _EMPTY else self.found
        self.title.clear()
        self.foot.clear()
        self.nothing.say(words, ())
        self.body.setCurrentWidget(self.nothing)
