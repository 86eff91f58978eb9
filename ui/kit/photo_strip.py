"""Many photos with their captions: a grid to add to, sort, describe and look at; their page says whose they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Refused, Trouble
from unionapp.store.files import Files
from unionapp.work import Progress

from ui import tasks
from ui.exchange.incoming import PICTURES, Incoming, arriving, from_disk
from ui.kit import copies, messages, style
from ui.kit.flow import FlowLayout
from ui.kit.photo_grid import PhotoGrid
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


class PhotoStrip(QWidget):
    """Photos of one thing; the page calls `refresh` when its data changed."""

    def __init__(self, session: Session, album: Album, title: str = "照片") -> None:
        super().__init__()
        self.session = session
        self.album = album
        self.title = title
        self.grid = PhotoGrid(session.store.files, style.letters(self, _SIDE))
        self.caption = QLineEdit()
        self.said = QLabel()
        self.buttons = self._make_buttons()
        self._lay_out()
        self.grid.arrived.connect(self.take)
        self.grid.moved.connect(self._move)
        self.grid.currentRowChanged.connect(self._show_current)
        self.grid.itemActivated.connect(lambda item: self._hand_out(copies.open_kept))
        self.caption.editingFinished.connect(self._write_caption)
        self.refresh()

    def _make_buttons(self) -> dict[str, QPushButton]:
        runs: dict[str, tuple[str, Callable[[], None]]] = {
            "添加照片…": ("可以一次选多张；也可以拖进来，或按 Ctrl+V 粘贴", self._choose),
            "打开": ("用看图程序打开（回车）", lambda: self._hand_out(copies.open_kept)),
            "另存为…": ("把照片存到别处", lambda: self._hand_out(copies.save_kept)),
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

    def refresh(self) -> None:
        """Show the photos as the album has them now; the cursor keeps its place."""
        self.grid.show_photos(self.album.pictures())
        none = f"还没有{self.title}。点“添加照片…”，或把照片拖到下面的框里。"
        self.said.setText(f"共 {len(self.grid.photos)} 张，拖动可以调换次序" if self.grid.photos else none)
        self._show_current()

    def _show_current(self) -> None:
        place, last = self.place, len(self.grid.photos) - 1
        self.caption.setText(self.grid.photos[place][1] if 0 <= place <= last else "")
        self.caption.setEnabled(place >= 0)
        for text in ("打开", "另存为…", "去掉"):
            self.buttons[text].setEnabled(place >= 0)
        self.buttons["前移"].setEnabled(place > 0)
        self.buttons["后移"].setEnabled(0 <= place < last)

    def take(self, found: Sequence[Incoming]) -> None:
        """Keep photos off the GUI thread and add those that could be read; of the others it is said why not."""
        if found:
            tasks.run(self, "放入照片", lambda progress: _keep(self.session.store.files, found, progress), self._kept)

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
        places = range(len(self.grid.photos))
        if place in places and to in places and place != to and self._change(lambda: self.album.move(place, to)):
            self.grid.setCurrentRow(to)

    def _remove(self) -> None:
        place = self.place
        if place >= 0:
            self._change(lambda: self.album.remove(place))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_caption(self) -> None:
        place, text = self.place, self.caption.text().strip()
        if place >= 0 and text != self.grid.photos[place][1]:
            self._change(lambda: self.album.caption(place, text))

    def _choose(self) -> None:
        self.take([from_disk(path) for path in messages.choose_files(self, f"选择{self.title}", PICTURES)])

    def _hand_out(self, give: Callable[[QWidget, Files, str], object]) -> None:
        """Give the photo with the cursor out of the data folder."""
        if self.place >= 0:
            give(self, self.session.store.files, self.grid.photos[self.place][0])

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


def _keep(files: Files, found: Sequence[Incoming], progress: Progress) -> tuple[list[str], list[str]]:
    """Put photos among the kept files: what is stored of those that could be read, of the others why not."""
    kept, refused = [], []
    for done, each in enumerate(found):
        progress(done, len(found), f"第 {done + 1} 张，共 {len(found)} 张")
        try:
            kept.append(files.keep_picture(each.source, each.name))
        except Refused as error:
            refused.append(str(error))
    return kept, refused
