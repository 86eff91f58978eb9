"""How large a demonstration may be, apart from what makes it, so that the command line knows the names at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How large a demonstration is."""

    unions: int
    members: int


SIZES = {"small": Size(8, 200), "township": Size(60, 5_000), "county": Size(800, 100_000)}
