"""Reading the cells of a column into values: each distinct cell once, whatever the number of rows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from unionapp.errors import Problem
from unionapp.exchange.book import Cell
from unionapp.exchange.directory import LONG_RULE, SPOILT_RULE, Directory, Unknown, Unreadable, as_text
from unionapp.records import fields, formats, texts
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.store import aliases
from unionapp.values import idnumber
from unionapp.values.text import half_width, squeeze


class NothingSaid(Enum):
    """A cell that says nothing: the stored value stays."""

    NOTHING = 0


NOTHING = NothingSaid.NOTHING
SILENT = frozenset(("", "/", "\\", "-", "—", "——", "－", "--"))
"""Texts that say no more than an empty cell."""
ERASING = frozenset(("（空）", "(空)", "清空"))
"""Texts that empty the field."""

MAYBE_SPOILT = "本表另有号码被 Excel 改坏（后三位成了 000），这个号码也以 000 结尾，无法确认，请按原件核对后重录。"
UNSURE_SHARE = "请确认是 {large}% 还是 {number}%，在这一格里连百分号一起写明。"
_BARE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
"""A number as text, such as every cell of a .csv is."""
_SPOILT_FORM = re.compile("[0-9]{15}000")


class Reader(dict[Cell, object]):
    """The values of a column's cells; a cell not met before is read. Cells are never bool, so 1 means one thing."""

    def __init__(self, parse: Callable[[Cell], object], emptied: object, instead: Instead | None = None) -> None:
        super().__init__()
        self._parse = parse
        self._emptied = emptied
        self._instead = instead

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
        if self._instead is not None:
            meant = self._tried(self._instead.meaning(as_text(cell)))
            if not isinstance(meant, Unreadable | NothingSaid):
                self._instead.was_used(as_text(cell))
                return meant
        return self._tried(cell)

    def _tried(self, cell: Cell) -> object:
        if cell is None:
            return NOTHING
        try:
            return self._parse(cell.date() if isinstance(cell, datetime) else cell)
        except texts.TooLong as error:
            return Unreadable(str(error), rule=LONG_RULE, value=error.value)
        except Unknown as error:
            return error.why
        except ValueError as error:
            return Unreadable(str(error))


@dataclass(frozen=True)
class Instead:
    """What the words of one column were said to mean, by the words as they are compared."""

    words: Mapping[str, str]
    tell: Callable[[str, str], None]
    """Is told of a word that was met, and its meaning."""

    def meaning(self, word: str) -> str | None:
        """What a word was said to mean, None where nothing was said."""
        return self.words.get(aliases.normal(word))

    def was_used(self, word: str) -> None:
        """A word was read as what it was said to mean."""
        self.tell(word, self.words[aliases.normal(word)])


def emptied(field: RecordField) -> object:
    """What a field holds when it is empty."""
    return () if isinstance(field, fields.Choices) else None if field.null else ""


def reader(
    field: RecordField, own: Kind, kinds: Sequence[Kind], cells: Iterable[Cell], instead: Instead | None = None
) -> Reader:
    """The reader of the cells of a field of the kind `own`; `cells` are those of the whole column."""
    instead = instead if instead is not None and instead.words else None
    if isinstance(field, fields.Link):
        book = Directory(field.rel_model, kinds)
        return Reader(book.later if field.rel_model is own.model else book.find, None, instead)
    if isinstance(field, fields.IdNumber):
        doubt = any(_looks_spoilt(cell) and idnumber.spoilt(cell) for cell in cells if isinstance(cell, str))
        return Reader(lambda cell: _number(field, cell, doubt), "")
    if isinstance(field, fields.Percent):
        return Reader(lambda cell: _share(field, cell), None)
    if isinstance(field, fields.Choice):
        return Reader(lambda cell: _coded(field, cell), emptied(field), instead)
    return Reader(lambda cell: formats.parse(field, cell), emptied(field), instead)


def _coded(field: fields.Choice, cell: Cell) -> object:
    """A code by its name; where there is none, which are near."""
    try:
        return formats.parse(field, cell)
    except ValueError as error:
        word = squeeze(as_text(cell))
        raise Unknown(str(error), word, _near_codes(field, word)) from error


def _near_codes(field: fields.Choice, word: str) -> list[str]:
    """The names of codes that hold a word, are held by it or are written like it."""
    by_word = {each: code.label for each, code in field.codes.by_word.items() if each != code.key}
    holding = [label for each, label in by_word.items() if word and len(each) > 1 and (word in each or each in word)]
    like = [by_word[each] for each in difflib.get_close_matches(word, by_word, 3, 0.5)]
    return list(dict.fromkeys((*holding, *like)))


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
        return Unreadable(found.message, found.article, SPOILT_RULE) if isinstance(found, Problem) else text
    if doubt and _SPOILT_FORM.fullmatch(text):
        return Unreadable(MAYBE_SPOILT, "GB 11643-1999", SPOILT_RULE)
    return idnumber.normal(text)
