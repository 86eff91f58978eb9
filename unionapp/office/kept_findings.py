"""What the last inspection found, kept beside the data until the next, so that it is there after a restart.

Findings name persons, so the file is sealed under the data key; who may read a register only sees what concerns it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from unionapp.errors import Problem
from unionapp.office.inspection import Finding
from unionapp.records import reading
from unionapp.store import disk, sealed
from unionapp.store.store import Store

FILE = "findings.sealed"
_PURPOSE = "findings"


@dataclass(frozen=True)
class KeptFindings:
    """The findings of one inspection."""

    at: datetime
    step: int
    """The last step of the log then: what was done later may have mended or added something."""
    found: Sequence[Finding]


def keep(store: Store, kept: KeptFindings) -> None:
    """Keep them in the place of the former ones; nothing where nothing can be written."""
    if store.read_only:
        return
    found = [asdict(each) for each in kept.found]
    content = json.dumps({"at": kept.at.isoformat(timespec="seconds"), "step": kept.step, "found": found})
    disk.write_whole(store.folder / FILE, sealed.seal(store.key, _PURPOSE, content.encode("utf-8")), "检查结果")


def last(store: Store) -> KeptFindings | None:
    """The findings kept last, as far as the operator at work may read them; None where none were, or of other data."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        content = sealed.opened(store.key, _PURPOSE, (store.folder / FILE).read_bytes())
        raw = json.loads(content or b"")
        found = [Finding(Problem(**each.pop("problem")), **each) for each in raw["found"]]
        readable = {kind.key for kind in store.kinds if reading.may_read(kind)}
        shown = [each for each in found if not each.kind or each.kind in readable]
        return KeptFindings(datetime.fromisoformat(raw["at"]), int(raw["step"]), shown)
    return None
