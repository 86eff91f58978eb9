"""Lines of an activity typed in a grid and kept as they are typed: what is right is stored, what is not is said.

A line that is still being typed waits until the cursor leaves it; so nothing must be saved by hand, nothing gets lost,
and Ctrl+Z takes back line by line. Whatever is stored meanwhile, here or elsewhere, is shown line by line beside the
cursor: the open cell stays as it is, with what is being typed in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication
from unionapp.errors import Problem, Refused, Trouble, errors_only
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.store import editing, saving

from ui.cases.stored_lines import StoredLines, in_place, renew
from ui.grid.lines_grid import GridColumn, LinesGrid
from ui.kit import messages
from ui.session import Session

_PAUSE = 400
"""Milliseconds after the last change until lines are stored."""


class KeptGrid(LinesGrid[Row]):
    """The lines of one kind that belong to one record; `grows` says whether lines are added and removed here."""

    said = Signal(list)
    """What is wrong or doubtful with the lines, each problem with its line in words."""

    def __init__(
        self, session: Session, kind: Kind, columns: Sequence[GridColumn], made: Callable[[], Row], grows: bool = True
    ) -> None:
        self.grows = grows
        self._stored = StoredLines()
        super().__init__(session, kind, columns, made)
        self.foot.setVisible(bool(self.foot_words()))
        self.table.grows = grows
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.keep(whole=False))
        self.edited.connect(self._pause.start)
        self.finished.connect(self.keep)
        self.table.selectionModel().currentRowChanged.connect(lambda: self._pause.start())

    def deeds(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Where lines are given, there is nothing to do with them but to type."""
        return super().deeds() if self.grows else []

    def show_stored(self, records: Sequence[Row]) -> None:
        """Show the stored lines, unless they are shown already; what waits to be mended stays."""
        now = editing.stored(self.kind, [each.id for each in records])
        shown = {line.id: line for line in self.model.rows if line.id}
        if now == self._stored.values and list(shown) == [each.id for each in records]:
            return
        removed = self._stored.values.keys() - shown.keys()
        self._stored.follow(list(shown.values()), now, self._current() if self.cells.is_typed_in() else None)
        self._show([shown.get(each.id, each) for each in records if each.id not in removed])

    def keep(self, whole: bool = True) -> None:
        """Store what was changed as one step; the line with the cursor waits unless all is done."""
        self._pause.stop()
        if whole:
            self.table.settle()
        try:
            self._keep(None if whole or not self._typing() else self._current())
        except (Refused, Trouble) as error:
            messages.report(self, error)

    def pending(self) -> int:
        """How many lines were changed and are not stored."""
        unread = {each.line for each in self.model.problems()}
        lines = enumerate(self.model.filled(), 1)
        return sum(1 for place, line in lines if place in unread or self._stored.differs(line))

    def may_leave(self) -> bool:
        """Whether the lines may go; asks where one could not be stored."""
        self.keep()
        left = self.pending()
        said = f"{self.kind.title}有 {left} 行没有填好，还没有保存，离开就会丢掉。"
        return not left or messages.leave(self, said)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is stored when another part comes to the front."""
        super().hideEvent(event)
        if self.pending():
            self.keep()

    def _show(self, known: Sequence[Row]) -> None:
        """Show the stored lines with the new ones, the one with the cursor among them though it is empty."""
        current, typing, rows = self._current(), self._typing(), self.model.rows
        fresh = [each for each in rows if not each.id and (each is current or not self.model.is_empty(each))]
        if current is None:
            self.show_lines([*known, *fresh])
            return
        self.model.arrange(in_place(rows, known, fresh) if typing else [*known, *fresh])
        self.shown()
        if typing and not self.cells.is_open():
            self.table.begin()

    def _typing(self) -> bool:
        """Whether the cursor is in a cell."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self.table or self.table.isAncestorOf(focused))

    def _current(self) -> Row | None:
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _keep(self, typing: Row | None) -> None:
        lines = self.model.filled()
        problems = [Problem("", str(each), level=each.level) for each in self.model.problems()]
        unread = {each.line for each in self.model.problems()}
        changed = {
            place: line
            for place, line in enumerate(lines, 1)
            if line is not typing and place not in unread and self._stored.differs(line)
        }
        kept = {line.id for line in (*lines, *([typing] if typing is not None else []))}
        gone = [number for number in self._stored.values if number not in kept] if self.grows else []
        if changed or gone:
            problems += self._store(changed, gone)
        self.foot.setText(self.foot_words())
        self.said.emit(problems)

    def _store(self, changed: Mapping[int, Row], gone: Sequence[int]) -> list[Problem]:
        """Store changed lines, given by their place, and remove others; what is wrong or doubtful with the lines."""
        found = saving.save_what_is_right(self.session.store.journal, self.kind, list(changed.values()), gone)
        said = dict(zip(changed, found, strict=True))
        good = [line for place, line in changed.items() if not errors_only(said[place])]
        if good or gone:
            renew([line for line in self.model.rows if line.id in gone])
            self._stored.forget(gone)
            self._stored.note(good, editing.stored(self.kind, [line.id for line in good]))
            self.model.tell_all()
        return [
            Problem("", f"第 {place} 行：{each.message}", each.article, each.level)
            for place, problems in said.items()
            for each in problems
        ]
