"""Where the program finds its own files and where it keeps the union's records."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

from platformdirs import user_data_path

DEMO_FOLDER = "demo"
"""Where the demonstration lies, inside the data folder that stays untouched by it."""

PROGRAM_LOG = "program.log"
"""The file in the data folder that holds the program's own faults."""


def resources() -> Path:
    """The folder of fonts, icons, code tables and help, from the source tree or a PyInstaller folder."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def figures() -> tuple[Path, ...]:
    """The folders that may hold files of legal figures (`records/figures.py`), that of the program first."""
    return (resources() / "figures",)


def default_data_folder() -> Path:
    """The folder of the user's records when none is named on the command line."""
    return user_data_path("township-union", appauthor=False)


def shown(path: Path | str) -> str:
    """A path or file name as it can be shown, stored and printed.

    A name from an archive packed on a Chinese Windows may hold bytes of GB 18030 that are no UTF-8; Python keeps them
    as lone surrogates (PEP 383), which neither the data file nor a terminal takes. Controls, which would break a line
    of the log, move the cursor or turn the order of letters, are shown as U+FFFD.
    """
    return os.sep.join(map(_readable, str(path).split(os.sep)))


def _readable(name: str) -> str:
    if name.isprintable():
        return name
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        with contextlib.suppress(UnicodeError):
            name = name.encode("utf-8", "surrogateescape").decode("gb18030")
    return _UNSHOWN.sub("\ufffd", name)


_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
"""Names that are devices on Windows, whatever suffix follows."""
LONGEST_STEM, _LONGEST_SUFFIX = 70, 20


def offered(name: str) -> str:
    """A name as every system takes it for a file: without its forbidden characters, no device, not too long."""
    plain = _FORBIDDEN.sub("_", shown(name.replace(os.sep, "_"))).strip(" .") or "_"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = plain, ""
    cut = stem[:LONGEST_STEM].rstrip(" .") + (f".{suffix}" if suffix else "")
    return f"_{cut}" if _RESERVED.match(cut) else cut


_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_NAME, _LONGEST = 255, 4095
"""Greatest lengths of a file's name and of a path in bytes."""


def too_long(path: Path | str) -> bool:
    """Whether no file can have that path because a name in it, or the whole, is too long."""
    names = os.fsencode(path).split(os.fsencode(os.sep))
    return sum(map(len, names)) + len(names) > _LONGEST or max(map(len, names)) > _LONGEST_NAME
