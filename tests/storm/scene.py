"""What every scene of the storm has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


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
