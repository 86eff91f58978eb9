"""How one value is put into one cell, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from unionapp.errors import Problem, Refused
from unionapp.exchange.csvtext import FORMULA_STARTS
from unionapp.exchange.sheet import ColumnKind, SheetColumn, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell can hold; spreadsheets cut the rest off without a word."""
LONGEST_NUMBER = 10**15
"""Spreadsheets keep 15 digits; longer numbers are written as text."""
FIRST_DATE = date(1900, 3, 1)
"""Earlier dates are written as text: spreadsheets count a 29 February 1900, or know no earlier day at all."""
TOO_LONG = "第 {row} 行“{heading}”的文字太长，超过表格一格能放的 {most} 个字，没有写出文件。请先把这一项缩短。"

TEXT_FORMAT = 49
"""The built-in format `@`, by its number, which every program takes for text."""
MONEY_FORMAT = 4
"""The built-in format `#,##0.00`."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Put = Callable[[int, int, Value], object]
"""Puts a value into the cell at a row and column, both counted from 0."""


def shown(kind: ColumnKind, value: Value) -> str:
    """A value as text, as its cell shows it; money, an int of fen, with two decimals."""
    if isinstance(value, str):
        return value if value.isprintable() else clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return _day(kind, value)
    if kind == "money" and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}"
    return str(value)


def _day(kind: ColumnKind, value: date) -> str:
    """A day, or its month, in the order year, month, day."""
    if kind == "month":
        return f"{value.year:04}-{value.month:02}"
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else value.isoformat()


def clean(text: str) -> str:
    """The text without characters that no file can hold, its lines ending as spreadsheets end them."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        head = {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "num_format": TEXT_FORMAT}
        self.title = workbook.add_format({"bold": True, "num_format": TEXT_FORMAT})
        self.heading = workbook.add_format(head)
        self.required = workbook.add_format({**head, "font_color": "#B00020", "underline": 1})
        self.quoted = workbook.add_format({"num_format": TEXT_FORMAT, "quote_prefix": True})
        self.moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        text = workbook.add_format({"num_format": TEXT_FORMAT})
        self.by_kind: dict[ColumnKind, Format] = {
            "text": text,
            "month": text,
            "number": workbook.add_format({"num_format": "General"}),
            "money": workbook.add_format({"num_format": MONEY_FORMAT}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        }


def putter(target: Worksheet, formats: Formats, column: SheetColumn) -> Put:
    """The function that puts the values of a column into the cells of the target sheet.

    A value of another type than the column's kind, a date before `FIRST_DATE`, or a number longer than a spreadsheet
    keeps, becomes text.
    """
    put_text = _text_putter(target, formats, column)
    special = {"number": _number_putter, "money": _money_putter, "date": _date_putter}.get(column.kind)
    return special(target, formats, put_text) if special else put_text


def _text_putter(target: Worksheet, formats: Formats, column: SheetColumn) -> Put:
    """Puts text that can never run as a formula."""
    text, quoted, kind, write = formats.by_kind["text"], formats.quoted, column.kind, target.write_string

    def put(row: int, place: int, value: Value) -> None:
        string = shown(kind, value)
        if len(string) > LONGEST_TEXT // 2:
            _check_length(string, row, column.heading)
        if string:
            write(row, place, _no_markup(string), quoted if string.startswith(FORMULA_STARTS) else text)

    return put


def _no_markup(text: str) -> str:
    """The text, with a space behind it where XlsxWriter would take it for ready-made markup (<r>…</r>)."""
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def fitted(text: str) -> str:
    """A text cut so that a cell holds it whole."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) // 2 <= LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _check_length(text: str, row: int, heading: str) -> None:
    """Refuse a text that a cell cannot hold."""
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        message = TOO_LONG.format(row=row + 1, heading=heading, most=LONGEST_TEXT)
        raise Refused([Problem("", message)])


def _number_putter(target: Worksheet, formats: Formats, put_text: Put) -> Put:
    """Puts numbers that a spreadsheet keeps exactly."""
    number, write = formats.by_kind["number"], target.write_number

    def put(row: int, place: int, value: Value) -> object:
        if value.__class__ is float or (value.__class__ is int and abs(_int(value)) < LONGEST_NUMBER):
            return write(row, place, value, number)
        return put_text(row, place, value)

    return put


def _int(value: Value) -> int:
    """The value, known to be an int."""
    assert isinstance(value, int)
    return value


def _money_putter(target: Worksheet, formats: Formats, put_text: Put) -> Put:
    """Puts amounts, given in fen, as numbers of yuan."""
    money, write = formats.by_kind["money"], target.write_number

    def put(row: int, place: int, value: Value) -> object:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LONGEST_NUMBER:
            return write(row, place, value / 100, money)
        return put_text(row, place, value)

    return put


def _date_putter(target: Worksheet, formats: Formats, put_text: Put) -> Put:
    """Puts real dates."""
    day, moment, write = formats.by_kind["date"], formats.moment, target.write_datetime

    def put(row: int, place: int, value: Value) -> object:
        if not isinstance(value, date):
            return put_text(row, place, value)
        if isinstance(value, datetime):
            return write(row, place, value, moment) if value.date() >= FIRST_DATE else put_text(row, place, value)
        return write(row, place, value, day) if value >= FIRST_DATE else put_text(row, place, value)

    return put


def putters(target: Worksheet, formats: Formats, columns: Sequence[SheetColumn]) -> list[Put]:
    """The putting functions of all columns."""
    return [putter(target, formats, column) for column in columns]
