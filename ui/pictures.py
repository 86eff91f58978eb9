"""Files and photos of a record: choose, look at, keep in the data folder, save elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Refused, Trouble

from ui import messages
from ui.session import Session

_LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is kept."""
_LONGEST_SIDE = 1200
"""Pixels: a larger picture is kept smaller, which is sharp enough for print at 10 cm."""
_THUMB = QSize(90, 120)
_PICTURES = "图片 (*.jpg *.jpeg *.png *.bmp *.webp)"


class AttachmentEdit(QWidget):
    """One file: its name, and buttons to choose, save elsewhere and take away."""

    edited = Signal()
    patterns = "所有文件 (*)"

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.stored = ""
        self.name = QLabel("（没有文件）")
        self.choose = QPushButton("选择…")
        self.away = QPushButton("去掉")
        self.save = QPushButton("另存…")
        for button in (self.choose, self.save, self.away):
            button.setAccessibleName(f"{title}：{button.text()}")
            button.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.away.clicked.connect(self._take_away)
        self.save.clicked.connect(self._save)
        self._lay_out()
        self.setFocusProxy(self.choose)
        self.show_stored("")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        for button in (self.choose, self.save, self.away):
            row.addWidget(button)

    def show_stored(self, stored: str) -> None:
        """Show a kept file."""
        self.stored = stored
        self.name.setText(stored.partition("/")[2] or "（没有文件）")
        self.away.setEnabled(bool(stored))
        self.save.setEnabled(bool(stored))

    def take(self, path: Path) -> None:
        """Keep a file in the data folder; Refused where it is too large or cannot be read."""
        self.show_stored(self.session.store.files.keep(self.content(path), path.name))
        self.edited.emit()

    def content(self, path: Path) -> bytes:
        """What is kept of a file."""
        return _read(path)

    def _choose(self) -> None:
        path = messages.choose_file(self, "选择文件", self.patterns)
        if path is None:
            return
        try:
            self.take(path)
        except (Refused, Trouble) as error:
            messages.report(self, error)

    def _take_away(self) -> None:
        self.show_stored("")
        self.edited.emit()

    def _save(self) -> None:
        path = messages.save_file(self, "另存为", self.stored.partition("/")[2], self.patterns)
        if path is None:
            return
        try:
            path.write_bytes(self.session.store.files.read(self.stored))
        except Trouble as error:
            messages.report(self, error)
        except OSError as error:
            messages.report(self, Trouble(f"文件没有存成：{error.strerror}。记录没有改动，请换一个位置再存。"))


class PhotoEdit(AttachmentEdit):
    """One picture with its thumbnail."""

    patterns = _PICTURES

    def _lay_out(self) -> None:
        self.thumb = QLabel()
        self.thumb.setFixedSize(_THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.thumb.setObjectName("thumb")
        column = QVBoxLayout()
        column.addWidget(self.name)
        buttons = QHBoxLayout()
        for button in (self.choose, self.save, self.away):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.thumb)
        row.addLayout(column, 1)

    def show_stored(self, stored: str) -> None:
        """Show a kept picture."""
        super().show_stored(stored)
        self.name.setText(self.name.text() if stored else "（没有照片）")
        self.thumb.setPixmap(thumbnail(self.session, stored, _THUMB) if stored else QPixmap())
        self.thumb.setVisible(bool(stored))

    def content(self, path: Path) -> bytes:
        """The picture, upright and not larger than a print needs."""
        return upright(_read(path))


def thumbnail(session: Session, stored: str, size: QSize) -> QPixmap:
    """A kept picture in small; empty where the file is missing or is no picture."""
    try:
        image = _image(session.store.files.read(stored))
    except (Trouble, Refused):
        return QPixmap()
    smooth = Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))


def upright(content: bytes) -> bytes:
    """A picture turned as the camera was held, at most 1200 pixels long, as JPEG; Refused where it is none."""
    image = _image(content)
    if max(image.width(), image.height()) > _LONGEST_SIDE:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_LONGEST_SIDE, _LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "JPG", 90)  # type: ignore[call-overload]
    return bytes(kept.data())


def _image(content: bytes) -> QImage:
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > 2 * _LONGEST_SIDE:
        ask = QSize(_LONGEST_SIDE, _LONGEST_SIDE)
        reader.setScaledSize(size.scaled(ask, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Refused("这个文件不是能认出的图片。请选 JPG 或 PNG 格式的照片。")
    return image


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise Refused(f"文件“{path.name}”有 {size // 1024 // 1024} MB，超过 20 MB，没有保存。请压缩后再选。")
        return path.read_bytes()
    except OSError as error:
        raise Trouble(f"文件“{path.name}”读不出来：{error.strerror}。记录没有改动，请检查文件后再选。") from error
