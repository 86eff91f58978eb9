"""The child process that reads spreadsheets: a file that kills the reading library kills only this process.

Imports nothing heavy, since a spawned process imports it anew for every file.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from typing import NamedTuple

import python_calamine as calamine

from unionapp.errors import Trouble
from unionapp.exchange import bounds, confining, forms, marks, pages, plain, preparing
from unionapp.exchange.book import MOST_REMARKS, Cell, FlatSheet, Hidden, Limits, Mark, Merged, Remark, Uncomputed
from unionapp.exchange.csvtext import decode, parse
from unionapp.values.present import present

ROWS_AT_ONCE = 2000
CSV_SHEET = "CSV"

ALL_BLANK = "这个表格里没有任何内容，没有读入任何数据。请确认选对了文件，并且内容已经保存。"
BLANK_SHEET = "工作表“{sheet}”里没有任何内容，没有读入任何数据。请另选一张工作表：{others}。"
NO_SUCH_SHEET = "文件里没有名为“{sheet}”的工作表，没有读入任何数据。现有的工作表：{others}。"
NO_MEMORY = (
    "读取这个文件需要的内存太多，没有读入任何内容，原有数据没有变动。"
    "请把有用的部分复制到新的工作表另存，或分成几个较小的文件后再选择。"
)


class Ready(NamedTuple):
    """The child waits for the bytes of the file."""


class Heading(NamedTuple):
    """What is known of the file before its rows come; `total` counts the rows with the blank ones."""

    sheets: tuple[str, ...]
    sheet: str
    merged: tuple[Merged, ...]
    total: int
    hidden: Hidden = Hidden()


class RowBatch(NamedTuple):
    """Some rows, and the number of the last row seen."""

    rows: list[tuple[int, tuple[Cell, ...]]]
    done: int


class Failed(NamedTuple):
    """A sentence for the clerk."""

    message: str


class End(NamedTuple):
    """All rows were sent; what is to be said of their cells."""

    remarks: tuple[Remark, ...] = ()


Message = Ready | Heading | RowBatch | Failed | End


def serve(connection: Connection, sheet: str | None, limits: Limits) -> None:
    """Take the bytes of one file from the connection and answer with its rows, in the child process."""
    confining.be_quiet()
    confining.confine(limits.memory)
    gc.disable()
    connection.send(Ready())
    try:
        for message in messages(connection.recv_bytes(), sheet, limits):
            connection.send_bytes(_packed(message))
    except Trouble as trouble:
        connection.send(Failed(str(trouble)))
    except MemoryError:
        connection.send(Failed(NO_MEMORY))


def _packed(message: Message) -> bytes:
    """The message as bytes, without the search for equal parts, which costs more than it saves."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(message)
    return packed.getvalue()


def messages(data: bytes, sheet: str | None, limits: Limits) -> Iterator[Message]:
    """The answer for one file: a heading, its rows, the end. Raises Trouble when it cannot be read."""
    if forms.form(data, limits) == "text":
        yield from _text_messages(data, sheet, limits)
        return
    book = preparing.ready(data, limits)
    try:
        yield from _book_messages(book, sheet, limits)
    except calamine.PasswordError as error:
        raise Trouble(forms.PASSWORD) from error
    except (calamine.CalamineError, OSError) as error:
        raise Trouble(forms.DAMAGED) from error


def _book_messages(book: preparing.Readable, sheet: str | None, limits: Limits) -> Iterator[Message]:
    """The answer for a workbook."""
    bounds.check_book(book.data, limits)
    opened = _opened(book.data)
    names = {book.spelled(one.name): one.name for one in opened.sheets_metadata}
    seen, hidden = _sheets(opened, book)
    chosen = _choose(opened, names, seen, sheet, bounds.Bounds(book.data, limits))
    asides = marks.of_sheet(book.data, chosen.name, opened.sheet_names.index(chosen.name))
    unseen = Hidden(frozenset(asides.rows), frozenset(asides.columns), asides.filtered, hidden)
    yield Heading(seen, book.spelled(chosen.name), _merged(chosen), present(chosen.end)[0] + 1, unseen)
    remarks: list[Remark] = []
    yield from _in_parts(_sheet_rows(chosen, book, asides.marks, remarks))
    yield End(tuple(remarks[:MOST_REMARKS]))


def _opened(data: bytes) -> calamine.CalamineWorkbook:
    """The workbook as the library reads it; CalamineError where it cannot."""
    try:
        return calamine.load_workbook(io.BytesIO(data))
    except calamine.CalamineError:
        try:
            tightened = preparing.tightened(data)
        except marks.BROKEN:
            tightened = data
        return calamine.load_workbook(io.BytesIO(tightened))


def _sheets(opened: calamine.CalamineWorkbook, book: preparing.Readable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the sheets that the clerk sees (all of them where every one is hidden), and of the others."""
    sheets = [one for one in opened.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    names = [book.spelled(one.name) for one in sheets]
    shown = [book.spelled(one.name) for one in sheets if one.visible == calamine.SheetVisibleEnum.Visible]
    return (tuple(shown), tuple(name for name in names if name not in shown)) if shown else (tuple(names), ())


def _choose(
    opened: calamine.CalamineWorkbook,
    names: Mapping[str, str],
    seen: tuple[str, ...],
    wanted: str | None,
    bound: bounds.Bounds,
) -> calamine.CalamineSheet:
    """The wanted sheet, else the first seen one that is not blank. Raises Trouble when there is none."""
    if wanted is not None and wanted not in names:
        raise Trouble(NO_SUCH_SHEET.format(sheet=wanted, others="、".join(seen)))
    for name in seen if wanted is None else (wanted,):
        bound.check_sheet(names[name])
        sheet = opened.get_sheet_by_name(names[name])
        if sheet.end is None:
            continue
        bound.check(name, sheet.end[0] + 1, sheet.end[1] + 1)
        if wanted is not None or not all(map(_blank, sheet.iter_rows())):
            return sheet
    raise Trouble(_nothing(wanted, seen))


def _nothing(wanted: str | None, seen: tuple[str, ...]) -> str:
    """Why no sheet could be chosen."""
    others = [name for name in seen if name != wanted]
    if wanted is None or not others:
        return ALL_BLANK
    return BLANK_SHEET.format(sheet=wanted, others="、".join(others))


def _merged(sheet: calamine.CalamineSheet) -> tuple[Merged, ...]:
    """The merged ranges in the numbering of `Merged`."""
    ranges = sheet.merged_cell_ranges or ()
    return tuple(Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sorted(ranges))


def _sheet_rows(
    sheet: calamine.CalamineSheet,
    book: preparing.Readable,
    known: Mapping[int, Mapping[int, Mark]],
    remarks: list[Remark],
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that are not blank, numbered from 1, beginning with column A; what is to be said goes to `remarks`."""
    before = (None,) * present(sheet.start)[1]
    spell = book.spelled if book.encoding else None
    for number, values in enumerate(sheet.iter_rows(), 1):
        if spell:
            values = [spell(value) if isinstance(value, str) else value for value in values]
        cells = before + tuple([value if value.__class__ is str and value else plain.cell(value) for value in values])
        cells = marks.applied(cells, known[number]) if number in known else cells
        if not _blank(cells):
            remarks += marks.remarks(number, values, cells, known.get(number, {}))
            yield number, cells


def _is_filled(cell: object) -> bool:
    """Whether a cell holds more than spaces."""
    if isinstance(cell, str):
        return (cell != "" and not cell.isspace()) or cell.__class__ is Uncomputed
    return cell is not None


def _blank(cells: Sequence[object]) -> bool:
    """Whether a row holds nothing but empty cells and spaces."""
    return not any(map(_is_filled, cells))


def _text_messages(data: bytes, sheet: str | None, limits: Limits) -> Iterator[Message]:
    """The answer for a file that is text."""
    found = pages.read(data)
    yield from _csv_messages(data, limits) if found is None else _page_messages(found, sheet, limits)


def _page_messages(found: Sequence[FlatSheet], wanted: str | None, limits: Limits) -> Iterator[Message]:
    """The answer for tables that are in memory already."""
    by_name = {page.name: page for page in found}
    seen = tuple(page.name for page in found if page.seen) or tuple(by_name)
    if wanted is not None and wanted not in by_name:
        raise Trouble(NO_SUCH_SHEET.format(sheet=wanted, others="、".join(seen)))
    names = seen if wanted is None else (wanted,)
    page = next((by_name[name] for name in names if by_name[name].rows), None)
    if page is None:
        raise Trouble(_nothing(wanted, seen))
    bounds.Bounds(b"", limits).check(page.name, page.height, page.width)
    asides, others = page.asides, tuple(name for name in by_name if name not in seen)
    hidden = Hidden(frozenset(asides.rows), frozenset(asides.columns), asides.filtered, others)
    yield Heading(seen, page.name, tuple(sorted(page.merged)), page.height, hidden)
    remarks: list[Remark] = []
    yield from _in_parts(_page_rows(page, remarks))
    yield End(tuple(remarks[:MOST_REMARKS]))


def _page_rows(page: FlatSheet, remarks: list[Remark]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that are not blank; what is to be said of them goes to `remarks`."""
    places = range(page.width)
    for number in sorted(page.rows):
        values = tuple(page.rows[number].get(place) for place in places)
        known = page.asides.marks.get(number, {})
        cells = marks.applied(values, known) if known else values
        if not _blank(cells):
            remarks += marks.remarks(number, values, cells, known)
            yield number, cells


def _csv_messages(data: bytes, limits: Limits) -> Iterator[Message]:
    """The answer for a text file whose lines are its rows; its one sheet is called CSV."""
    bound = bounds.Bounds(data, limits)
    bound.check_lines()
    records = parse(bound.checked_text(decode(data)))
    width = max(map(len, records), default=0)
    bound.check(CSV_SHEET, len(records), width)
    if all(map(_blank, records)):
        raise Trouble(ALL_BLANK)
    yield Heading((CSV_SHEET,), CSV_SHEET, (), len(records))
    remarks: list[Remark] = []
    padded = ((number, (*cells, *(None,) * (width - len(cells)))) for number, cells in enumerate(records, 1))
    yield from _in_parts(_filled(padded, remarks))
    yield End(tuple(remarks[:MOST_REMARKS]))


def _filled(
    rows: Iterator[tuple[int, tuple[Cell, ...]]], remarks: list[Remark]
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that are not blank; what is to be said of them goes to `remarks`."""
    for number, cells in rows:
        if not _blank(cells):
            remarks += marks.remarks(number, cells, cells, {})
            yield number, cells


def _in_parts(rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Iterator[RowBatch]:
    """The rows in parts that are quickly sent."""
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield RowBatch(part, part[-1][0])
