"""What the words of a search find: whatever the list of a kind shows, linked names and words of code tables included.

Each word must be found somewhere in the row. The kind's own words are asked of its index; a linked record by the
index of its kind and, where its name is put together from others, by theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionapp.records import access, context, fields, tokens
from unionapp.records.kind import Kind

_DEPTH = 2
"""So many links away a name may lie: 第2届委员会 is named by its election, and that by its union."""
_FIGURE = 4
"""A part of a date is looked for from so many digits on."""
_WRITTEN = (fields.Text, fields.LongText, fields.MonthText)

Part = tuple[str, tuple[object, ...]]
"""A condition of SQL over the columns of a table, and its values."""


def index_table(kind: Kind) -> str:
    """The name of the search index of a kind."""
    return f"search_{kind.model._meta.table_name}"


def select(kind: Kind, text: str) -> Part | None:
    """The ids of the rows in which every word of a text is found, as a statement; None where nothing can be."""
    every: list[str] = []
    values: list[object] = []
    for word in tokens.words(text):
        parts = [*_own(kind, word), *_linked(kind, word, _DEPTH), *_coded(kind, word), *_written(kind, word)]
        if not parts:
            return None
        every.append(f"({' OR '.join(sql for sql, _ in parts)})")
        values += [value for _, own in parts for value in own]
    if not every:
        return None
    return f'SELECT id AS number FROM "{kind.model._meta.table_name}" WHERE {" AND ".join(every)}', tuple(values)


def _own(kind: Kind, word: str) -> Iterator[Part]:
    """The kind's own index; a number that the operator may not see is not told digit by digit."""
    guesses = any(map(str.isdigit, word)) and any(name in kind.unseen for name in kind.search)
    if kind.search and not guesses:
        table, index = kind.model._meta.table_name, index_table(kind)
        yield f'"{table}".id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)', (tokens.asked(word),)


def _linked(kind: Kind, word: str, depth: int) -> Iterator[Part]:
    kinds = {each.model: each for each in context.opened().kinds}
    for link in kind.links if depth else ():
        other = kinds.get(link.rel_model)
        if other is None or link.name not in kind.fields or not access.may_see(link):
            continue
        parts = [*_own(other, word), *(_linked(other, word, depth - 1) if other is not kind else ())]
        if parts:
            where = " OR ".join(sql for sql, _ in parts)
            column = f'"{kind.model._meta.table_name}"."{link.column_name}"'
            values = tuple(value for _, own in parts for value in own)
            yield f'{column} IN (SELECT id FROM "{other.model._meta.table_name}" WHERE {where})', values


def _coded(kind: Kind, word: str) -> Iterator[Part]:
    """The codes among the columns that are shown whose words hold the word."""
    for column, each in _shown(kind):
        if isinstance(each, fields.Choice):
            keys = [code.key for code in each.codes.codes if word in code.label.lower()]
            several = isinstance(each, fields.Choices)
            for key in keys:
                yield (f"instr({column}, ?)", (f",{key},")) if several else (f"{column} = ?", (key,))  # type: ignore[misc]


def _written(kind: Kind, word: str) -> Iterator[Part]:
    """Texts that are shown and not in the index, and dates."""
    for column, each in _shown(kind):
        dated = isinstance(each, fields.Date | fields.KnownDate) and len(word) >= _FIGURE and word.isdigit()
        if dated or (isinstance(each, _WRITTEN) and each.name not in kind.search):
            yield f"instr(lower({column}), ?)", (word,)


def _shown(kind: Kind) -> Iterator[tuple[str, fields.RecordField]]:
    """The columns that the list shows and the operator may see."""
    for name in kind.columns:
        each = kind.model._meta.fields[name]
        if access.may_see(each):
            yield f'"{kind.model._meta.table_name}"."{each.column_name}"', each
