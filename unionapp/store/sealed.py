"""Small files beside the data, sealed under a key drawn from the data key: nobody without it reads or writes one."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


def seal(key: bytes, purpose: str, content: bytes) -> bytes:
    """The content sealed for one purpose, such as `pending events`."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(key, purpose).encrypt(nonce, content, None)


def opened(key: bytes, purpose: str, raw: bytes) -> bytes | None:
    """What was sealed; None where it was not sealed under this key for this purpose."""
    try:
        return _cipher(key, purpose).decrypt(raw[:_NONCE], raw[_NONCE:], None)
    except (InvalidTag, ValueError):
        return None


def _cipher(key: bytes, purpose: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, f"unionapp {purpose}".encode()).derive(key))
