"""What every scene of the storm has in common."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_SHARED = Path("/dev/shm")
MEMORY = _SHARED if _SHARED.is_dir() else None
"""Where Linux keeps files in memory: nothing there waits for a disk."""


@dataclass
class Result:
    """What came of a scene: how often it was tried, where something was not as it must be, and what else was seen."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    remarks: str = ""


@dataclass(frozen=True)
class Scene:
    """One way of harming; `run` takes how often, and the seed of what is left to chance."""

    name: str
    must: str
    count: int
    """How often it is tried in the whole storm."""
    run: Callable[[int, int], Result]


@contextmanager
def passing_place() -> Iterator[Path]:
    """A folder that goes at the end."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as place:
        yield Path(place)
