"""Photos and attached files: kept in the data folder under their content's hash, encrypted like the data."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionapp.errors import Trouble
from unionapp.store import disk

FOLDER = "files"


class Files:
    """The attached files of one data folder."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder / FOLDER
        self._cipher = AESGCM(hashlib.sha256(b"files" + key).digest())

    def keep(self, content: bytes, name: str) -> str:
        """Keep a file and return what a record stores for it: "sha256/原名.jpg"; the same content is kept once."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            with disk.in_words(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            nonce = secrets.token_bytes(12)
            disk.write_whole(path, nonce + self._cipher.encrypt(nonce, content, digest.encode()))
        return f"{digest}/{Path(name).name}"

    def read(self, stored: str) -> bytes:
        """The content of a kept file; Trouble where it is missing or damaged."""
        digest, _, name = stored.partition("/")
        try:
            sealed = self._path(digest).read_bytes()
            return self._cipher.decrypt(sealed[:12], sealed[12:], digest.encode())
        except FileNotFoundError:
            raise Trouble(f"附件“{name}”不在数据文件夹里，记录没有改动。请从备份恢复 files 文件夹。") from None
        except OSError as error:
            raise disk.explain(error, self.folder) from error
        except (InvalidTag, ValueError):
            raise Trouble(f"附件“{name}”已损坏，记录没有改动。请从备份恢复 files 文件夹。") from None

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest
