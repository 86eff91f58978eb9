"""What a copy of the data says of itself: when it was made, what it holds, and its last change."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionapp.store.files import FOLDER

NAME = "about.json"
_FORM = 2
_SHARE = re.compile(rf"{FOLDER}(-[0-9a-f]{{8}})?")
_TABLES = "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


@dataclass(frozen=True)
class About:
    """The particulars of one copy, as its file `about.json` holds them."""

    made: str = ""
    """By the clock of that day."""
    attachments: bool = False
    """Whether the attached files belong to it, inside it or beside it."""
    step: list[Any] | None = None
    """Number and time of the last step that is no note, as in `last_change`."""
    schema: str = ""
    """The newest script of its data file."""
    head: tuple[int, str] | None = None
    """The last step of its log and the code of that step, where the log is chained (`log_chain`)."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows each table has, by `alias`."""
    beside: tuple[str, ...] | None = None
    """The digests of its attachments where they lie beside it, shared with other copies; None: they lie inside."""
    shared: str = FOLDER
    """The folder beside it in which they lie; another one for every data key (`share`)."""
    count: int = 0
    """How many attachments it holds."""
    unsound: int = 0
    """How many of them could not be read when it was made: they were damaged in the data already."""

    def plain(self) -> bytes:
        """What is written into the copy."""
        return json.dumps({"version": _FORM, **asdict(self)}, ensure_ascii=False).encode("utf-8")


def parsed(content: bytes) -> About:
    """The particulars that `plain` wrote, or an earlier program; ValueError or TypeError where they are neither."""
    raw = json.loads(content)
    if not isinstance(raw, dict):
        raise TypeError(type(raw))
    known = {name: value for name, value in raw.items() if name in About.__dataclass_fields__}
    if known.get("beside") is not None:
        known["beside"] = tuple(map(str, known["beside"]))
    if known.get("head") is not None:
        number, code = known["head"]
        known["head"] = (int(number), str(code))
    if not _SHARE.fullmatch(str(known.get("shared", FOLDER))):
        raise ValueError(NAME)
    known["rows"] = {str(table): int(count) for table, count in dict(known.get("rows") or {}).items()}
    return About(**known)


def share(series: str) -> str:
    """The folder in which copies that lie together hold their attachments, by the series of their keys."""
    return f"{FOLDER}-{series}" if series else FOLDER


def shares(place: Path) -> list[Path]:
    """All such folders beside the copies in a place."""
    return [path for path in place.glob(f"{FOLDER}*") if _SHARE.fullmatch(path.name)]


def read(path: Path) -> About | None:
    """What a copy says of itself; None where it cannot be read. A file that has not changed is read once."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(256)
def _read(path: Path, _changed: int, _size: int) -> About | None:
    try:
        with zipfile.ZipFile(path) as pack:
            return parsed(pack.read(NAME))
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError, RuntimeError):
        return None


def last_change(data: dbapi2.Connection) -> list[Any] | None:
    """The number and time of the last step of an open data file that is no note; None in an empty one.

    Both are in the log, so that no clock can make a copy look newer than it is, nor another file's copy look like one.
    """
    row = data.execute("SELECT id, at FROM step WHERE sort <> 'note' ORDER BY id DESC LIMIT 1").fetchone()
    return [row[0], str(row[1])] if row is not None else None


def counted(data: dbapi2.Connection) -> dict[str, int]:
    """How many rows each table of an open data file has; the search index, which follows from them, is left out."""
    found = data.execute(_TABLES).fetchall()
    virtual = [name for name, sql in found if sql.upper().startswith("CREATE VIRTUAL")]
    names = [name for name, _ in found if not any(name == each or name.startswith(f"{each}_") for each in virtual)]
    return {alias(name): data.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}


def alias(table: str) -> str:
    """What a table is called in a copy's particulars: these lie open, and say nothing of what is kept."""
    return hashlib.sha256(table.encode()).hexdigest()[:12]


def schema(data: dbapi2.Connection) -> str:
    """The newest script that an open data file has gone through."""
    row = data.execute("SELECT max(name) FROM schema_migration").fetchone()
    return str(row[0] or "")
