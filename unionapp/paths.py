"""Where the program finds its own files and where it keeps the union's records."""

from __future__ import annotations

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


def default_data_folder() -> Path:
    """The folder of the user's records when none is named on the command line."""
    return user_data_path("township-union", appauthor=False)
