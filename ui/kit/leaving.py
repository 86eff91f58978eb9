"""Dialogs that are filled in: Esc, × and 取消 ask before something typed is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from ui.kit import messages
from ui.kit.going_on import goes_on, saves
from ui.kit.keeping import Keeper, around
from ui.kit.sizes import most_high, most_wide
from ui.session import Session


@runtime_checkable
class MayLeave(Protocol):
    """A page that is asked before the window closes."""

    def may_leave(self) -> bool:
        """Whether it may go; asks where something typed would be lost."""


LOST = "填写的内容还没有保存，离开就会丢掉。"


class FilledDialog(QDialog):
    """A dialog that knows whether something was typed, and perhaps how to store it on leaving; a draft is kept."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.session = session
        self.keeper = Keeper(self, session, self.place, lambda: f"“{self.windowTitle()}”", self.typed)

    def about(self) -> str:
        """What it is about, so that what was typed about one thing is not offered for another."""
        return ""

    def place(self) -> str:
        """Where it is typed, for drafts."""
        about = hashlib.blake2b(f"{around(self)} {self.about()}".encode(), digest_size=16).hexdigest()
        return f"dialog/{type(self).__name__}/{self.windowTitle()}/{about}"

    def typed(self) -> bool:
        """Whether something was typed that would be lost."""
        raise NotImplementedError

    def keeping(self) -> Callable[[], bool] | None:
        """What stores it and says whether it could; None where it is not offered on leaving."""
        return None

    def agree(self) -> None:
        """What the keys that save do; what the main button does."""
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """No larger than the screen, so that its buttons are in sight."""
        super().showEvent(event)
        self.resize(min(self.width(), most_wide(self)), min(self.height(), most_high(self)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, and at the end presses the button; Ctrl+S and Ctrl+Enter save."""
        if saves(event):
            self.agree()
        elif not goes_on(self, event, next(iter(self.findChildren(QScrollArea)), None)):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, unless the clerk would rather go on; what was stored on leaving counts as accepted."""
        keep, kept = self.keeping(), False

        def save() -> bool:
            nonlocal kept
            kept = keep is not None and keep()
            return kept

        if not self.typed() or messages.leave(self, LOST, save if keep is not None else None):
            self.done(int(kept))
