"""Who may open the file: one random data key, wrapped once per operator and once by a recovery code.

Each wrapping is AES-256-GCM under a key drawn from the password by Argon2id (RFC 9106, second recommended set:
64 MiB, 3 passes, 4 lanes). What is wrapped is the private key of a pair (`key_pairs`), to which the data key is sealed,
so that it can be renewed without the passwords; earlier programs wrapped the data key itself. keys.json holds no secret
that opens the data without a password or the code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from unionapp.errors import Damaged, Refused
from unionapp.records import texts
from unionapp.store import disk, key_pairs

FILE = "keys.json"
_CALLED = "数据文件夹里的钥匙文件"
_COST = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
_DEAREST = {name: 10 * usual for name, usual in _COST.items()}
_MOST_WORK = 10 * _COST["iterations"] * _COST["memory_cost"]
"""Ten times our own cost: larger figures in keys.json are damage, and would stop the machine."""
_NONCE = 12
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class WrongSecret(Refused):
    """A wrong name, password or recovery code."""


@dataclass(frozen=True)
class Wrapped:
    """The data key under one password: wrapped itself, or sealed to a pair whose private key is wrapped."""

    salt: str
    nonce: str
    sealed: str
    cost: dict[str, int] = field(default_factory=lambda: dict(_COST))
    public: str = ""
    """The public key of the pair; empty where an earlier program wrapped the data key itself."""
    box: str = ""
    """The data key sealed to the pair."""
    proof: str = ""
    """Shows that the public key was put down by somebody who had the data key."""

    @classmethod
    def seal(cls, key: bytes, password: str) -> Wrapped:
        """A pair whose private key lies under `password`, with the data key sealed to it."""
        salt, nonce, private = secrets.token_bytes(16), secrets.token_bytes(12), key_pairs.new_private()
        sealed = AESGCM(_stretch(password, salt, _COST)).encrypt(nonce, private, None)
        wrapped = cls(_text(salt), _text(nonce), _text(sealed), public=_text(key_pairs.public_of(private)))
        return wrapped._of(key)

    def renewed(self, old: bytes, new: bytes) -> Wrapped | None:
        """The same password with another data key; None where there is no pair that this program put down."""
        try:
            genuine = hmac.compare_digest(_raw(self.proof), key_pairs.proof(_raw(self.public), old))
        except (ValueError, TypeError):
            return None
        return self._of(new) if self.public and genuine else None

    def _of(self, key: bytes) -> Wrapped:
        public = _raw(self.public)
        return replace(self, box=_text(key_pairs.seal(key, public)), proof=_text(key_pairs.proof(public, key)))

    def open(self, password: str) -> bytes | None:
        """The data key, or None where the password is wrong; Damaged where the wrapping itself is damaged."""
        if texts.broken(password):  # typed in another encoding: no password has such characters
            return None
        try:
            if not _bearable(self.cost):
                raise _damaged()
            stretched = _stretch(password, _raw(self.salt), self.cost)
            found = AESGCM(stretched).decrypt(_raw(self.nonce), _raw(self.sealed), None)
        except InvalidTag:
            return None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise _damaged() from None
        try:
            return key_pairs.opened(_raw(self.box), found) if self.public else found
        except InvalidTag:
            raise _damaged() from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise _damaged() from None


def _bearable(cost: dict[str, int]) -> bool:
    """Whether a key may be drawn at this cost."""
    within = all(0 < cost[name] <= most for name, most in _DEAREST.items())
    return within and cost["iterations"] * cost["memory_cost"] <= _MOST_WORK


def _damaged() -> Damaged:
    return Damaged(f"钥匙文件 {FILE} 已损坏，数据打不开，但没有丢失。请从任何一个备份里取回 keys.json。")


def _stretch(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    iterations, lanes, memory = cost["iterations"], cost["lanes"], cost["memory_cost"]
    stretch = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory)
    return stretch.derive(password.encode("utf-8"))


def _log_cipher(key: bytes) -> AESGCM:
    return AESGCM(hashlib.sha256(b"log" + key).digest())


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


_OWN = ("version", "operators", "recovery", "events", "log", "head", "series", "code_made")
_SERIES = re.compile(r"[0-9a-f]{8}")


@dataclass
class KeyRing:
    """The content of keys.json."""

    operators: dict[str, Wrapped] = field(default_factory=dict)
    recovery: Wrapped | None = None
    events: list[str] = field(default_factory=list)
    """What happened while the log was closed (`pending`), until the next opening takes it over."""
    log: str = ""
    """The key of the log's chain (`log_chain`), sealed under the data key; empty where the log is not chained yet."""
    head: tuple[int, str] | None = None
    """The last step of the log and its code when the data were closed last."""
    series: str = ""
    """Tells the attachments under this data key from those under former ones, where copies share them."""
    code_made: str = ""
    """The day on which the recovery code was made; empty where an earlier program made it."""
    rest: dict[str, Any] = field(default_factory=dict)
    """Whatever else stands there: it is written back as it was."""

    @classmethod
    def read(cls, folder: Path) -> KeyRing:
        """The key ring of a data folder; Damaged where it is missing or cannot be read."""
        try:
            raw: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
            operators = {name: Wrapped(**wrapped) for name, wrapped in raw["operators"].items()}
            recovery = Wrapped(**raw["recovery"]) if raw.get("recovery") else None
            events = [str(line) for line in raw.get("events", ())]
            log, head = str(raw.get("log") or ""), raw.get("head")
            series, code_made = str(raw.get("series") or ""), str(raw.get("code_made") or "")
            rest = {name: value for name, value in raw.items() if name not in _OWN}
        except FileNotFoundError:
            raise Damaged(
                f"数据文件夹里没有钥匙文件 {FILE}，数据打不开，但没有丢失。"
                "请把原来电脑上同一文件夹里的 keys.json 一起拷来，或从备份恢复。"
            ) from None
        except OSError as error:
            raise disk.explain(error, folder / FILE, _CALLED) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise _damaged() from None
        known = (int(head[0]), str(head[1])) if isinstance(head, list) and len(head) == 2 else None
        return cls(
            operators, recovery, events, log, known, series if _SERIES.fullmatch(series) else "", code_made, rest
        )

    def write(self, folder: Path) -> None:
        """Write keys.json in one piece: the old one stays until the new one is on disk."""
        content = {
            **self.rest,
            "version": 2,
            "operators": {name: vars(wrapped) for name, wrapped in self.operators.items()},
            "recovery": vars(self.recovery) if self.recovery else None,
            **({"events": self.events} if self.events else {}),
            **({"log": self.log} if self.log else {}),
            **({"head": list(self.head)} if self.head else {}),
            **({"series": self.series} if self.series else {}),
            **({"code_made": self.code_made} if self.code_made else {}),
        }
        disk.write_whole(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"), _CALLED)

    def unlock(self, operator: str, password: str) -> bytes:
        """The data key for an operator; Refused in words where name or password is wrong."""
        wrapped = self.operators.get(operator)
        if wrapped is None:
            raise WrongSecret(f"没有名为“{operator}”的操作员。请核对姓名。")
        key = wrapped.open(password)
        if key is None:
            raise WrongSecret("密码不对，请再试一次（注意大小写和输入法）。忘记密码可用恢复码重设。")
        return key

    def unlock_by_code(self, code: str) -> bytes:
        """The data key by the recovery code; Refused where it is wrong."""
        key = self.recovery.open(plain_code(code)) if self.recovery else None
        if key is None:
            raise WrongSecret("恢复码不对。请照打印的恢复码逐字输入，短横可以不输。")
        return key

    def admit(self, operator: str, key: bytes, password: str) -> None:
        """Let an operator open the data with a new password."""
        if texts.broken(password):
            raise Refused("密码里有残缺的字符，以后会输不进去。请换一个密码。")
        self.operators[operator] = Wrapped.seal(key, password)

    def log_key(self, key: bytes) -> bytes:
        """The key of the log's chain; empty where there is none, or it was sealed under another data key."""
        raw = _raw(self.log) if self.log else b""
        with suppress(InvalidTag, ValueError):
            return _log_cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], None)
        return b""

    def seal_log_key(self, key: bytes, log_key: bytes) -> None:
        """Keep the key of the log's chain under this data key."""
        nonce = secrets.token_bytes(_NONCE)
        self.log = _text(nonce + _log_cipher(key).encrypt(nonce, log_key, None))

    def new_code(self, key: bytes) -> str:
        """A fresh recovery code that opens in place of the former one; it is kept nowhere."""
        code = new_code()
        self.recovery = Wrapped.seal(key, plain_code(code))
        self.code_made = date.today().isoformat()
        return code
