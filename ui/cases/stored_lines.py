"""The lines of a grid beside the rows of the file: which of them differ, and what was changed elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from unionapp.records.record import Record, Row, new_uid

Values = Mapping[int, Mapping[str, object]]
"""The values of rows by field name, by the ids of the rows."""


class StoredLines:
    """What the file says of the lines of a grid, as far as the grid has taken notice."""

    def __init__(self) -> None:
        self.values: dict[int, Mapping[str, object]] = {}

    def differs(self, line: Record) -> bool:
        """Whether a line says something else than what is stored."""
        stored = self.values.get(line.id or 0)
        own = {name: value for name, value in line.plain().items() if name not in ("id", "uid")}
        return stored is None or any(stored.get(name) != value for name, value in own.items())

    def follow(self, lines: Sequence[Record], now: Values, typed_in: Record | None = None) -> None:
        """Take notice of what the file says now: only what the clerk has not changed follows it.

        A line that is gone from the file while something waits in it, or is being typed in it, is a new line again.
        """
        for line in lines:
            former = self.values.get(line.id, {})
            if line.id in now:
                same = [name for name in now[line.id] if line.__data__.get(name) == former.get(name)]
                _put(line, {name: now[line.id][name] for name in same})
            elif line is typed_in or self.differs(line):
                renew([line])
        self.values = {number: dict(values) for number, values in now.items()}

    def note(self, lines: Sequence[Record], stored: Values) -> None:
        """Lines were stored, and say from now on what stands in the file."""
        for line in lines:
            _put(line, stored[line.id])
        self.values |= {number: dict(values) for number, values in stored.items()}

    def forget(self, numbers: Collection[int]) -> None:
        """Rows were removed."""
        self.values = {number: values for number, values in self.values.items() if number not in numbers}


def renew(lines: Sequence[Record]) -> None:
    """Make new lines of some whose rows are gone from the file."""
    for line in lines:
        _put(line, {"id": None, "uid": new_uid()})


def in_place(shown: Sequence[Row], known: Sequence[Row], fresh: Sequence[Row]) -> list[Row]:
    """The stored and the new lines, those that are shown already in the order in which they stand there.

    Who is typing finds every line where it was; one that was added elsewhere comes after the stored one before it.
    """
    wanted = {id(line) for line in (*known, *fresh)}
    lines = [line for line in shown if id(line) in wanted]
    there = {id(line) for line in lines}
    for place, line in enumerate(known):
        if id(line) not in there:
            before = known[place - 1] if place else None
            lines.insert(next((at for at, each in enumerate(lines, 1) if each is before), 0), line)
    return lines


def _put(line: Record, values: Mapping[str, object]) -> None:
    """By way of the fields, so that a link does not keep the record that it pointed to."""
    for name, value in values.items():
        if line.__data__.get(name) != value or name not in line.__data__:
            setattr(line, name, value)
