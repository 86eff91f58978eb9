"""What a file is, told by its content whatever its name, and a sentence for each thing that is no sheet.

Runs in the child process that reads a file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from typing import Literal

from unionapp import paths
from unionapp.errors import Trouble
from unionapp.exchange import bounds, ole
from unionapp.exchange.book import Limits
from unionapp.exchange.csvtext import NOT_A_SHEET

DAMAGED = (
    "这个表格文件已损坏，没有读入任何内容，原有数据没有变动。"
    "请用 Excel 或 WPS 打开它，另存为新的 .xlsx 文件后再选择；打不开时请向提供文件的人重新索取。"
)
PASSWORD = "这个文件设了打开密码，没有读入任何内容。请用 Excel 或 WPS 打开它，取消密码后另存为 .xlsx，再选择新文件。"
EMPTY = "这个文件是空的，没有读入任何内容。请确认文件已保存好，或另选一个文件。"
TOO_OLD = (
    "这个文件是很早的 Excel（4.0 及以前）存的，这里读不了；没有读入任何内容。"
    "请用 Excel 或 WPS 打开它，另存为 .xlsx 后再选择。"
)
DOCUMENT = (
    "这个文件是文字文档（Word、WPS 文字），不是表格，没有读入任何内容。"
    "请打开它，把里面的表格复制到 Excel 或 WPS 表格，另存为 .xlsx 后再选择。"
)
SLIDES = (
    "这个文件是演示文稿，不是表格，没有读入任何内容。请把里面的表格复制到 Excel 或 WPS 表格，另存为 .xlsx 后再选择。"
)
PDF = (
    "这个文件是 PDF，不是表格，没有读入任何内容。请向提供文件的人要原来的表格；"
    "要不到时用 WPS 的“PDF 转 Excel”转成 .xlsx，核对后再选择。"
)
PICTURE = (
    "这个文件是图片，不是表格，没有读入任何内容。请向提供文件的人要原来的表格，或照着图片录入 Excel、WPS 后再选择。"
)
PACKED = "这个文件是压缩包，没有读入任何内容。请先解压，再选择里面的表格{names}。"
GUARDED = "这个文件被单位的加密软件锁住了，没有读入任何内容。请在装有那个软件的电脑上解密，再选择解密后的文件。"

_ZIP = b"PK\x03\x04"
_ODF = "application/vnd.oasis.opendocument."
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x02\x08\x00", b"\x09\x04\x06\x00")
_BARE = (b"\x09\x08\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00", b"\x09\x08\x04\x00")
"""How workbooks without a container begin: those of Excel 2 to 4, of later ones."""
_OTHERS = (
    (b"%PDF", PDF),
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"Rar!\x1a\x07", PACKED.format(names="")),
    (b"7z\xbc\xaf\x27\x1c", PACKED.format(names="")),
    (b"\x1f\x8b\x08", PACKED.format(names="")),
    (b"{\\rtf", DOCUMENT),
)
_FLAT = b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
"""In an .fods, an OpenDocument sheet that is one file of XML."""
_LOCKED = re.compile(rb'full-path="(?:content\.xml|encrypted-package)"[^>]*>\s*<(?:\w+:)?encryption-data')
"""In the list of parts of an OpenDocument package whose content is encrypted; one may lock its macros alone."""
_GUARD = b"E-SafeNet"
_SHEETS = (".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm", ".xlsb")
FLAT_HEAD = 8192
MOST_NAMED = 5
"""Sheets of an archive that are named."""

Form = Literal["book", "text"]


def form(data: bytes, limits: Limits) -> Form:
    """Whether a file is a workbook or a text, which may hold a table. Raises Trouble for everything else."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Trouble(EMPTY)
    if data.startswith(ole.MAGIC):
        _check_container(data)
        return "book"
    if data.startswith(_ZIP):
        _check_package(data, limits)
        return "book"
    if data.startswith(_OLDEST):
        raise Trouble(TOO_OLD)
    if data.startswith(_BARE):
        return "book"
    if _FLAT in data[:FLAT_HEAD]:
        return "book"
    if _GUARD in data[:512]:
        raise Trouble(GUARDED)
    for begin, words in _OTHERS:
        if data.startswith(begin) and (b"\0" in data or begin not in (b"BM", b"GIF8")):
            raise Trouble(words)
    return "text"


def _check_container(data: bytes) -> None:
    """Raise Trouble for a container without a workbook: Word's and other programs' files."""
    try:
        container = ole.Container(data)
    except ole.BROKEN as error:
        raise Trouble(DAMAGED) from error
    if "worddocument" in container:
        raise Trouble(DOCUMENT)
    if "powerpoint document" in container:
        raise Trouble(SLIDES)
    if not any(name in container for name in ("workbook", "book", "encryptedpackage")):
        raise Trouble(NOT_A_SHEET)


def _check_package(data: bytes, limits: Limits) -> None:
    """Raise Trouble for a packed file that is damaged, unpacks to too much, or holds no sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            members = pack.infolist()
            names = {member.filename.replace("\\", "/").lower() for member in members}
            kind = pack.read("mimetype")[:100].decode("latin-1") if "mimetype" in names else ""
            locked = "meta-inf/manifest.xml" in names and _LOCKED.search(pack.read("META-INF/manifest.xml"))
    except (zipfile.BadZipFile, NotImplementedError, KeyError, ValueError, EOFError, RuntimeError) as error:
        raise Trouble(DAMAGED) from error
    if sum(member.file_size for member in members) > limits.unpacked:
        raise Trouble(bounds.TOO_LARGE)
    if locked:
        raise Trouble(PASSWORD)
    if not kind.startswith(f"{_ODF}spreadsheet") and not _has_workbook(names):
        raise Trouble(_other_package(kind, names, [paths.shown(_name(member)) for member in members]))


def _has_workbook(names: Collection[str]) -> bool:
    """Whether a package has the parts of a workbook, in whatever folder."""
    return any(name.startswith("xl/") or name.rpartition("/")[2] in ("workbook.xml", "workbook.bin") for name in names)


def _other_package(kind: str, names: Collection[str], shown: list[str]) -> str:
    """What a package without a workbook is."""
    if kind.startswith(f"{_ODF}text") or any(name.startswith("word/") for name in names):
        return DOCUMENT
    if kind.startswith(f"{_ODF}presentation") or any(name.startswith("ppt/") for name in names):
        return SLIDES
    if kind or "[content_types].xml" in names:
        return NOT_A_SHEET
    sheets = [name for name in shown if name.lower().endswith(_SHEETS)]
    named = "、".join(f"“{name}”" for name in sheets[:MOST_NAMED]) + ("等" if len(sheets) > MOST_NAMED else "")
    return PACKED.format(names=named)


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a file in an archive: packed on a Chinese Windows it is in GBK and not marked as UTF-8."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
