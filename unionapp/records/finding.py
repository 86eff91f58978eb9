"""What the words of a search find: whatever the list of a kind shows, linked names and words of code tables included.

Each word must be found somewhere in the row. The kind's own words are asked of its index; a linked record by the
index of its kind and, where its name is put together from others, by theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionapp.records import access, context, fields, tokens
from unionapp.records.kind import Kind
from unionapp.records.record import Record

_WRITTEN = (fields.Text, fields.LongText, fields.MonthText)
_DEPTH = 2
"""So many links away a name may lie: 第2届委员会 is named by its election, and that by its union."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")

Part = tuple[str, tuple[object, ...]]
"""A statement that gives ids as `number`, and its values."""


def indexed(kind: Kind) -> tuple[str, ...]:
    """The fields whose words the index holds: those to search by, and every text that the list shows."""
    named = kind.model._meta.fields
    shown = (name for name in kind.columns if isinstance(named[name], _WRITTEN) and not named[name].private)
    return tuple(dict.fromkeys((*kind.search, *shown)))


def index_table(kind: Kind) -> str:
    """The name of the search index of a kind."""
    return f"search_{kind.model._meta.table_name}"


def select(kind: Kind, text: str) -> Part | None:
    """The ids of the rows in which every word of a text is found, as a statement; None where nothing can be."""
    every: list[str] = []
    values: list[object] = []
    for word in tokens.words(text):
        found = _together([*_own(kind, word), *_linked(kind, word, _DEPTH), *_coded(kind, word), *_dated(kind, word)])
        if found is None:
            return None
        every.append(f"SELECT number FROM ({found[0]})")
        values += found[1]
    return (" INTERSECT ".join(every), tuple(values)) if every else None


def _together(parts: Sequence[Part]) -> Part | None:
    """What any of the statements gives."""
    if not parts:
        return None
    return " UNION ".join(sql for sql, _ in parts), tuple(value for _, own in parts for value in own)


def _own(kind: Kind, word: str) -> Iterator[Part]:
    """The kind's own index; a number that the operator may not see is not told digit by digit."""
    guesses = any(map(str.isdigit, word)) and any(name in kind.unseen for name in indexed(kind))
    if indexed(kind) and not guesses:
        index = index_table(kind)
        yield f"SELECT rowid AS number FROM {index} WHERE {index} MATCH ?", (tokens.asked(word),)


def _linked(kind: Kind, word: str, depth: int) -> Iterator[Part]:
    """What links to a record of that name, or of one put together from names."""
    kinds = {each.model: each for each in context.opened().kinds}
    for link in kind.links if depth else ():
        other = kinds.get(link.rel_model)
        if other is None or link.name not in kind.fields or not access.may_see(link):
            continue
        further = _linked(other, word, depth - 1) if other.model.label is not Record.label else ()
        found = _together([*_own(other, word), *further])
        if found is not None:
            yield _where(kind, f'"{link.column_name}" IN ({found[0]})', *found[1])


def _coded(kind: Kind, word: str) -> Iterator[Part]:
    """The codes among the columns that are shown whose words hold the word."""
    for column, each in _shown(kind):
        if isinstance(each, fields.Choice):
            keys = [code.key for code in each.codes.codes if word in code.label.lower()]
            for key in keys:
                if isinstance(each, fields.Choices):
                    yield _where(kind, f"instr({column}, ?)", f",{key},")
                else:
                    yield _where(kind, f"{column} = ?", key)


def _dated(kind: Kind, word: str) -> Iterator[Part]:
    """The days of a year, where the word is one."""
    for column, each in _shown(kind) if _YEAR.fullmatch(word) else ():
        if isinstance(each, fields.Date):
            yield _where(kind, f"{column} >= ? AND {column} < ?", word, str(int(word) + 1))


def _where(kind: Kind, condition: str, *values: object) -> Part:
    return f'SELECT id AS number FROM "{kind.model._meta.table_name}" WHERE {condition}', values


def _shown(kind: Kind) -> Iterator[tuple[str, fields.RecordField]]:
    """The columns that the list shows and the operator may see."""
    for name in kind.columns:
        each = kind.model._meta.fields[name]
        if access.may_see(each):
            yield f'"{each.column_name}"', each
