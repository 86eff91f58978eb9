"""The one way to write a zip file: its members bear a date of our own.

A zip can hold no date before 1980 or after 2107 and Python refuses to write one. So neither the clock of the computer
nor the date of a file may have a say: a dead battery on the mainboard would otherwise end every backup.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every member; Excel writes the same into its own files."""
_READABLE = 0o644 << 16
_CHUNK = 1024 * 1024


class Pack:
    """A zip file being written."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped

    def add(self, name: str, content: bytes) -> None:
        """Add a member of that content."""
        self._zipped.writestr(self._member(name), content)

    def add_file(self, name: str, path: Path) -> None:
        """Add a file of any size as a member."""
        member = self._member(name)
        member.file_size = path.stat().st_size
        with path.open("rb") as source, self._zipped.open(member, "w") as target:
            shutil.copyfileobj(source, target, _CHUNK)

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = zipfile.ZipInfo(name, _DAY)
        member.compress_type, member.external_attr = self._zipped.compression, _READABLE
        return member


@contextmanager
def new_pack(out: Path | BinaryIO, small: bool) -> Iterator[Pack]:
    """A zip file to be filled; with `small` its members are compressed."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED) as zipped:
        yield Pack(zipped)
