"""What the clerk knows of characters beyond the program's tables: strokes and readings.

Values know no data folder; the room above says whom to ask (`ask`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Characters:
    """The clerk's answers, never changed: strokes as digits (王 -> "1121"), readings as pinyin without tones."""

    strokes: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


NOTHING = Characters()


def _nothing() -> Characters:
    return NOTHING


_source: Callable[[], Characters] = _nothing


def ask(source: Callable[[], Characters]) -> None:
    """Whom to ask what the data folder at work knows; said once, by the room that knows data folders."""
    global _source
    _source = source


def current() -> Characters:
    """What is known in the data folder at work; nothing where none is open."""
    return _source()
