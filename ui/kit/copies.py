"""Kept files handed out: a private copy that the system's own programs show, or a file of the clerk's choice.

A copy to look at is readable by this user alone, cannot be written, and goes when the program closes, at the latest
when it starts again.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtWidgets import QWidget
from unionapp import paths
from unionapp.errors import Trouble
from unionapp.store import disk
from unionapp.store.files import Files, name_of

from ui.kit import messages

"""Characters of a name without its suffix; Chinese ones take three bytes, and some systems allow 255."""
_NO_VIEWER = "这台电脑上没有能打开“{name}”的程序。文件完好，请点“另存为…”存到别处，装好看图或办公软件后再打开。"


def place() -> Path:
    """Where the copies lie."""
    return user_cache_path("township-union", appauthor=False) / "opened"


def open_kept(parent: QWidget | None, files: Files, stored: str) -> None:
    """Show a kept file in the program that the system has for it."""
    try:
        path = _copy(files.read(stored), name_of(stored))
    except Trouble as error:
        messages.report(parent, error)
        return
    if not messages.open_file(path):
        messages.tell(parent, _NO_VIEWER.format(name=paths.shown(path.name)))


def save_kept(parent: QWidget | None, files: Files, stored: str) -> None:
    """Write a kept file where the clerk wants it."""
    name = paths.offered(name_of(stored))
    path = messages.save_file(parent, "另存为", name, f"{Path(name).suffix[1:] or '文件'} (*{Path(name).suffix})")
    if path is None:
        return
    try:
        disk.write_whole(path, files.read(stored))
    except Trouble as error:
        messages.report(parent, error)
    else:
        messages.toast(parent, f"已另存为“{paths.shown(path.name)}”")


def forget() -> None:
    """Remove all copies; what another program still holds open goes next time."""
    for path in place().rglob("*"):
        path.chmod(stat.S_IRWXU)  # some systems do not remove what may not be written
    shutil.rmtree(place(), ignore_errors=True)


def _copy(content: bytes, name: str) -> Path:
    with disk.in_words(place()):
        place().mkdir(parents=True, exist_ok=True, mode=stat.S_IRWXU)
        path = Path(tempfile.mkdtemp(dir=place())) / paths.offered(name)
        path.write_bytes(content)
        path.chmod(stat.S_IRUSR)
    return path
