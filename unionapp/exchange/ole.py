"""The container of old Office files ([MS-CFB]): which streams it holds, the workbook in it, and a new one round that.

The reading library finds a workbook only under the two names that Excel gives it, and only in a container; other
programs write WORKBOOK, BOOK, or no container at all. Runs in the child process that reads a file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (struct.error, LookupError, ValueError)
"""What reading a container raises where it cannot be followed."""
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are no sectors."""
_END, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR = 4096
_MOST_NAMED = 109
"""Sectors of the allocation table that the header names."""


class _Entry(NamedTuple):
    name: str
    left: int
    right: int
    child: int
    start: int
    length: int


class Container:
    """The streams of a container by their names in small letters, without those of what is embedded in it.

    Making one raises what `BROKEN` lists.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << struct.unpack_from("<H", data, 30)[0]
        self._fat: list[int] = []
        for number in self._fat_sectors():
            self._fat += struct.unpack(f"<{self._size // 4}I", self._at(number))
        entries = _entries(self._joined(struct.unpack_from("<I", data, 48)[0]))
        self._root = entries[0]
        self._entries = {entry.name: entry for entry in _in_folder(entries, self._root.child)}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The content of a stream; KeyError where there is none."""
        start, length = self._entries[name][-2:]
        if length >= struct.unpack_from("<I", self._data, 56)[0]:
            return self._joined(start)[:length]
        size = 1 << struct.unpack_from("<H", self._data, 32)[0]
        small = self._joined(self._root.start)
        table = self._joined(struct.unpack_from("<I", self._data, 60)[0])
        fat = list(struct.unpack(f"<{len(table) // 4}I", table))
        return b"".join(small[n * size : (n + 1) * size] for n in _chain(fat, start))[:length]

    def _at(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._at, _chain(self._fat, first)))

    def _fat_sectors(self) -> Iterator[int]:
        """The sectors of the allocation table: 109 named in the header, the rest in a chain of their own."""
        yield from (number for number in struct.unpack_from("<109I", self._data, 76) if number < _FREE)
        following, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(count):
            numbers = struct.unpack_from(f"<{self._size // 4}I", self._data, (following + 1) * self._size)
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


def _entries(directory: bytes) -> list[_Entry]:
    """All entries, those of folders within the folder too."""
    found = []
    for place in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
        links = struct.unpack_from("<III", directory, place + 68)
        found.append(_Entry(name.casefold(), *links, *struct.unpack_from("<II", directory, place + 116)))
    return found


def _in_folder(entries: list[_Entry], child: int) -> Iterator[_Entry]:
    """The entries of a folder, whose tree begins at one of them."""
    waiting, seen = [child], set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            waiting += (entries[number].left, entries[number].right)
            yield entries[number]


def workbook(data: bytes) -> bytes:
    """The stream of the workbook: in its container, whatever the case of its name, or the whole file, which has none.

    Raises what `BROKEN` lists.
    """
    if not data.startswith(MAGIC):
        return data
    container = Container(data)
    return container.read("workbook" if "workbook" in container else "book")


def wrapped(stream: bytes) -> bytes:
    """A container of one stream called Workbook; ValueError for one of over 400 megabytes."""
    stream = stream.ljust(_SECTOR, b"\0")
    count = -(-len(stream) // _SECTOR)
    own = -(-(count + 2) // (_SECTOR // 4 - 1))
    if own > _MOST_NAMED:
        raise ValueError(count)
    folder, first = own, own + 1
    chain = [*[_FAT] * own, _END, *range(first + 1, first + count), _END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(own * _SECTOR, b"\xff")
    header = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, own, folder, 0, _SECTOR, _END, 0, _END, 0)
    header += struct.pack(f"<{own}I", *range(own)).ljust(_MOST_NAMED * 4, b"\xff")
    entries = _entry("Root Entry", 5, 1, first, 0) + _entry("Workbook", 2, _NONE, first, len(stream))
    body = fat + entries.ljust(_SECTOR, b"\0") + stream.ljust(count * _SECTOR, b"\0")
    return header.ljust(_SECTOR, b"\0") + body


def _entry(name: str, sort: int, child: int, start: int, size: int) -> bytes:
    """One entry of the directory."""
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), sort, 1, _NONE, _NONE, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
