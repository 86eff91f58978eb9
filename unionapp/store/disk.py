"""Files written whole or not at all, and what the disk says when it cannot, in words."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from unionapp.errors import Trouble


def explain(error: OSError, path: Path) -> Trouble:
    """What a failed write means to the clerk."""
    where = f"“{path.name}”"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"磁盘已满，{where}没有写成；原来的数据没有动。请清出空间后再做一次。")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble(
            f"没有写入{where}的权限（文件夹只读，或文件正被别的程序打开）；原来的数据没有动。请关闭该文件或换一个文件夹。"
        )
    if error.errno == errno.ENOENT:
        return Trouble(f"找不到{where}，或它所在的文件夹；什么都没有改动。请核对位置。")
    return Trouble(f"读写{where}时出错（{error.strerror or error}）；原来的数据没有动。请检查磁盘后再试。")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the disk's refusals within into Troubles."""
    try:
        yield
    except OSError as error:
        raise explain(error, path) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place once all went well."""
    with in_words(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            sync(temporary)
            os.replace(temporary, path)
            _sync_folder(path.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut the old or the new one is there."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def sync(path: Path) -> None:
    """Push a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
