"""Reading the cells of a column into values: each distinct cell once, whatever the number of rows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property

from unionapp.errors import Problem
from unionapp.exchange.book import Cell
from unionapp.records import fields, formats, search, texts
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.values import idnumber
from unionapp.values.text import brief, half_width, squeeze


class NothingSaid(Enum):
    """A cell that says nothing: the stored value stays."""

    NOTHING = 0


NOTHING = NothingSaid.NOTHING
SILENT = frozenset(("", "/", "\\", "-", "—", "——", "－", "--"))
"""Texts that say no more than an empty cell."""
ERASING = frozenset(("（空）", "(空)", "清空"))
"""Texts that empty the field."""

MAYBE_SPOILT = "本表另有号码被 Excel 改坏（后三位成了 000），这个号码也以 000 结尾，无法确认，请按原件核对后重录。"
NOT_FOUND = "没有找到名为“{word}”的{noun}，请先登记{noun}，或改正名称。"
NEAREST = "没有找到名为“{word}”的{noun}。是否指：{names}？请改正名称，或先登记{noun}。"
SEVERAL = "有 {count} 个{noun}叫“{word}”，请改填{identity}。"
UNSURE_SHARE = "请确认是 {large}% 还是 {number}%，在这一格里连百分号一起写明。"
LONG_RULE = "long"
"""The rule of problems with texts that are longer than their fields allow, and otherwise right."""
_MOST_NAMES, _MOST_SUGGESTIONS = 5000, 100
_BARE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
"""A number as text, such as every cell of a .csv is."""
_SPOILT_FORM = re.compile("[0-9]{15}000")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that could not be read, in words; `rule` is "spoilt" for a number that lost its last digits.

    A text that is only too long has the rule "long" and is its `value`: where it is stored so already, it may stay.
    """

    message: str
    article: str = ""
    rule: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """A link to a record that may stand in the same file, and what to say where it does not."""

    word: str
    message: str


class Reader(dict[Cell, object]):
    """The values of a column's cells; a cell not met before is read. Cells are never bool, so 1 means one thing."""

    def __init__(self, parse: Callable[[Cell], object], emptied: object) -> None:
        super().__init__()
        self._parse = parse
        self._emptied = emptied

    def __missing__(self, cell: Cell) -> object:
        text = squeeze(cell) if isinstance(cell, str) else None
        if text in SILENT:
            value: object = NOTHING
        elif text in ERASING:
            value = self._emptied
        else:
            value = self._read(cell)
        self[cell] = value
        return value

    def _read(self, cell: Cell) -> object:
        try:
            return self._parse(cell.date() if isinstance(cell, datetime) else cell)
        except texts.TooLong as error:
            return Unreadable(str(error), rule=LONG_RULE, value=error.value)
        except ValueError as error:
            return Unreadable(str(error))


def emptied(field: RecordField) -> object:
    """What a field holds when it is empty."""
    return () if isinstance(field, fields.Choices) else None if field.null else ""


def reader(field: RecordField, own: Kind, kinds: Sequence[Kind], cells: Iterable[Cell]) -> Reader:
    """The reader of the cells of a field of the kind `own`; `cells` are those of the whole column."""
    if isinstance(field, fields.Link):
        book = Directory(field.rel_model, kinds)
        return Reader(book.later if field.rel_model is own.model else book.find, None)
    if isinstance(field, fields.IdNumber):
        doubt = any(_looks_spoilt(cell) and idnumber.spoilt(cell) for cell in cells if isinstance(cell, str))
        return Reader(lambda cell: _number(field, cell, doubt), "")
    if isinstance(field, fields.Percent):
        return Reader(lambda cell: _share(field, cell), None)
    return Reader(lambda cell: formats.parse(field, cell), emptied(field))


def _share(field: fields.Percent, cell: Cell) -> object:
    """A share; a bare number up to 1 may be one shown as percent where the file does not tell, or meant so."""
    bare = half_width(cell).strip() if isinstance(cell, str) else ""
    number = float(bare) if _BARE.fullmatch(bare) else cell
    if isinstance(number, int | float) and 0 < abs(number) <= 1:
        raise ValueError(UNSURE_SHARE.format(number=f"{number:g}", large=f"{number * 100:.15g}"))
    return formats.parse(field, cell)


def _looks_spoilt(text: str) -> bool:
    """A quick look before the thorough one."""
    return "000" in text or "０" in text or "+" in text or "E" in text or "e" in text


def _number(field: fields.IdNumber, cell: Cell, doubt: bool) -> object:
    """An ID number, or why it cannot be one: it is spoilt, or looks so in a file with spoilt ones."""
    text = formats.parse(field, cell)
    if idnumber.spoilt(text):
        found = idnumber.read(text)
        return Unreadable(found.message, found.article, "spoilt") if isinstance(found, Problem) else text
    if doubt and _SPOILT_FORM.fullmatch(text):
        return Unreadable(MAYBE_SPOILT, "GB 11643-1999", "spoilt")
    return idnumber.normal(text)


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
        """The id of the record that a cell names; ValueError says that there is none, or several."""
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
        raise ValueError(self._complaint(word, len(rows) or len(shown)))

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
        except ValueError as error:
            return Later(plain_name(squeeze(as_text(cell))), str(error))

    def _complaint(self, word: str, count: int) -> str:
        if count > 1:
            other = self.kind.fields[self._identity].label if self.kind and self._identity else "记录编号"
            return SEVERAL.format(count=count, noun=self.noun, word=brief(word), identity=other)
        nearest = self._nearest(word)
        if nearest:
            return NEAREST.format(word=brief(word), noun=self.noun, names="、".join(nearest))
        return NOT_FOUND.format(word=brief(word), noun=self.noun)

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
    return half_width(word).replace(" ", "").lower()


def label_field(model: type[Record]) -> str:
    """The field that a link to a record shows, empty where it shows something put together."""
    return next((name for name in ("name", "title", "number") if name in model._meta.fields), "")
