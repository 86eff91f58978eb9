"""The thumbnails of many photos, made while the clerk goes on; they change places by dragging."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem
from unionapp.errors import Refused, Trouble
from unionapp.store.files import Files, name_of
from unionapp.work import Progress

from ui import tasks
from ui.exchange.incoming import arriving
from ui.kit import style
from ui.kit.attaching import shrunk


class PhotoGrid(QListWidget):
    """The thumbnails; what is dropped from outside and what is dragged within are told apart."""

    arrived = Signal(list)
    moved = Signal(int, int)

    def __init__(self, files: Files, side: int) -> None:
        super().__init__()
        self.photos: tuple[tuple[str, str], ...] = ()
        """What is stored and the caption of each photo shown."""
        self._files = files
        self._icons: dict[str, QIcon] = {}
        self._lost: set[str] = set()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(side, side))
        self.place_size = QSize(side + 24, side + 4 * self.fontMetrics().lineSpacing())
        self.setGridSize(self.place_size)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos may come from outside, and change places."""
        if event.source() is self or arriving(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Everywhere on the grid is good to drop."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move what was dragged within; hand over what came from outside."""
        event.setDropAction(Qt.DropAction.CopyAction)  # a move would make the view remove the row by itself
        event.accept()
        if event.source() is self:
            self.moved.emit(self.currentRow(), self.place_at(event.position().toPoint()))
        else:
            self.arrived.emit(arriving(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow moves the photo, which the strip does, not the cursor."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def place_at(self, point: QPoint) -> int:
        """The place of the photo at a point; the last one where there is none."""
        row = self.indexAt(point).row()
        return row if row >= 0 else self.count() - 1

    def show_photos(self, photos: Sequence[tuple[str, str]]) -> None:
        """Show these photos in place of the former ones, without telling anybody; the cursor keeps its place."""
        former = self.currentRow()
        self.photos = tuple(photos)
        self.blockSignals(True)
        self.clear()
        for place, (stored, caption) in enumerate(self.photos):
            item = QListWidgetItem(self._icons.get(stored, QIcon()), self._words(place))
            item.setToolTip(caption or name_of(stored))
            item.setSizeHint(self.place_size)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.addItem(item)
        self.setCurrentRow(min(max(former, 0), len(self.photos) - 1))
        self.blockSignals(False)
        self._fetch_icons()

    def _words(self, place: int) -> str:
        stored, caption = self.photos[place]
        return f"{place + 1}. {caption}{'（读不出来）' if stored in self._lost else ''}"

    def _fetch_icons(self) -> None:
        """Make the thumbnails that are not there yet, while the clerk goes on."""
        wanted = [stored for stored, _ in self.photos if stored not in self._icons]
        if wanted:
            tasks.look(self, lambda progress: _thumbnails(self._files, wanted, progress), self._take_icons)

    def _take_icons(self, made: dict[str, bytes]) -> None:
        side, ratio = self.iconSize(), self.devicePixelRatio()
        self._lost |= {stored for stored, content in made.items() if not content}
        for stored, content in made.items():
            self._icons[stored] = QIcon(_framed(shrunk(content, side, ratio) if content else None, side, ratio))
        for place, (stored, _) in enumerate(self.photos):
            self.item(place).setIcon(self._icons.get(stored, QIcon()))
            self.item(place).setText(self._words(place))


def _thumbnails(files: Files, wanted: Sequence[str], progress: Progress) -> dict[str, bytes]:
    """The thumbnails of kept photos; empty where one cannot be read."""
    made = {}
    for done, stored in enumerate(wanted):
        progress(done, len(wanted), "")
        try:
            made[stored] = files.thumbnail(stored)
        except (Refused, Trouble):
            made[stored] = b""
    return made


def _framed(picture: QPixmap | None, side: QSize, ratio: float) -> QPixmap:
    """A picture in the middle of its place, so that captions stand in line; a grey place where it cannot be read."""
    frame = QPixmap(side * ratio)
    frame.setDevicePixelRatio(ratio)
    frame.fill(style.colour("line") if picture is None else Qt.GlobalColor.transparent)
    if picture is not None:
        free = QSizeF(side) - picture.deviceIndependentSize()
        painter = QPainter(frame)
        painter.drawPixmap(QPointF(free.width() / 2, free.height() / 2), picture)
        painter.end()
    return frame
