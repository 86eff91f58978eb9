"""What happened to a data folder while its log was closed, kept in keys.json until the next opening takes it over.

Each line is sealed under a key drawn from the data key, so that nobody without it writes one.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


def sealed(key: bytes, title: str) -> str:
    """A line for the log with the time of now, as keys.json keeps it."""
    return _sealed(key, f"{title}（{datetime.now():%Y-%m-%d %H:%M}）")


def resealed(old: bytes, new: bytes, lines: Iterable[str]) -> list[str]:
    """The same lines under another data key."""
    return [_sealed(new, line) for line in opened(old, lines)]


def _sealed(key: bytes, said: str) -> str:
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + _cipher(key).encrypt(nonce, said.encode("utf-8"), None)).decode("ascii")


def opened(key: bytes, lines: Iterable[str]) -> list[str]:
    """The lines as they are to stand in the log; what was not written with this data key is left out."""
    found = []
    for line in lines:
        with suppress(InvalidTag, ValueError, TypeError):
            raw = base64.b64decode(line)
            found.append(_cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode("utf-8"))
    return found


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"unionapp pending events").derive(key))
