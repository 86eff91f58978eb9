"""Telling again which record of the register a row means: by its number, its identity, or its likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from unionapp.exchange.directory import label_field
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.values import idnumber

Key = tuple[object, ...]

SEVERAL_ALIKE = "登记中有 {count} 条{labels}相同的记录，无法确定是哪一条。请填写{identity}。"


class StoredRecords:
    """What tells the stored records of a kind apart, read in one query."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.by_uid: dict[str, int] = {}
        self.by_identity: dict[Key, int] = {}
        self.alike: dict[Key, list[int]] = {}
        """All records by likeness; those without identity are also in `bare`."""
        self.bare: dict[Key, list[int]] = {}
        self.labels: dict[int, str] = {}
        self._numbers = tuple(isinstance(kind.model._meta.fields[n], fields.IdNumber) for n in kind.identity)
        self._load()

    def _load(self) -> None:
        model = self.kind.model
        label = label_field(model) or "uid"
        names = ("id", "uid", label, *self.kind.identity, *self.kind.likeness)
        columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in names)
        middle = 3 + len(self.kind.identity)
        for row in model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}"'):
            identity, likeness = row[3:middle], row[middle:]
            self.by_uid[row[1]] = row[0]
            self.labels[row[0]] = row[2]
            told = self.kind.told(dict(zip(self.kind.identity, identity, strict=True)))
            if told:
                self.by_identity[tuple(part or "" for part in identity)] = row[0]
            if likeness and all(likeness):
                self.alike.setdefault(likeness, []).append(row[0])
                if not told:
                    self.bare.setdefault(likeness, []).append(row[0])

    def identity(self, values: Mapping[str, object]) -> Key | None:
        """The identity of a row's values as it is stored, None where it is incomplete."""
        return key_of(self.kind.identity, values) if self.kind.told(values) else None

    def likeness(self, values: Mapping[str, object]) -> Key | None:
        """The likeness of a row's values as it is stored, None where it is incomplete."""
        whole = bool(self.kind.likeness) and all(values.get(name) for name in self.kind.likeness)
        return key_of(self.kind.likeness, values) if whole else None

    def find(self, uid: str | None, values: Mapping[str, object]) -> int | None:
        """The record that a row means, None where it is new; ValueError where several could be meant."""
        known = self.by_uid.get(uid) if uid else None
        if known is not None:
            return known
        key = self.identity(values)
        if key is not None:
            return self.by_identity.get(key) or self.by_identity.get(self._upgraded(key))
        return self._by_likeness(values)

    def _by_likeness(self, values: Mapping[str, object]) -> int | None:
        likeness = self.likeness(values)
        rows = self.bare.get(likeness, []) if likeness is not None else []
        if len(rows) > 1:
            identity = "、".join(self.kind.fields[name].label for name in self.kind.identity) or "记录编号"
            labels = "、".join(self.kind.fields[name].label for name in self.kind.likeness)
            raise ValueError(SEVERAL_ALIKE.format(count=len(rows), labels=labels, identity=identity))
        return rows[0] if rows else None

    def _upgraded(self, key: Key) -> Key:
        """The identity with old ID numbers of 15 digits written with 18."""
        pairs = zip(key, self._numbers, strict=True)
        return tuple(_eighteen(part) if number and isinstance(part, str) else part for part, number in pairs)

    def stored(self, rows: Iterable[int]) -> dict[int, dict[str, object]]:
        """The values of records by id, links as ids."""
        return {row: dict(values) for row, values in editing.stored(self.kind, rows).items()}


def key_of(names: tuple[str, ...], values: Mapping[str, object]) -> Key:
    """The values of some fields as they lie in the file; what is empty is the empty text."""
    found = (values.get(name) or "" for name in names)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in found)


def _eighteen(number: str) -> str:
    """An ID number of 15 digits with 18; others as they are."""
    found = idnumber.read(number) if len(number) == 15 else None
    return found.number if isinstance(found, idnumber.Identity) else number
