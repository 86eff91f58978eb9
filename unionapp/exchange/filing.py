"""Putting a finished file in its place: whole or not at all, and in words when the disk or another program objects."""

from __future__ import annotations

import errno
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from unionapp.errors import Trouble

IN_USE = (
    "文件“{name}”正被 Excel、WPS 或别的程序占用，没有保存；原来的文件没有变动。"
    "请先在那个程序里关闭它再保存，或换一个文件名。"
)
READ_ONLY = "文件夹“{folder}”不允许写入，文件没有保存。请换一个文件夹，例如桌面或“文档”。"
NO_FOLDER = "找不到文件夹“{folder}”，文件没有保存。它可能已改名，或优盘已拔出；请重新选择保存的位置。"
DISK_FULL = "磁盘空间不够，文件“{name}”没有保存；原来的文件没有变动。请清理磁盘，或保存到别的磁盘、优盘后再试。"
NOT_SAVED = "保存文件“{name}”时出错，没有保存；原来的文件没有变动。请检查磁盘或优盘，换一个位置再试。"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path beside the wanted one, to be written to; put in its place at the end, removed after a failure.

    Raises Trouble for whatever the disk refuses, in the block too.
    """
    part = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.part")
    try:
        part.touch(exist_ok=False)
        yield part
    except OSError as error:
        _remove(part)
        raise Trouble(_sentence(error, path, READ_ONLY)) from error
    except BaseException:
        _remove(part)
        raise
    _put_in_place(part, path)


def _put_in_place(part: Path, path: Path) -> None:
    """Replace the old file by the new one, at once."""
    try:
        part.replace(path)
    except OSError as error:
        _remove(part)
        raise Trouble(_sentence(error, path, IN_USE)) from error


def _remove(part: Path) -> None:
    """Remove an unfinished file, where the disk still lets us: the failure that led here is the one to tell."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _sentence(error: OSError, path: Path, when_forbidden: str) -> str:
    """What to tell the clerk."""
    if error.errno in _FULL:
        sentence = DISK_FULL
    elif error.errno in _FORBIDDEN:
        sentence = when_forbidden
    elif not path.parent.is_dir():
        sentence = NO_FOLDER
    else:
        sentence = NOT_SAVED
    return sentence.format(name=path.name, folder=path.parent)


@contextmanager
def new_workbook(path: Path) -> Iterator[Any]:
    """An XlsxWriter workbook that becomes the file at the path when the block ends without failure."""
    with new_file(path) as part, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        workbook = xlsxwriter.Workbook(str(part), {**_OPTIONS, "tmpdir": scratch})
        workbook.use_zip64()
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
        finally:
            for sheet in workbook.worksheets():  # after a failure XlsxWriter leaves its scratch files open
                sheet._opt_close()
