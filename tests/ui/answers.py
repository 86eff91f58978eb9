"""What a clerk does in a dialog that stands before the window while a test waits in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from ui.window.restoring import RestoreDialog

Dialog = TypeVar("Dialog", bound=QDialog)


def answer(sort: type[Dialog], act: Callable[[Dialog], None]) -> None:
    """Once a dialog of that sort stands, act in it."""

    def look() -> None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, sort) and each.isVisible()]
        if found:
            act(found[0])
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def answer_restore(password: str) -> None:
    """Give the password of a backup and agree."""

    def act(dialog: RestoreDialog) -> None:
        dialog.password.setText(password)
        dialog.check()

    answer(RestoreDialog, act)
