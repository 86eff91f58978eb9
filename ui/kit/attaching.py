"""Files and photos of a record: choose, drop or paste, look at, save elsewhere, take away; and a strip of many photos.

Taking away lets go of a file only in the record: its content stays in the data folder, so that undo brings it back.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from unionapp.errors import Refused, Trouble
from unionapp.records import fields
from unionapp.store.files import name_of

from ui import tasks
from ui.exchange.incoming import ANY_FILE, PICTURES, Incoming, arriving, from_disk
from ui.kit import copies, messages, style
from ui.kit.flow import FlowLayout
from ui.session import Session

_LOST = "读不出来"
_THUMB_WIDE, _THUMB_HIGH = 6, 8
"""Sides of a thumbnail in characters, so that it grows with the text."""


class AttachmentEdit(QWidget):
    """One file: its name, and buttons for all that is done with it."""

    edited = Signal()
    patterns = ANY_FILE
    nothing = "（没有文件）"
    hint = "可以把文件拖到这里"

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.title = title
        self.stored = ""
        self.name = NameLabel()
        self.choose = self._button("选择文件…", self._choose)
        self.open = self._button("打开", lambda: copies.open_kept(self, session.store.files, self.stored))
        self.save = self._button("另存为…", lambda: copies.save_kept(self, session.store.files, self.stored))
        self.away = self._button("去掉", self._take_away)
        self.setAcceptDrops(True)
        self._lay_out()
        self.setFocusProxy(self.choose)
        self.show_stored("")

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{self.title}：{text}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack(column)

    def _stack(self, column: QVBoxLayout) -> None:
        """The name, the buttons and the hint one below the other."""
        hint = QLabel(self.hint)
        hint.setProperty("role", "faint")
        hint.setWordWrap(True)
        row = FlowLayout()
        for button in (self.choose, self.open, self.save, self.away):
            row.addWidget(button)
        column.addWidget(self.name)
        column.addLayout(row)
        column.addWidget(hint)

    def show_stored(self, stored: str) -> None:
        """Show a kept file; tells nobody."""
        self.stored = stored
        self.name.show_name(name_of(stored) or self.nothing)
        self.name.setAccessibleName(f"{self.title}：{name_of(stored) or self.nothing}")
        for button in (self.open, self.save, self.away):
            button.setEnabled(bool(stored))

    def take(self, found: Incoming) -> None:
        """Keep a file in the data folder, off the GUI thread; what is refused is said in words."""
        tasks.run(self, "放入文件", lambda progress: self.keep(found), self._kept)

    def keep(self, found: Incoming) -> str:
        """What the record stores for a file; a picture from the clipboard is kept as one."""
        files = self.session.store.files
        if isinstance(found.source, bytes):
            return files.keep_picture(found.source, found.name)
        return files.keep_from(found.source)

    def paste(self) -> None:
        """Take what lies in the clipboard."""
        found = arriving(QGuiApplication.clipboard().mimeData())
        if found:
            self.take(found[0])
        else:
            messages.toast(self, "剪贴板里没有图片或文件。请先复制，再按 Ctrl+V")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes, whichever button has the focus."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        if arriving(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of what was dropped."""
        event.acceptProposedAction()
        self.take(arriving(event.mimeData())[0])

    def _choose(self) -> None:
        path = messages.choose_file(self, f"选择{self.title}", self.patterns)
        if path is not None:
            self.take(from_disk(path))

    def _kept(self, stored: str) -> None:
        self.show_stored(stored)
        self.edited.emit()

    def _take_away(self) -> None:
        self.show_stored("")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class PhotoEdit(AttachmentEdit):
    """One picture with its thumbnail."""

    patterns = PICTURES
    nothing = "（没有照片）"
    hint = "可以把照片拖到这里，或按 Ctrl+V 粘贴"

    def _lay_out(self) -> None:
        self.thumb = Thumbnail(self.session, self.title)
        column = QVBoxLayout()
        self._stack(column)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_stored(self, stored: str) -> None:
        """Show a kept picture; tells nobody."""
        super().show_stored(stored)
        self.thumb.show_stored(stored)

    def keep(self, found: Incoming) -> str:
        """The picture, upright and no larger than a print needs."""
        return self.session.store.files.keep_picture(found.source, found.name)


class NameLabel(QLabel):
    """The name of a file; of one too long for its place the beginning and the end are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_name(self, name: str) -> None:
        """Show a name, the whole of it as a tip."""
        self._name = name
        self.setToolTip(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = max(self.width(), style.letters(self, 8))
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, wide))


class Thumbnail(QLabel):
    """A kept picture in small, an empty frame where there is none, words where its file cannot be read."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.title = title
        self.setObjectName("thumb")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(style.letters(self, _THUMB_WIDE), style.letters(self, _THUMB_HIGH))

    def show_stored(self, stored: str) -> None:
        """Show a kept picture."""
        words, tip = self.title, ""
        self.setPixmap(QPixmap())
        if stored:
            try:
                self.setPixmap(shrunk(self.session.store.files.thumbnail(stored), self.size(), self.devicePixelRatio()))
                words = ""
            except (Trouble, Refused) as error:
                words, tip = f"{self.title}\n{_LOST}", str(error)
        if words:
            self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(f"{self.title}的缩略图：{tip or name_of(stored) or '没有'}")


def shrunk(content: bytes, size: QSize, ratio: float) -> QPixmap:
    """A picture that fits a space, sharp on fine screens too."""
    image = QPixmap()
    image.loadFromData(content)
    smooth = Qt.TransformationMode.SmoothTransformation
    fitted = image.scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    fitted.setDevicePixelRatio(ratio)
    return fitted


def shown_file(session: Session, field: fields.Attachment, stored: str) -> QWidget:
    """A kept file in a record that is read: the thumbnail of a photo, and links to open it and to save it elsewhere."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    if isinstance(field, fields.Photo):
        thumb = Thumbnail(session, field.label)
        thumb.show_stored(stored)
        column.addWidget(thumb)
    name = escape(name_of(stored))
    links = QLabel(f'<a href="open">{name}</a>　<a href="save">另存为…</a>')
    links.setWordWrap(True)
    links.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    links.setAccessibleName(f"{field.label}：{name_of(stored)}，打开或另存为")
    doors = {"open": copies.open_kept, "save": copies.save_kept}
    links.linkActivated.connect(lambda word: doors[word](whole, session.store.files, stored))
    column.addWidget(links)
    return whole
