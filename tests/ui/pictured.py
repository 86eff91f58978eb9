"""Pictures for tests of the window, and what a clerk does with them: drag, drop, copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget


def painted(wide: int = 300, high: int = 400, colour: str = "teal") -> QImage:
    """A picture of one colour."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def picture(folder: Path, name: str = "照片.png", colour: str = "teal", wide: int = 300, high: int = 400) -> Path:
    """A picture on the disk."""
    path = folder / name
    assert painted(wide, high, colour).save(str(path))
    return path


def with_files(paths: Sequence[Path]) -> QMimeData:
    """What the file manager puts into a drag or the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drag something over a widget and let it go there; whether it was welcome."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    entering.ignore()
    widget.dragEnterEvent(entering)
    if entering.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    return entering.isAccepted()
