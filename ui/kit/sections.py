"""The sections of a record one below the other, each a card of fields in two columns, in one where there is no room."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from unionapp.records import fields
from unionapp.records.fields import RecordField

from ui.kit import style
from ui.kit.plain import label

Shape = Literal["half", "whole", "side"]
"""A field beside another, one over the whole width, or one at the right of several: a picture."""

WIDEST = 960
"""Pixels at 100 % beyond which a form is no wider: the eye must find the next line."""
LABEL = 10
"""Chinese characters of the labels."""
_TWO = 44
"""Chinese characters of width from which on there are two columns."""
_TALL = 4
"""Rows beside a picture."""


def shape_of(field: RecordField) -> Shape:
    """How much room a field takes."""
    if isinstance(field, fields.Photo):
        return "side"
    return "whole" if isinstance(field, fields.LongText | fields.Choices) else "half"


class SectionGrid(QFrame):
    """One section: its heading, and its fields in one or two columns."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._cells: list[tuple[QWidget, Shape]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 12, 12, 12)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        heading = label(title, "heading")
        heading.setContentsMargins(0, 0, 0, 8)
        self._grid.addWidget(heading, 0, 0, 1, 2)

    def add(self, cell: QWidget, shape: Shape) -> None:
        """Take a field in, to be given its place by `arrange`."""
        cell.setParent(self)
        self._cells.append((cell, shape))

    def arrange(self, columns: int) -> None:
        """Place the fields in so many columns."""
        row, side = 1, 0
        beside = _TALL if columns == 2 and any(shape == "side" for _, shape in self._cells) else 0
        for cell, shape in self._cells:
            if shape == "side" and beside:
                self._grid.addWidget(cell, 1, 1, _TALL, 1, Qt.AlignmentFlag.AlignTop)
                continue
            over = 2 if shape == "whole" or columns == 1 else 1
            if over == 2:
                row, side = max(row + side, beside + 1), 0
            self._grid.addWidget(cell, row, side, 1, over, Qt.AlignmentFlag.AlignTop)
            row, side = (row + 1, 0) if over == 2 or side or row <= beside else (row, 1)
        for each in (0, 1):
            self._grid.setColumnStretch(each, 1)


class SectionSheet(QScrollArea):
    """Sections that scroll, in a column of readable width."""

    def __init__(self) -> None:
        super().__init__()
        self._columns = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._sections: list[SectionGrid] = []
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(12)
        self._column.addStretch()
        self.setWidget(self._inside)
        self._fit()

    def add_section(self, title: str) -> SectionGrid:
        """A further section, to be filled."""
        made = SectionGrid(title)
        self._sections.append(made)
        self._column.insertWidget(self._column.count() - 1, made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_column"):
            self._fit()
            self._arrange()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(style.pixels(WIDEST) + self._column.contentsMargins().right())

    def _arrange(self) -> None:
        columns = 2 if self.viewport().width() >= style.letters(self, _TWO) else 1
        if columns != self._columns:
            self._columns = columns
            for section in self._sections:
                section.arrange(columns)
