"""The notice after a file was written, with the button that shows its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from unionapp import paths

from ui.kit import messages


def written(parent: QWidget | None, path: Path, text: str) -> None:
    """Say that a file was written, and offer to open its folder."""
    messages.toast(parent, text, "打开所在文件夹", lambda: open_folder(parent, path.parent))


def open_folder(parent: QWidget | None, folder: Path) -> None:
    """Show a folder in the system's file manager; where there is none, say where the folder is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        messages.tell(parent, f"文件在这个文件夹里：{paths.shown(folder)}")
