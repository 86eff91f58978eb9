"""Who may open the file: one random data key, wrapped once per operator and once by a recovery code.

Each wrapping is AES-256-GCM under a key drawn from the password by Argon2id (RFC 9106, second recommended set:
64 MiB, 3 passes, 4 lanes). keys.json holds no secret that opens the data without a password or the code.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from unionapp.errors import Damaged, Refused
from unionapp.records import texts
from unionapp.store import disk

FILE = "keys.json"
_CALLED = "数据文件夹里的钥匙文件"
_COST = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
_DEAREST = {"iterations": 64, "lanes": 64, "memory_cost": 1024 * 1024}
"""More than any program ever asked for: a larger figure in keys.json is damage, and would stop the machine."""
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SHORTEST_PASSWORD = 4


@dataclass(frozen=True)
class Wrapped:
    """The data key under one password."""

    salt: str
    nonce: str
    sealed: str
    cost: dict[str, int] = field(default_factory=lambda: dict(_COST))

    @classmethod
    def seal(cls, key: bytes, password: str) -> Wrapped:
        """Wrap `key` under `password`."""
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        sealed = AESGCM(_stretch(password, salt, _COST)).encrypt(nonce, key, None)
        return cls(_text(salt), _text(nonce), _text(sealed))

    def open(self, password: str) -> bytes | None:
        """The data key, or None where the password is wrong; Damaged where the wrapping itself is damaged."""
        if texts.broken(password):  # typed in another encoding: no password has such characters
            return None
        try:
            if not all(0 < self.cost[name] <= most for name, most in _DEAREST.items()):
                raise _damaged()
            stretched = _stretch(password, _raw(self.salt), self.cost)
            return AESGCM(stretched).decrypt(_raw(self.nonce), _raw(self.sealed), None)
        except InvalidTag:
            return None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise _damaged() from None


def _damaged() -> Damaged:
    return Damaged(f"钥匙文件 {FILE} 已损坏，数据打不开，但没有丢失。请从任何一个备份里取回 keys.json。")


def _stretch(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    iterations, lanes, memory = cost["iterations"], cost["lanes"], cost["memory_cost"]
    stretch = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory)
    return stretch.derive(password.encode("utf-8"))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.b64decode(text)


def new_code() -> str:
    """A recovery code of 25 letters and digits (125 bits) without look-alikes, in groups of five."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(25))
    return "-".join(letters[at : at + 5] for at in range(0, 25, 5))


def plain_code(code: str) -> str:
    """A recovery code as it is wrapped: capitals without dashes or blanks, however it was typed."""
    return "".join(letter for letter in code.upper() if letter in _CODE_LETTERS)


@dataclass
class KeyRing:
    """The content of keys.json."""

    operators: dict[str, Wrapped] = field(default_factory=dict)
    recovery: Wrapped | None = None

    @classmethod
    def read(cls, folder: Path) -> KeyRing:
        """The key ring of a data folder; Damaged where it is missing or cannot be read."""
        try:
            raw: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
            operators = {name: Wrapped(**wrapped) for name, wrapped in raw["operators"].items()}
            recovery = Wrapped(**raw["recovery"]) if raw.get("recovery") else None
        except FileNotFoundError:
            raise Damaged(
                f"数据文件夹里没有钥匙文件 {FILE}，数据打不开，但没有丢失。"
                "请把原来电脑上同一文件夹里的 keys.json 一起拷来，或从备份恢复。"
            ) from None
        except OSError as error:
            raise disk.explain(error, folder / FILE, _CALLED) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise _damaged() from None
        return cls(operators, recovery)

    def write(self, folder: Path) -> None:
        """Write keys.json in one piece: the old one stays until the new one is on disk."""
        content = {
            "version": 1,
            "operators": {name: vars(wrapped) for name, wrapped in self.operators.items()},
            "recovery": vars(self.recovery) if self.recovery else None,
        }
        disk.write_whole(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"), _CALLED)

    def unlock(self, operator: str, password: str) -> bytes:
        """The data key for an operator; Refused in words where name or password is wrong."""
        wrapped = self.operators.get(operator)
        if wrapped is None:
            raise Refused(f"没有名为“{operator}”的操作员。请核对姓名。")
        key = wrapped.open(password)
        if key is None:
            raise Refused("密码不对，请再试一次（注意大小写和输入法）。忘记密码可用恢复码重设。")
        return key

    def unlock_by_code(self, code: str) -> bytes:
        """The data key by the recovery code; Refused where it is wrong."""
        key = self.recovery.open(plain_code(code)) if self.recovery else None
        if key is None:
            raise Refused("恢复码不对。请照打印的恢复码逐字输入，短横可以不输。")
        return key

    def admit(self, operator: str, key: bytes, password: str) -> None:
        """Let an operator open the data with a new password."""
        if texts.broken(password):
            raise Refused("密码里有残缺的字符，以后会输不进去。请换一个密码。")
        if len(password) < SHORTEST_PASSWORD:
            raise Refused(f"密码太短，至少要 {SHORTEST_PASSWORD} 位。")
        self.operators[operator] = Wrapped.seal(key, password)
