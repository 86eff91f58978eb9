"""Photos and attached files: kept in the data folder under their content's hash, encrypted like the data.

What is kept is never removed: a record that lets go of its file must find it again when that step is taken back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionapp import paths
from unionapp.errors import Trouble
from unionapp.later import later
from unionapp.store import disk
from unionapp.store.attachable import refuse_programs, refuse_size

if TYPE_CHECKING:
    from unionapp.store import pictures
else:
    pictures = later("unionapp.store.pictures")

FOLDER = "files"

_THUMBS = 400
"""Thumbnails held in memory, some 15 KB each."""
_NONCE = 12


class Files:
    """The attached files of one data folder."""

    def __init__(self, folder: Path, key: bytes, need_writable: Callable[[], None] = lambda: None) -> None:
        self.folder = folder / FOLDER
        self._need_writable = need_writable
        self._cipher = AESGCM(hashlib.sha256(b"files" + key).digest())
        self._thumbs: dict[str, bytes] = {}

    def keep(self, content: bytes, name: str) -> str:
        """Keep a file and return what a record stores for it: "sha256/原名.pdf"; the same content is kept once.

        Refused for a program, an empty file, or one larger than the setting allows; Trouble where the folder is gone.
        """
        refuse_programs(content, name)
        refuse_size(len(content), name)
        digest = hashlib.sha256(content).hexdigest()
        path, what = self._path(digest), f"附件“{paths.shown(name)}”"
        self._need_writable()
        if not path.exists():
            with disk.in_words(path, what):
                disk.make_folder(path.parent)
            disk.write_whole(path, self._sealed(content, digest), what)
        return f"{digest}/{paths.shown(Path(name).name)}"

    def keep_from(self, source: Path) -> str:
        """Keep a file of the clerk's disk; its size is looked at before it is read."""
        with disk.in_words(source):
            refuse_size(disk.need_file(source).st_size, paths.shown(source.name))
            content = source.read_bytes()
        return self.keep(content, paths.shown(source.name))

    def keep_picture(self, source: Path | bytes, name: str = "") -> str:
        """Keep a picture, from the clerk's disk or from the clipboard, and return what a record stores for it.

        Refused in words for anything that is no picture or that would eat the memory; Trouble where the disk fails.
        """
        called = paths.shown(name or (source.name if isinstance(source, Path) else "图片"))
        upright = pictures.prepared(pictures.content(source, called), called)
        return self.keep(upright, f"{Path(called).stem or '图片'}.jpg")

    def read(self, stored: str) -> bytes:
        """The content of a kept file; Trouble where it is missing or damaged."""
        digest, _, name = stored.partition("/")
        try:
            sealed = self._path(digest).read_bytes()
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
        except FileNotFoundError:
            raise Trouble(f"附件“{name}”不在数据文件夹里，记录没有改动。请从备份恢复 files 文件夹。") from None
        except OSError as error:
            raise disk.explain(error, self.folder, f"附件“{name}”") from error
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

    def discard(self, digest: str) -> None:
        """Remove a kept file for good: only what was erased goes so."""
        self._thumbs.clear()
        with disk.in_words(self.folder):
            self._path(digest).unlink(missing_ok=True)

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

    def reseal(self, digest: str, other: Files) -> None:
        """Seal a file as it lies here under the key of another folder and put it there; Trouble where it is damaged."""
        path, content = other._path(digest), self.read(f"{digest}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(other._sealed(content, digest))

    def _sealed(self, content: bytes, digest: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, digest.encode())

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def name_of(stored: str) -> str:
    """The name under which a file was kept."""
    return stored.partition("/")[2]
