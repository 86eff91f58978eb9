"""What every picture of figures is: labels with numbers, read aloud as words, opened by a click or by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import style

Figures = Sequence[tuple[str, int]]
Opened = Callable[[int], None]
"""What opens the rows behind a bar, told which one by its place."""

EDGE = 4
"""Pixels kept free all round; the card around a picture brings the rest of the margin."""
LONGEST = 9
"""Characters of a label that are shown; all of it stands in the tip."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Diagram(QWidget):
    """Figures with labels; `opened` shows what stands behind a place, by a click or by arrow keys and Enter."""

    upwards = False
    """Whether the first place stands at the foot."""

    def __init__(self, title: str, unit: str, opened: Opened | None = None) -> None:
        super().__init__()
        self.unit = unit
        self.opened = opened
        self.figures: Figures = ()
        self.at = 0
        """The place that the keyboard opens."""
        self._under = -1
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opened is not None else Qt.FocusPolicy.NoFocus)

    def show_figures(self, figures: Figures) -> None:
        """Show these figures in place of the former."""
        self.figures = tuple(figures)
        self.at, self._under = 0, -1
        words = "，".join(f"{label} {number} {self.unit}" for label, number in self.figures)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint the picture."""
        raise NotImplementedError

    def places(self) -> list[QRectF]:
        """Where each bar stands with its label and number, as far as it is pointed at."""
        raise NotImplementedError

    def words(self, place: int) -> str:
        """What a place says in words."""
        label, number = self.figures[place]
        return f"{label}：{number:,} {self.unit}"

    @property
    def largest(self) -> int:
        """The largest figure, at least one."""
        return max([number for _, number in self.figures] + [1])

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return QFontMetricsF(self.font()).height()

    def open(self, place: int) -> None:
        """Show what stands behind a place, where it can be shown."""
        if self.opened is not None and 0 <= place < len(self.places()):
            self.at = place
            self.opened(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, what the mouse points at lit up, what the keyboard would open in a frame."""
        painter, places = QPainter(self), self.places()
        if self.opened is not None and 0 <= self._under < len(places):
            painter.fillRect(places[self._under], style.colour("hover"))
        self.draw(painter)
        if self.hasFocus() and self.at < len(places):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.colour("link"), 2))
            painter.drawRect(places[self.at].adjusted(1, 1, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mouse points at."""
        self._under = self._place(event.position())
        self.setToolTip(self.words(self._under) if self._under >= 0 else "")
        if self.opened is not None:
            shape = Qt.CursorShape.PointingHandCursor if self._under >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what stands there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.open(self._place(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from place to place, Enter opens."""
        last, key = len(self.places()) - 1, Qt.Key(event.key())
        if self.opened is None or last < 0:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.open(self.at)
        elif key in _STEPS:
            back = self.upwards and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            self.at = max(0, min(last, self.at + (-_STEPS[key] if back else _STEPS[key])))
            self.update()
        else:
            super().keyPressEvent(event)

    def _place(self, point: QPointF) -> int:
        """The place under a point, -1 for none."""
        return next((at for at, where in enumerate(self.places()) if where.contains(point)), -1)


def label_room(diagram: Diagram, labels: Sequence[str]) -> float:
    """How wide labels beside their bars are: the longest, up to nine characters and half of the picture."""
    metrics = QFontMetricsF(diagram.font())
    widest = max([metrics.horizontalAdvance(label) for label in labels] + [0.0])
    return min(widest, metrics.horizontalAdvance("汉") * LONGEST, diagram.width() * 0.45) + 1


def put(painter: QPainter, where: QRectF, text: str, side: Qt.AlignmentFlag = LEFT, colour: str = "text") -> None:
    """Write a text into its room, shortened where it is longer."""
    painter.setPen(style.colour(colour))
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, where.width() + 1)
    painter.drawText(where, side, shown)


def scale(largest: int) -> tuple[int, int, int]:
    """Three round figures that a scale shows, the last one not below the largest: 0, 40,000, 80,000."""
    half, power = -(-largest // 2), 1
    while power * 10 < half:
        power *= 10
    middle = next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= half)
    return 0, middle, middle * 2


def short(number: int) -> str:
    """A round figure in few characters: 8 万, 2.5 万, 800."""
    whole, rest = divmod(number, 10_000)
    if not whole:
        return f"{number:,}"
    return f"{whole:,}.{rest // 1000} 万" if rest >= 1000 else f"{whole:,} 万"
