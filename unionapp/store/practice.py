"""A practice township: made-up data to try everything in, told from real ones by a file beside them."""

from __future__ import annotations

from pathlib import Path

from unionapp.store import disk

WORD = "练习"
"""What its papers bear across every page, and its window above the pages."""
_MARK = "practice"


def is_practice(folder: Path) -> bool:
    """Whether the data of a folder are there for practice only."""
    return (folder / _MARK).is_file()


def set_apart(folder: Path) -> None:
    """Mark a folder as one of practice, for good."""
    disk.write_whole(folder / _MARK, b"")
