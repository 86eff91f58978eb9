"""Dialogs that are filled in: Esc, × and 取消 ask before something typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from ui.kit import messages

LOST = "填写的内容还没有保存，离开就会丢掉。"


class FilledDialog(QDialog):
    """A dialog that knows whether something was typed, and perhaps how to store it on leaving."""

    def typed(self) -> bool:
        """Whether something was typed that would be lost."""
        raise NotImplementedError

    def keeping(self) -> Callable[[], bool] | None:
        """What stores it and says whether it could; None where it is not offered on leaving."""
        return None

    def reject(self) -> None:
        """Close, unless the clerk would rather go on; what was stored on leaving counts as accepted."""
        keep, kept = self.keeping(), False

        def save() -> bool:
            nonlocal kept
            kept = keep is not None and keep()
            return kept

        if not self.typed() or messages.leave(self, LOST, save if keep is not None else None):
            self.done(int(kept))
