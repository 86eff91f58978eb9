"""What was typed or pasted into lines and could not be read; it stands in its cell until it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Problem
from unionapp.records.record import Record


class Unread:
    """The texts that could not be read, by line and field, each with the words that say why."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], tuple[str, str]] = {}

    def keep(self, line: Record, name: str, text: str, message: str) -> None:
        """Keep a text until it is mended."""
        self._kept[id(line), name] = (text, message)

    def text(self, line: Record, name: str) -> str | None:
        """The text that stands in a cell, None where all is well."""
        found = self._kept.get((id(line), name))
        return found[0] if found else None

    def mended(self, line: Record, name: str) -> bool:
        """Let go of the text in a cell; whether there was one."""
        return self._kept.pop((id(line), name), None) is not None

    def forget(self, line: Record) -> None:
        """Let go of the texts of a line that is gone."""
        self._kept = {key: kept for key, kept in self._kept.items() if key[0] != id(line)}

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()

    def problems(self, lines: Sequence[Record]) -> list[Problem]:
        """What could not be read, with its place among these lines."""
        places = {id(line): place for place, line in enumerate(lines, 1)}
        return [
            Problem(name, message, line=places[line])
            for (line, name), (_, message) in self._kept.items()
            if line in places
        ]
