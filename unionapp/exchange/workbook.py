"""Reading a spreadsheet safely: .xlsx, .xls, .et, .ods and .csv, told apart by content.

The bytes are read here, so that a file still open in Excel can be read where the system allows it, and are
given to a child process (see `reader`) that may die of them. In a frozen build the starting script must call
`multiprocessing.freeze_support()`; it should import little at its top, since every child imports it again.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import assert_never

from unionapp import paths
from unionapp.errors import Trouble
from unionapp.exchange import forms, reader
from unionapp.exchange.book import Limits, Remark, SheetRow, Spreadsheet
from unionapp.store import disk
from unionapp.work import Progress, silent

WHAT = "正在读取表格"
TICK = 0.1
"""Seconds between two looks at the stop button."""

MISSING = "找不到文件“{name}”，没有读入任何内容。它可能已被移动、改名，或所在的优盘已拔出；请重新选择。"
NOT_A_FILE = "“{name}”是文件夹，不是表格文件，没有读入任何内容。请打开它，选择里面的表格。"
NOT_ALLOWED = (
    "文件“{name}”打不开：它正被别的程序占用，或者您没有读取它的权限。没有读入任何内容。"
    "请在 Excel 或 WPS 里关闭它，或把它复制到桌面后再选择。"
)
UNREADABLE = "读取文件“{name}”时出错，没有读入任何内容。请检查优盘或网络，把文件复制到本机后再选择。"
TOO_BIG = "文件“{name}”有 {size} 兆字节，超过 {most} 兆的上限，没有读入任何内容。请分成几个较小的文件。"
TOO_SLOW = (
    "读取这个文件超过了 {seconds} 秒，已停止，没有读入任何内容，原有数据没有变动。"
    "请把有用的部分复制到新的工作表另存，或分成几个较小的文件后再选择。"
)
DIED = (
    "这个文件无法读完，没有读入任何内容，原有数据没有变动。它可能已损坏，也可能在很远的行、列里有多余的内容。"
    "请用 Excel 或 WPS 把有用的部分复制到新的工作表，另存为 .xlsx 后再选择。"
)
NO_CHILD = "电脑现在无法启动读取表格的程序，没有读入任何内容。请关闭一些程序后重试。"


def read(
    path: Path | str, sheet: str | None = None, limits: Limits | None = None, progress: Progress = silent
) -> Spreadsheet:
    """Read one sheet: the named one, else the first that is not blank.

    Raises Trouble with a sentence for the clerk, and what `progress` raises (Stopped); the child is ended.
    """
    limits = limits or Limits()
    progress(0, 0, WHAT)
    data = _file_bytes(Path(path), limits)
    with _child(sheet, limits) as connection:
        return _collect(_messages(connection, data, limits, progress))


def _file_bytes(path: Path, limits: Limits) -> bytes:
    """The whole file. Raises Trouble when it is missing, locked, too big or empty."""
    if os.path.isdir(path):  # which asks of any path, one too long too
        raise Trouble(NOT_A_FILE.format(name=paths.shown(path.name)))
    try:
        size = disk.need_file(path).st_size
        if size > limits.file:
            sizes = {"size": -(-size // 1024**2), "most": limits.file // 1024**2}
            raise Trouble(TOO_BIG.format(name=paths.shown(path.name), **sizes))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble(MISSING.format(name=paths.shown(path.name))) from error
    except OSError as error:
        words = NOT_ALLOWED if isinstance(error, PermissionError) else UNREADABLE
        raise Trouble(words.format(name=paths.shown(path.name))) from error
    if not data:
        raise Trouble(forms.EMPTY)
    return data


@contextmanager
def _child(sheet: str | None, limits: Limits) -> Iterator[Connection]:
    """A reading process at the other end of the connection; it is ended in every case."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=reader.serve, args=(there, sheet, limits), daemon=True)
    try:
        process.start()
    except OSError as error:
        here.close()
        raise Trouble(NO_CHILD) from error
    finally:
        there.close()
    try:
        yield here
    finally:
        here.close()
        process.kill()
        process.join()
        process.close()


def _messages(connection: Connection, data: bytes, limits: Limits, progress: Progress) -> Iterator[reader.Message]:
    """What the child says, with a look at the clock and the stop button between two messages."""
    deadline = time.monotonic() + limits.seconds
    done, total = 0, 0
    while True:
        message = _next(connection, data)
        if isinstance(message, reader.Heading):
            total = message.total
        elif isinstance(message, reader.RowBatch):
            done = message.done
        progress(done, total, WHAT)
        if time.monotonic() > deadline:
            raise Trouble(TOO_SLOW.format(seconds=f"{limits.seconds:g}"))
        if message is not None:
            yield message


def _next(connection: Connection, data: bytes) -> reader.Message | None:
    """The next message, or None when there is none within a tick; gives the file to a child that is ready."""
    try:
        if not connection.poll(TICK):
            return None
        message: reader.Message = connection.recv()
        if isinstance(message, reader.Ready):
            connection.send_bytes(data)
    except (EOFError, OSError) as error:
        raise Trouble(DIED) from error
    return message


def _collect(messages: Iterator[reader.Message]) -> Spreadsheet:
    """Put the messages of one file together."""
    heading = reader.Heading((), "", (), 0)
    rows: list[SheetRow] = []
    remarks: tuple[Remark, ...] = ()
    for message in messages:
        match message:
            case reader.Ready():
                continue
            case reader.Heading():
                heading = message
            case reader.RowBatch():
                rows.extend(map(SheetRow._make, message.rows))
            case reader.Failed():
                raise Trouble(message.message)
            case reader.End():
                remarks = message.remarks
                break
            case _:
                assert_never(message)
    return Spreadsheet(heading.sheets, heading.sheet, rows, heading.merged, heading.hidden, remarks)
