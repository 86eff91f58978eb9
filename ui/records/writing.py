"""What stands in place of a table while a record is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from unionapp.records.kind import Kind

from ui.kit.actions import Action
from ui.kit.keeping import Keeper
from ui.session import Session

OPENED = "record"
"""How the places of drafts begin that an editor of a kind takes up."""


class Writing(QWidget):
    """What stands in place of the table while a record is written."""

    saved = Signal(str)
    """It was saved; the text says what was done."""
    left = Signal()
    """The clerk is done here."""
    next_wanted = Signal()
    """It was saved and the clerk wants to add another one."""

    def __init__(self, session: Session, kind: Kind, within: str = "") -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self._within = within
        """What a new one belongs to, by its lasting number; empty where to nothing."""
        self.keeper = Keeper(self, session, self.place, self.called, self.typed, self._record)
        self.saved.connect(self.keeper.begin)

    def place(self) -> str:
        """Where it is written, for drafts: what opens it again begins with it (`drafts_bar`)."""
        return f"{OPENED}/{self.kind.key}/{self.row_id or ''}/{self._within}"

    def called(self) -> str:
        """What is written, to the clerk."""
        return f"{'修改' if self.row_id else '新增'}{self.kind.noun}"

    def typed(self) -> bool:
        """Whether something was typed that is not saved; asked while the clerk types, so it settles nothing."""
        return True

    def _record(self) -> tuple[str, int] | None:
        return (self.kind.model._meta.table_name, self.row_id) if self.row_id else None

    @property
    def row_id(self) -> int | None:
        """The id of the record, None while it is new."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor where the writing begins."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Whether it may go; asks where something typed would be lost."""
        raise NotImplementedError

    def data_changed(self) -> None:
        """Somebody (undo, another action) changed the data."""
        raise NotImplementedError

    def write(self) -> bool:
        """Save what was written; False, with what must be mended shown, where it was not."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go back, unless the clerk thinks better of it."""
        if self.may_leave():
            self.left.emit()

    def save(self) -> None:
        """Save and go back, unless something must be mended first."""
        if self.write():
            self.left.emit()

    def save_and_next(self) -> None:
        """Save and begin another one."""
        if self.write():
            self.next_wanted.emit()

    def save_action(self, also: str = "Ctrl+Return Ctrl+Enter") -> Action:
        """保存."""
        return Action("save", "保存", self.save, "Ctrl+S", main=True, also=also)

    def leave_action(self) -> Action:
        """返回."""
        return Action("leave", "返回", self.leave, "Esc")
