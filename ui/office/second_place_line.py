"""The second place as a line on the page of backups: where it is, how old its newest copy is, one click to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget
from unionapp import paths
from unionapp.office import second_place

from ui import tasks
from ui.kit import messages
from ui.kit.actions import Action, ActionBar
from ui.kit.plain import label
from ui.session import Session

_PACE = 4000
"""Milliseconds between two looks whether it was plugged in."""
_UNNAMED = "第二处：还没有指定。插上U盘或移动硬盘，点“指定第二处…”，以后接上就能一键备份、关闭时自动备份。"
_AWAY = "没有接上，请插上U盘或连上共享文件夹"


class SecondPlaceLine(QWidget):
    """Tells of the second place; `copied` is called with each new copy, `named` once another place was named."""

    def __init__(self, session: Session, copied: Callable[[Path], None], named: Callable[[], None]) -> None:
        super().__init__()
        self._session, self._copied, self._named = session, copied, named
        self.words = label("", "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        self.tools = ActionBar(
            self,
            row,
            (
                Action("back-up-second", "备份到第二处", self.copy),
                Action("name-second", "指定第二处…", self.choose),
            ),
        )
        self._clock = QTimer(self, interval=_PACE)
        self._clock.timeout.connect(lambda: self.refresh() if self.isVisible() else None)
        self._clock.start()

    def refresh(self) -> None:
        """Say where it is and how old its newest copy is, or why it cannot be copied to."""
        place = second_place.remembered(self._session.folder)
        found = second_place.find(self._session.folder)
        self.tools.allow({"back-up-second": found is not None}, _AWAY if place else _UNNAMED)
        if place is None:
            self.words.setText(_UNNAMED)
            return
        made = place.copied()
        last = f"上次备份 {made:%Y-%m-%d %H:%M}" if made else "还没有备份过"
        away = "" if found else f"。现在{_AWAY}"
        self.words.setText(f"第二处：{paths.shown(found or place.path)}，{last}{away}")

    def copy(self) -> None:
        """A copy into the second place."""
        store = self._session.store
        tasks.run(self, "备份到第二处", lambda progress: second_place.copy(store, progress), self._copied)

    def choose(self) -> None:
        """Let the clerk name the second place."""
        place = messages.choose_folder(self, "选择U盘、移动硬盘或共享文件夹上的一个文件夹作为第二处")
        if place is not None:
            second_place.name_it(self._session.store, place)
            self._named()
