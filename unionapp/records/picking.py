"""Choosing records by name: whom a list of names means, and what speaks against somebody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.records.record import name_fields
from unionapp.values import names

_APART = re.compile("[、，,;；|/]")
_HEADS = frozenset({"姓名", "证件号码", "身份证号", "身份证号码", "序号"})
"""Cells that head a list and name nobody."""


@dataclass(frozen=True)
class Mark:
    """What is to be known of somebody before she is chosen: `bars` where she cannot be, not `doubts` where nothing
    speaks against her."""

    words: str
    bars: bool = False
    doubts: bool = True


@dataclass(frozen=True)
class Listed:
    """Who of a list was found, by id, and who was not: what stands there, and perhaps why."""

    found: tuple[int, ...]
    unknown: tuple[str, ...]


class NameBook:
    """The records of a kind by name and by ID number; of namesakes those `among` are meant first."""

    def __init__(self, kind: Kind, among: Collection[int] = ()) -> None:
        model = kind.model
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._among = frozenset(among)
        (name,) = name_fields(model)[:1]
        number = next(each for each in model._meta.sorted_fields if isinstance(each, fields.IdNumber))
        for row, called, id_number in model.select(model.id, name, number).tuples():
            self._by_name[called].append(row)
            if id_number:
                self._by_number[id_number] = row

    def find(self, name: str, number: str = "") -> int | None:
        """The one record that an ID number, else a name means; None for nobody or several."""
        meant = self._by_number.get(number.upper()) if number else None
        return meant or (self._meant(name) if name else None)

    def why(self, name: str) -> str:
        """Why a name means nobody, in brackets where there is more to say."""
        return "（有同名的，请补证件号码）" if len(self._by_name.get(names.clean(name), ())) > 1 else ""

    def read(self, text: str) -> Listed:
        """Whom a pasted list means: a row of a sheet, or names set apart by 、, in every line."""
        found: dict[int, None] = {}
        unknown: list[str] = []
        for cells in _rows(text):
            meant = next((each for each in (self.find(cell, cell) for cell in cells) if each is not None), None)
            if meant is not None:
                found[meant] = None
            else:
                unknown.append(f"{cells[0]}{self.why(cells[0])}")
        return Listed(tuple(found), tuple(unknown))

    def _meant(self, name: str) -> int | None:
        alike = self._by_name.get(names.clean(name), [])
        nearer = [row for row in alike if row in self._among]
        for fitting in (alike, nearer):
            if len(fitting) == 1:
                return fitting[0]
        return None


def _rows(text: str) -> Iterable[Sequence[str]]:
    """The cells of every line that may name somebody."""
    for line in text.splitlines():
        parts = [line.split("\t")] if "\t" in line else [[part] for part in _APART.split(line)]
        for part in parts:
            cells = [cell.strip() for cell in part if (cell.strip() and not cell.strip().isdecimal()) or len(cell) > 14]
            if cells and not _HEADS & set(cells):
                yield cells
