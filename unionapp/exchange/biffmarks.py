"""What the records of an .xls (or .et) tell besides values ([MS-XLS]): formats, errors, what is hidden, the lock.

A stored result is always there in this format, so that formulas need no mark. Read here because the reading library
gives numbers without their formats and leaves errors empty; anything unexpected gives nothing. All take the stream of
the workbook (`ole.workbook`). Runs in the child process that reads a file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from unionapp.exchange import numberforms, ole
from unionapp.exchange.book import Asides, Mark
from unionapp.exchange.extents import Extent

_BOF, _EOF, _SHEET, _FORMAT, _XF, _CODE_PAGE, _LOCK = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0042, 0x002F
_NUMBER, _RK, _MULRK, _FORMULA, _TRUTH_OR_ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_ROW, _COLUMNS, _FILTERED = 0x0208, 0x007D, 0x009B
_FILLED = {_NUMBER, _RK, _MULRK, _FORMULA, 0x00FD, 0x0204, 0x00D6, _TRUTH_OR_ERROR, 0x0003, 0x0002, 0x0004}
"""The records of cells that hold something: numbers, formulas, texts, truths and errors, of BIFF 2 to 8."""
_BIFF8 = 0x0600
_ROW_HIDDEN = 0x20
_LONG_ENOUGH = 4096
"""Bytes from which on a container keeps a stream in sectors of its own."""
_OLD_LOCK = 4
"""Bytes of the lock of a workbook before Excel 97."""
_MOST_COLUMNS = 256
_ENCODINGS = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 1361: "johab", 54936: "gb18030"}
"""Code pages whose texts the reading library spoils: those of several bytes a character."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""What the numbers of errors show, in .xlsb too."""


def of_sheet(stream: bytes, place: int) -> Asides:
    """What is told of the sheet at a place (from 0) among all of the workbook."""
    try:
        return _asides(stream, place)
    except ole.BROKEN:
        return Asides()


def extent(stream: bytes) -> Extent:
    """How far the filled cells of the widest and of the longest sheet reach; of what cannot be followed, nothing."""
    height = width = 0
    try:
        for kind, _, body in _records(stream, 0):
            if kind in _FILLED and len(body) >= 4:
                row, column = struct.unpack_from("<HH", body)
                last = column + (len(body) - 12) // 6 if kind == _MULRK else column
                height, width = max(height, row + 1), max(width, last + 1)
    except ole.BROKEN:
        pass
    return Extent(height, width)


def is_locked(stream: bytes) -> bool:
    """Whether the records are encrypted."""
    return any(kind == _LOCK for kind, _, _ in _globals(stream))


def old_lock(stream: bytes) -> int | None:
    """The code that tells the password of a workbook before Excel 97, None where it is not locked so."""
    locks = [body for kind, _, body in _globals(stream) if kind == _LOCK]
    return struct.unpack_from("<H", locks[0], 2)[0] if locks and len(locks[0]) == _OLD_LOCK else None


def unlocked(stream: bytes, pad: Sequence[int]) -> bytes:
    """The stream of a workbook before Excel 97 without its lock ([MS-OFFCRYPTO] 2.3.7.3), by the password's pad."""
    opened = bytearray(stream)
    for kind, at, body in _records(stream, 0):
        if kind == _LOCK:
            struct.pack_into("<H", opened, at - 4, 0)
        elif kind != _BOF:
            for place in range(4 if kind == _SHEET else 0, len(body)):
                mixed = body[place] ^ pad[(at + len(body) + place) % len(pad)]
                opened[at + place] = mixed >> 5 | mixed << 3 & 0xFF
    return bytes(opened)


def evened(stream: bytes) -> bytes:
    """The stream without what follows its last whole record, and with an empty one that makes it long enough."""
    end = max((at + len(body) for _, at, body in _records(stream, 0)), default=0)
    return stream[:end] + struct.pack("<HH", 0, _LONG_ENOUGH) + bytes(_LONG_ENOUGH)


def encoding(stream: bytes) -> str | None:
    """What the texts of a workbook before Excel 97 are encoded in, where the reading library spoils them.

    A program that names no code page is taken for a Chinese one, as on a Chinese Windows.
    """
    page = None
    for kind, _, body in _globals(stream):
        if kind == _BOF and len(body) >= 2 and struct.unpack_from("<H", body)[0] >= _BIFF8:
            return None
        if kind == _CODE_PAGE and len(body) >= 2:
            page = struct.unpack_from("<H", body)[0]
    return "gb18030" if page in (None, 0) else _ENCODINGS.get(page)


def with_code_page(stream: bytes, page: int) -> bytes:
    """The stream with another code page named, where one is."""
    changed = bytearray(stream)
    for kind, at, body in _globals(stream):
        if kind == _CODE_PAGE and len(body) >= 2:
            struct.pack_into("<H", changed, at, page)
    return bytes(changed)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """The kind of each record, where its body begins, and its body."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The records of the workbook itself, before those of its sheets."""
    for record in _records(stream, 0):
        if record[0] == _EOF:
            break
        yield record


def _asides(stream: bytes, place: int) -> Asides:
    formats: dict[int, Mark | None] = dict(numberforms.BUILT_IN)
    styles: list[int] = []
    begins: list[int] = []
    wide = True
    for kind, _, body in _globals(stream):
        if kind == _BOF:
            wide = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _FORMAT:
            code = body[5:].replace(b"\0", b"") if wide else body[3:]
            formats[struct.unpack_from("<H", body)[0]] = numberforms.mark(code.decode("latin-1"))
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            begins.append(struct.unpack_from("<I", body)[0])
    marks = {style: mark for style, number in enumerate(styles) if (mark := formats.get(number)) is not None}
    return _of_cells(stream, begins[place], marks)


def _of_cells(stream: bytes, begin: int, styles: dict[int, Mark]) -> Asides:
    found = Asides()
    depth = 0
    for kind, _, body in _records(stream, begin):
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            break
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            found.rows.update({row + 1} if flags & _ROW_HIDDEN else ())
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            found.columns.update(range(first, min(last, _MOST_COLUMNS - 1) + 1) if flags & 1 else ())
        elif kind == _FILTERED:
            found.filtered = True
        for row, column, mark in _marked(kind, body, styles):
            found.marks.setdefault(row + 1, {})[column] = mark
    return found


def _marked(kind: int, body: bytes, styles: dict[int, Mark]) -> Iterator[tuple[int, int, Mark]]:
    """Row, column (from 0) and mark of the marked cells of a record."""
    error = _error(kind, body)
    if error is not None:
        row, column = struct.unpack_from("<HH", body)
        yield row, column, ERRORS.get(error, "#N/A")
        return
    for row, column, style in _numbers(kind, body):
        if style in styles:
            yield row, column, styles[style]


def _error(kind: int, body: bytes) -> int | None:
    """The number of the error that a cell shows."""
    if kind == _TRUTH_OR_ERROR and body[7]:
        return body[6]
    return body[8] if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2 else None


def _numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column (from 0) and style of the cells of a record that holds numbers."""
    if kind in (_NUMBER, _RK, _FORMULA):
        yield struct.unpack_from("<HHH", body)
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for place in range((len(body) - 6) // 6):
            yield row, first + place, struct.unpack_from("<H", body, 4 + place * 6)[0]
