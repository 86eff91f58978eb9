"""The pages of an encrypted data file: which are damaged, and a copy in which SQLite can read past them.

SQLCipher 4 keeps each page of 4,096 bytes encrypted (AES-256-CBC) with the vector and an HMAC-SHA512 at its end, and
reads nothing more once one page does not prove. In the copy, what is damaged stands as a page that proves but holds
nothing: SQLite then refuses that page alone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import shutil
import struct
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from unionapp.store import connection

SIZE = 4096
_SALT, _VECTOR, _PROOF = 16, 16, 64
_USABLE = SIZE - _VECTOR - _PROOF
_FILL = b"\xff"
"""What stands in a damaged page: no kind of page begins so, and no text holds it."""
_INTERIOR, _LEAF = 5, 13
"""How the pages of a table begin that lead on to others, and that hold rows."""
_ROW = bytes((6, 1, 6, 0, 0, 0, 0, 0))
"""A row of five columns that are all NULL: SQLite takes no page of a table without a row."""
_AT = _USABLE - len(_ROW)
_BLANK = struct.pack(">BHHHBH", _LEAF, 0, 1, _AT, 0, _AT).ljust(_AT, b"\0") + _ROW


class SealedPages:
    """The pages of a data file under its key, numbered from 1."""

    def __init__(self, content: bytearray, key: bytes) -> None:
        self._content, self._key = content, key
        salt = bytes(byte ^ 0x3A for byte in content[:_SALT])
        self._proving = hashlib.pbkdf2_hmac("sha512", key, salt, 2, 32)

    def __len__(self) -> int:
        return len(self._content) // SIZE

    def read(self, number: int) -> bytes | None:
        """What a page holds; None where it is damaged."""
        raw = bytes(self._content[(number - 1) * SIZE : number * SIZE])
        if len(raw) < SIZE or not hmac.compare_digest(self._proof(raw, number), raw[-_PROOF:]):
            return None
        start, vector = _start(number), raw[_USABLE : _USABLE + _VECTOR]
        opening = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor()
        return bytes(start) + opening.update(raw[start:_USABLE]) + opening.finalize()

    def write(self, number: int, held: bytes) -> None:
        """Let a page hold something else, with a proof."""
        start, vector = _start(number), secrets.token_bytes(_VECTOR)
        sealing = Cipher(algorithms.AES(self._key), modes.CBC(vector)).encryptor()
        at = (number - 1) * SIZE
        head = bytes(self._content[at : at + start])
        raw = head + sealing.update(held[start:]) + sealing.finalize() + vector
        self._content[at : at + SIZE] = raw + self._proof(raw, number)

    def _proof(self, raw: bytes, number: int) -> bytes:
        proved = raw[_start(number) : _USABLE + _VECTOR] + struct.pack("<I", number)
        return hmac.new(self._proving, proved, hashlib.sha512).digest()


def _start(number: int) -> int:
    """Where the encrypted part of a page begins: the first page holds the salt before it."""
    return _SALT if number == 1 else 0


def passable(damaged: Path, key: bytes, target: Path) -> bool:
    """Copy a damaged data file so that SQLite reads past what is damaged; whether anything at all can be read."""
    for part in connection.PARTS[:2]:
        if damaged.with_name(part).exists():
            shutil.copyfile(damaged.with_name(part), target.with_name(part))
    _take_log(target, key)
    content = bytearray(target.read_bytes())
    pages = SealedPages(content, key)
    first = pages.read(1)
    if first is None:
        return False
    wanted = struct.unpack(">I", first[28:32])[0]
    content.extend(bytes(max(0, min(wanted, 2 * len(pages) + 1000) * SIZE - len(content))))
    broken = {number for number in range(2, len(pages) + 1) if pages.read(number) is None}
    for number in broken:
        pages.write(number, _FILL * _USABLE)
    for number in _of_the_form(pages, 1) & broken:
        pages.write(number, _BLANK)
    target.write_bytes(content)
    return True


def _take_log(file: Path, key: bytes) -> None:
    """Put what lies in the log beside a copy into the copy, as far as the log is whole."""
    opened = None
    with suppress(dbapi2.DatabaseError):
        opened = connection.bare(file, key)
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if opened is not None:
        opened.close()
    file.with_name(connection.PARTS[1]).unlink(missing_ok=True)


def _of_the_form(pages: SealedPages, number: int, depth: int = 0) -> set[int]:
    """The pages that say which tables there are, below the page of that number."""
    held, head = pages.read(number), 100 if number == 1 else 0
    if held is None or held[head] != _INTERIOR or depth > 8:
        return {number}
    count, last = struct.unpack(">H", held[head + 3 : head + 5])[0], held[head + 8 : head + 12]
    cells = struct.unpack(f">{count}H", held[head + 12 : head + 12 + 2 * count])
    below = [struct.unpack(">I", child)[0] for child in (*(held[at : at + 4] for at in cells), last)]
    return {number}.union(*(_of_the_form(pages, each, depth + 1) for each in below))
