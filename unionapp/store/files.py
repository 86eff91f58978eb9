"""Photos and attached files: kept in the data folder under their content's hash, encrypted like the data.

What is kept is never removed: a record that lets go of its file must find it again when that step is taken back.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.later import later
from unionapp.records.options import Option
from unionapp.store import disk

if TYPE_CHECKING:
    from unionapp.store import pictures
else:
    pictures = later("unionapp.store.pictures")

FOLDER = "files"

LARGEST = Option("files.largest", int)
LONGEST_SIDE = Option("files.longest_side", int)
OPTIONS = (LARGEST, LONGEST_SIDE)

MEGABYTE = 1024 * 1024
_THUMBS = 400
"""Thumbnails held in memory, some 15 KB each."""
_NONCE = 12
# fmt: off
_PROGRAMS = frozenset((
    ".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".msix", ".appx", ".bat", ".cmd", ".ps1", ".psm1",
    ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".jar", ".lnk", ".url", ".reg", ".inf", ".dll", ".sys",
    ".ocx", ".scf", ".chm", ".gadget", ".application", ".desktop", ".sh", ".run", ".apk", ".deb", ".rpm",
))
# fmt: on
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!")
_NO_PROGRAM = "“{name}”是程序或脚本，可能带有病毒，没有保存。附件请用照片、PDF、Word、Excel、WPS 等文件。"
_TOO_LARGE = (
    "“{name}”有 {size} MB，超过附件上限 {most} MB，没有保存。请压缩或分成几个文件，也可以在“参数设置”里改上限。"
)
_EMPTY = "“{name}”是空文件（0 字节），没有保存。它可能没有复制完，请从原处重新复制后再选。"


class Files:
    """The attached files of one data folder."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder / FOLDER
        self._cipher = AESGCM(hashlib.sha256(b"files" + key).digest())
        self._thumbs: dict[str, bytes] = {}

    def keep(self, content: bytes, name: str) -> str:
        """Keep a file and return what a record stores for it: "sha256/原名.pdf"; the same content is kept once.

        Refused for a program, an empty file, or one larger than the setting allows.
        """
        refuse_programs(content, name)
        _refuse_size(len(content), name)
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            with disk.in_words(path):
                disk.make_folder(path.parent)
            nonce = secrets.token_bytes(_NONCE)
            disk.write_whole(path, nonce + self._cipher.encrypt(nonce, content, digest.encode()))
        return f"{digest}/{paths.shown(Path(name).name)}"

    def keep_from(self, source: Path) -> str:
        """Keep a file of the clerk's disk; its size is looked at before it is read."""
        with disk.in_words(source):
            _refuse_size(source.stat().st_size, paths.shown(source.name))
            content = source.read_bytes()
        return self.keep(content, paths.shown(source.name))

    def read(self, stored: str) -> bytes:
        """The content of a kept file; Trouble where it is missing or damaged."""
        digest, _, name = stored.partition("/")
        try:
            sealed = self._path(digest).read_bytes()
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
        except FileNotFoundError:
            raise Trouble(f"附件“{name}”不在数据文件夹里，记录没有改动。请从备份恢复 files 文件夹。") from None
        except OSError as error:
            raise disk.explain(error, self.folder) from error
        except (InvalidTag, ValueError):
            raise Trouble(f"附件“{name}”已损坏，记录没有改动。请从备份恢复 files 文件夹。") from None

    def holds(self, stored: str) -> bool:
        """Whether the file of a stored text lies in the folder."""
        return self._path(stored.partition("/")[0]).is_file()

    def sound(self, digest: str) -> bool:
        """Whether the file of that content lies in the folder and can be read."""
        try:
            self.read(f"{digest}/")
        except Trouble:
            return False
        return True

    def photo(self, stored: str) -> bytes | None:
        """A kept picture as a paper prints it; None where there is none or its file is gone: the place stays blank."""
        with suppress(Trouble):
            return self.read(stored) if stored else None
        return None

    def thumbnail(self, stored: str) -> bytes:
        """A kept picture in small, as JPEG; Trouble where it is missing, Refused where it is no picture."""
        found = self._thumbs.get(stored)
        if found is None:
            found = pictures.thumbnail(self.read(stored), name_of(stored))
            while len(self._thumbs) >= _THUMBS:
                self._thumbs.pop(next(iter(self._thumbs)), None)
            self._thumbs[stored] = found
        return found

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def name_of(stored: str) -> str:
    """The name under which a file was kept."""
    return stored.partition("/")[2]


def refuse_programs(content: bytes, name: str) -> None:
    """Refused where a file is a program, by its name or by how it begins."""
    suffix = Path(re.sub(r"[\s.]+$", "", name)).suffix.lower()
    if suffix in _PROGRAMS or content.startswith(_PROGRAM_STARTS):
        raise Refused(_NO_PROGRAM.format(name=Path(name).name))


def _refuse_size(size: int, name: str) -> None:
    most = max(LARGEST.value or 0, 0)
    if size == 0:
        raise Refused(_EMPTY.format(name=Path(name).name))
    if most and size > most * MEGABYTE:
        shown = -(-size * 10 // MEGABYTE)
        raise Refused(_TOO_LARGE.format(name=Path(name).name, size=f"{shown // 10}.{shown % 10}", most=most))
