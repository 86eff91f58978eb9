"""Starts the program: the window, or one command of the command line.

The window's code is loaded only when a window is wanted, so that commands start without Qt.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from unionapp import cli

try:
    import resource
except ImportError:  # Windows knows none, and writes no such files
    resource = None  # type: ignore[assignment]


def open_window(folder: Path | None) -> int:
    """Open the window on a data folder, the one used last where none is named."""
    code: int = importlib.import_module("ui.app").run(folder)
    return code


def grab_screens(folder: Path, operator: str, password: str, out: Path) -> Sequence[Path]:
    """Write a picture of each page of the window over a data folder."""
    written: Sequence[Path] = importlib.import_module("ui.window.screens").grab(folder, operator, password, out)
    return written


def main() -> int:
    """Do what the command line asks; returns the exit code. A program without a console talks to nobody."""
    if resource is not None:  # a core file would hold the data key and names in the clear
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(sys.argv[1:], cli.Screen(open_window, grab_screens))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return cli.DONE


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
