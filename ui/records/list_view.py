"""The table of a kind with what is asked of it above and its figures below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from unionapp.records import access, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import access_log
from unionapp.values import money

from ui.kit import style
from ui.kit.actions import Action, ActionBar
from ui.kit.plain import empty
from ui.kit.seen import Watch, tables_of
from ui.records.question import SearchBar
from ui.records.table import RecordTable
from ui.session import Session

_BUTTONS, _OF_LARGE = 5, 3
"""So many stand in the row before 打印; what comes after them stands in 更多. Fewer where the text is large."""
_LARGE = 175
"""Percent."""


class EmptyState(QWidget):
    """What stands in place of an empty table: what to do first."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addSpacing(12)
        column.addLayout(self._row)
        column.addStretch(3)

    def say(self, text: str, steps: Sequence[QAction]) -> None:
        """Say why there is nothing and offer the steps."""
        self.words.setText(text)
        empty(self._row)
        self._row.addStretch()
        for step in steps:
            button = QPushButton(step.text())
            button.clicked.connect(step.trigger)
            self._row.addWidget(button)
        self._row.addStretch()


class ListView(QWidget):
    """Question, table and figures of a kind."""

    menu_wanted = Signal(QPoint)

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.question = SearchBar(session, kind)
        self.search = self.question.search
        self.bar = self.question.bar
        self.tools = ActionBar(self, self.question.row, most=_BUTTONS)
        self.table = RecordTable(session, kind)
        self.nothing = EmptyState()
        self.given: tuple[search.Condition, ...] = ()
        """What holds of all rows here, whatever the clerk asks besides."""
        self.first_steps: Sequence[QAction] = ()
        """What an empty page offers."""
        self.said = ""
        """How many rows there are, how many are chosen, and sums: what stands in the foot of the window."""
        self.tools.add(Action("unmask", "显示完整号码", lambda: None, rare=True))
        self.unmask = self.tools.command("unmask")
        self.unmask.setCheckable(True)
        self.keys = ActionBar(self, None, self._by_key())
        self._all = self.keys.command("show-all")
        self._lay_out()
        self.seen = Watch(self, session, tables_of(kind), self.ask, None)
        self._connect()

    def _lay_out(self) -> None:
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(self.question)
        column.addWidget(self.body, 1)
        self.unmask.setVisible(any(field.private and access.may_see(field) for field in self.kind.fields.values()))
        self.setFocusProxy(self.search)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight, its figures stand in the foot of the window."""
        super().showEvent(event)
        self.tools.fold(_BUTTONS if style.scale() < _LARGE else _OF_LARGE)
        self.session.foot_said.emit(self, self.said)

    def changeEvent(self, event: QEvent) -> None:
        """Large text leaves room for fewer buttons."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.tools.fold(_BUTTONS if style.scale() < _LARGE else _OF_LARGE)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, they leave it."""
        super().hideEvent(event)
        self.session.foot_said.emit(self, "")

    def _connect(self) -> None:
        self.question.changed.connect(self.ask)
        self.search.entered.connect(self._enter_table)
        self.table.chosen_changed.connect(self._count)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.table.viewport().mapToGlobal(place))
        )
        self.unmask.toggled.connect(self._show_numbers)

    def _by_key(self) -> tuple[Action, ...]:
        """What has no button in the row."""
        return (
            Action("find", "查找", self._find, "Ctrl+F"),
            Action("show-all", "显示全部", self.question.clear),
        )

    def query(self) -> search.Query:
        """What the clerk asks now."""
        asked = self.question.query(self.table.rows.query.order)
        return replace(asked, where=(*self.given, *asked.where))

    def records(self, row_ids: Sequence[int]) -> list[Record]:
        """The records of many rows, read in parts that one statement can hold."""
        parts = (row_ids[at : at + 5000] for at in range(0, len(row_ids), 5000))
        return [record for part in parts for record in search.rows(self.kind, part)]

    def ask(self) -> None:
        """Show the answer to what is asked now."""
        self.seen.done()
        self.table.ask(self.query())
        self._show_whether_empty()

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter_table(self) -> None:
        if self.table.rows.rowCount():
            self.table.go_to(self.table.current_id() or self.table.rows.ids[0])
            self.table.setFocus()

    def _show_numbers(self, shown: bool) -> None:
        self.table.rows.set_mask(not shown)
        self.unmask.setText("隐藏号码" if shown else "显示完整号码")
        if shown:
            self.session.store.journal.note(f"查看{self.kind.title}的完整号码{access_log.said(self.kind)}")
        self._count()

    def _show_whether_empty(self) -> None:
        """An empty page says what to do first, and offers no filters."""
        self.question.offer_filters(bool(self.table.rows.rowCount() or self.question.words()))
        if self.table.rows.rowCount():
            self.body.setCurrentWidget(self.table)
            return
        if self.question.words():
            self.nothing.say(f"没有符合条件的{self.kind.noun}。", [self._all])
        else:
            self.nothing.say(self.kind.empty or f"还没有{self.kind.noun}。点“新增”录入。", self.first_steps)
        self.body.setCurrentWidget(self.nothing)

    def _count(self) -> None:
        chosen = self.table.chosen_rows()
        counted = self.table.rows.rowCount()
        parts = [f"共 {counted:,} 条"]
        if chosen:
            parts.append(f"选中 {len(chosen):,} 条")
        sums = self.table.rows.sums(chosen if len(chosen) > 1 else None) if counted else {}
        parts += [f"{self.kind.fields[name].label}合计 {money.show(total)} 元" for name, total in sums.items()]
        self.said = "　".join(parts)
        if self.isVisible():
            self.session.foot_said.emit(self, self.said)
        self.tools.choose(len(chosen))
