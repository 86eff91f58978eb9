"""What SQLite does to its files: its own table of calls to the system with a look at each that changes something."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast, pointer, string_at
from typing import Any

import sqlcipher3._sqlite3 as library

Seen = Callable[[str, str, bytes, int], AbstractContextManager[None]]
"""Around a call: its name, the file, the bytes and where; an OSError refuses it."""

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
"""Names are passed on where they lie: SQLite keeps their addresses, and options behind their ends."""
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_FIRST_OF_FILE = {"write": 3, "truncate": 4, "sync": 5}
"""Where the calls stand in SQLite's table of what a file can do (sqlite3_io_methods)."""
_METHODS = 19
_CREATE, _JOURNALS = 0x4, 0x00080000 | 0x00000800
"""Flags of an opening: makes the file; it is a log written ahead, or a journal to roll back."""
_FULL, _CANNOT_OPEN, _IO = 13, 14, 10
_WHICH = {"write": 3 << 8, "sync": 4 << 8, "truncate": 6 << 8, "unlink": 10 << 8}
"""What SQLite adds to its error of input and output."""


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
    )


class _Files:
    """SQLite's open files while they are watched."""

    def __init__(self, seen: Seen, opened: Any, removed: Any) -> None:
        self._seen, self._opened, self._removed = seen, opened, removed
        self._paths: dict[int, str] = {}
        self._new: set[int] = set()
        """Logs whose first syncing makes SQLite push their folder too."""
        self._kept: list[object] = []
        """Tables and functions that SQLite goes on using."""
        self.open, self.delete = _OPEN(self._open), _DELETE(self._delete)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        path = string_at(name).decode() if name else ""
        fresh = bool(name) and bool(flags & _CREATE) and not os.path.exists(path)
        answer = self._done("create", path, lambda: int(self._opened(vfs, name, file, flags, out)), when=fresh)
        if answer == 0 and path:
            self._paths[file] = path
            self._new.discard(file)
            if fresh and flags & _JOURNALS:
                self._new.add(file)
            self._watch(file)
        return answer

    def _watch(self, file: int) -> None:
        """Put a table of our own in the place of what this file can do."""
        slot = cast(file, POINTER(c_void_p))
        theirs = cast(slot[0], POINTER(c_void_p * _METHODS)).contents
        ours = (c_void_p * _METHODS)(*theirs)
        write, truncate, sync = (
            shape(theirs[_FIRST_OF_FILE[name]])
            for name, shape in (("write", _WRITE), ("truncate", _TRUNCATE), ("sync", _SYNC))
        )

        def written(file: int, content: int, length: int, at: int) -> int:
            data = string_at(content, length)
            return self._done("write", self._paths[file], lambda: int(write(file, content, length, at)), data, at)

        def cut(file: int, size: int) -> int:
            return self._done("truncate", self._paths[file], lambda: int(truncate(file, size)), at=size)

        def synced(file: int, how: int) -> int:
            path = self._paths[file]
            answer = self._done("sync", path, lambda: int(sync(file, how)))
            if answer == 0 and file in self._new:
                self._new.discard(file)
                self._done("sync_folder", path.rpartition("/")[0], lambda: 0)
            return answer

        for name, made in (("write", _WRITE(written)), ("truncate", _TRUNCATE(cut)), ("sync", _SYNC(synced))):
            ours[_FIRST_OF_FILE[name]] = cast(made, c_void_p).value
            self._kept.append(made)
        self._kept.append(ours)
        slot[0] = cast(pointer(ours), c_void_p).value

    def _delete(self, vfs: int, name: int, push: int) -> int:
        path = string_at(name).decode()
        answer = self._done("unlink", path, lambda: int(self._removed(vfs, name, push)), when=os.path.exists(path))
        if answer == 0 and push:
            self._done("sync_folder", path.rpartition("/")[0], lambda: 0)
        return answer

    def _done(
        self, name: str, path: str, real: Callable[[], int], data: bytes = b"", at: int = 0, when: bool = True
    ) -> int:
        """Make a call while it is looked at; its answer, or what SQLite calls the refusal."""
        if not (path and when):
            return real()
        try:
            with self._seen(name, path, data, at):
                answer = real()
                if answer:
                    raise _Failed(answer)
        except _Failed as failed:
            return failed.answer
        except OSError as refusal:
            if name == "create":
                return _CANNOT_OPEN
            return _FULL if name == "write" and refusal.errno == errno.ENOSPC else _IO | _WHICH.get(name, 0)
        return answer


class _Failed(Exception):
    """SQLite's own call failed."""

    def __init__(self, answer: int) -> None:
        super().__init__(answer)
        self.answer = answer


@contextmanager
def watched(seen: Seen) -> Iterator[None]:
    """Within, files that SQLite opens are watched; those that were open before are not."""
    find = CDLL(library.__file__).sqlite3_vfs_find
    find.restype, find.argtypes = POINTER(_Vfs), [c_char_p]
    vfs = find(None).contents
    opened, removed = vfs.open, vfs.delete
    files = _Files(seen, _OPEN(opened), _DELETE(removed))
    _EVER.append(files)
    vfs.open, vfs.delete = cast(files.open, c_void_p).value, cast(files.delete, c_void_p).value
    try:
        yield
    finally:
        vfs.open, vfs.delete = opened, removed


_EVER: list[_Files] = []
"""Files that are still open when the watching ends go on calling these."""
