"""What happened to a data folder while its log was closed, kept until the next opening that writes takes it over.

What changes keys is kept in keys.json, what those did who read only in files of their own, since somebody else may be
writing. Each line is sealed under a key drawn from the data key, so that nobody without it writes one.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.store import disk
from unionapp.store import sealed as sealing

_PURPOSE = "pending events"
_LEFT = "notes-"
"""How the files begin that readers leave, one for each note, so that no two programs write one file."""


def sealed(key: bytes, title: str) -> str:
    """A line for the log with the time of now, as keys.json keeps it."""
    return _sealed(key, f"{title}（{datetime.now():%Y-%m-%d %H:%M}）")


def leave(folder: Path, key: bytes, title: str) -> None:
    """Leave a line for the log in a folder that is open for reading only; where nothing can be written it is lost."""
    with suppress(Trouble, OSError):
        disk.write_whole(folder / f"{_LEFT}{secrets.token_hex(8)}", sealed(key, title).encode("ascii"))


def left(folder: Path) -> list[Path]:
    """What readers have left, oldest first."""
    found = [path for path in folder.glob(f"{_LEFT}*") if re.fullmatch(rf"{_LEFT}[0-9a-f]{{16}}", path.name)]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def lines_of(paths: Iterable[Path]) -> list[str]:
    """The sealed lines of what readers have left."""
    return [path.read_text(encoding="ascii", errors="replace") for path in paths]


def resealed(old: bytes, new: bytes, lines: Iterable[str]) -> list[str]:
    """The same lines under another data key."""
    return [_sealed(new, line) for line in opened(old, lines)]


def _sealed(key: bytes, said: str) -> str:
    return base64.b64encode(sealing.seal(key, _PURPOSE, said.encode("utf-8"))).decode("ascii")


def opened(key: bytes, lines: Iterable[str]) -> list[str]:
    """The lines as they are to stand in the log; what was not written with this data key is left out."""
    found = []
    for line in lines:
        with suppress(ValueError, TypeError):
            said = sealing.opened(key, _PURPOSE, base64.b64decode(line))
            found += [said.decode("utf-8")] if said is not None else []
    return found
