"""Small pictures of figures: bars with their labels and numbers, drawn in the colours of the look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import style

Figures = Sequence[tuple[str, int]]


class Chart(QWidget):
    """Figures with labels; read aloud as words."""

    def __init__(self, title: str, unit: str) -> None:
        super().__init__()
        self._unit = unit
        self.figures: Figures = ()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Figures) -> None:
        """Show these figures in place of the former."""
        self.figures = tuple(figures)
        words = "，".join(f"{label} {number} {self._unit}" for label, number in self.figures)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    @property
    def largest(self) -> int:
        """The largest figure, at least one."""
        return max([number for _, number in self.figures] + [1])

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return QFontMetricsF(self.font()).height()


class Bars(Chart):
    """Lying bars, one below the other: for words as labels."""

    def sizeHint(self) -> QSize:
        """As high as the bars need."""
        return QSize(320, round(self.line * 1.55 * max(1, len(self.figures))) + 4)

    def minimumSizeHint(self) -> QSize:
        """Bars may get short, never fewer."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, bar, number."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        labels = min(max([metrics.horizontalAdvance(label) for label, _ in self.figures] + [0]), self.width() * 0.45)
        numbers = max([metrics.horizontalAdvance(f"{number:,}") for _, number in self.figures] + [0])
        room = self.width() - labels - numbers - 20
        step = self.line * 1.55
        for at, (label, number) in enumerate(self.figures):
            middle = QRectF(0, at * step, labels, step)
            painter.setPen(style.colour("text"))
            short = metrics.elidedText(label, Qt.TextElideMode.ElideRight, labels + 1)
            painter.drawText(middle, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, short)
            length = max(2.0, room * number / self.largest) if number else 0.0
            painter.fillRect(QRectF(labels + 8, at * step + step * 0.2, length, step * 0.6), style.colour("bar"))
            end = QRectF(labels + 14 + length, at * step, numbers + 6, step)
            painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, f"{number:,}")
        painter.end()


class Columns(Chart):
    """Standing bars side by side: for months."""

    def sizeHint(self) -> QSize:
        """Eight lines high."""
        return QSize(320, round(self.line * 8))

    def minimumSizeHint(self) -> QSize:
        """Columns may get thin."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number above, label below, a line to stand on."""
        painter = QPainter(self)
        line = self.line
        foot = self.height() - line * 1.3
        step = self.width() / max(1, len(self.figures))
        for at, (label, number) in enumerate(self.figures):
            height = (foot - line * 1.2) * number / self.largest
            left = at * step
            painter.fillRect(QRectF(left + step * 0.2, foot - height, step * 0.6, height), style.colour("bar"))
            painter.setPen(style.colour("text"))
            above = QRectF(left, foot - height - line * 1.1, step, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{number:,}" if number else "")
            painter.setPen(style.colour("faint"))
            below = QRectF(left, foot + 2, step, line * 1.2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(style.colour("line"))
        painter.drawLine(0, round(foot), self.width(), round(foot))
        painter.end()
