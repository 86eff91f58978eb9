"""The ballot on the screen: numbers, names and marks, large enough to be read while the hand types."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from unionapp.subjects.elections.counting.actions import AGAINST, BOTH, FOR

from ui.elections.counting.draft import BallotDraft
from ui.kit import style

_ROWS = 9
"""Names one below the other; more stand in further columns, so that numbers of one digit fill the first."""
_SPOKEN = {FOR: "赞成", AGAINST: "不赞成", BOTH: "赞成和不赞成都画了"}


class BallotSheet(QWidget):
    """Draws the draft; a click on a name gives it its next mark."""

    clicked = Signal(int)
    """A name was clicked: its place."""

    def __init__(self, draft: BallotDraft) -> None:
        super().__init__()
        self.draft = draft
        self.setAccessibleName("选票")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.redraw()

    def redraw(self) -> None:
        """Show the draft as it stands now, to the eye and to a screen reader."""
        marks = zip(self.draft.names, self.draft.state.marks, strict=True)
        said = [f"{name}{_SPOKEN[mark]}" for name, mark in marks if mark in _SPOKEN]
        self.setAccessibleDescription("，".join([*said, *self.draft.state.written]) or "还没有划写")
        self.update()

    @property
    def rows(self) -> int:
        """Names in one column."""
        return min(_ROWS, max(1, len(self.draft.names)))

    @property
    def columns(self) -> int:
        """Columns of names."""
        return max(1, -(-len(self.draft.names) // self.rows))

    def sizeHint(self) -> QSize:
        """Rows of two lines of text."""
        line = QFontMetricsF(self.font()).height()
        return QSize(round(line * 13 * self.columns), round(line * 2.3 * self.rows))

    def minimumSizeHint(self) -> QSize:
        """Rows of one and a half lines."""
        line = QFontMetricsF(self.font()).height()
        return QSize(round(line * 9 * self.columns), round(line * 1.6 * self.rows))

    def cell(self, place: int) -> QRectF:
        """Where a name stands."""
        wide, high = self.width() / self.columns, min(self.height() / self.rows, self.fontMetrics().height() * 3.2)
        return QRectF(place // self.rows * wide, place % self.rows * high, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, name and mark of everybody; a void sheet is crossed out as a whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self.draft.names)):
            self._paint(painter, place)
        if self.draft.state.void:
            painter.setPen(QPen(style.colour("error"), 4))
            painter.drawLine(0, 0, self.width(), self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks the name under it."""
        for place in range(len(self.draft.names)):
            if self.cell(place).contains(event.position()):
                self.clicked.emit(place)

    def _paint(self, painter: QPainter, place: int) -> None:
        cell = self.cell(place).adjusted(3, 3, -3, -3)
        mark = self.draft.state.marks[place]
        last = self.draft.state.last == place
        painter.setPen(QPen(style.colour("accent" if last else "line"), 2 if last else 1))
        painter.setBrush(style.colour("chosen" if mark in _SPOKEN else "base"))
        painter.drawRoundedRect(cell, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = cell.height()
        painter.setPen(style.colour("on_chosen" if mark in _SPOKEN else "faint"))
        painter.setFont(self._font(0.36, box))
        painter.drawText(QRectF(cell.x() + 4, cell.y(), box * 0.8, box), Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.setPen(style.colour("on_chosen" if mark in _SPOKEN else "text"))
        name = QRectF(cell.x() + box, cell.y(), cell.width() - box * 2.3, box)
        font = self._font(0.42, box)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        shown = metrics.elidedText(self.draft.names[place], Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        self._paint_mark(painter, QRectF(cell.right() - box * 1.3, cell.y(), box * 1.3, box), mark)

    def _paint_mark(self, painter: QPainter, room: QRectF, mark: str) -> None:
        """○ and × as drawn lines, so that they look alike in every font; side by side where both are there."""
        size = room.height() * 0.5
        both = mark == BOTH
        if mark in (FOR, BOTH):
            centre = room.center().x() - (size * 0.6 if both else 0)
            painter.setPen(QPen(style.colour("on_chosen"), 3))
            painter.drawEllipse(QRectF(centre - size / 2, room.center().y() - size / 2, size, size))
        if mark in (AGAINST, BOTH):
            centre = room.center().x() + (size * 0.6 if both else 0)
            painter.setPen(QPen(style.colour("on_chosen"), 3))
            cross = QRectF(centre - size / 2, room.center().y() - size / 2, size, size)
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())

    def _font(self, share: float, box: float) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(11, round(box * share)))
        return font
