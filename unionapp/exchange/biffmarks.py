"""Which cells of an .xls (or .et) show percent: [MS-CFB] for the container, [MS-XLS] for the records within.

A stored result is always there in this format, so that formulas need no mark. Read here because the reading library
gives numbers without their formats; anything unexpected gives no marks.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from unionapp.exchange.book import Mark, Marks
from unionapp.exchange.extents import Extent

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are no sectors."""
_BOF, _EOF, _SHEET, _FORMAT, _XF, _CODE_PAGE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0042
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_FILLED = {_NUMBER, _RK, _MULRK, _FORMULA, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x0003, 0x0002, 0x0004}
"""The records of cells that hold something: numbers, formulas, texts, truths and errors, of BIFF 2 to 8."""
_BIFF8 = 0x0600
_BUILT_IN = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def of_sheet(data: bytes, sheet: str) -> Marks:
    """The cells of a sheet whose number is shown as percent, by row (from 1) and column (from 0)."""
    try:
        stream = _book(data) if data.startswith(_OLE) else data
        return _marks(stream, sheet)
    except (struct.error, LookupError, ValueError):
        return {}


def extent(data: bytes) -> Extent:
    """How far the filled cells of the widest and of the longest sheet reach; of what cannot be followed, nothing."""
    height = width = 0
    try:
        for kind, body in _records(_book(data) if data.startswith(_OLE) else data, 0):
            if kind in _FILLED and len(body) >= 4:
                row, column = struct.unpack_from("<HH", body)
                last = column + (len(body) - 12) // 6 if kind == _MULRK else column
                height, width = max(height, row + 1), max(width, last + 1)
    except (struct.error, LookupError, ValueError):
        pass
    return Extent(height, width)


def _book(data: bytes) -> bytes:
    """The stream of the workbook in its container; KeyError where there is none."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]

    def at(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    fat: list[int] = []
    for number in _fat_sectors(data, size):
        fat += struct.unpack(f"<{size // 4}I", at(number))
    directory = b"".join(map(at, _chain(fat, struct.unpack_from("<I", data, 48)[0])))
    entries = {name.casefold(): (start, length) for name, start, length in _entries(directory)}
    start, length = entries["workbook"] if "workbook" in entries else entries["book"]
    if length >= struct.unpack_from("<I", data, 56)[0]:
        return b"".join(map(at, _chain(fat, start)))[:length]
    mini_size = 1 << struct.unpack_from("<H", data, 32)[0]
    small = b"".join(map(at, _chain(fat, entries["root entry"][0])))
    table = b"".join(map(at, _chain(fat, struct.unpack_from("<I", data, 60)[0])))
    mini = list(struct.unpack(f"<{len(table) // 4}I", table))
    return b"".join(small[n * mini_size : (n + 1) * mini_size] for n in _chain(mini, start))[:length]


def _fat_sectors(data: bytes, size: int) -> Iterator[int]:
    """The sectors of the allocation table: 109 named in the header, the rest in a chain of their own."""
    yield from (number for number in struct.unpack_from("<109I", data, 76) if number < _FREE)
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(count):
        numbers = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        yield from (number for number in numbers[:-1] if number < _FREE)
        following = numbers[-1]


def _chain(fat: list[int], first: int) -> Iterator[int]:
    """The sectors that follow one another; ValueError where they run in a circle."""
    number, passed = first, 0
    while number < _FREE:
        yield number
        number, passed = fat[number], passed + 1
        if passed > len(fat):
            raise ValueError(first)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and length of every entry."""
    for place in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield name, *struct.unpack_from("<II", directory, place + 116)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _marks(stream: bytes, sheet: str) -> Marks:
    formats: dict[int, bool] = dict.fromkeys(_BUILT_IN, True)
    styles: list[int] = []
    begin, encoding, wide = None, "latin-1", True
    for kind, body in _records(stream, 0):
        if kind == _BOF and not styles:
            wide = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _CODE_PAGE:
            page = struct.unpack_from("<H", body)[0]
            encoding = f"cp{page}" if page not in (1200, 32768, 32769) else "latin-1"
        elif kind == _FORMAT:
            code = body[5:].replace(b"\0", b"") if wide else body[3:]
            formats[struct.unpack_from("<H", body)[0]] = "%" in _QUOTED.sub("", code.decode("latin-1"))
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET and begin is None and _name(body, wide, encoding) == sheet:
            begin = struct.unpack_from("<I", body)[0]
        elif kind == _EOF:
            break
    percent = frozenset(place for place, number in enumerate(styles) if formats.get(number, False))
    return _cells(stream, begin, percent) if begin is not None and percent else {}


def _name(body: bytes, wide: bool, encoding: str) -> str:
    """The name of a sheet in its record."""
    count = body[6]
    if not wide:
        return body[7 : 7 + count].decode(encoding, "replace")
    return body[8 : 8 + count * 2].decode("utf-16-le") if body[7] & 1 else body[8 : 8 + count].decode("latin-1")


def _cells(stream: bytes, begin: int, percent: frozenset[int]) -> Marks:
    found: dict[int, dict[int, Mark]] = {}
    depth = 0
    for kind, body in _records(stream, begin):
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            break
        for row, column, style in _numbers(kind, body):
            if style in percent:
                found.setdefault(row + 1, {})[column] = "percent"
    return found


def _numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column (from 0) and style of the cells of a record that holds numbers."""
    if kind in (_NUMBER, _RK, _FORMULA):
        yield struct.unpack_from("<HHH", body)
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for place in range((len(body) - 6) // 6):
            yield row, first + place, struct.unpack_from("<H", body, 4 + place * 6)[0]
