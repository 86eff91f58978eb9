"""Breaking Chinese text into lines (避头尾), and fitting it into a box without ever losing a character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from unionapp.paper.fonts import Role, clean, only_shipped, width, widths

NOT_FIRST = frozenset("，。；：？！、）》」』】〕〉〗”’％%℃°·…—～,.;:?!)]}")
"""避头: these never begin a line."""
NOT_LAST = frozenset("（《「『【〔〈〖“‘([{￥¥№")
"""避尾: these never end a line."""
WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[A-Za-z0-9À-ɏ.,:/@_+\-]*[A-Za-z0-9À-ɏ]+)*|\n|.", re.DOTALL)
LEADING = 1.3
"""Line pitch in units of the type size, in tables and forms."""


@dataclass(frozen=True)
class Fitted:
    """Text broken for a box: its lines, type size and line pitch in points."""

    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return len(self.lines) * self.leading


def atoms(text: str) -> list[str]:
    """The pieces between which a line may end."""
    found: list[str] = []
    for piece in WORD.findall(text):
        glued = bool(found) and piece != "\n" and found[-1] != "\n"
        if glued and (piece in NOT_FIRST or found[-1][-1] in NOT_LAST):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def lines(text: str, measure: float, role: Role, size: float, spacing: float = 0.0, hang: float = 0.0) -> list[str]:
    """The text in lines no wider than `measure` points.

    `spacing` is added to every character; `hang` is how much shorter the lines after the first are.
    A piece wider than the line, such as a long number, is cut where the line is full.
    """
    if "\n" not in text and width(text, role, size) + spacing * len(text) <= measure + 0.01:
        return [text]
    return _Breaker(measure, role, size, spacing, hang).broken(text)


class _Breaker:
    """The line being filled and the lines already full."""

    def __init__(self, measure: float, role: Role, size: float, spacing: float, hang: float) -> None:
        self.table = widths(role)
        self.measure, self.size, self.spacing, self.hang = measure + 0.01, size, spacing, hang
        self.done: list[str] = []
        self.line = ""
        self.used = 0.0

    def broken(self, text: str) -> list[str]:
        for atom in atoms(text):
            if atom == "\n":
                self._end()
            else:
                self._add(atom)
        return [*self.done, self.line]

    def _end(self) -> None:
        self.done.append(self.line.rstrip(" "))
        self.line, self.used = "", 0.0

    def _room(self) -> float:
        return self.measure - (self.hang if self.done else 0.0)

    def _wide(self, piece: str) -> float:
        return sum(map(self.table.__getitem__, piece)) * self.size + self.spacing * len(piece)

    def _add(self, atom: str) -> None:
        wide = self._wide(atom)
        if self.used + wide > self._room() and self.line:
            if atom == " ":
                return
            self._end()
        if wide > self._room():
            self._cut(atom)
        else:
            self.line += atom
            self.used += wide

    def _cut(self, atom: str) -> None:
        for character in atom:
            wide = self._wide(character)
            if self.line and self.used + wide > self._room():
                self._end()
            self.line += character
            self.used += wide


def balanced(text: str, measure: float, role: Role, size: float) -> list[str]:
    """As few lines as the text needs, about equally long: titles and headings."""
    found = lines(text, measure, role, size)
    narrower = measure
    while len(found) > 1 and "\n" not in text and narrower > size * 2:
        narrower -= size / 2
        tried = lines(text, narrower, role, size)
        if len(tried) > len(found):
            break
        found = tried
    return found


def heading(text: str, measure: float, role: Role, size: float, most: int = 3) -> Fitted:
    """A label for a box: on one line if a slightly smaller type allows it, else in balanced lines.

    Brackets begin a line of their own; more than `most` lines are set smaller, down to 7 points.
    """
    text = clean(text)
    for smaller in (size, size - 0.5, size - 1.0):
        if "\n" not in text and width(text, role, smaller) <= measure:
            return Fitted((text,), smaller, smaller * LEADING)
    parts = text.replace("（", "\n（").lstrip("\n").split("\n")
    broken = tuple(line for part in parts for line in balanced(part, measure, role, size))
    if len(broken) <= max(most, len(parts)):
        return Fitted(broken, size, size * LEADING)
    return fit(text, measure, most * size * LEADING, role, size)


def fit(
    text: str,
    measure: float,
    height: float,
    role: Role,
    size: float,
    least: float = 7.0,
    wrap: bool = True,
) -> Fitted:
    """The text for a box in points: wrapped, then made smaller by half points down to `least`, never clipped.

    When it does not fit even then the result is higher than the box, and the box has to grow.
    """
    return _fit(clean(text), round(measure, 2), round(height, 2), role, size, least, wrap, only_shipped())


@lru_cache(maxsize=20_000)
def _fit(
    text: str, measure: float, height: float, role: Role, size: float, least: float, wrap: bool, _own: bool
) -> Fitted:
    while True:
        broken = tuple(lines(text, measure, role, size))
        found = Fitted(broken, size, size * LEADING)
        overflows = found.height > height + 0.01 or (not wrap and len(broken) > text.count("\n") + 1)
        if not overflows or size <= least:
            return found
        size = max(least, size - 0.5)
