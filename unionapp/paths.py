"""Where the program finds its own files and where it keeps the union's records."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from platformdirs import user_data_path

DEMO_FOLDER = "demo"
"""Where the demonstration lies, inside the data folder that stays untouched by it."""


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
    as lone surrogates (PEP 383), which neither the data file nor a terminal takes.
    """
    return os.sep.join(map(_readable, str(path).split(os.sep)))


def _readable(name: str) -> str:
    if not any("\ud800" <= letter <= "\udfff" for letter in name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", name)
