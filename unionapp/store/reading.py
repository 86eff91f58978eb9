"""A data file opened for reading only: beside somebody who writes, or where the disk is full or takes no writing.

What lies in the log that SQLite writes ahead is never passed over: where it cannot be read in its place, the file and
its log are copied (encrypted as they are) to a room of the system's for passing files, and read there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlcipher3 import dbapi2

from unionapp.errors import Trouble
from unionapp.store import connection, disk, restoring
from unionapp.store.passing import PassingRoom

_LOGS = (f"{connection.FILE}-wal", f"{connection.FILE}-journal")
_UNFINISHED = (
    "上次恢复备份没有做完，要能写入数据文件夹才能接着做完，现在不能只读打开。数据没有丢失。"
    "请清理磁盘或检查文件夹权限后再登录。"
)


class ReadingRoom:
    """How a data file is read where nothing may be written, and the copy that it may take; it goes with `close`."""

    def __init__(self, folder: Path, key: bytes, why: str) -> None:
        self._copied: PassingRoom | None = None
        if (folder / restoring.JOURNAL).exists():
            raise Trouble(_UNFINISHED)
        self.reading = connection.ReadAddress(why, self._address(folder / connection.FILE, key))

    def _address(self, file: Path, key: bytes) -> str:
        place = f"{file.resolve().as_uri()}?mode=ro"
        if not _refused(place, key):
            return place
        if not any(_holds_something(file.with_name(name)) for name in _LOGS):
            return f"{place}&immutable=1"
        return f"{self._copy(file).as_uri()}?mode=rw"

    def _copy(self, file: Path) -> Path:
        with disk.in_words(file, disk.folder_called(file.parent)):
            self._copied = PassingRoom()
            for name in (connection.FILE, *_LOGS):
                if file.with_name(name).exists():
                    shutil.copyfile(file.with_name(name), self._copied.folder / name)
        return self._copied.folder.resolve() / connection.FILE

    def close(self) -> None:
        """Let go of the copy."""
        if self._copied is not None:
            self._copied.close()


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _refused(address: str, key: bytes) -> bool:
    """Whether SQLite cannot read the file in its place without writing beside it; damage is told by who opens it."""
    opened = None
    try:
        opened = connection.at(address, key)
        opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.OperationalError:
        return True
    except dbapi2.DatabaseError:
        return False
    finally:
        if opened is not None:
            opened.close()
    return False
