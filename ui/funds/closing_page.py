"""结账: the months of a year, what stands in the way of the next one, closing months and years, keeping a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit
from unionapp import paths
from unionapp.errors import errors_only
from unionapp.subjects.funds.assets import actions as assets
from unionapp.subjects.funds.books.account_groups import CASH
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.closing import archive, readiness
from unionapp.subjects.funds.closing.coming import Next
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month
from unionapp.work import Progress

from ui import tasks
from ui.figures.table import FigureTable
from ui.funds import month_states
from ui.funds.book_page import BookPage
from ui.funds.looking import Looking, View
from ui.funds.month_states import HEADS, States
from ui.funds.next_card import NextCard
from ui.kit import messages, style, undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.folders import written
from ui.session import Session

HELP = (
    "一个月到最后一天、凭证全部记账、银行对好账以后结账；12 个月都结了再年结，年结自动结转收支并写好下年的期初余额。\n"
    "结账、年结以后不能反结账。下面列出下一个要结的月份还差什么，点一下就到那里。"
)
_PLACES: Mapping[str, str] = {
    readiness.EMPTY: "vouchers",
    "unposted": "vouchers",
    "gap": "vouchers",
    "unreconciled": "reconciling",
    "opening-balance": "openings",
    "pending": "vouchers",
    "finished": "projects",
}
"""Where each sort of finding is put right: the key of a page."""


_EMPTY = "{}一张凭证也没有。漏记的收支，结账以后就记不进这个月了。这个月确实没有收支吗？"
_SAID = ("unreconciled", readiness.EMPTY)
"""What stands in the way only until the clerk says why."""


class ClosingPage(BookPage):
    """Twelve months and the next thing to close, as far as `today` allows."""

    def __init__(self, session: Session, today: Callable[[], date] = date.today) -> None:
        super().__init__(session, self.refresh)
        self._today = today
        self.next: Next | None = None
        self.table = FigureTable("各月结账情况")
        self.todo = NextCard()
        self.reason = QLineEdit()
        self.release = QCheckBox("已完成的专项项目，剩余资金转入“工会资金结余”")
        self._lay_out()
        self.table.opened.connect(lambda row, column: self.open_month(row))
        self.todo.chosen.connect(self._go)
        self.reason.textChanged.connect(self._enable)

    def _lay_out(self) -> None:
        self.reason.setPlaceholderText("没有对账、没有凭证的，写明原因，如“对账单未到”")
        self.reason.setAccessibleName("没有对账、没有凭证的原因")
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(self.release, 1)
        closing_actions = (
            Action("close-month", "结账", self.finish_month, main=True),
            Action("close-year", "年终结账", self.finish_year, main=True),
        )
        self.tools = ActionBar(self, row, closing_actions)
        self.tools.show({"close-year": False})
        self.foot = QLabel("在一个月上按回车或双击，打开那个月的凭证。")
        self.foot.setProperty("role", "faint")
        below = QHBoxLayout()
        below.addWidget(self.foot, 1)
        keep = ActionBar(self, below, (Action("archive", "存档", self.keep_year, face="存档…"),))
        keep.command("archive").setStatusTip("把这一年的账簿、凭证、报表存成文件夹，离开本程序也能看")
        self.column.addWidget(self.table, 1)
        self.column.addLayout(below)
        self.column.addWidget(self.todo)
        self.column.addLayout(row)
        self.setFocusProxy(self.table)
        self.fit()

    def fit(self) -> None:
        """The reason has room for a sentence."""
        if hasattr(self, "reason"):
            self.reason.setMinimumWidth(style.letters(self, 16))

    def refresh(self) -> None:
        """Read the states of the months anew, off the GUI thread."""
        book, year, today = self.chosen.book, self.chosen.month.year, self._today()
        if book is None:
            self.next = None
            self.table.show_lines(HEADS, ())
            self._show_next()
            return
        tasks.look(self, lambda progress: month_states.read(book, year, today), self.show_states)

    def show_states(self, states: States) -> None:
        """Show what was read."""
        self.next = states.next
        self.table.show_lines(HEADS, states.lines)
        self._show_next()

    def open_month(self, row: int) -> None:
        """The vouchers of a month."""
        month = self.table.lines[row].leads
        if isinstance(month, Month):
            self.chosen.go(month=month)
            self.session.page_wanted.emit("vouchers")

    def finish_month(self) -> None:
        """Close the next month, once the clerk has read what that means."""
        coming, book = self.next, self.chosen.book
        if coming is None or coming.month is None or book is None:
            return
        month, reason, journal = coming.month, self.reason.text().strip(), self.session.store.journal
        if self._stands(readiness.EMPTY) and not messages.ask(
            self, _EMPTY.format(month.chinese()), "没有收支", "先不结"
        ):
            return
        words = f"{month.chinese()}结账以后，这个月不再接受凭证，也不能反结账；错误只能在以后的月份更正。"
        if not messages.ask(self, words, "结账", "先不结"):
            return

        def work(progress: Progress) -> str:
            closing.close_month(journal, book, month, reason, self._today())
            return f"{month.chinese()}已结账"

        tasks.run(self, "结账", work, self._closed)

    def finish_year(self) -> None:
        """Close the year that is over."""
        coming, book = self.next, self.chosen.book
        if coming is None or coming.month is not None or book is None:
            return
        year, journal = coming.year, self.session.store.journal
        finished = list(coming.leftover) if self.release.isChecked() else []
        words = f"{year}年年结以后，收支结转、下年期初余额由程序写好，这一年的账不能再改，也不能反结账。"
        if not messages.ask(self, words, "年终结账", "先不结"):
            return

        def work(progress: Progress) -> str:
            closing.close_year(journal, book, year, finished, self._today())
            return f"{year}年已年结，{year + 1}年的期初余额已写好"

        tasks.run(self, "年终结账", work, self._closed)

    def keep_year(self) -> None:
        """Write the archive of the year into a folder that the clerk chooses."""
        book, year, store = self.chosen.book, self.chosen.month.year, self.session.store
        if book is None:
            messages.toast(self, "还没有账套，没有可以存档的账")
            return
        folder = messages.choose_folder(self, f"把{year}年的会计档案存到哪里")
        if folder is None:
            return
        out = folder / paths.offered(f"{book.name}{year}年会计档案")

        def work(progress: Progress) -> Path:
            return archive.write(store, book, year, out, progress)

        tasks.run(self, f"{year}年存档", work, lambda path: written(self, path, f"已存档到“{paths.shown(path.name)}”"))

    def _closed(self, words: str) -> None:
        self.reason.clear()
        self.release.setChecked(False)
        messages.toast(self, words)
        self.seen.again()

    def _show_next(self) -> None:
        coming = self.next
        self.todo.show_next(coming)
        self.reason.setVisible(any(map(self._stands, _SAID)))
        self.release.setVisible(coming is not None and bool(coming.leftover))
        monthly = coming is None or coming.month is not None
        self.tools.show({"close-month": monthly, "close-year": not monthly})
        self._enable()

    def _stands(self, rule: str) -> bool:
        """Whether a rule has something against what comes next."""
        return self.next is not None and any(each.rule == rule for each in self.next.problems)

    def _go(self, rule: str) -> None:
        """Where a finding is put right."""
        month = self.next.month if self.next is not None else None
        if month is not None:
            self.chosen.go(month=month)
        if rule == readiness.DEPRECIATION and month is not None:
            self._write_off(month)
        elif rule == "negative" and month is not None:
            Looking.of(self.session).look(View("cash", month, month, (CASH,)))
        elif rule in _PLACES:
            self.session.page_wanted.emit(_PLACES[rule])

    def _write_off(self, month: Month) -> None:
        """Draft the voucher of the month's depreciation and show it among the vouchers."""
        book, journal = self.chosen.book, self.session.store.journal
        if book is None:
            return

        def done(voucher: Voucher) -> None:
            undoing.offer(self, self.session, f"已生成{month.chinese()}的折旧凭证，请审核、记账")
            self.session.page_wanted.emit("vouchers")

        tasks.run(self, "提折旧", lambda progress: assets.depreciate(journal, book, month), done)

    def _enable(self) -> None:
        """Closing is offered once nothing is wrong, or all that is wrong is accounted for."""
        said = bool(self.reason.text().strip())
        wrong = errors_only(self.next.problems) if self.next is not None else []
        left = [each for each in wrong if not (said and each.rule in _SAID)]
        ready = self.next is not None and not left
        self.tools.allow({"close-month": ready, "close-year": ready})
