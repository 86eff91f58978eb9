"""填凭证: a voucher of any entries, written in a grid; its papers are stored together with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout
from unionapp.errors import Problem, Refused, Trouble
from unionapp.store import connection, rows
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState

from ui.cases.problems import ProblemList
from ui.funds.entries_grid import EntriesGrid
from ui.funds.simple_entry import doubts
from ui.funds.voucher_head import VoucherHead
from ui.funds.voucher_papers import PapersPanel
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.kit.going_on import goes_on
from ui.kit.plain import label
from ui.records.writing import Writing
from ui.session import Session

_PAUSE = 300


class VoucherEditor(Writing):
    """Writes one voucher, new, copied or a stored draft."""

    def __init__(self, session: Session, voucher: Voucher, lines: Sequence[VoucherLine]) -> None:
        super().__init__(session, VOUCHERS, within=voucher.book.uid)
        self.voucher = voucher
        self.head = VoucherHead(session, voucher)
        self.problems = ProblemList()
        self.grid = EntriesGrid(session, voucher.book)
        self.papers = PapersPanel(session, voucher)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self._lay_out()
        self.grid.show_lines(lines)
        self.head.edited.connect(self._pause.start)
        self.grid.edited.connect(self._pause.start)
        self.grid.finished.connect(lambda: self.tools.button("save").setFocus(Qt.FocusReason.TabFocusReason))
        self.papers.edited.connect(self._papers_changed)
        self.setFocusProxy(self.head.cells["day"].edit or self.grid)
        self._was = self._said()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(label(f"{'填写' if self.row_id is None else '修改'}凭证　{self.voucher.book.name}", "title"), 1)
        top.addWidget(self.head.more)
        column.addLayout(top)
        column.addWidget(self.head)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.grid)
        split.addWidget(self.papers)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        column.addWidget(self.problems)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("回车到下一项　F4 列出科目　Ctrl+S 保存　Ctrl+回车 保存并填下一张　Esc 返回", "faint"), 1)
        another = Action(
            "save-next",
            "保存并填下一张",
            self.save_and_next,
            "Ctrl+Return",
            also="Ctrl+Enter Ctrl+Shift+S",
        )
        wanted = (self.save_action(also=""), another, self.leave_action())
        self.tools = ActionBar(self, row, wanted)
        return row

    @property
    def row_id(self) -> int | None:
        """The id of the voucher, None while it is new."""
        return self.voucher.id

    def start(self) -> None:
        """The cursor into the day."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.row_id is not None:
            self.check()

    def may_leave(self) -> bool:
        """Whether the editor may go; asks where something typed would be lost."""
        if self._said() == self._was:
            return True
        return messages.leave(self, "这张凭证还没有保存，不保存就会丢掉填写的内容。", self.write)

    def data_changed(self) -> None:
        """A voucher that is gone, approved or posted meanwhile cannot be written any more."""
        if self.row_id is None:
            return
        voucher = rows.find(Voucher, self.row_id)
        if voucher is None or voucher.state != VoucherState.DRAFT:
            words = "这张凭证已经不是草稿了（被审核、删除或撤销），不能再改。请按 Esc 离开。"
            self.problems.show_problems([Problem("", words)])

    def check(self) -> None:
        """Show what is wrong or doubtful."""
        unread = self._take()
        lines = self.grid.model.filled()
        self._show(unread + (doubts(self.voucher, lines) if lines and self.voucher.day else []))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field of the head."""
        if not goes_on(self, event, self.head.rest):
            super().keyPressEvent(event)

    def _take(self) -> list[Problem]:
        """Put what was typed into the voucher; what cannot be read."""
        return self.head.take(self.voucher) + self.grid.problems()

    def _show(self, found: Sequence[Problem]) -> None:
        self.head.show_problems(found)
        self.grid.show_problems(found)
        self.problems.show_problems(
            [_said_with_line(each) for each in found if each.line or each.field not in self.head.cells]
        )

    def write(self) -> bool:
        lines = self.grid.lines()
        unread = self._take()
        journal = self.session.store.journal
        try:
            if unread:
                raise Refused(unread)
            with connection.in_words(self.session.folder / connection.FILE):
                papers, gone = self.papers.papers, self.papers.gone
                remaining = vouchers.save_with_papers(journal, self.voucher, lines, papers, gone)
        except (Refused, Trouble) as error:
            self._refuse(error)
            return False
        self.papers.kept()
        self._was = self._said()
        doubtful = [each.message for each in remaining if each.level == "warning"]
        self.saved.emit(f"已保存凭证{f'。请核对：{doubtful[0]}' if doubtful else ''}")
        return True

    def _refuse(self, error: Refused | Trouble) -> None:
        if isinstance(error, Trouble):
            messages.report(self, error)
        else:
            self._show(error.problems)
            if not self.head.focus_wrong(error.problems):
                self.grid.setFocus()

    def _said(self) -> tuple[object, ...]:
        """All that is written here, to tell whether something was typed."""
        lines = [[each.__data__.get(column.name) for column in self.grid.model.columns] for each in self.grid.lines()]
        return (self.head.said(), lines, self.grid.problems(), self.papers.stands())

    def _papers_changed(self) -> None:
        """So many sheets at least are added."""
        self.head.need_sheets(self.papers.sheets())
        self._pause.start()


def _said_with_line(problem: Problem) -> Problem:
    """A problem that says which line it means."""
    return Problem("", str(problem), problem.article, problem.level, problem.rule)
