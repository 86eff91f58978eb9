"""Writing spreadsheets that no program runs as formulas and that read back as what was written.

Text columns carry the text format (`@`): what stands there, or is typed there, stays text in Excel and WPS, digits
of ID numbers and a leading `=` included. A text that begins like a formula is besides marked with the quote prefix,
so that it stays text where the clerk copies the cell or changes its format. Excel keeps neither mark when it saves
as .csv; `write_csv` therefore puts an apostrophe before such texts, and reading takes it off again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from unionapp.errors import Trouble
from unionapp.exchange.cells import Formats, putters, shown
from unionapp.exchange.csvtext import compose, guarded
from unionapp.exchange.filing import new_workbook
from unionapp.exchange.sheet import (
    GUIDE_SHEET,
    NOTES_SHEET,
    ColumnKind,
    Sheet,
    SheetColumn,
    Value,
    display_width,
    free_title,
)
from unionapp.store import disk
from unionapp.work import Progress, silent

WHAT = "正在写表格"
ROWS_BETWEEN_LOOKS = 500
ROWS_MEASURED = 200
"""Rows that a column's width is fitted to."""
NARROWEST, WIDEST = 8, 48
LAST_ROW = 1_048_575
INLINE_CHOICES = 255
"""Characters of a drop-down's list that the file format takes in place; longer lists stand on a hidden sheet."""

CHOICES_SHEET = "选项"
TOO_MANY_ROWS = "要写的内容超过一张工作表能放的 {most} 行，没有写出文件，原有文件没有变动。请加上筛选条件，分几次导出。"
NOT_LISTED = "请从下拉列表中选择，或输入列表里的内容。"
REQUIRED = "必填"
KIND_HINTS = {
    "text": "文字",
    "number": "数字",
    "money": "金额（元），如 1680.32",
    "date": "日期，如 2024-03-15",
    "month": "月份，如 2024-03",
}


def write(path: Path | str, sheets: Sequence[Sheet], progress: Progress = silent) -> None:
    """Write the sheets as .xlsx; the file at the path is replaced only when all is written.

    Raises Trouble (locked, full, read-only, too many rows), Refused (a text longer than a cell holds), and what
    `progress` or the rows raise; the old file then stands as it was.
    """
    with new_workbook(Path(path)) as workbook:
        writing = _Writing(workbook, progress)
        for sheet in sheets:
            writing.add(sheet)
        for sheet in sheets:
            if sheet.notes:
                writing.add(Sheet(NOTES_SHEET, (SheetColumn(NOTES_SHEET),), [(note,) for note in sheet.notes]))
        writing.finish()


def write_template(path: Path | str, sheet: Sheet, progress: Progress = silent) -> None:
    """Write a sheet to be filled in, and beside it 填写说明: its notes, and what each column takes."""
    blank = Sheet(sheet.title, sheet.columns, sheet.rows, (), sheet.title_lines)
    write(path, (blank, guide(sheet)), progress)


def guide(sheet: Sheet) -> Sheet:
    """The sheet 填写说明 of a template."""
    columns = (SheetColumn("栏目"), SheetColumn(REQUIRED), SheetColumn("填写要求"), SheetColumn("可填内容"))
    rows = [
        (
            column.heading,
            REQUIRED if column.required else "",
            "；".join(filter(None, (KIND_HINTS[column.kind], column.note))),
            "、".join(column.choices or ()),
        )
        for column in sheet.columns
    ]
    return Sheet(GUIDE_SHEET, columns, rows, (), tuple(sheet.notes))


def write_csv(path: Path | str, sheet: Sheet, progress: Progress = silent) -> None:
    """Write headings and rows as .csv in UTF-8 with a byte order mark, for other programs to read.

    Excel drops digits of long numbers when it opens such a file; for Excel and WPS write .xlsx.
    """
    with disk.replacing(Path(path)) as target, target.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(compose([[column.heading for column in sheet.columns]]))
        kinds = [column.kind for column in sheet.columns]
        file.writelines(compose(_texts(kinds, row) for row in _watched(sheet.rows, progress)))


def _texts(kinds: Sequence[ColumnKind], row: Sequence[Value]) -> list[str]:
    """The cells of a row for a text file, guarded where they are text."""
    texts = [shown(kind, value) for kind, value in zip(kinds, row, strict=True)]
    return [guarded(text) if isinstance(value, str) else text for text, value in zip(texts, row, strict=True)]


def _watched(rows: Iterable[Sequence[Value]], progress: Progress) -> Iterable[Sequence[Value]]:
    """The rows, telling now and then how many have passed."""
    total = len(rows) if isinstance(rows, Sized) else 0
    done = 0
    for row in rows:
        if done % ROWS_BETWEEN_LOOKS == 0:
            progress(done, total, WHAT)
        done += 1
        yield row
    progress(done, total, WHAT)


@dataclass
class _Writing:
    """One workbook being written: its cell formats, the sheet names in use, and the lists for drop-downs."""

    workbook: xlsxwriter.Workbook
    progress: Progress
    titles: set[str] = field(default_factory=set)
    lists: list[Sequence[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.formats = Formats(self.workbook)
        self.choices_title = free_title(CHOICES_SHEET, self.titles)

    def add(self, sheet: Sheet) -> None:
        """Write one sheet: title lines, headings, rows, drop-downs."""
        target = self.workbook.add_worksheet(free_title(sheet.title, self.titles))
        top = len(sheet.title_lines)
        for row, line in enumerate(sheet.title_lines):
            target.write_string(row, 0, line, self.formats.title)
        for place, column in enumerate(sheet.columns):
            self._head(target, top, place, column)
        widths = [display_width(column.heading) + 2 for column in sheet.columns]
        last = self._rows(target, top, sheet, widths)
        for place, column in enumerate(sheet.columns):
            width = column.width or min(max(widths[place] + 2, NARROWEST), WIDEST)
            target.set_column(place, place, width, self.formats.by_kind[column.kind], {"hidden": column.hidden})
        _lay_out(target, top, last, len(sheet.columns))

    def _head(self, target: Worksheet, top: int, place: int, column: SheetColumn) -> None:
        """Write a heading with its note and drop-down."""
        formats = self.formats
        target.write_string(top, place, column.heading, formats.required if column.required else formats.heading)
        note = "\n".join(filter(None, (f"【{REQUIRED}】" if column.required else "", column.note)))
        if note:
            target.write_comment(top, place, note, {"x_scale": 1.6})
        if column.choices:
            options = {"validate": "list", "source": self._source(column.choices), "error_message": NOT_LISTED}
            target.data_validation(top + 1, place, LAST_ROW, place, options)

    def _source(self, choices: Sequence[str]) -> list[str] | str:
        """Where a drop-down takes its list from: the list itself, or a column of the hidden sheet."""
        if _fits_in_line(choices):
            return list(choices)
        if choices not in self.lists:
            self.lists.append(choices)
        name = xlsxwriter.utility.xl_col_to_name(self.lists.index(choices))
        return f"='{self.choices_title}'!${name}$1:${name}${len(choices)}"

    def _rows(self, target: Worksheet, top: int, sheet: Sheet, widths: list[int]) -> int:
        """Write the rows below the headings, widening the widths by the first of them; the last row's index."""
        last = top
        places = range(len(sheet.columns))
        writers = putters(target, self.formats, sheet.columns)
        for last, row in enumerate(_watched(sheet.rows, self.progress), top + 1):
            if last > LAST_ROW:
                raise Trouble(TOO_MANY_ROWS.format(most=LAST_ROW + 1))
            for place, put, value in zip(places, writers, row, strict=True):
                if value is not None:
                    put(last, place, value)
            if last <= top + ROWS_MEASURED:
                texts = (shown(column.kind, value) for column, value in zip(sheet.columns, row, strict=True))
                widths[:] = map(max, widths, map(display_width, texts))
        return last

    def finish(self) -> None:
        """Write the hidden sheet with the long lists, if there are any."""
        if not self.lists:
            return
        target = self.workbook.add_worksheet(self.choices_title)
        for row, values in enumerate(zip_longest(*self.lists)):
            for place, value in enumerate(values):
                if value is not None:
                    target.write_string(row, place, value, self.formats.by_kind["text"])
        target.hide()


def _fits_in_line(choices: Sequence[str]) -> bool:
    """Whether a list can stand in the drop-down itself, where commas part its items."""
    units = len(",".join(choices).encode("utf-16-le")) // 2
    return units <= INLINE_CHOICES and not any(set(choice) & set(',"=') for choice in choices)


def _lay_out(target: Worksheet, top: int, last: int, columns: int) -> None:
    """Freeze the headings, let the clerk filter, and print on A4 with the headings on every page."""
    target.freeze_panes(top + 1, 0)
    if columns:
        target.autofilter(top, 0, max(last, top), columns - 1)
    target.repeat_rows(top)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
