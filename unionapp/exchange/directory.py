"""Finding the record that a word of a sheet names, and what is said where it names none."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from unionapp.exchange.book import Cell
from unionapp.exchange.telling import told_apart
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import aliases
from unionapp.values import idnumber
from unionapp.values.text import brief, squeeze

NOT_FOUND = "没有找到名为“{word}”的{noun}，请先登记{noun}，或改正名称。"
NEAREST = "没有找到名为“{word}”的{noun}。是否指：{names}？请改正名称，或先登记{noun}。"
SEVERAL = "有 {count} 个{noun}叫“{word}”，请改填{identity}。"
LONG_RULE, SPOILT_RULE, UNCOMPUTED_RULE = "long", "spoilt", "uncomputed"
"""The rules of cells that are longer than their fields allow and otherwise right, of numbers that Excel destroyed, of
formulas without a result."""
_MOST_NAMES, _MOST_SUGGESTIONS = 5000, 100


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that could not be read, in words; `rule` is "spoilt" for a number that lost its last digits.

    A text that is only too long has the rule "long" and is its `value`: where it is stored so already, it may stay.
    """

    message: str
    article: str = ""
    rule: str = ""
    value: str | None = None
    word: str = ""
    """The word, where it is one that the register or the code table does not know."""
    near: tuple[str, ...] = ()
    """Words that are known and like it."""


@dataclass(frozen=True, slots=True)
class Later:
    """A link to a record that may stand in the same file, and why it cannot be read where it does not."""

    word: str
    why: Unreadable


class Unknown(ValueError):
    """A word that names nothing, or several; `near` are names like it."""

    def __init__(self, message: str, word: str, near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.why = Unreadable(message, word=word, near=tuple(near))


class Directory:
    """The records of a linked kind by the words that name them: name, short name, identity, number of the record, and
    what lists and sheets show of them (青石镇机关工会第2届工会委员会)."""

    def __init__(self, model: type[Record], kinds: Sequence[Kind]) -> None:
        self.kind = next((kind for kind in kinds if kind.model is model), None)
        self.noun = self.kind.noun if self.kind else "记录"
        self.label = label_field(model)
        self.names: dict[int, str] = {}
        self._named: dict[str, list[int]] = {}
        self._exact: dict[str, int] = {}
        self._own: dict[int, str] = {}
        """The identities by which records are told where their names do not."""
        self._suggested = 0
        self._load(model)

    @property
    def _identity(self) -> str:
        """The one field besides the name that tells a record."""
        own = self.kind.identity if self.kind else ()
        return own[0] if len(own) == 1 and own[0] != self.label else ""

    def _load(self, model: type[Record]) -> None:
        named = model._meta.fields
        others = [name for name in ("short_name", "name", "title") if name in named and name != self.label]
        wanted = [name for name in (self.label, self._identity, *others) if name]
        columns = ", ".join(f'"{named[name].column_name}"' for name in ("id", "uid", *wanted))
        for row, uid, *words in model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}"'):
            self._exact[uid] = row
            for name, text in zip(wanted, words, strict=True):
                if text and name == self._identity:
                    self._exact[str(text)] = row
                    self._own[row] = str(text)
                elif text:
                    self._add(str(text), row)
            self.names[row] = str(words[0]) if self.label and words[0] else uid

    def _add(self, word: str, row: int) -> None:
        rows = self._named.setdefault(plain_name(word), [])
        if row not in rows:
            rows.append(row)

    def rows_named(self, word: str) -> Sequence[int]:
        """The ids of the records that bear a name."""
        return self._named.get(plain_name(squeeze(word)), ())

    def find(self, cell: Cell) -> int:
        """The id of the record that a cell names; Unknown says that there is none, or several."""
        found = self.meant(cell)
        if len(found) == 1:
            return found[0]
        raise self._complaint(squeeze(as_text(cell)), found)

    def meant(self, cell: Cell) -> Sequence[int]:
        """The ids of all records that a cell may mean."""
        word = squeeze(as_text(cell))
        rows = self._named.get(plain_name(word), [])
        if len(rows) == 1:
            return rows
        exact = self._exact.get(word) or self._exact.get(idnumber.normal(word))
        if exact is not None:
            return [exact]
        return rows or self._shown.get(plain_name(word), [])

    @cached_property
    def _told(self) -> dict[int, str]:
        """The words of the records that no name of their own tells, once one is asked for."""
        if self.kind is None:
            return {}
        return told_apart(self.kind, [row for row in self.names if not self._is_named(row)])

    @cached_property
    def _shown(self) -> dict[str, list[int]]:
        """The same by their words; labels that several share name all of them."""
        found: dict[str, list[int]] = {}
        for row, words in self._told.items():
            found.setdefault(plain_name(words), []).append(row)
            short = plain_name(words.partition("（")[0])
            if short != plain_name(words):
                found.setdefault(short, []).append(row)
        return found

    def _is_named(self, row: int) -> bool:
        """Whether a record has a name that no other has."""
        return bool(self.label) and self._named.get(plain_name(self.names[row])) == [row]

    def later(self, cell: Cell) -> int | Later:
        """The same, leaving a name that is not found to be looked for in the file itself."""
        try:
            return self.find(cell)
        except Unknown as error:
            return Later(plain_name(squeeze(as_text(cell))), error.why)

    def _complaint(self, word: str, rows: Sequence[int]) -> Unknown:
        if rows:
            near = [self.word(row) for row in rows]
            other = self.kind.fields[self._identity].label if self.kind and self._identity else f"全称，如“{near[0]}”"
            message = SEVERAL.format(count=len(rows), noun=self.noun, word=brief(word), identity=other)
            return Unknown(message, word, near)
        nearest = self._nearest(word)
        words = {"word": brief(word), "noun": self.noun, "names": "、".join(nearest)}
        return Unknown((NEAREST if nearest else NOT_FOUND).format(**words), word, nearest)

    def _nearest(self, word: str) -> list[str]:
        """Up to three names like a word; given up for large registers and after many words, since it takes time."""
        self._suggested += 1
        if len(self.names) > _MOST_NAMES or self._suggested > _MOST_SUGGESTIONS:
            return []
        return difflib.get_close_matches(word, self.names.values(), 3, 0.6)

    def called(self, row: int) -> str:
        """What a record is called, by no number of a person; several may be called so."""
        return self.names[row] if self.label and row in self.names else self._told.get(row, "")

    def word(self, row: int) -> str:
        """The text that names a record and is found again: its name, else its identity, else what tells it apart."""
        if row not in self.names:
            return ""
        if self._is_named(row):
            return self.names[row]
        return self._own.get(row) or self._told.get(row) or self.names[row]


def as_text(cell: Cell) -> str:
    """A cell as text; a whole number has no point."""
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def plain_name(word: str) -> str:
    """A name as it is compared: brackets and blanks as they come."""
    return aliases.normal(word)


def label_field(model: type[Record]) -> str:
    """The field that a link to a record shows, empty where it shows something put together."""
    if model.label is not Record.label:
        return ""
    return next((name for name in ("name", "title", "number") if name in model._meta.fields), "")
