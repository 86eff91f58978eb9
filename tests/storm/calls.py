"""Every call by which this process changes what lies on the disk, Python's and SQLite's, seen before and after.

So a storm can write down what a deed does to the disk, end it before any of its calls, or let the disk refuse one.
"""

from __future__ import annotations

import builtins
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast
from unittest import mock

from tests.storm import sqlite_calls


@dataclass(frozen=True)
class Call:
    """One call: what it does, to which file or folder; a rename says where `to`, a write or a cut which bytes."""

    name: str
    """create, write, truncate, sync, sync_folder, rename, mkdir, unlink, rmdir; say is what a deed tells its parent."""
    path: str
    to: str = ""
    data: bytes = b""
    at: int = 0


class Watcher:
    """What is to happen at every call: `before` may end the process or raise an OSError, `after` sees what was done."""

    def before(self, call: Call) -> None:
        """Called before it is made."""

    def after(self, call: Call) -> None:
        """Called once it was made without an error."""


class Recorder(Watcher):
    """Writes the calls down."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def after(self, call: Call) -> None:
        """Add it to the list."""
        self.calls.append(call)


class _Watch:
    """Python's own calls while they are watched."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self._root, self._watcher = str(root), watcher
        self.paths: dict[int, str] = {1: ""}
        """Where the open files lie, by their handles."""

    @contextmanager
    def seen(self, name: str, path: object, **more: Any) -> Iterator[None]:
        """Around a call: refused by the watcher, or told to it."""
        where = os.fsdecode(cast("str", path))
        if name != "say" and where != self._root and not where.startswith(f"{self._root}{os.sep}"):
            yield
            return
        call = Call(name, where, **more)
        self._watcher.before(call)
        yield
        self._watcher.after(call)

    def single(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that speaks of one place."""

        def call(path: Any, *args: Any, **named: Any) -> Any:
            with self.seen(name, path):
                return real(path, *args, **named)

        return call

    def move(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A renaming."""

        def call(source: Any, target: Any, **named: Any) -> Any:
            with self.seen("rename", source, to=os.fsdecode(target)):
                return real(source, target, **named)

        return call

    def opened(self, real: Callable[..., int]) -> Callable[..., int]:
        """`os.open`, which makes a file."""

        def call(path: Any, flags: int, *args: Any, **named: Any) -> int:
            if flags & os.O_CREAT and not os.path.lexists(path):
                with self.seen("create", path):
                    handle = real(path, flags, *args, **named)
            elif flags & os.O_TRUNC:
                with self.seen("truncate", path):
                    handle = real(path, flags, *args, **named)
            else:
                handle = real(path, flags, *args, **named)
            self.paths[handle] = os.fsdecode(path)
            return handle

        return call

    def by_handle(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """`os.fsync` and `os.write`, which speak of an open file."""

        def call(handle: int, *args: Any) -> Any:
            path = self.paths.get(handle, "")
            if name == "write":
                with self.seen("say" if handle == 1 else "write", path, data=bytes(args[0])):
                    return real(handle, *args)
            with self.seen("sync_folder" if os.path.isdir(path) else "sync", path):
                return real(handle, *args)

        return call

    def file(self, real: Callable[..., IO[Any]]) -> Callable[..., IO[Any]]:
        """`open`, in whose files every write is seen."""

        def call(
            file: Any,
            mode: str = "r",
            buffering: int = -1,
            encoding: str | None = None,
            errors: str | None = None,
            newline: str | None = None,
            closefd: bool = True,
            opener: Any = None,
        ) -> IO[Any]:
            unknown = isinstance(file, int) and file not in self.paths  # a pipe
            if unknown or not set(mode) & set("wax+"):
                return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
            raw = _File(self, file, mode.replace("b", "").replace("t", ""), closefd, opener)
            if buffering == 0:
                return cast("IO[Any]", raw)
            buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return cast("IO[Any]", buffer if "b" in mode else io.TextIOWrapper(buffer, encoding, errors, newline))

        return call


class _File(io.FileIO):
    """A file that is written."""

    def __init__(self, watch: _Watch, file: Any, mode: str, closefd: bool, opener: Any) -> None:
        self._watch = watch
        self._path = watch.paths.get(file, "") if isinstance(file, int) else os.path.abspath(os.fsdecode(file))
        known = isinstance(file, int) or opener is not None
        name = "" if known or "r" in mode else ("truncate" if os.path.exists(self._path) else "create")
        if name == "" or (name == "truncate" and "a" in mode):
            super().__init__(file, mode, closefd, opener)
        else:
            with watch.seen(name, self._path):
                super().__init__(file, mode, closefd, opener)
        watch.paths[self.fileno()] = self._path

    def write(self, content: Any) -> int:
        data = bytes(content)
        at = os.fstat(self.fileno()).st_size if "a" in self.mode else self.tell()
        with self._watch.seen("write", self._path, data=data, at=at):
            return cast("int", super().write(data))

    def truncate(self, size: int | None = None) -> int:
        size = self.tell() if size is None else size
        with self._watch.seen("truncate", self._path, at=size):
            return super().truncate(size)


@contextmanager
def watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """Within, every call that changes something in that folder is shown to the watcher."""
    watch = _Watch(root, watcher)
    replaced = [(os, name, watch.single(name, getattr(os, name))) for name in ("mkdir", "unlink", "rmdir")]
    replaced += [(os, name, watch.move(getattr(os, name))) for name in ("replace", "rename")]
    replaced += [(os, "remove", watch.single("unlink", os.remove)), (os, "open", watch.opened(os.open))]
    replaced += [(os, "fsync", watch.by_handle("sync", os.fsync)), (os, "write", watch.by_handle("write", os.write))]
    opened = watch.file(builtins.open)
    replaced += [(builtins, "open", opened), (io, "open", opened)]
    by_hand = [(shutil, "_USE_CP_SENDFILE", False), (shutil, "_use_fd_functions", False)]  # which go past all of these

    def of_sqlite(name: str, path: str, data: bytes, at: int) -> Any:
        return watch.seen(name, path, data=data, at=at)

    with ExitStack() as patches:
        for owner, name, new in (*replaced, *by_hand):
            patches.enter_context(mock.patch.object(owner, name, new))
        patches.enter_context(sqlite_calls.watched(of_sqlite))
        yield
