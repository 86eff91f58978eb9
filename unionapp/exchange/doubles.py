"""Finding the rows of a file that mean what another row, or a stored record, means already."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.exchange.matching import Key, StoredRecords
from unionapp.records.record import Record

REPEATED = "与第 {row} 行是同一条记录（{labels}相同），表中重复。请只保留一行。"
REPEATED_RECORD = "与第 {row} 行指的是登记中的同一条“{label}”，表中重复。请只保留一行。"
TAKEN = "{labels}与已有的“{label}”相同，不能重复登记。"


class Doubles:
    """Remembers the rows of one file as they pass."""

    def __init__(self, register: StoredRecords) -> None:
        self.register = register
        self._identities: dict[Key, int] = {}
        self._records: dict[int, int] = {}

    def of_record(self, number: int, row: int) -> list[Problem]:
        """A row that means the same stored record as an earlier one."""
        first = self._records.setdefault(row, number)
        if first == number:
            return []
        message = REPEATED_RECORD.format(row=first, label=self.register.labels.get(row, ""))
        return [Problem((self.register.kind.identity or ("",))[0], message, rule="repeated")]

    def twin(self, record: Record) -> list[Problem]:
        """Another stored record with the identity that the row would give."""
        key = self.register.identity(record.__data__)
        other = self.register.by_identity.get(key) if key is not None else None
        if other is None or other == record.id:
            return []
        message = TAKEN.format(labels=self._labels(self.register.kind.identity), label=self.register.labels[other])
        return [Problem(self.register.kind.identity[0], message, rule="identity")]

    def of_new(self, record: Record, number: int) -> list[Problem]:
        """A stored record, or an earlier row, with the identity of a new row."""
        key = self.register.identity(record.__data__)
        if key is None:
            return []
        first = self._identities.setdefault(key, number)
        if first == number:
            return self.twin(record)
        message = REPEATED.format(row=first, labels=self._labels(self.register.kind.identity))
        return [Problem(self.register.kind.identity[0], message, rule="repeated")]

    def _labels(self, names: tuple[str, ...]) -> str:
        return "、".join(self.register.kind.fields[name].label for name in names)
