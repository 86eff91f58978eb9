"""The child process that reads spreadsheets: a file that kills the reading library kills only this process.

Imports nothing heavy, since a spawned process imports it anew for every file.
"""

from __future__ import annotations

import gc
import io
import pickle
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from typing import Literal, NamedTuple

import python_calamine as calamine

from unionapp.errors import Trouble
from unionapp.exchange import bounds, confining, marks, plain
from unionapp.exchange.book import Cell, Limits, Marks, Merged
from unionapp.exchange.csvtext import NOT_A_SHEET, decode, parse
from unionapp.values.present import present

ROWS_AT_ONCE = 2000
CSV_SHEET = "CSV"

DAMAGED = (
    "这个表格文件已损坏，没有读入任何内容，原有数据没有变动。"
    "请用 Excel 或 WPS 打开它，另存为新的 .xlsx 文件后再选择；打不开时请向提供文件的人重新索取。"
)
PASSWORD = (
    "这个表格文件设有打开密码，没有读入任何内容。请用 Excel 或 WPS 打开它，取消密码后另存为 .xlsx，再选择新文件。"
)
WEB_PAGE = (
    "这个文件虽然像表格，其实是网页格式（有的系统导出时如此），没有读入任何内容。"
    "请用 Excel 或 WPS 打开它，另存为 .xlsx 后再选择。"
)
EMPTY = "这个文件是空的，没有读入任何内容。请确认文件已保存好，或另选一个文件。"
ALL_BLANK = "这个表格里没有任何内容，没有读入任何数据。请确认选对了文件，并且内容已经保存。"
BLANK_SHEET = "工作表“{sheet}”里没有任何内容，没有读入任何数据。请另选一张工作表：{others}。"
NO_SUCH_SHEET = "文件里没有名为“{sheet}”的工作表，没有读入任何数据。现有的工作表：{others}。"
NO_MEMORY = (
    "读取这个文件需要的内存太多，没有读入任何内容，原有数据没有变动。"
    "请把有用的部分复制到新的工作表另存，或分成几个较小的文件后再选择。"
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLDEST_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_WEB = (b"<html", b"<table", b"<!doctype", b"<?xml", b"<meta", b"<style")


class Ready(NamedTuple):
    """The child waits for the bytes of the file."""


class Heading(NamedTuple):
    """What is known of the file before its rows come; `total` counts the rows with the blank ones."""

    sheets: tuple[str, ...]
    sheet: str
    merged: tuple[Merged, ...]
    total: int


class RowBatch(NamedTuple):
    """Some rows, and the number of the last row seen."""

    rows: list[tuple[int, tuple[Cell, ...]]]
    done: int


class Failed(NamedTuple):
    """A sentence for the clerk."""

    message: str


class End(NamedTuple):
    """All rows were sent."""


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
    if _form(data, limits) == "text":
        yield from _csv_messages(data, limits)
        return
    try:
        bounds.check_book(data, limits)
        book = calamine.load_workbook(io.BytesIO(data))
        names = _visible(book)
        chosen = _choose(book, names, sheet, bounds.Bounds(data, limits))
        yield Heading(names, chosen.name, _merged(chosen), present(chosen.end)[0] + 1)
        yield from _in_parts(_sheet_rows(chosen, marks.of_sheet(data, chosen.name)))
    except calamine.PasswordError as error:
        raise Trouble(PASSWORD) from error
    except (calamine.CalamineError, OSError) as error:
        raise Trouble(DAMAGED) from error
    yield End()


def _form(data: bytes, limits: Limits) -> Literal["book", "text"]:
    """Tell by its first bytes what a file is, whatever its name. Raises Trouble for what is no sheet."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Trouble(EMPTY)
    if data.startswith(_OLE):
        _check_ole(data)
        return "book"
    if data.startswith(_ZIP):
        _check_zip(data, limits)
        return "book"
    if data.startswith(_OLDEST_EXCEL):
        return "book"
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        raise Trouble(WEB_PAGE)
    return "text"


def _check_ole(data: bytes) -> None:
    """Raise Trouble for an encrypted workbook and for Word's and other programs' files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Trouble(PASSWORD)
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        raise Trouble(NOT_A_SHEET if "WordDocument".encode("utf-16-le") in data else DAMAGED)


def _check_zip(data: bytes, limits: Limits) -> None:
    """Raise Trouble for a packed file that is damaged, unpacks to too much, or holds no sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            names = {member.filename.replace("\\", "/").lower() for member in members}
            is_ods = "mimetype" in names and packed.read("mimetype").startswith(_ODS)
    except (zipfile.BadZipFile, NotImplementedError, KeyError, ValueError, EOFError, RuntimeError) as error:
        raise Trouble(DAMAGED) from error
    if sum(member.file_size for member in members) > limits.unpacked:
        raise Trouble(bounds.TOO_LARGE)
    if not is_ods and not any(name.startswith("xl/") for name in names):
        raise Trouble(NOT_A_SHEET)


def _visible(book: calamine.CalamineWorkbook) -> tuple[str, ...]:
    """The names of the sheets that the clerk sees; all of them where every one is hidden."""
    sheets = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    shown = [one.name for one in sheets if one.visible == calamine.SheetVisibleEnum.Visible]
    return tuple(shown or [one.name for one in sheets])


def _choose(
    book: calamine.CalamineWorkbook, names: tuple[str, ...], wanted: str | None, bound: bounds.Bounds
) -> calamine.CalamineSheet:
    """The wanted sheet, else the first that is not blank. Raises Trouble when there is none."""
    if wanted is not None and wanted not in book.sheet_names:
        raise Trouble(NO_SUCH_SHEET.format(sheet=wanted, others="、".join(names)))
    for name in names if wanted is None else (wanted,):
        bound.check_sheet(name)
        sheet = book.get_sheet_by_name(name)
        if sheet.end is None:
            continue
        bound.check(name, sheet.end[0] + 1, sheet.end[1] + 1)
        if wanted is not None or any(True for _ in _sheet_rows(sheet, {})):
            return sheet
    others = [name for name in names if name != wanted]
    if wanted is None or not others:
        raise Trouble(ALL_BLANK)
    raise Trouble(BLANK_SHEET.format(sheet=wanted, others="、".join(others)))


def _merged(sheet: calamine.CalamineSheet) -> tuple[Merged, ...]:
    """The merged ranges in the numbering of `Merged`."""
    ranges = sheet.merged_cell_ranges or ()
    return tuple(Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sorted(ranges))


def _sheet_rows(sheet: calamine.CalamineSheet, known: Marks) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that are not blank, numbered from 1 and beginning with column A."""
    before = (None,) * present(sheet.start)[1]
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = before + tuple([value if value.__class__ is str and value else plain.cell(value) for value in values])
        cells = marks.applied(cells, known[number]) if number in known else cells
        if not _blank(cells):
            yield number, cells


def _is_filled(cell: Cell) -> bool:
    """Whether a cell holds more than spaces."""
    return not cell.isspace() if isinstance(cell, str) else cell is not None


def _blank(cells: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but empty cells and spaces."""
    return not any(map(_is_filled, cells))


def _csv_messages(data: bytes, limits: Limits) -> Iterator[Message]:
    """The answer for a text file; its one sheet is called CSV."""
    bound = bounds.Bounds(data, limits)
    bound.check_lines()
    records = parse(bound.checked_text(decode(data)))
    width = max(map(len, records), default=0)
    bound.check(CSV_SHEET, len(records), width)
    if all(map(_blank, records)):
        raise Trouble(ALL_BLANK)
    yield Heading((CSV_SHEET,), CSV_SHEET, (), len(records))
    padded = ((number, (*cells, *(None,) * (width - len(cells)))) for number, cells in enumerate(records, 1))
    yield from _in_parts(row for row in padded if not _blank(row[1]))
    yield End()


def _in_parts(rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Iterator[RowBatch]:
    """The rows in parts that are quickly sent."""
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield RowBatch(part, part[-1][0])
