"""Files written whole or not at all, and what the disk says when it cannot, in words."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from unionapp import paths
from unionapp.errors import CannotWrite, Trouble

DISK_FULL = "磁盘已满，{name}没有写成；原来的内容没有变动。请清理磁盘，或换到别的磁盘、优盘后再做一次。"
FORBIDDEN = (
    "没有写入{name}的权限：文件夹只读，或文件正被 Excel、WPS 等程序打开；原来的内容没有变动。"
    "请关闭该文件，或换一个文件夹，例如桌面或“文档”。"
)
UNREADABLE = (
    "没有读取{name}的权限：它多半属于这台电脑的另一个用户；什么都没有改动。请用建立它的用户登录电脑，或请他允许您读取。"
)
NO_FILE = "{name}不是普通的文件（是设备、管道或文件夹），没有读写；什么都没有改动。请选择一个文件。"
NOT_THERE = "找不到{name}，或它所在的文件夹；什么都没有改动。它可能已改名，或优盘已拔出，请重新选择位置。"
TOO_LONG = "文件名{name}太长，没有写成；原来的内容没有变动。请把名称改短（不超过 70 个汉字）后再做一次。"
FAILED = "读写{name}时出错（{why}）；原来的内容没有变动。请检查磁盘或优盘，换一个位置再试。"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}


def explain(error: OSError, path: Path, what: str = "") -> Trouble:
    """What a failed read or write means to the clerk, who knows the file as `what`, else by its name."""
    called = what or f"“{paths.shown(path.name)}”"
    if error.errno in _FULL:
        return CannotWrite(DISK_FULL.format(name=called), "磁盘已满")
    if error.errno in _NO_RIGHT and _closed_to_us(path):
        return Trouble(UNREADABLE.format(name=called))
    if error.errno in _NO_RIGHT:
        return CannotWrite(FORBIDDEN.format(name=called), "磁盘或文件夹不能写入")
    words = FAILED
    if error.errno == errno.ENAMETOOLONG:
        words = TOO_LONG
    elif error.errno == errno.ENOENT:
        words = NOT_THERE
    return Trouble(words.format(name=called, why=error.strerror or error))


def _closed_to_us(path: Path) -> bool:
    """Whether a file, or the folder that it lies in, may not even be looked into."""
    return not os.access(path, os.R_OK) and (path.exists() if os.access(path.parent, os.X_OK) else True)


@contextmanager
def in_words(path: Path, what: str = "") -> Iterator[None]:
    """Turn the disk's refusals within into Troubles."""
    try:
        yield
    except OSError as error:
        raise explain(error, path, what) from error


_BEGINNING = 40
"""So much of a name stands in that of its temporary file, which must not be longer than a name may be."""


@contextmanager
def replacing(path: Path, what: str = "") -> Iterator[Path]:
    """A temporary file beside `path` that takes its place once all went well; where that is a link, of what it names.

    Raises Trouble where a device or a folder lies there.
    """
    called = what or f"“{paths.shown(path.name)}”"
    with in_words(path, called):
        if path.is_symlink():
            path = path.resolve()
        if path.exists():
            need_file(path, called)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:_BEGINNING]}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            sync(temporary)
            os.replace(temporary, path)
            sync_folder(path.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def need_file(path: Path, what: str = "") -> os.stat_result:
    """What the system says of a file; Trouble for a pipe, a device or a folder, of which no end may ever come."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise Trouble(NO_FILE.format(name=what or f"“{paths.shown(path.name)}”"))
    return found


def write_whole(path: Path, content: bytes, what: str = "") -> None:
    """Write a file so that after a power cut the old or the new one is there."""
    with replacing(path, what) as temporary:
        temporary.write_bytes(content)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that under its new name there is all of it or nothing."""
    with replacing(target) as temporary:
        shutil.copyfile(source, temporary)


def sync(path: Path) -> None:
    """Push a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Push to the disk which files a folder holds, under which names; nothing where the system does so itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those that it lies in, so that a power cut does not take it away with what it holds."""
    for missing in reversed([each for each in folder.parents if not each.exists()]):
        _make(missing)
    _make(folder)


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def folder_called(folder: Path) -> str:
    """A data folder as the clerk knows it."""
    return f"数据文件夹“{paths.shown(folder.name)}”"


_REMOTE = ("nfs", "cifs", "smb", "9p", "ncp", "afs", "davfs", "fuse.sshfs", "fuse.gvfsd", "fuse.rclone", "fuse.davfs")
"""How the kinds of network drives begin that Linux knows."""
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4
"""What Windows calls a network drive."""


def is_remote(folder: Path) -> bool:
    """Whether a folder lies on another computer, whose locks and shared memory cannot be relied upon."""
    place = folder.resolve()
    if os.name == "nt":
        windows: Any = vars(ctypes)["windll"]
        shared = place.drive.startswith("\\\\")
        return shared or windows.kernel32.GetDriveTypeW(f"{place.drive}\\") == _DRIVE_REMOTE
    try:
        mounts = [line.split() for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False
    around = [(len(where), sort) for _, raw, sort, *_ in mounts if place.is_relative_to(where := _unescaped(raw))]
    return max(around, default=(0, ""))[1].startswith(_REMOTE)


def _unescaped(mounted: str) -> str:
    """A place as the list of mounts writes it, where a blank is \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), mounted)
