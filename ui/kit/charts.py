"""Small pictures of figures: bars with their labels and numbers, drawn in the colours of the look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import style

Figures = Sequence[tuple[str, int]]


class Diagram(QWidget):
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


class Bars(Diagram):
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


class Columns(Diagram):
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


Pair = tuple[str, int, int]
"""A label and its two figures."""


class Pairs(Diagram):
    """Two standing bars for each label, the second hatched, so that they differ without colour: 收入 and 支出."""

    def __init__(self, title: str, unit: str, first: str, second: str) -> None:
        super().__init__(title, unit)
        self._names = (first, second)
        self.pairs: Sequence[Pair] = ()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these figures in place of the former."""
        first, second = self._names
        self.pairs = tuple(pairs)
        flat = [((f"{label}{first}", one), (f"{label}{second}", other)) for label, one, other in self.pairs]
        self.show_figures([figure for two in flat for figure in two])

    def sizeHint(self) -> QSize:
        """Ten lines high."""
        return QSize(320, round(self.line * 10))

    def minimumSizeHint(self) -> QSize:
        """The bars may get thin."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the bars mean and how much the highest is; the bars; the labels below."""
        painter = QPainter(self)
        line, foot = self.line, self.height() - self.line * 1.3
        top = line * 1.6
        self._legend(painter)
        step = self.width() / max(1, len(self.pairs))
        for at, (label, *two) in enumerate(self.pairs):
            for side, number in enumerate(two):
                high = max(0.0, (foot - top) * number / self.largest)
                bar = QRectF(at * step + step * (0.14 + 0.38 * side), foot - high, step * 0.34, high)
                painter.fillRect(bar, self._brush(side))
                painter.setPen(self._brush(side).color())
                painter.drawRect(bar)
            painter.setPen(style.colour("faint"))
            below = QRectF(at * step, foot + 2, step, line * 1.2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(style.colour("line"))
        painter.drawLine(0, round(foot), self.width(), round(foot))
        painter.end()

    def _legend(self, painter: QPainter) -> None:
        line, left = self.line, 2.0
        metrics = QFontMetricsF(self.font())
        for side, name in enumerate(self._names):
            painter.fillRect(QRectF(left, line * 0.25, line * 0.7, line * 0.7), self._brush(side))
            painter.setPen(style.colour("text"))
            painter.drawText(QRectF(left + line, 0, self.width(), line * 1.2), Qt.AlignmentFlag.AlignVCenter, name)
            left += line * 2 + metrics.horizontalAdvance(name)
        painter.setPen(style.colour("faint"))
        most = QRectF(left, 0, self.width() - left, line * 1.2)
        side_of = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(most, side_of, f"最高 {self.largest:,} {self._unit}" if self.figures else "")

    def _brush(self, side: int) -> QBrush:
        pattern = Qt.BrushStyle.SolidPattern if side == 0 else Qt.BrushStyle.BDiagPattern
        return QBrush(style.colour("bar" if side == 0 else "accent"), pattern)


class ShareBars(Diagram):
    """How much of each whole is used: a frame filled so far, and its percentage in words."""

    def __init__(self, title: str, unit: str) -> None:
        super().__init__(title, unit)
        self.shares: Sequence[Pair] = ()

    def show_shares(self, shares: Sequence[Pair]) -> None:
        """Show (label, used, whole) in place of the former."""
        self.shares = tuple(shares)
        self.show_figures([(label, used) for label, used, _ in shares])
        self.setAccessibleDescription("，".join(f"{label} {percent(used, whole)}" for label, used, whole in shares))

    def sizeHint(self) -> QSize:
        """As high as the bars need."""
        return QSize(320, round(self.line * 1.7 * max(1, len(self.shares))) + 4)

    def minimumSizeHint(self) -> QSize:
        """Bars may get short, never fewer."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, frame with its filling, percentage."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        widest = max([metrics.horizontalAdvance(label) for label, *_ in self.shares] + [0.0])
        labels = min(widest, self.width() * 0.45)
        words = max([metrics.horizontalAdvance(percent(used, whole)) for _, used, whole in self.shares] + [0.0])
        room, step = self.width() - labels - words - 20, self.line * 1.7
        for at, (label, used, whole) in enumerate(self.shares):
            painter.setPen(style.colour("text"))
            short = metrics.elidedText(label, Qt.TextElideMode.ElideRight, labels + 1)
            before = QRectF(0, at * step, labels, step)
            painter.drawText(before, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, short)
            behind = QRectF(labels + 14 + room, at * step, words + 6, step)
            painter.drawText(behind, Qt.AlignmentFlag.AlignVCenter, percent(used, whole))
            frame = QRectF(labels + 8, at * step + step * 0.22, room, step * 0.56)
            filled = min(1.0, used / whole) if whole > 0 else float(used > 0)
            painter.fillRect(QRectF(frame.x(), frame.y(), room * max(0.0, filled), frame.height()), style.colour("bar"))
            painter.setPen(style.colour("line"))
            painter.drawRect(frame)
        painter.end()


def percent(used: int, whole: int) -> str:
    """How much of a whole is used, in words: 62%, 超出 8%, or that nothing was planned."""
    if whole <= 0:
        return "没有预算" if used else "0%"
    share = (200 * used + whole) // (2 * whole)
    return f"超出 {share - 100}%" if used > whole else f"{share}%"
