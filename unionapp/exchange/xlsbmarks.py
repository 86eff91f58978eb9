"""What the records of an .xlsb tell of cells besides values ([MS-XLSB] 2.3): formats, errors, what is hidden."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator

from unionapp.exchange import numberforms
from unionapp.exchange.biffmarks import ERRORS
from unionapp.exchange.book import Asides, Mark

BOOK = "xl/workbook.bin"
_STYLES = "xl/styles.bin"
_ROW, _RK, _ERROR, _NUMBER, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 2, 3, 5, 9, 11
_FORMAT, _XF, _COLUMN, _SHEET, _FILTER_COLUMN = 44, 47, 60, 156, 163
_STYLES_BEGIN, _STYLES_END = 617, 618
_ROW_HIDDEN = 0x10
_MOST_COLUMNS = 16_384
_TARGET = re.compile(rb"<Relationship\s[^>]*>")
_LINK, _PART = re.compile(rb'\sId="([^"]*)"'), re.compile(rb'\sTarget="([^"]*)"')


def of_sheet(pack: zipfile.ZipFile, place: int) -> Asides:
    """What is told of the sheet at a place (from 0) among all of the workbook."""
    part = _parts(pack)[place]
    styles = _marked_styles(pack.read(_STYLES)) if _STYLES in pack.namelist() else {}
    return _of_cells(pack.read(part), styles)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends; IndexError where the file ends before."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return number, at + place + 1


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text whose length stands before it, and where it ends."""
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _parts(pack: zipfile.ZipFile) -> list[str]:
    """The parts of all sheets in their order."""
    targets = {}
    for link in _TARGET.findall(pack.read("xl/_rels/workbook.bin.rels")):
        name, part = _LINK.search(link), _PART.search(link)
        if name and part:
            targets[name[1].decode()] = part[1].decode()
    links = [_text(body, 8)[0] for kind, body in _records(pack.read(BOOK)) if kind == _SHEET]
    return [posixpath.normpath(posixpath.join("xl", targets[link])).lstrip("/") for link in links]


def _marked_styles(data: bytes) -> dict[int, Mark]:
    """The marks of the cell styles that have one."""
    formats: dict[int, Mark | None] = dict(numberforms.BUILT_IN)
    styles: list[int] = []
    within = False
    for kind, body in _records(data):
        within = kind == _STYLES_BEGIN or (within and kind != _STYLES_END)
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = numberforms.mark(_text(body, 2)[0])
        elif kind == _XF and within:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return {style: mark for style, number in enumerate(styles) if (mark := formats.get(number)) is not None}


def _of_cells(data: bytes, styles: dict[int, Mark]) -> Asides:
    found = Asides()
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            found.rows.update({row} if body[11] & _ROW_HIDDEN else ())
        elif kind == _COLUMN:
            first, last, flags = struct.unpack_from("<II8xH", body)
            found.columns.update(range(first, min(last, _MOST_COLUMNS - 1) + 1) if flags & 1 else ())
        elif kind == _FILTER_COLUMN:
            found.filtered = True
        elif kind in (_ERROR, _FORMULA_ERROR):
            found.marks.setdefault(row, {})[_place(body)] = ERRORS.get(body[8], "#N/A")
        elif kind in (_RK, _NUMBER, _FORMULA_NUMBER):
            mark = styles.get(struct.unpack_from("<I", body, 4)[0] & 0xFFFFFF)
            if mark is not None:
                found.marks.setdefault(row, {})[_place(body)] = mark
    return found


def _place(body: bytes) -> int:
    """The column of a cell, from 0."""
    return int(struct.unpack_from("<I", body)[0])
