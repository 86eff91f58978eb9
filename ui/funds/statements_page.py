"""报表: the statements of the chosen book for a month or a year, each figure one step from its accounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from unionapp.office import cabinet
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.statements.statements import Check, When
from unionapp.values.periods import Month

from ui import tasks
from ui.figures.paper import book_request, save_sheet
from ui.figures.table import FigureTable
from ui.funds import statement_lines
from ui.funds.book_page import BookPage
from ui.funds.looking import Looking, Sort, View
from ui.funds.pictures import BookCharts
from ui.funds.statement_lines import TITLES, Leads, StatementView
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.kit.flow import FlowLayout
from ui.printing.opening import print_paper
from ui.session import Session

HELP = (
    "报表由已记账的凭证算出，还没有年结时收支差额按专项、非专项并入结转、结余。\n"
    "在一个数上按回车或双击，看它的科目和分录，再到凭证。表下是勾稽关系的核对结果。"
)
_NO_BOOK = "还没有账套。先在“账套”里建一套账，录入期初余额，再记账。"
_WIDE = 84
"""Chinese characters of width from which the pictures stand beside the table."""
_MOST = 8
"""A table with more columns needs the room for itself."""
_SO_FAR = ("期末", "年末", "累计", "年初", "余额", "调整", "执行率")
"""Headings of columns that speak of the year so far, not of the month alone."""


class StatementsPage(BookPage):
    """One statement at a time, with its checks and pictures."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.refresh)
        self.found: StatementView | None = None
        self.sort, self.whole = QComboBox(), QComboBox()
        self.table = FigureTable("报表", by_cell=True)
        self.title, self.form = QLabel(), QLabel()
        self.checks = QLabel()
        self.pictures = BookCharts()
        self.drawn = QPushButton("图表")
        self._narrow = False
        self._lay_out()
        self.sort.activated.connect(self.refresh)
        self.whole.activated.connect(self.refresh)
        self.table.opened.connect(self.open_cell)
        self.drawn.toggled.connect(self._show_pictures)

    def _lay_out(self) -> None:
        for key, words in TITLES.items():
            self.sort.addItem(words, key)
        self.whole.addItem("月报", False)
        self.whole.addItem("年报", True)
        self.sort.setAccessibleName("报表")
        self.whole.setAccessibleName("月报或年报")
        tools_line = QWidget()
        self.tool_row = FlowLayout(tools_line)
        self.tool_row.addWidget(self.sort)
        self.tool_row.addWidget(self.whole)
        actions = (
            Action("print", "打印", self.print, "Ctrl+P", main=True),
            Action("export", "导出…", self.export, "Ctrl+E", out=True),
            Action("open", "看明细", self._open_current, "Alt+Down"),
            Action("copy-rows", "复制到 Excel", self.table.copy, rare=True),
        )
        self.tools = ActionBar(self, self.tool_row, actions)
        self.drawn.setCheckable(True)
        self.drawn.setChecked(True)
        self.drawn.setAccessibleName("显示图表")
        self.tool_row.addWidget(self.drawn)
        self.title.setProperty("role", "heading")
        self.form.setProperty("role", "faint")
        self.checks.setWordWrap(True)
        self.checks.setAccessibleName("勾稽关系")
        heading = QHBoxLayout()
        heading.addWidget(self.title, 1)
        heading.addWidget(self.form)
        self.column.addWidget(tools_line)
        self.column.addLayout(heading)
        self.column.addLayout(self._halves(), 1)
        self.setFocusProxy(self.table)

    def _halves(self) -> QHBoxLayout:
        self.beside = QScrollArea()
        self.beside.setWidgetResizable(True)
        self.beside.setFrameShape(QFrame.Shape.NoFrame)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setWidget(self.pictures)
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.checks)
        row = QHBoxLayout()
        row.addWidget(self.left, 3)
        row.addWidget(self.beside, 1)
        return row

    @property
    def when(self) -> When:
        """The month, or its year."""
        return self.chosen.month.year if self.whole.currentData() else self.chosen.month

    def refresh(self) -> None:
        """Read the statement anew, off the GUI thread."""
        book, sort, when = self.chosen.book, str(self.sort.currentData()), self.when
        if book is None:
            self.title.setText(_NO_BOOK)
            self.checks.clear()
            self.table.show_lines((), ())
            self.pictures.show_figures(None)
            return
        tasks.look(self, lambda progress: statement_lines.read(book, sort, when), self.show_found)

    def show_found(self, found: StatementView) -> None:
        """Show a statement that was read."""
        self.found = found
        self._make_room()
        self.title.setText(f"{found.title}　编制单位：{found.unit}　{found.period}")
        self.form.setText(f"{found.form}　单位：元".strip())
        self.table.setAccessibleName(f"{found.title}{found.period}")
        self.table.show_lines(found.heads, found.lines)
        self._show_checks(found.checks)
        self.pictures.show_figures(found.figures)

    def open_cell(self, row: int, column: int) -> None:
        """Go on from a figure to the ledger of its account, or where it sums several to their balances."""
        found = self.found
        leads = found.lines[row].leads[column] if found is not None else None
        if found is None or not isinstance(leads, Leads) or not leads.accounts:
            messages.toast(self, "这一格没有对应的科目")
            return
        first, last = self._months(found.heads[column].field.label)
        sort: Sort = "subsidiary" if len(leads.accounts) == 1 else "balance"
        Looking.of(self.session).look(View(sort, first, last, leads.accounts))

    def _months(self, heading: str) -> tuple[Month, Month]:
        month = self.chosen.month
        if self.whole.currentData():
            months = Month(month.year, 1), Month(month.year, 12)
        elif any(word in heading for word in _SO_FAR):
            months = Month(month.year, 1), month
        else:
            months = month, month
        begun = books.since(self.chosen.book) if self.chosen.book is not None else months[0]
        return max(months[0], begun), max(months[1], begun)

    def _open_current(self) -> None:
        at = self.table.currentIndex()
        if at.isValid():
            self.open_cell(at.row(), at.column())

    def print(self) -> None:
        """The preview of the paper."""
        if self.found is None or self.chosen.book is None:
            messages.toast(self, "还没有可以打印的报表")
            return
        request = book_request(self.chosen.book, self.chosen.month, bool(self.whole.currentData()))
        print_paper(self.session, self, cabinet.paper(self.found.id), request)

    def export(self) -> None:
        """Write the statement into a workbook."""
        found = self.found
        if found is None:
            messages.toast(self, "还没有可以导出的报表")
            return
        save_sheet(self.session, self, f"{found.title} {found.period}", found.above, found.heads, found.lines)

    def _show_checks(self, checks: Sequence[Check]) -> None:
        problems = [problem for check in checks for problem in check.problems]
        self.checks.setText(said(checks))
        self.checks.setToolTip("\n".join(dict.fromkeys(each.article for each in problems if each.article)))
        grave = any(each.level == "error" for each in problems)
        self.checks.setProperty("level", "error" if grave else "warning" if problems else "good")
        self.checks.style().unpolish(self.checks)
        self.checks.style().polish(self.checks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the table, the pictures wait behind their button."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        many = self.found is not None and len(self.found.heads) > _MOST
        narrow = many or self.width() < style.letters(self, _WIDE)
        if narrow != self._narrow:
            self._narrow = narrow
            self.drawn.setChecked(not narrow)
        self._show_pictures()

    def _show_pictures(self) -> None:
        self.beside.setVisible(self.drawn.isChecked())
        self.left.setVisible(not (self._narrow and self.drawn.isChecked()))


_LEVELS = {"error": "✗ 不符", "warning": "⚠ 请核对", "info": "ⓘ 提示"}


def said(checks: Sequence[Check]) -> str:
    """What was checked and how it came out: first what does not agree, then the rest."""
    lines = [f"{_LEVELS[each.level]}：{each.message}" for check in checks for each in check.problems]
    right = [check.words for check in checks if not check.problems and not check.unasked]
    unasked = [f"{check.words}（{check.unasked}）" for check in checks if check.unasked]
    lines += [f"✓ 相符：{'；'.join(right)}"] if right else []
    return "\n".join([*lines, *([f"○ 没有比较：{'；'.join(unasked)}"] if unasked else [])])
