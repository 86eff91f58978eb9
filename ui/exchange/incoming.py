"""What is dragged or pasted into the window: files of the disk, or a picture from the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage
from unionapp import paths

PASTED = "粘贴的图片.jpg"
PICTURES = "图片 (*.jpg *.jpeg *.png *.bmp *.gif *.webp *.tif *.tiff);;所有文件 (*)"
ANY_FILE = "所有文件 (*)"


@dataclass(frozen=True)
class Incoming:
    """A file on the disk, or the content of a picture that never was a file."""

    source: Path | bytes
    name: str


def from_disk(path: Path) -> Incoming:
    """A file that the clerk chose."""
    return Incoming(path, paths.shown(path.name))


def arriving(mime: QMimeData) -> list[Incoming]:
    """What lies in a drag or in the clipboard; nothing where it holds neither files nor a picture."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return [from_disk(path) for path in files]
    image = mime.imageData() if mime.hasImage() else None
    return [Incoming(_png(image), PASTED)] if isinstance(image, QImage) and not image.isNull() else []


def _png(image: QImage) -> bytes:
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(packed.data())
