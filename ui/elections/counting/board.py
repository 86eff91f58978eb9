"""唱票板: the second window for the projector, read from the back of the hall."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.states import RoundSort

from ui.kit import style

STROKES = (
    QLineF(0.10, 0.12, 0.90, 0.12),
    QLineF(0.50, 0.12, 0.50, 0.88),
    QLineF(0.50, 0.48, 0.84, 0.48),
    QLineF(0.24, 0.46, 0.24, 0.88),
    QLineF(0.02, 0.88, 0.98, 0.88),
)
"""The five strokes of 正 in writing order, within a square of one."""
_IN_ONE_COLUMN = 12
"""More names stand in two columns."""
_SMALLEST = 9.0
"""Pixels of a 正 below which a bar tells more."""


@dataclass(frozen=True)
class BoardLine:
    """One name on the board with the ballots for it."""

    name: str
    votes: int
    over: bool
    """More than half of those due."""


@dataclass(frozen=True)
class BoardFacts:
    """All that the board shows."""

    title: str
    union: str
    seats: int
    due: int
    need: int
    """Ballots with which one is elected; 0 where the most votes decide (再次投票)."""
    returned: int
    called: int
    invalid: int
    lines: tuple[BoardLine, ...]


def facts(round: Round) -> BoardFacts:
    """The count as far as the first entry has come."""
    found = counting.result(round)
    need = 0 if round.sort == RoundSort.AGAIN else round.due // 2 + 1
    votes = found.tally.votes.items()
    lines = tuple(BoardLine(name, each.for_, bool(need) and each.for_ >= need) for name, each in votes)
    called = found.tally.valid + found.tally.invalid
    union = round.body.election.union.name if round.body_id else "计票练习"
    title = f"{Round.body.rel_model.body.codes.label(round.body.body)}　" if round.body_id else ""
    times = f"（第 {round.place} 次）" if (round.place or 1) > 1 else ""
    sort = f"{title}{Round.sort.codes.label(round.sort)}{times}"
    return BoardFacts(sort, union, round.seats, round.due, need, round.returned, called, found.tally.invalid, lines)


class CountingBoard(QWidget):
    """Names, 正 growing stroke by stroke, and the line of the threshold; F11 fills the screen, Esc closes."""

    def __init__(self, shown: BoardFacts) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.facts = shown
        self.resize(1280, 720)
        self.show_facts(shown)

    def show_facts(self, shown: BoardFacts) -> None:
        """Show the count as it stands now."""
        self.facts = shown
        self.setWindowTitle(f"唱票板 · {shown.union} {shown.title}")
        votes = "，".join(f"{line.name} {line.votes} 票" for line in shown.lines)
        self.setAccessibleName("唱票板")
        self.setAccessibleDescription(f"已唱 {shown.called} 张，{votes}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 turns full screen on and off, Esc leaves."""
        if event.key() == Qt.Key.Key_F11:
            self.fill_screen(not self.isFullScreen())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def fill_screen(self, full: bool) -> None:
        """Take the whole screen, or stand as a window again."""
        if full:
            self.showFullScreen()
        else:
            self.showNormal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heading, names with their ballots, figures below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), style.colour("base"))
        margin, head = self.width() * 0.025, self.height() * 0.15
        foot = self.height() * 0.09
        self._head(painter, QRectF(margin, self.height() * 0.015, self.width() - 2 * margin, head))
        body = QRectF(margin, head * 1.12, self.width() - 2 * margin, self.height() - head * 1.12 - foot * 1.1)
        self._lines(painter, body)
        self._foot(painter, QRectF(margin, self.height() - foot, self.width() - 2 * margin, foot * 0.9))
        painter.end()

    def _head(self, painter: QPainter, room: QRectF) -> None:
        shown = self.facts
        upper = QRectF(room.x(), room.y(), room.width(), room.height() * 0.4)
        lower = QRectF(room.x(), upper.bottom(), room.width(), room.height() * 0.6)
        _write(painter, upper, shown.union, upper.height() * 0.62, "faint", Qt.AlignmentFlag.AlignLeft)
        _write(painter, lower, shown.title, lower.height() * 0.62, "text", Qt.AlignmentFlag.AlignLeft, bold=True)
        called = f"已唱 {shown.called} / 收回 {shown.returned} 张"
        _write(painter, lower, called, lower.height() * 0.62, "accent", Qt.AlignmentFlag.AlignRight, bold=True)

    def _foot(self, painter: QPainter, room: QRectF) -> None:
        shown = self.facts
        painter.setPen(QPen(style.colour("line"), 2))
        painter.drawLine(room.topLeft(), room.topRight())
        left = f"应选 {shown.seats} 名　应到 {shown.due} 人　无效票 {shown.invalid} 张"
        need = f"超过应到半数 = {shown.need} 票" if shown.need else "得票多的当选"
        _write(painter, room, left, room.height() * 0.5, "text", Qt.AlignmentFlag.AlignLeft)
        _write(painter, room, need, room.height() * 0.5, "bar", Qt.AlignmentFlag.AlignRight, bold=True)

    def _lines(self, painter: QPainter, room: QRectF) -> None:
        columns = 1 if len(self.facts.lines) <= _IN_ONE_COLUMN else 2
        rows = max(4, -(-len(self.facts.lines) // columns))
        wide, high = room.width() / columns, room.height() / rows
        for at, line in enumerate(self.facts.lines):
            place = QRectF(room.x() + at // rows * wide, room.y() + at % rows * high, wide - 24, high)
            self._line(painter, place, line)

    def _line(self, painter: QPainter, room: QRectF, line: BoardLine) -> None:
        size = min(room.height() * 0.52, room.width() * 0.05)
        name = QRectF(room.x(), room.y(), size * 5.2, room.height())
        number = QRectF(room.right() - size * 3.6, room.y(), size * 3.6, room.height())
        _write(painter, name, line.name, size, "text", Qt.AlignmentFlag.AlignLeft, bold=True)
        words = f"{line.votes}{' ✓' if line.over else '　'}"
        _write(painter, number, words, size, "good" if line.over else "text", Qt.AlignmentFlag.AlignRight, bold=True)
        strokes = QRectF(name.right() + 8, room.y(), number.x() - name.right() - 16, room.height())
        self._votes(painter, strokes, line.votes)
        painter.setPen(QPen(style.colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _votes(self, painter: QPainter, room: QRectF, votes: int) -> None:
        """正 for every five, the line where more than half is reached; a bar where 正 would be too small."""
        groups = max(1, -(-max(self.facts.returned, self.facts.need, votes) // 5))
        step = min(room.height() * 0.78, room.width() / groups)
        top = room.center().y() - step / 2
        if step < _SMALLEST:
            bar = QRectF(room.x(), room.center().y() - 8, room.width() * votes / (groups * 5), 16)
            painter.fillRect(bar, style.colour("bar"))
            step = room.width() / groups
        else:
            painter.setPen(_pen(style.colour("accent"), step * 0.085))
            for vote in range(votes):
                painter.drawLine(_stroke(room.x() + vote // 5 * step, top, step, STROKES[vote % 5]))
        if self.facts.need:
            at = room.x() + (self.facts.need / 5) * step
            painter.setPen(QPen(style.colour("bar"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(at, room.y() + 3), QPointF(at, room.bottom() - 3))


def _stroke(left: float, top: float, size: float, line: QLineF) -> QLineF:
    inner = size * 0.84
    return QLineF(left + line.x1() * inner, top + line.y1() * size, left + line.x2() * inner, top + line.y2() * size)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, max(2.0, width), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def _write(
    painter: QPainter, room: QRectF, text: str, size: float, colour: str, side: Qt.AlignmentFlag, bold: bool = False
) -> None:
    """A line of text, smaller where it would not fit."""
    font = QFont(painter.font())
    font.setBold(bold)
    font.setPixelSize(max(8, round(size)))
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed > room.width() > 0:
        font.setPixelSize(max(8, int(size * room.width() / needed)))
    painter.setFont(font)
    painter.setPen(style.colour(colour))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
