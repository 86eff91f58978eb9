"""How large dialogs are: as they wish, as far as the screen has room, so that their buttons are always in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from ui.kit import style

_LEAST_HIGH = 300
"""Pixels below which no dialog goes."""


def fit(dialog: QDialog, wide: int, high: int) -> None:
    """Make a dialog so large, in characters, as far as the screen has room."""
    room = dialog.screen().availableGeometry()
    letters = (style.letters(dialog, wide), style.letters(dialog, high))
    dialog.resize(min(letters[0], room.width() - 40), min(letters[1], room.height() - 60))


def most_high(dialog: QDialog) -> int:
    """How high a dialog may be, so that its buttons stay on the screen, its frame and the taskbar reckoned."""
    return max(_LEAST_HIGH, dialog.screen().availableGeometry().height() - 60)


def most_wide(dialog: QDialog) -> int:
    """How wide a dialog may be."""
    return dialog.screen().availableGeometry().width() - 40
