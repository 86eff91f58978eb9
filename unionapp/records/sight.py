"""What is shown whole that takes a right to be seen, counted while a paper or a copy is made, for the log to say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import local

from unionapp.records import access

_TRIED = 200
"""Of how many texts that fill no cell it is looked whether they stand within one; more are taken to do so."""

_NAMED = 5
"""Fields that the log names; of more it says how many."""
_SPACE = re.compile(r"[ \u3000\n]")


class Sight:
    """The texts of each such field that were shown whole, by its label."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}

    def add(self, label: str, text: str) -> None:
        """A field of that label was shown whole."""
        self._texts.setdefault(label, []).append(text)

    def keep(self, told: Collection[str]) -> None:
        """Forget what does not stand in any of these texts: it was read and not put on the paper."""
        whole = _SPACE.sub("", "\n".join(told))
        kept = {label: [text for text in texts if text in told] for label, texts in self._texts.items()}
        for label, texts in self._texts.items():
            rest = [text for text in texts if text not in told]
            kept[label] += [text for text in rest[:_TRIED] if _SPACE.sub("", text) in whole] + rest[_TRIED:]
        self._texts = {label: texts for label, texts in kept.items() if texts}

    @property
    def records(self) -> int:
        """Of how many records, as far as can be told: those of the field that was shown most."""
        return max(map(len, self._texts.values()), default=0)

    def words(self) -> str:
        """What the log adds: which fields, of how many records; empty where nothing was shown whole."""
        labels = list(self._texts)
        named = "、".join(labels[:_NAMED]) + (f"等 {len(labels)} 项" if labels[_NAMED:] else "")
        return f"（含完整{named}，{self.records} 条）" if labels else ""


class _Watching(local):
    """The sights that are open on a thread."""

    open: tuple[Sight, ...] = ()


_watching = _Watching()


@contextmanager
def watching() -> Iterator[Sight]:
    """Meanwhile it is counted what this thread shows whole."""
    before, seen = _watching.open, Sight()
    _watching.open = (*before, seen)
    try:
        yield seen
    finally:
        _watching.open = before


def shown(field: object, text: str) -> None:
    """A value of this field was shown whole, as this text."""
    if _watching.open and access.right_of(field):
        for seen in _watching.open:
            seen.add(str(getattr(field, "label", "")), text)
