"""Sealing the data key to somebody who is not there: her key pair opens it with her password, anybody can seal to it.

X25519 with a pair of the moment, HKDF-SHA256, AES-256-GCM. A public key bears a proof under the data key, so that
nobody who can only write in the folder puts one of her own in its place.
"""

from __future__ import annotations

import hmac
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE, _PUBLIC = 12, 32


def new_private() -> bytes:
    """A fresh private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(content: bytes, public: bytes) -> bytes:
    """Seal something to whoever has the private key."""
    moment = X25519PrivateKey.generate()
    here, nonce = moment.public_key().public_bytes_raw(), secrets.token_bytes(_NONCE)
    shared = moment.exchange(X25519PublicKey.from_public_bytes(public))
    return here + nonce + _cipher(shared, here, public).encrypt(nonce, content, None)


def opened(box: bytes, private: bytes) -> bytes:
    """What was sealed; InvalidTag or ValueError where the box is damaged, or sealed to somebody else."""
    here, nonce, sealed = box[:_PUBLIC], box[_PUBLIC : _PUBLIC + _NONCE], box[_PUBLIC + _NONCE :]
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(here))
    return _cipher(shared, here, public_of(private)).decrypt(nonce, sealed, None)


def proof(public: bytes, key: bytes) -> bytes:
    """What shows that a public key was put down by somebody who had the data key."""
    proving = HKDF(SHA256(), 32, None, b"unionapp public keys").derive(key)
    return hmac.digest(proving, public, "sha256")


def _cipher(shared: bytes, here: bytes, public: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"unionapp data key" + here + public).derive(shared))
