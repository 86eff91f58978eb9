"""The table of a kind with its search field, filters and figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.values import money

from ui.choosing import kind_of
from ui.conditions import ConditionPanel
from ui.filters import FilterBar
from ui.flow import FlowLayout
from ui.session import Session
from ui.table import RecordTable
from ui.tools import Tools

_LINKED = 2000
"""A kind without words of its own is searched by what it links to, among so many at most."""


class SearchField(QLineEdit):
    """Words to search; Down and Enter lead into the table, Esc empties it."""

    entered = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setToolTip(hint)
        self.setAccessibleName("查找")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Nothing(QWidget):
    """What stands in place of an empty table: what to do first."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setObjectName("nothing")
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
        while self._row.count():
            widget = self._row.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self._row.addStretch()
        for step in steps:
            button = QPushButton(step.text())
            button.clicked.connect(step.trigger)
            self._row.addWidget(button)
        self._row.addStretch()


class ListView(QWidget):
    """Search, filters, table and figures of a kind."""

    menu_wanted = Signal(QPoint)

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self._linked = _searched_link(session, kind)
        self.search = SearchField(self._hint())
        self.table = RecordTable(session, kind)
        self.bar = FilterBar(session, kind)
        self.panel: ConditionPanel | None = None
        self.nothing = Nothing()
        self.status = QLabel()
        self.unmask = QPushButton("显示完整号码")
        self.unmask.setCheckable(True)
        self.unmask.setVisible(any(field.private for field in kind.fields.values()))
        self._first_steps: Sequence[QAction] = ()
        self._no_filter = QAction("显示全部", self)
        self._stale = True
        self._lay_out()
        self._watch()

    def _lay_out(self) -> None:
        top = QWidget()
        row = FlowLayout(top)
        self.search.setFixedWidth(self.fontMetrics().horizontalAdvance("汉") * 22)
        self.search.setVisible(bool(self.kind.search or self._linked))
        row.addWidget(self.search)
        self.tools = Tools(self, row)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        bottom.addWidget(self.unmask)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 4)
        self._column.setSpacing(6)
        self._column.addWidget(top)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.body, 1)
        self._column.addLayout(bottom)
        self.status.setAccessibleName("行数与合计")

    def _watch(self) -> None:
        self.search.textChanged.connect(self.ask)
        self.search.entered.connect(self._enter_table)
        self.bar.changed.connect(self.ask)
        self.bar.more.toggled.connect(self._show_panel)
        self.table.chosen_changed.connect(self._count)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.table.viewport().mapToGlobal(place))
        )
        self.unmask.toggled.connect(self._show_numbers)
        self._no_filter.triggered.connect(self.clear_all)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)

    def query(self) -> search.Query:
        """What the clerk asks now."""
        text, where, order = self.search.text(), self.bar.conditions(), self.table.rows.query.order
        if text.strip() and self._linked is not None:
            return search.Query("", (*where, self._among_linked(text)), order)
        return search.Query(text, where, order)

    def words(self) -> str:
        """What the clerk asks, as a heading says it."""
        text = self.search.text().strip()
        return "；".join(part for part in (f"查找“{text}”" if text else "", self.bar.words()) if part)

    def given(self) -> dict[str, Any]:
        """What the filters say of a record that is added now."""
        return {
            name: line.offer.value
            for name, line in self.bar.quick.items()
            if line.offer is not None and line.line.text() and not isinstance(self.kind.fields[name], fields.Choices)
        }

    def ask(self) -> None:
        """Show the answer to what is asked now."""
        self._stale = False
        self.table.ask(self.query())
        self._show_whether_empty()

    def data_changed(self) -> None:
        """Ask again, at once where it is seen, else when it is next seen."""
        self._stale = True
        if self.isVisible():
            self.ask()

    def clear_search(self) -> None:
        """Empty the search field."""
        self.search.clear()

    def clear_all(self) -> None:
        """Show all rows again."""
        self.search.clear()
        self.bar.clear()

    def show_first_steps(self, steps: Sequence[QAction]) -> None:
        """What an empty page offers."""
        self._first_steps = steps

    def showEvent(self, event: QShowEvent) -> None:
        """The first rows are fetched when the page is first seen."""
        super().showEvent(event)
        if self._stale:
            self.ask()

    def _hint(self) -> str:
        if self._linked is not None:
            return f"查找{self._linked.label}：姓名、拼音首字母、号码"
        labels = [self.kind.fields[name].label for name in self.kind.search]
        return "查找：" + "、".join([*labels[:1], "拼音首字母", *labels[1:]])

    def _among_linked(self, text: str) -> search.Condition:
        assert self._linked is not None
        other = kind_of(self.session, self._linked.rel_model)
        return search.Condition(self._linked.name, "in", tuple(search.ids(other, search.Query(text))[:_LINKED]))

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter_table(self) -> None:
        if self.table.rows.rowCount():
            self.table.go_to(self.table.current_id() or self.table.rows.ids[0])
            self.table.setFocus()

    def _show_panel(self, shown: bool) -> None:
        if self.panel is None:
            self.panel = ConditionPanel(self.session, self.kind)
            self.panel.made.connect(self.bar.add)
            self._column.insertWidget(2, self.panel)
        self.panel.setVisible(shown)
        if shown:
            self.panel.setFocus()

    def _show_numbers(self, shown: bool) -> None:
        self.table.rows.set_mask(not shown)
        self.unmask.setText("隐藏号码" if shown else "显示完整号码")
        if shown:
            self.session.store.journal.note(f"查看{self.kind.title}的完整号码")
        self._count()

    def _show_whether_empty(self) -> None:
        if self.table.rows.rowCount():
            self.body.setCurrentWidget(self.table)
        elif self.search.text().strip() or self.bar.filters():
            self.nothing.say(f"没有符合条件的{self.kind.noun}。", [self._no_filter])
            self.body.setCurrentWidget(self.nothing)
        else:
            self.nothing.say(self.kind.empty or f"还没有{self.kind.noun}。点“新增”录入。", self._first_steps)
            self.body.setCurrentWidget(self.nothing)

    def _count(self) -> None:
        chosen = self.table.chosen_rows()
        parts = [f"共 {self.table.rows.rowCount():,} 条"]
        if chosen:
            parts.append(f"选中 {len(chosen):,} 条")
        sums = self.table.rows.sums(chosen if len(chosen) > 1 else None)
        parts += [f"{self.kind.fields[name].label}合计 {money.show(total)} 元" for name, total in sums.items()]
        self.status.setText("　".join(parts))
        self.tools.enable(len(chosen))


def _searched_link(session: Session, kind: Kind) -> Any | None:
    """The link by which a kind without search words is searched: the first to a kind that has some."""
    if kind.search:
        return None
    for link in kind.links:
        if link.name in kind.fields and link.rel_model is not kind.model and kind_of(session, link.rel_model).search:
            return link
    return None
