"""撤销 and 重做: the last step taken back, and done again, from anywhere in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from unionapp.store.journal import Step

from ui import tasks
from ui.kit import messages, undoing
from ui.session import Session


class Steps:
    """Takes back the last step or does it again, and offers the way back to where the clerk was."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self.window = window
        self.session = session

    def undo(self) -> None:
        """Take back the last step."""
        step = self.session.store.journal.undoable
        if step is None:
            messages.toast(self.window, self.session.store.journal.question() or "没有可以撤销的操作")
        else:
            undoing.undo(self.window, self.session, step, lambda: self._undone(step))

    def redo(self) -> None:
        """Do again the step taken back last."""
        journal = self.session.store.journal
        if journal.redoable is None:
            messages.toast(self.window, "没有可以重做的操作")
            return
        tasks.run(self.window, "重做", lambda progress: journal.redo(), self._redone)

    def _undone(self, step: Step) -> None:
        messages.toast(self.window, f"已撤销：{step.title}", "重做", self.redo)

    def _redone(self, step: Step) -> None:
        messages.toast(self.window, f"已重做：{step.title}", "撤销", self.undo)
