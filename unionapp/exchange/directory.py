"""Finding the record that a word of a sheet names, and what is said where it names none."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from unionapp.exchange.book import Cell
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import aliases, editing
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
        self._suggested = 0
        self._load(model)

    @property
    def _identity(self) -> str:
        """The one field besides the name that tells a record."""
        own = self.kind.identity if self.kind else ()
        return own[0] if len(own) == 1 and own[0] != self.label else ""

    def _load(self, model: type[Record]) -> None:
        named = model._meta.fields
        others = [name for name in ("short_name",) if name in named]
        wanted = [name for name in (self.label, self._identity, *others) if name]
        columns = ", ".join(f'"{named[name].column_name}"' for name in ("id", "uid", *wanted))
        for row, uid, *words in model._meta.database.execute_sql(f'SELECT {columns} FROM "{model._meta.table_name}"'):
            self._exact[uid] = row
            for name, text in zip(wanted, words, strict=True):
                if text and name == self._identity:
                    self._exact[str(text)] = row
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
        word = squeeze(as_text(cell))
        rows = self._named.get(plain_name(word), ())
        if len(rows) == 1:
            return rows[0]
        exact = self._exact.get(word) or self._exact.get(idnumber.normal(word))
        if exact is not None:
            return exact
        shown = self._shown.get(plain_name(word), ()) if not rows else ()
        if len(shown) == 1:
            return shown[0]
        raise self._complaint(word, rows or shown)

    @cached_property
    def _shown(self) -> dict[str, list[int]]:
        """The records by their labels where those are put together from others, read in bulk once one is asked for."""
        found: dict[str, list[int]] = {}
        if self.kind is None or self.kind.model.label is Record.label:
            return found
        for chunk in editing.chunks(sorted(self.names)):
            records = search.rows(self.kind, chunk)
            for link in self.kind.links:
                others = {id(other): other for each in records if (other := each.__rel__.get(link.name)) is not None}
                for further in link.rel_model._meta.sorted_fields:
                    if isinstance(further, fields.Link):
                        search.fetch_link(list(others.values()), further)
            for each in records:
                found.setdefault(plain_name(each.label), []).append(each.id)
        return found

    def later(self, cell: Cell) -> int | Later:
        """The same, leaving a name that is not found to be looked for in the file itself."""
        try:
            return self.find(cell)
        except Unknown as error:
            return Later(plain_name(squeeze(as_text(cell))), error.why)

    def _complaint(self, word: str, rows: Sequence[int]) -> Unknown:
        if rows:
            other = self.kind.fields[self._identity].label if self.kind and self._identity else "记录编号"
            message = SEVERAL.format(count=len(rows), noun=self.noun, word=brief(word), identity=other)
            return Unknown(message, word, [self.word(row) for row in rows])
        nearest = self._nearest(word)
        words = {"word": brief(word), "noun": self.noun, "names": "、".join(nearest)}
        return Unknown((NEAREST if nearest else NOT_FOUND).format(**words), word, nearest)

    def _nearest(self, word: str) -> list[str]:
        """Up to three names like a word; given up for large registers and after many words, since it takes time."""
        self._suggested += 1
        if len(self.names) > _MOST_NAMES or self._suggested > _MOST_SUGGESTIONS:
            return []
        return difflib.get_close_matches(word, self.names.values(), 3, 0.6)

    def word(self, row: int) -> str:
        """The text that names a record and is found again: its name, else its identity, else its number."""
        name = self.names.get(row, "")
        if len(self._named.get(plain_name(name), ())) == 1:
            return name
        return self._words.get(row, name)

    @cached_property
    def _words(self) -> dict[int, str]:
        """The best exact word of each record; the identity comes after the uid in the table and wins."""
        return {row: word for word, row in self._exact.items()}


def as_text(cell: Cell) -> str:
    """A cell as text; a whole number has no point."""
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def plain_name(word: str) -> str:
    """A name as it is compared: brackets and blanks as they come."""
    return aliases.normal(word)


def label_field(model: type[Record]) -> str:
    """The field that a link to a record shows, empty where it shows something put together."""
    return next((name for name in ("name", "title", "number") if name in model._meta.fields), "")
