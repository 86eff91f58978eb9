"""Small pictures of figures: bars with their labels and numbers, drawn in the colours of the look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter

from ui.kit import style
from ui.kit.diagram import EDGE, LEFT, RIGHT, Diagram, Figures, Opened, label_room, put, scale, short

__all__ = ["Bars", "Columns", "Diagram", "Figures", "Opened", "Pair", "Pairs", "Pyramid", "ShareBars", "percent"]

Pair = tuple[str, int, int]
"""A label and its two figures."""
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_GAP = 8
"""Pixels between a label, its bar and its number."""


class _Rows(Diagram):
    """Bars that lie one below the other, each in a row of its own."""

    def sizeHint(self) -> QSize:
        """As high as the bars need."""
        return QSize(320, round(self.line * 1.55 * max(1, len(self.figures))) + 2 * EDGE)

    def minimumSizeHint(self) -> QSize:
        """Bars may get short, never fewer."""
        return QSize(200, self.sizeHint().height())

    def places(self) -> list[QRectF]:
        """The rows from the top."""
        high, wide = self.line * 1.55, self.width()
        return [QRectF(0, EDGE + at * high, wide, high) for at in range(len(self.figures))]


class Bars(_Rows):
    """Lying bars, one below the other: for words as labels."""

    def draw(self, painter: QPainter) -> None:
        """Label, bar, number."""
        labels = label_room(self, [label for label, _ in self.figures])
        metrics = QFontMetricsF(self.font())
        numbers = max([metrics.horizontalAdvance(f"{number:,}") for _, number in self.figures] + [0.0]) + 2
        begin = EDGE + labels + _GAP
        room = max(0.0, self.width() - begin - _GAP - numbers - EDGE)
        for where, (label, number) in zip(self.places(), self.figures, strict=True):
            put(painter, QRectF(EDGE, where.y(), labels, where.height()), label, RIGHT)
            length = max(2.0, room * number / self.largest) if number else 0.0
            painter.fillRect(_bar(where, begin, length), style.colour("bar"))
            put(painter, QRectF(begin + length + _GAP, where.y(), numbers, where.height()), f"{number:,}")


class ShareBars(_Rows):
    """How much of each whole is used: a frame filled so far, and its percentage in words."""

    def __init__(self, title: str, unit: str, opened: Opened | None = None) -> None:
        super().__init__(title, unit, opened)
        self.shares: Sequence[Pair] = ()

    def show_shares(self, shares: Sequence[Pair]) -> None:
        """Show (label, used, whole) in place of the former."""
        self.shares = tuple(shares)
        self.show_figures([(label, used) for label, used, _ in shares])
        self.setAccessibleDescription("，".join(self.words(place) for place in range(len(self.shares))))

    def words(self, place: int) -> str:
        """The label and how much of it is used."""
        label, used, whole = self.shares[place]
        return f"{label} {percent(used, whole)}"

    def draw(self, painter: QPainter) -> None:
        """Label, frame with its filling, percentage."""
        labels = label_room(self, [label for label, *_ in self.shares])
        metrics = QFontMetricsF(self.font())
        said = [percent(used, whole) for _, used, whole in self.shares]
        words = max([metrics.horizontalAdvance(each) for each in said] + [0.0]) + 2
        begin = EDGE + labels + _GAP
        room = max(0.0, self.width() - begin - _GAP - words - EDGE)
        for where, (label, used, whole), share in zip(self.places(), self.shares, said, strict=True):
            put(painter, QRectF(EDGE, where.y(), labels, where.height()), label, RIGHT)
            filled = min(1.0, used / whole) if whole > 0 else float(used > 0)
            painter.fillRect(_bar(where, begin, room * max(0.0, filled)), style.colour("bar"))
            painter.setPen(style.colour("field"))
            painter.drawRect(_bar(where, begin, room))
            put(painter, QRectF(begin + room + _GAP, where.y(), words, where.height()), share)


class _Standing(Diagram):
    """Bars that stand side by side on a scale of three lines."""

    def sizeHint(self) -> QSize:
        """Ten lines high."""
        return QSize(320, round(self.line * 10))

    def minimumSizeHint(self) -> QSize:
        """The bars may get thin."""
        return QSize(240, self.sizeHint().height())

    @property
    def count(self) -> int:
        """How many labels stand below the bars."""
        return len(self.figures)

    def plot(self) -> QRectF:
        """Where the bars stand; left of it stands the scale, above what is said of all, below the labels."""
        metrics = QFontMetricsF(self.font())
        left = max(metrics.horizontalAdvance(short(mark)) for mark in scale(self.largest)) + _GAP + EDGE
        top, foot = self.line * 2.6, self.height() - self.line * 1.3
        return QRectF(left, top, max(1.0, self.width() - left - EDGE), max(1.0, foot - top))

    def places(self) -> list[QRectF]:
        """From left to right, each with its label."""
        plot, step = self.plot(), self.plot().width() / max(1, self.count)
        top = plot.top() - self.line
        return [QRectF(plot.left() + at * step, top, step, self.height() - top) for at in range(self.count)]

    def height_of(self, number: int) -> float:
        """How high a figure stands; one of nought is a stub, so that its place is seen."""
        return max(2.0, self.plot().height() * number / scale(self.largest)[2])

    def draw_scale(self, painter: QPainter, labels: Sequence[str]) -> None:
        """The lines with their figures, and the labels below, as many as have room."""
        plot, line = self.plot(), self.line
        for mark in scale(self.largest) if labels else ():
            y = plot.bottom() - plot.height() * mark / scale(self.largest)[2]
            painter.setPen(style.colour("line" if not mark else "rule"))
            painter.drawLine(round(plot.left()), round(y), round(plot.right()), round(y))
            put(painter, QRectF(0, y - line / 2, plot.left() - _GAP, line), short(mark), RIGHT, "faint")
        widest = max([QFontMetricsF(self.font()).horizontalAdvance(label) for label in labels] + [1.0]) + 4
        every = max(1, -(-int(widest) // max(1, int(plot.width() / max(1, len(labels))))))
        for at, (where, label) in enumerate(zip(self.places(), labels, strict=True)):
            if at % every == 0:
                wide = where.width() * every
                below = QRectF(where.center().x() - wide / 2, plot.bottom() + 2, wide, line * 1.2)
                put(painter, below, label, _MIDDLE, "faint")


class Columns(_Standing):
    """Standing bars side by side: for months."""

    def draw(self, painter: QPainter) -> None:
        """The scale, the bars, the number above each, where it has room the highest's alone."""
        plot, line = self.plot(), self.line
        self.draw_scale(painter, [label for label, _ in self.figures])
        if self.figures:
            put(painter, QRectF(EDGE, 0, self.width(), line * 1.2), f"（{self.unit}）", colour="faint")
        wide = QFontMetricsF(self.font()).horizontalAdvance(f"{self.largest:,}") + 2
        for where, (_, number) in zip(self.places(), self.figures, strict=True):
            high, step = self.height_of(number), where.width()
            bar = QRectF(where.left() + step * 0.2, plot.bottom() - high, step * 0.6, high)
            painter.fillRect(bar, style.colour("bar" if number else "line"))
            if number and (wide <= step or number == self.largest):
                put(painter, _above(bar, max(wide, step), line, plot), f"{number:,}", _MIDDLE)


class _Twofold(Diagram):
    """Two figures for each label, the second hatched, so that they differ without colour."""

    def __init__(self, title: str, unit: str, first: str, second: str, opened: Opened | None = None) -> None:
        super().__init__(title, unit, opened)
        self.names = (first, second)
        self.pairs: Sequence[Pair] = ()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these figures in place of the former."""
        first, second = self.names
        self.pairs = tuple(pairs)
        flat = [((f"{label}{first}", one), (f"{label}{second}", other)) for label, one, other in self.pairs]
        self.show_figures([figure for two in flat for figure in two])

    def words(self, place: int) -> str:
        """The label with both figures."""
        label, *two = self.pairs[place]
        said = "，".join(f"{name} {number:,} {self.unit}" for name, number in zip(self.names, two, strict=True))
        return f"{label}：{said}"

    def fill(self, painter: QPainter, bar: QRectF, side: int) -> None:
        """Draw a bar of the first or the second figures."""
        colour = style.colour("faint" if side else "bar")
        painter.fillRect(bar, QBrush(colour, Qt.BrushStyle.BDiagPattern if side else Qt.BrushStyle.SolidPattern))
        painter.setPen(colour)
        painter.drawRect(bar)

    def legend(self, painter: QPainter) -> None:
        """What the two sorts of bars mean, and in what they are counted."""
        line, left = self.line, EDGE + 1.0
        metrics = QFontMetricsF(self.font())
        for side, name in enumerate(self.names):
            self.fill(painter, QRectF(left, line * 0.25, line * 0.7, line * 0.7), side)
            put(painter, QRectF(left + line, 0, self.width(), line * 1.2), name)
            left += line * 2 + metrics.horizontalAdvance(name)
        put(painter, QRectF(left, 0, max(1.0, self.width() - left), line * 1.2), f"（{self.unit}）", colour="faint")


class Pairs(_Twofold, _Standing):
    """Two standing bars for each label: 收入 and 支出 of each month."""

    @property
    def count(self) -> int:
        """One label for two figures."""
        return len(self.pairs)

    def draw(self, painter: QPainter) -> None:
        """What the bars mean, the scale, the bars, how much the highest of each sort is."""
        self.legend(painter)
        self.draw_scale(painter, [label for label, *_ in self.pairs])
        plot, metrics = self.plot(), QFontMetricsF(self.font())
        most = [max([two[side] for _, *two in self.pairs] + [0]) for side in (0, 1)]
        for where, (_, *two) in zip(self.places(), self.pairs, strict=True):
            for side, number in enumerate(two):
                high, step = self.height_of(number), where.width()
                left = where.left() + step * (0.14 + 0.38 * side)
                bar = QRectF(left, plot.bottom() - high, step * 0.34, high)
                self.fill(painter, bar, side)
                if number and number == most[side]:
                    most[side] = -1
                    wide = metrics.horizontalAdvance(f"{number:,}") + 2
                    put(painter, _above(bar, wide, self.line, plot), f"{number:,}", _MIDDLE)


class Pyramid(_Twofold):
    """Two bars for each band, to the left and to the right of it, the first band at the foot: men and women by age."""

    upwards = True

    def __init__(
        self, title: str, unit: str, first: str = "男", second: str = "女", opened: Opened | None = None
    ) -> None:
        super().__init__(title, unit, first, second, opened)

    def sizeHint(self) -> QSize:
        """As high as the bands need."""
        return QSize(320, round(self.line * (1.4 * max(1, len(self.pairs)) + 1.4)) + EDGE)

    def minimumSizeHint(self) -> QSize:
        """Bars may get short, never fewer."""
        return QSize(240, self.sizeHint().height())

    def places(self) -> list[QRectF]:
        """The bands, the first one at the foot."""
        high, top, last = self.line * 1.4, self.line * 1.4, len(self.pairs) - 1
        return [QRectF(0, top + (last - at) * high, self.width(), high) for at in range(len(self.pairs))]

    def draw(self, painter: QPainter) -> None:
        """What the sides mean; for each band its label, and the bars with their numbers."""
        self.legend(painter)
        metrics = QFontMetricsF(self.font())
        labels = label_room(self, [label for label, *_ in self.pairs]) + 2 * _GAP
        numbers = metrics.horizontalAdvance(f"{self.largest:,}") + 2
        centre = self.width() / 2
        room = max(0.0, centre - labels / 2 - numbers - _GAP - EDGE)
        for where, (label, *two) in zip(self.places(), self.pairs, strict=True):
            put(painter, QRectF(centre - labels / 2, where.y(), labels, where.height()), label, _MIDDLE)
            for side, number in enumerate(two):
                length = max(2.0, room * number / self.largest) if number else 0.0
                begin = centre + labels / 2 if side else centre - labels / 2 - length
                if number:
                    self.fill(painter, _bar(where, begin, length), side)
                beside = begin + length + _GAP if side else begin - _GAP - numbers
                where_to = QRectF(beside, where.y(), numbers, where.height())
                put(painter, where_to, f"{number:,}", LEFT if side else RIGHT)


def _bar(row: QRectF, begin: float, length: float) -> QRectF:
    """A lying bar in its row: three fifths of it, the rest is the gap to the next."""
    return QRectF(begin, row.y() + row.height() * 0.2, length, row.height() * 0.6)


def _above(bar: QRectF, wide: float, high: float, plot: QRectF) -> QRectF:
    """The room for a number above a standing bar, kept within the picture and off the scale."""
    left = max(plot.left(), min(bar.center().x() - wide / 2, plot.right() - wide))
    return QRectF(left, bar.top() - high, wide, high)


def percent(used: int, whole: int) -> str:
    """How much of a whole is used, in words: 62%, 超出 8%, or that nothing was planned."""
    if whole <= 0:
        return "没有预算" if used else "0%"
    share = (200 * used + whole) // (2 * whole)
    return f"超出 {share - 100}%" if used > whole else f"{share}%"
