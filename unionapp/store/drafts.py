"""What is typed and not saved, kept beside the data so that a power cut takes none of it.

Each operator has one file of her own, sealed under the data key and written whole or not at all; no step, no copy and
no export knows of it. It goes with its last draft.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.store import disk, sealed

Said = Mapping[str, object]
"""What stands in each input, as JSON has it."""
_PURPOSE = "drafts"
_NAMED = "drafts-"
"""How the files begin; what follows tells nobody without the key whose they are."""


@dataclass(frozen=True)
class Unsaved:
    """What was typed in one place and not saved."""

    id: str
    place: str
    """Where it was typed; the same place opened again offers it."""
    called: str
    """What it is to the clerk: 会员“张三”."""
    page: str
    """The key of the page that was in front."""
    at: datetime
    step: int
    """The last step of the log when the typing began: what was done later may have changed the record."""
    said: Said


def read(folder: Path, key: bytes, operator: str) -> list[Unsaved]:
    """What this operator left, oldest first; nothing where nothing can be read."""
    return _read(_file(folder, key, operator), key)[1]


def write(folder: Path, key: bytes, operator: str, drafts: Sequence[Unsaved]) -> None:
    """Keep these in the place of the former ones; Trouble where the disk does not take them."""
    path = _file(folder, key, operator)
    if not drafts:
        with disk.in_words(path, "草稿"):
            path.unlink(missing_ok=True)
        return
    said = [asdict(each) | {"at": each.at.isoformat(timespec="seconds")} for each in drafts]
    content = json.dumps({"operator": operator, "drafts": said}, ensure_ascii=False)
    disk.write_whole(path, sealed.seal(key, _PURPOSE, content.encode("utf-8")), "草稿")


def renew(folder: Path, old: bytes, new: bytes) -> None:
    """Seal the drafts of everybody under another data key; what cannot be written is lost."""
    for path in _files(folder):
        operator, found = _read(path, old)
        if operator:
            with suppress(Trouble, OSError):
                write(folder, new, operator, found)
                path.unlink(missing_ok=True)


def forget(folder: Path, key: bytes, words: Iterable[str]) -> None:
    """Remove everybody's drafts that hold one of these words, such as the name of a person who is forgotten."""
    sought = [word for word in words if word]
    for path in _files(folder):
        operator, found = _read(path, key)
        kept = [each for each in found if not any(word in _all_of(each) for word in sought)]
        if operator and len(kept) < len(found):
            write(folder, key, operator, kept)


def _all_of(draft: Unsaved) -> str:
    return draft.called + json.dumps(draft.said, ensure_ascii=False)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_NAMED}*"))


def _file(folder: Path, key: bytes, operator: str) -> Path:
    mark = hashlib.blake2b(operator.encode("utf-8"), key=key, digest_size=8).hexdigest()
    return folder / f"{_NAMED}{mark}"


def _read(path: Path, key: bytes) -> tuple[str, list[Unsaved]]:
    """Whose drafts a file holds, and which; nobody's where it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        raw = json.loads(sealed.opened(key, _PURPOSE, path.read_bytes()) or b"")
        found = [Unsaved(**each | {"at": datetime.fromisoformat(each["at"])}) for each in raw["drafts"]]
        return str(raw["operator"]), found
    return "", []
