"""Sheets that go out: the empty one to be filled in, and what is registered, both in the columns of the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import peewee

from unionapp import paths
from unionapp.exchange.directory import Directory
from unionapp.exchange.headings import UID, UID_HEADING, sheet_names
from unionapp.exchange.sheet import ColumnKind, Sheet, SheetColumn, Value
from unionapp.later import later
from unionapp.records import access, fields, formats, reading, search
from unionapp.records.fields import RecordField
from unionapp.records.kind import LINE, PLACE, Kind, Lines
from unionapp.records.search import Query
from unionapp.store import access_log, editing
from unionapp.store.store import Store
from unionapp.values.partialdate import PartialDate
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")

MOST_CHOICES = 1000
"""Longer lists (the unions of a county) get no drop-down."""
UID_NOTE = "程序用来认出记录，请勿改动；新增的行留空"
UID_WIDTH = 10
ONE_EACH = "每行填一条，不要改动第一行的栏目名；栏目的次序可以调整，用不着的栏目可以删去。"
SEVERAL_EACH = (
    "每行填一条{part}，一张{noun}有几条{part}就占几行，这几行的{by}写成一样的，或者只在第一行写、下面空着。"
    "不要改动第一行的栏目名；栏目的次序可以调整，用不着的栏目可以删去。"
)
NOTES = (
    "红色带下划线的栏目必填，其余可以留空。导入时，空着的格不会改动已登记的内容；要清空某一项，请填“（空）”。",
    "证件号码、电话号码请按文本填写，不要让 Excel 改成科学计数；日期写成 2024-03-15 的样子。",
    "导入前会先列出每一行的处理结果，看过再确认；导入后可以整批撤销。",
)
PART_KNOWN = "写成 2024-03-15，只知道年月的可只填年月，如 2019-07"
ROWS_AT_ONCE = 2000


def columns(store: Store, kind: Kind, masked: bool = False) -> list[SheetColumn]:
    """The columns of a kind's sheet, without the number of the record."""
    return [_column(store, kind, name, masked) for name in sheet_names(kind)]


def _column(store: Store, kind: Kind, name: str, masked: bool) -> SheetColumn:
    each = kind.on_sheet[name]
    part = PART_KNOWN if isinstance(each, fields.KnownDate) else ""
    note = "；".join(filter(None, (each.help_text or "", part, each.article)))
    shape: ColumnKind = "text" if (masked and each.private) or not access.may_see(each) else _shape(each)
    return SheetColumn(each.label, shape, each.width, note, _choices(store, each), each.required)


def _shape(field: RecordField) -> ColumnKind:
    """What the cells of a field hold."""
    if isinstance(field, fields.Date):
        return "date"
    if isinstance(field, fields.Money):
        return "money"
    if isinstance(field, fields.MonthText):
        return "month"
    return "number" if isinstance(field, fields.Number) else "text"


def _choices(store: Store, field: RecordField) -> tuple[str, ...] | None:
    """What a drop-down offers; several codes in one cell, and long lists, are typed."""
    if isinstance(field, fields.YesNo):
        return ("是", "否")
    if isinstance(field, fields.Choice) and not isinstance(field, fields.Choices):
        return tuple(code.label for code in field.codes.codes)
    if isinstance(field, fields.Link) and field.rel_model.select().count() <= MOST_CHOICES:
        directory = Directory(field.rel_model, store.kinds)
        return tuple(map(directory.word, directory.names)) or None
    return None


def template(store: Store, kind: Kind, path: Path) -> None:
    """Write an empty sheet to fill in, with drop-downs and a page of advice. Raises Trouble."""
    notes = (_first_note(kind), *NOTES, *filter(None, (kind.help,)))
    head = zip(columns(store, kind), sheet_names(kind), strict=True)
    typed = [replace(each, kind="text") if _known_in_part(kind, name) else each for each, name in head]
    writer.write_template(path, Sheet(kind.title, typed, (), notes))


def _known_in_part(kind: Kind, name: str) -> bool:
    """Whether a column takes months, which a spreadsheet would make the first of the month in a cell of a date."""
    return isinstance(kind.on_sheet[name], fields.KnownDate)


def _first_note(kind: Kind) -> str:
    """What a row of the sheet is."""
    if kind.lines is None:
        return ONE_EACH
    by = "、".join(kind.fields[name].label for name in kind.lines.by)
    return SEVERAL_EACH.format(noun=kind.noun, part=kind.lines.kind.noun, by=by)


def export(
    store: Store, kind: Kind, query: Query, path: Path, masked: bool = False, progress: Progress = silent
) -> int:
    """Write the rows that answer a query, and note it in the log; the number of rows.

    Unless masked, the rows carry the numbers of their records, so that they import again as the same.
    Raises Trouble, Stopped; the old file then stays.
    """
    what = f"导出{kind.title}"
    store.journal.need(reading.right_of(kind), what)
    if not masked and any(field.private for field in kind.on_sheet.values()):
        store.journal.need("export", what)
    ids = search.ids(kind, query)
    shown = [SheetColumn(c.heading, c.kind, c.width, c.note, None, c.required) for c in columns(store, kind, masked)]
    if not masked:
        shown.append(SheetColumn(UID_HEADING, "text", UID_WIDTH, UID_NOTE, hidden=True))
    count = len(ids) if kind.lines is None else _count_lines(kind, kind.lines, ids)
    rows = _Rows(count, lambda: cells(store, kind, ids, masked))
    writer.write(path, (Sheet(kind.title, shown, rows),), progress)
    how = "（隐去隐私）" if masked else access_log.said(kind)
    store.journal.note(f"导出{kind.title} {count} 行到“{paths.shown(path.name)}”{how}")
    return count


def _count_lines(kind: Kind, lines: Lines, ids: Sequence[int]) -> int:
    """How many rows these records take: one for every line, one for a record without any."""
    model = lines.kind.model
    link = model._meta.fields[lines.link]
    many = peewee.fn.COUNT(model.id)
    count = len(ids)
    for chunk in editing.chunks(list(ids)):
        count += sum(n - 1 for (n,) in model.select(many).where(link.in_(chunk)).group_by(link).tuples())
    return count


class _Rows:
    """Rows that are fetched as they are written, of a number known before."""

    def __init__(self, count: int, rows: Callable[[], Iterator[Sequence[Value]]]) -> None:
        self._count = count
        self._rows = rows

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sequence[Value]]:
        return self._rows()


def cells(store: Store, kind: Kind, ids: Sequence[int], masked: bool = False) -> Iterator[tuple[Value, ...]]:
    """The cells of the rows of these ids, in that order; a record with lines has a row for each of them."""
    names = (*sheet_names(kind), *(() if masked else (UID,)))
    named = {**kind.on_sheet, UID: kind.model._meta.fields[UID]}
    shows = [_shower(store, named[name], masked) for name in names]
    database, select = kind.model._meta.database, _selection(kind, names)
    for start in range(0, len(ids), ROWS_AT_ONCE):
        portion = ids[start : start + ROWS_AT_ONCE]
        marks = ",".join("?" * len(portion))
        found: dict[int, list[tuple[Stored, ...]]] = {}
        for row in database.execute_sql(select.format(marks=marks), tuple(portion)):
            found.setdefault(row[0], []).append(row)
        for row in (row for each in portion for row in found.get(each, ())):
            yield tuple([show(value) for show, value in zip(shows, row[1:], strict=True)])


def _selection(kind: Kind, names: Sequence[str]) -> str:
    """The SELECT of these columns after the id of the record, the lines of a record in their order."""
    own = kind.model._meta
    if kind.lines is None:
        wanted = ", ".join(f'"{own.fields[name].column_name}"' for name in names)
        return f'SELECT id, {wanted} FROM "{own.table_name}" WHERE id IN ({{marks}})'
    part = kind.lines.kind.model._meta
    link, place = (part.fields[name].column_name for name in (kind.lines.link, PLACE))
    wanted = ", ".join(
        f'part."{part.fields[name.removeprefix(LINE)].column_name}"'
        if name.startswith(LINE)
        else f'own."{own.fields[name].column_name}"'
        for name in names
    )
    return (
        f'SELECT own.id, {wanted} FROM "{own.table_name}" own LEFT JOIN "{part.table_name}" part'
        f' ON part."{link}" = own.id WHERE own.id IN ({{marks}}) ORDER BY own.id, part."{place}", part.id'
    )


Stored = str | int | float | None
"""A value as it lies in the file."""
Shower = Callable[[Stored], Value]


class _Texts(dict[Stored, Value]):
    """What the cells of a column show, worked out once for each stored value."""

    def __init__(self, show: Shower) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, value: Stored) -> Value:
        shown = self._show(value)
        self[value] = shown
        return shown


def _shower(store: Store, field: RecordField, masked: bool) -> Shower:
    """From a value as it lies in the file to what its cell is given."""
    read: Callable[[Stored], object] = field.python_value
    if (masked and getattr(field, "private", False)) or not access.may_see(field):
        return _Texts(lambda stored: formats.masked(field, read(stored))).__getitem__
    if isinstance(field, fields.Link):
        directory = Directory(field.rel_model, store.kinds)
        word = directory.called if masked else directory.word
        return _Texts(lambda stored: word(stored) if isinstance(stored, int) else None).__getitem__
    if isinstance(field, fields.KnownDate):
        return _Texts(lambda stored: _as_known(read(stored))).__getitem__
    if isinstance(field, fields.Date):
        return _Texts(lambda stored: date.fromisoformat(str(stored)) if stored else None).__getitem__
    if isinstance(field, fields.Number | fields.Money | fields.MonthText):
        return _as_it_lies
    if isinstance(field, fields.Choice | fields.YesNo | fields.Percent):
        return _Texts(lambda stored: formats.show(field, read(stored)) or None).__getitem__
    return _as_it_lies


def _as_known(known: object) -> Value:
    """A date as a cell takes it: the day, or the text of the month or year where no more is known."""
    if not isinstance(known, PartialDate):
        return None
    return known.first if known.whole else str(known)


def _as_it_lies(stored: Stored) -> Value:
    """A text or number is written as it is; an empty text leaves the cell empty."""
    return None if stored == "" else stored
