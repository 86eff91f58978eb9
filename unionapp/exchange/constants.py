"""What holds for every row of a sheet because it has no column for it: said by the clerk, or the only one there is."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Refused
from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.directory import Directory, Later, Unreadable, as_text
from unionapp.exchange.headings import Layout, sheet_names
from unionapp.exchange.lenient import Noted
from unionapp.exchange.parsing import SILENT, NothingSaid, reader
from unionapp.exchange.titles import with_titled
from unionapp.records import fields
from unionapp.records.kind import LINE, Kind
from unionapp.store.store import Store

NO_FIELD = "“{title}”没有“{word}”这一栏，没有导入任何内容。可用的有：{labels}。"
SAID_TWICE = "“{label}”写了两次，没有导入任何内容。请只留一个。"
NOT_READ = "{label}：{why}没有导入任何内容。"


def field_named(kind: Kind, word: str) -> str:
    """The name of the column of a sheet that a word means: label, English name, other heading; Refused in words."""
    names = sheet_names(kind)
    word = word.strip()
    for name in names:
        if word in (name, name.removeprefix(LINE), kind.on_sheet[name].label):
            return name
    for name in names:
        if word in kind.on_sheet[name].headings:
            return name
    labels = "、".join(kind.on_sheet[name].label for name in names)
    raise Refused(NO_FIELD.format(title=kind.title, word=word, labels=labels))


def with_said(store: Store, kind: Kind, book: Spreadsheet, layout: Layout, said: Sequence[tuple[str, str]]) -> Layout:
    """The layout with what was said for the whole sheet, for the rows whose own cell is empty. Refused in words.

    Where several rows make one record a column that holds something wins whole: an empty cell there goes on with the
    record above.
    """
    names: list[str] = []
    for word, text in said:
        name = field_named(kind, word)
        if name in names:
            raise Refused(SAID_TWICE.format(label=kind.on_sheet[name].label))
        names.append(name)
        _need_readable(store, kind, name, text)
        if kind.lines is None or not held(book, layout, name):
            layout = layout.with_constant(kind, name, text)
    return layout


def value_of(store: Store, kind: Kind, name: str, text: str) -> object:
    """The value that a text said for the whole sheet means, None where it cannot be read."""
    value = reader(kind.on_sheet[name], kind, store.kinds, ())[text]
    return (
        None
        if isinstance(value, Unreadable | Later | NothingSaid)
        else value.value
        if isinstance(value, Noted)
        else value
    )


def _need_readable(store: Store, kind: Kind, name: str, text: str) -> None:
    each = kind.on_sheet[name]
    value = reader(each, kind, store.kinds, ())[text]
    if isinstance(value, Unreadable | Later):
        why = value.why if isinstance(value, Later) else value
        raise Refused(NOT_READ.format(label=each.label, why=why.message))


def held(book: Spreadsheet, layout: Layout, name: str) -> int:
    """How many rows say something in the column of a field."""
    places = [place for place, column in layout.columns.items() if column == name]
    rows = book.rows[layout.last + 1 :]
    return sum(as_text(row.cells[place]).strip() not in SILENT for row in rows for place in places)


def of_sheet(
    store: Store, kind: Kind, book: Spreadsheet, layout: Layout, said: Sequence[tuple[str, str]] = ()
) -> Layout:
    """The layout with all that holds for every row: what was said, what the lines above the headings say, what is the
    only one there is. Refused in words."""
    titled = with_titled(store, kind, book, with_said(store, kind, book, layout, said))
    return with_sole(store, kind, titled)


def with_sole(store: Store, kind: Kind, layout: Layout) -> Layout:
    """The layout with the only union, or set of books, for each required column that is missing."""
    for name in layout.missing:
        row = sole(store, kind, name)
        if row is not None:
            word = Directory(kind.on_sheet[name].rel_model, store.kinds).word(row)
            layout = layout.with_constant(kind, name, word)
    return layout


def sole(store: Store, kind: Kind, name: str) -> int | None:
    """The only record that a field can mean where its kind is one of which there may be but one (`Kind.sole`)."""
    each = kind.on_sheet[name]
    if not isinstance(each, fields.Link):
        return None
    target = next((other for other in store.kinds if other.model is each.rel_model), None)
    if target is None or not target.sole:
        return None
    rows = [row for (row,) in each.rel_model.select(each.rel_model.id).limit(2).tuples()]
    return rows[0] if len(rows) == 1 else None


def stated(kind: Kind, layout: Layout) -> dict[str, str]:
    """What holds for every row, by the labels of the fields."""
    return {kind.on_sheet[name].label: text for name, text in layout.constants.items()}
