"""What the clerk asks of a table: words in the search field and filters, said again in words for a heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from unionapp.records import fields, search
from unionapp.records.kind import Kind

from ui.kit import style
from ui.kit.flow import FlowLayout
from ui.records.conditions import ConditionPanel
from ui.records.filters import FilterBar
from ui.session import Session

_LARGE = 175
"""The size of text in percent from which on filters are folded."""
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
        self.fit()

    def fit(self) -> None:
        """As wide as some twenty characters of the present size, where that leaves room beside."""
        letter, room = self.fontMetrics().horizontalAdvance("汉"), self.window().width() // 4
        self.setFixedWidth(max(letter * 12, min(letter * 22, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """The search field with a row for tools beside it, and the filters below."""

    changed = Signal()

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.search = SearchField(self._hint())
        self.bar = FilterBar(session, kind)
        self.panel: ConditionPanel | None = None
        top = QWidget()
        self.row = FlowLayout(top)
        self.row.addWidget(self.search)
        self.unfold = QPushButton("筛选")
        self.unfold.setCheckable(True)
        self.unfold.setAccessibleName("显示筛选条件")
        self.unfold.toggled.connect(lambda: self._fold())
        self.row.addWidget(self.unfold)
        self._offered = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(top)
        self._column.addWidget(self.bar)
        self.search.textChanged.connect(lambda: self.changed.emit())
        self.bar.changed.connect(lambda: self.changed.emit())
        self.bar.more.toggled.connect(self._show_panel)
        self.bar.changed.connect(self._fold)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """The lines grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "bar"):
            self.search.fit()
            self.bar.fit()
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The search field yields to the tools where the window is narrow."""
        super().resizeEvent(event)
        self.search.fit()

    def offer_filters(self, offered: bool) -> None:
        """Show the filters, or none at all where there is nothing to filter."""
        self._offered = offered
        self._fold()

    def _fold(self) -> None:
        """At large text the filters give their row to the table until they are asked for or in force."""
        large = style.scale() >= _LARGE
        self.unfold.setVisible(large and self._offered)
        self.bar.setVisible(self._offered and (not large or self.unfold.isChecked() or bool(self.bar.filters())))

    def query(self, order: tuple[str, ...]) -> search.Query:
        """What is asked, with an order of rows."""
        return search.Query(self.search.text(), self.bar.conditions(), order)

    def words(self) -> str:
        """What is asked, as a heading says it; empty where all rows are."""
        text = self.search.text().strip()
        return "；".join(part for part in (f"查找“{text}”" if text else "", self.bar.words()) if part)

    def given(self) -> dict[str, object]:
        """What the filters say of a record that is added now."""
        return {
            name: line.offer.value
            for name, line in self.bar.quick.items()
            if line.offer is not None and line.line.text() and not isinstance(self.kind.fields[name], fields.Choices)
        }

    def clear(self) -> None:
        """Ask for all rows again."""
        self.search.clear()
        self.bar.clear()

    def _hint(self) -> str:
        links = [link.name for link in self.kind.links if link.name in self.kind.columns]
        labels = [self.kind.fields[name].label for name in (*self.kind.search, *links) if name in self.kind.fields]
        return "查找：" + "、".join([*labels[:1], "拼音首字母", *labels[1:]][:4])

    def _show_panel(self, shown: bool) -> None:
        if self.panel is None:
            self.panel = ConditionPanel(self.session, self.kind)
            self.panel.made.connect(self.bar.add)
            self._column.addWidget(self.panel)
        self.panel.setVisible(shown)
        if shown:
            self.panel.setFocus()
