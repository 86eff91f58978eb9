"""Many photos with their captions: a grid to add to, sort, describe and look at; their page says whose they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.store.files import name_of
from unionapp.work import Progress

from ui import tasks
from ui.exchange.incoming import PICTURES, Incoming, arriving, from_disk
from ui.kit import copies, messages, style
from ui.kit.attaching import shrunk
from ui.kit.flow import FlowLayout
from ui.session import Session

_SIDE = 9
"""Width of a thumbnail in characters."""


class Album(Protocol):
    """The photos as their page keeps them; each change is a step of its own."""

    def pictures(self) -> Sequence[tuple[str, str]]:
        """What is stored and the caption of each photo, in order."""

    def add(self, stored: Sequence[str]) -> None:
        """Put photos at the end."""

    def remove(self, place: int) -> None:
        """Let go of the photo at a place."""

    def move(self, place: int, to: int) -> None:
        """Put the photo at a place where another one stands now."""

    def caption(self, place: int, text: str) -> None:
        """Give the photo at a place another caption."""


class PhotoGrid(QListWidget):
    """The thumbnails; what is dropped from outside and what is dragged within are told apart."""

    arrived = Signal(list)
    moved = Signal(int, int)

    def __init__(self, side: int) -> None:
        super().__init__()
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


class PhotoStrip(QWidget):
    """Photos of one thing; the page calls `refresh` when its data changed."""

    def __init__(self, session: Session, album: Album, title: str = "照片") -> None:
        super().__init__()
        self.session = session
        self.album = album
        self.title = title
        self.grid = PhotoGrid(style.letters(self, _SIDE))
        self.caption = QLineEdit()
        self.said = QLabel()
        self._icons: dict[str, QIcon] = {}
        self._lost: set[str] = set()
        self._shown: list[tuple[str, str]] = []
        self.buttons = self._make_buttons()
        self._lay_out()
        self.grid.arrived.connect(self.take)
        self.grid.moved.connect(self._move)
        self.grid.currentRowChanged.connect(self._show_current)
        self.grid.itemActivated.connect(lambda item: self._open())
        self.caption.editingFinished.connect(self._write_caption)
        self.refresh()

    def _make_buttons(self) -> dict[str, QPushButton]:
        runs: dict[str, tuple[str, Callable[[], None]]] = {
            "添加照片…": ("可以一次选多张；也可以拖进来，或按 Ctrl+V 粘贴", self._choose),
            "打开": ("用看图程序打开（回车）", self._open),
            "另存为…": ("把照片存到别处", self._save),
            "前移": ("Alt+←", lambda: self._move(self.place, self.place - 1)),
            "后移": ("Alt+→", lambda: self._move(self.place, self.place + 1)),
            "去掉": ("Delete；可以撤销", self._remove),
        }
        made = {}
        for text, (tip, run) in runs.items():
            button = made[text] = QPushButton(text)
            button.setAccessibleName(f"{self.title}：{text}")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda checked=False, run=run: run())
        return made

    def _lay_out(self) -> None:
        self.setFocusProxy(self.grid)
        self.grid.setAccessibleName(self.title)
        self.caption.setAccessibleName(f"{self.title}说明")
        self.caption.setPlaceholderText("选中照片的说明，如：颁奖现场（F2）")
        self.said.setProperty("role", "faint")
        self.said.setWordWrap(True)
        row = FlowLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.grid, 1)
        column.addWidget(self.caption)

    @property
    def place(self) -> int:
        """The place of the photo with the cursor, -1 where there is none."""
        return self.grid.currentRow()

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """The photos as they are shown, with their captions."""
        return self._shown

    def refresh(self) -> None:
        """Show the photos as the album has them now; the cursor keeps its place."""
        former = self.place
        self._shown = list(self.album.pictures())
        self.grid.blockSignals(True)
        self.grid.clear()
        for place, (stored, caption) in enumerate(self._shown):
            item = QListWidgetItem(self._icons.get(stored, QIcon()), self._words(place))
            item.setToolTip(caption or name_of(stored))
            item.setSizeHint(self.grid.place_size)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.grid.addItem(item)
        self.grid.setCurrentRow(min(max(former, 0), len(self._shown) - 1))
        self.grid.blockSignals(False)
        none = f"还没有{self.title}。点“添加照片…”，或把照片拖到下面的框里。"
        self.said.setText(f"共 {len(self._shown)} 张，拖动可以调换次序" if self._shown else none)
        self._show_current()
        self._fetch_icons()

    def _words(self, place: int) -> str:
        stored, caption = self._shown[place]
        return f"{place + 1}. {caption}{'（读不出来）' if stored in self._lost else ''}"

    def _fetch_icons(self) -> None:
        """Make the thumbnails that are not there yet, while the clerk goes on."""
        wanted = [stored for stored, _ in self._shown if stored not in self._icons]
        if wanted:
            tasks.look(self, lambda progress: self._thumbnails(wanted, progress), self._take_icons)

    def _thumbnails(self, wanted: Sequence[str], progress: Progress) -> dict[str, bytes]:
        made = {}
        for done, stored in enumerate(wanted):
            progress(done, len(wanted), "")
            try:
                made[stored] = self.session.store.files.thumbnail(stored)
            except (Refused, Trouble):
                made[stored] = b""
        return made

    def _take_icons(self, made: dict[str, bytes]) -> None:
        side, ratio = self.grid.iconSize(), self.devicePixelRatio()
        self._lost |= {stored for stored, content in made.items() if not content}
        for stored, content in made.items():
            self._icons[stored] = QIcon(_framed(shrunk(content, side, ratio) if content else None, side, ratio))
        for place, (stored, _) in enumerate(self._shown):
            self.grid.item(place).setIcon(self._icons.get(stored, QIcon()))
            self.grid.item(place).setText(self._words(place))

    def _show_current(self) -> None:
        place, last = self.place, len(self._shown) - 1
        self.caption.setText(self._shown[place][1] if 0 <= place <= last else "")
        self.caption.setEnabled(place >= 0)
        for text in ("打开", "另存为…", "去掉"):
            self.buttons[text].setEnabled(place >= 0)
        self.buttons["前移"].setEnabled(place > 0)
        self.buttons["后移"].setEnabled(0 <= place < last)

    def take(self, found: Sequence[Incoming]) -> None:
        """Keep photos off the GUI thread and add those that could be read; of the others it is said why not."""
        if found:
            tasks.run(self, "放入照片", lambda progress: self._keep(found, progress), self._kept)

    def _keep(self, found: Sequence[Incoming], progress: Progress) -> tuple[list[str], list[str]]:
        kept, refused = [], []
        for done, each in enumerate(found):
            progress(done, len(found), f"第 {done + 1} 张，共 {len(found)} 张")
            try:
                kept.append(self.session.store.files.keep_picture(each.source, each.name))
            except Refused as error:
                refused.append(str(error))
        return kept, refused

    def _kept(self, outcome: tuple[list[str], list[str]]) -> None:
        kept, refused = outcome
        if kept and self._change(lambda: self.album.add(kept)):
            self.grid.setCurrentRow(self.grid.count() - 1)
        if refused:
            messages.warn(self, f"放入了 {len(kept)} 张，{len(refused)} 张没有放入：\n" + "\n".join(refused))

    def _change(self, act: Callable[[], None]) -> bool:
        """Let the album change and show it; a refusal is said in words."""
        try:
            act()
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return False
        finally:
            self.refresh()
        return True

    def _move(self, place: int, to: int) -> None:
        places = range(len(self._shown))
        if place in places and to in places and place != to and self._change(lambda: self.album.move(place, to)):
            self.grid.setCurrentRow(to)

    def _remove(self) -> None:
        place = self.place
        if place >= 0:
            self._change(lambda: self.album.remove(place))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_caption(self) -> None:
        place, text = self.place, self.caption.text().strip()
        if place >= 0 and text != self._shown[place][1]:
            self._change(lambda: self.album.caption(place, text))

    def _choose(self) -> None:
        self.take([from_disk(path) for path in messages.choose_files(self, f"选择{self.title}", PICTURES)])

    def _open(self) -> None:
        if self.place >= 0:
            copies.open_kept(self, self.session.store.files, self._shown[self.place][0])

    def _save(self) -> None:
        copies.save_kept(self, self.session.store.files, self._shown[self.place][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes away, Alt and an arrow moves, F2 goes to the caption, Ctrl+V pastes."""
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(arriving(QGuiApplication.clipboard().mimeData()))
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.key() == Qt.Key.Key_F2:
            self.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.caption.selectAll()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self._move(self.place, self.place + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


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
