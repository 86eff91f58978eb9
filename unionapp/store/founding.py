"""Whether a folder holds data, and what a founding that broke off left in it."""

from __future__ import annotations

from pathlib import Path

from unionapp.store import connection, disk, keys, restoring

MARK = ".founding"
"""Lies in a data folder while it is made."""


def exists(folder: Path) -> bool:
    """Whether a folder holds data already, be it in the midst of a restore that the next opening finishes.

    What a founding that broke off has left is none: the key is written last, and a data file without it, beside the
    mark of a founding, can be opened by nobody. Raises Trouble where the folder may not be looked into.
    """
    with disk.in_words(folder / keys.FILE, disk.folder_called(folder)):
        if (folder / keys.FILE).exists() or (folder / restoring.JOURNAL).exists():
            return True
        return (folder / connection.FILE).exists() and not (folder / MARK).exists()


def clear(folder: Path) -> None:
    """Remove what a founding wrote, its mark last."""
    for part in (keys.FILE, *connection.PARTS, MARK):
        (folder / part).unlink(missing_ok=True)
