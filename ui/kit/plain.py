"""The parts of pages that are no table of a kind: heading, row of buttons, a dialog's foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.kit import style
from ui.kit.actions import Action, ActionBar
from ui.kit.row_look import RowLook


class PlainPage(QWidget):
    """A heading with one sentence, buttons below it, and room for the rest."""

    def __init__(self, title: str, words: str, actions: Sequence[Action] = ()) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[style.MARGIN] * 4)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(label(words, "faint"))
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.tools = ActionBar(self, self.row, actions)
        self.row.addStretch()
        self.column.addLayout(self.row)


def dress(table: QTableView) -> None:
    """Make a table one that is read row by row: no grid, no typing into it, Tab leaves it."""
    table.setItemDelegate(RowLook(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def beside(table: QWidget, detail: QWidget, name: str, widths: tuple[int, int]) -> QSplitter:
    """A list with what is chosen in it beside, which scrolls; widths in characters."""
    area = QScrollArea()
    area.setWidget(detail)
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    split = _split(Qt.Orientation.Horizontal, table, area)
    split.setSizes([style.letters(table, width) for width in widths])
    return split


def halves() -> tuple[QSplitter, QVBoxLayout, QVBoxLayout]:
    """Two halves, one above the other, and the columns to fill them."""
    upper, lower = QWidget(), QWidget()
    columns = QVBoxLayout(upper), QVBoxLayout(lower)
    for column in columns:
        column.setContentsMargins(0, 0, 0, 0)
    return _split(Qt.Orientation.Vertical, upper, lower), *columns


def empty(layout: QLayout, keep: int = 0) -> None:
    """Take what was laid out away again, but for the first ones."""
    while layout.count() > keep:
        item = layout.takeAt(keep)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def decision(dialog: QDialog, do: QPushButton) -> QDialogButtonBox:
    """The foot of a dialog: the button that does it, which Enter presses, and the one that leaves."""
    box = QDialogButtonBox()
    box.addButton(do, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    do.setDefault(True)
    return box


def scrolled(widget: QWidget) -> QScrollArea:
    """A part of a dialog that scrolls where the screen is too low for it."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _split(way: Qt.Orientation, *parts: QWidget) -> QSplitter:
    split = QSplitter(way)
    for part in parts:
        split.addWidget(part)
    split.setChildrenCollapsible(False)
    return split


class Card(QFrame):
    """A framed part of a page with its heading."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[style.MARGIN] * 4)
        self.column.setSpacing(8)
        self.heading = label(heading, "heading")
        self.column.addWidget(self.heading)


def chip(text: str, level: str) -> QWidget:
    """How something stands, in a word on its colour: error, warning, good, or none of them."""
    made = QLabel(text)
    made.setProperty("role", "chip")
    made.setProperty("level", level)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(made)
    line.addStretch()
    return row


def label(text: str, role: str = "") -> QLabel:
    """A line of text that may wrap: title, heading, faint, or plain."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("role", role)
    return made
