"""Whether a spreadsheet is one that can be data, asked before the reading library spreads its cells out.

Runs in the child process that reads a file.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

from unionapp.errors import Trouble
from unionapp.exchange import biffmarks, extents, marks, ole, xlsxmarks
from unionapp.exchange.book import Limits
from unionapp.exchange.csvtext import DELIMITERS

TOO_WIDE = (
    "工作表“{sheet}”占用的范围太大（{height} 行 × {width} 列），没有读入任何内容。"
    "多半是很远的行、列里有多余的内容：请把有用的部分复制到新的工作表，"
    "另存为 .xlsx 后再选择；内容确实很多时请分成几个文件。"
)
TOO_LARGE = "这个文件的内容太多，没有读入任何内容，原有数据没有变动。请把它分成几个较小的文件，逐个选择。"

_TEXTS = "xl/sharedStrings.xml"
_CONTENT = "content.xml"
_ZIP = b"PK\x03\x04"


def check_book(data: bytes, limits: Limits) -> None:
    """Raise Trouble for a workbook whose texts or cells, of whatever sheet is read at once, are too many."""
    if not data.startswith(_ZIP):
        with suppress(*ole.BROKEN):
            Bounds(data, limits).check("", *biffmarks.extent(ole.workbook(data)))
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            _check_package(pack, limits)
            if _CONTENT in pack.namelist():
                for name, extent in extents.of_ods(pack.open(_CONTENT), limits.cells).items():
                    Bounds(data, limits).check(name, *extent)
    except extents.TooMuch:
        raise Trouble(TOO_LARGE) from None
    except marks.BROKEN:
        return  # the reading library says what is wrong


def _check_package(pack: zipfile.ZipFile, limits: Limits) -> None:
    for member in pack.infolist():
        name = member.filename
        if name.endswith(_TEXTS):
            extents.check_texts(pack.open(name))
        elif _is_read_whole(name) and member.file_size > limits.part:
            raise Trouble(TOO_LARGE)


def _is_read_whole(name: str) -> bool:
    """Whether a part is read at once, with neither cells nor the texts of cells in it."""
    return name.endswith((".xml", ".rels")) and name != _CONTENT and "worksheets/" not in name


class Bounds:
    """What one file may hold; each check raises Trouble with a sentence for the clerk."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits

    def check(self, sheet: str, height: int, width: int) -> None:
        """Whether a sheet that reaches so far has not too many cells."""
        if height * width > self._limits.cells:
            words = TOO_WIDE if sheet else TOO_WIDE.replace("工作表“{sheet}”", "这个文件的工作表")
            raise Trouble(words.format(sheet=sheet, height=height, width=width))

    def check_sheet(self, sheet: str) -> None:
        """Whether a sheet of an .xlsx, which is read by itself, reaches not too far."""
        if not self._data.startswith(_ZIP):
            return
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as pack:
                if _CONTENT not in pack.namelist():
                    part = pack.open(xlsxmarks.part_of(pack, sheet))
                    self.check(sheet, *extents.of_xlsx_part(part, self._limits.cells))
        except extents.TooMuch:
            raise Trouble(TOO_LARGE) from None
        except marks.BROKEN:
            return  # the reading library says what is wrong

    def check_lines(self) -> None:
        """Whether a text file has not too many lines."""
        if max(self._data.count(b"\n"), self._data.count(b"\r")) > self._limits.cells:
            raise Trouble(TOO_LARGE)

    def checked_text(self, text: str) -> str:
        """The text, unless the marks between its cells are too many."""
        if max(map(text.count, DELIMITERS)) > self._limits.cells:
            raise Trouble(TOO_LARGE)
        return text
