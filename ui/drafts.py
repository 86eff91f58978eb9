"""What is being typed anywhere in the window is on the disk within seconds, and offered again after a power cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from unionapp.errors import Trouble
from unionapp.store import drafts
from unionapp.store.drafts import Said, Unsaved
from unionapp.store.store import Store

PACE = 5_000
"""Milliseconds between two looks at what is typed."""


class Typing(Protocol):
    """Somewhere something is typed."""

    def place(self) -> str:
        """Where; what was typed is offered where the same place is opened again."""

    def called(self) -> str:
        """What it is to the clerk."""

    def said(self) -> Said:
        """What was typed and not saved; nothing where nothing would be lost."""

    def gone(self) -> bool:
        """Whether it was saved or given up."""

    def began(self) -> int:
        """The last step of the log when the typing began."""


class Drafts(QObject):
    """Writes what is typed and not saved until it is saved or given up, and knows what was left from earlier."""

    changed = Signal()
    """What is left from earlier is another."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self.store = store
        self.front: Callable[[], str] = str
        """The key of the page in front; the main window says."""
        self.wanted: set[str] = set()
        """The ids of those that are taken up where their place opens, without a question."""
        self._left: dict[str, Unsaved] | None = None
        self._typed: dict[Typing, Unsaved | None] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def left(self) -> Mapping[str, Unsaved]:
        """What was left from earlier and is not taken up, by id, oldest first."""
        if self._left is None:
            found = drafts.read(self.store.folder, self.store.key, self.store.operator)
            self._left = {} if self.store.read_only else {each.id: each for each in found}
        return self._left

    def watch(self, typing: Typing) -> None:
        """Keep what is typed there from now on."""
        if not self.store.read_only:
            self._typed[typing] = None
            self._timer.start(PACE)

    def of(self, place: str) -> Unsaved | None:
        """What was left last in a place."""
        return next((each for each in reversed(list(self.left.values())) if each.place == place), None)

    def take(self, draft: Unsaved, by: Typing) -> None:
        """It is taken up: from now on what is typed there stands in its place."""
        self._leave_out(draft)
        self._typed[by] = draft

    def drop(self, draft: Unsaved) -> None:
        """Throw away what was left."""
        self._leave_out(draft)
        self._write()

    def put_back(self, draft: Unsaved) -> None:
        """Keep what was thrown away after all."""
        self._left = {**self.left, draft.id: draft}
        self._write()
        self.changed.emit()

    def look(self) -> None:
        """Write what is typed now, where it differs from what lies on the disk."""
        before = list(self._typed.values())
        for typing in [each for each in self._typed if each.gone()]:
            del self._typed[typing]
        for typing, former in self._typed.items():
            said = typing.said()
            self._typed[typing] = self._draft(typing, said, former) if said else None
        if list(self._typed.values()) != before:
            self._write()

    def stop(self) -> None:
        """The window was closed, and asked about all that was typed: only what was left from earlier stays."""
        self._timer.stop()
        self._typed.clear()
        self._write()

    def _draft(self, typing: Typing, said: Said, former: Unsaved | None) -> Unsaved:
        if former is not None and former.said == said:
            return former
        now = datetime.now().replace(microsecond=0)
        if former is not None:
            return replace(former, said=said, at=now, called=typing.called())
        number = f"{datetime.now().timestamp():.6f}-{id(typing)}"
        return Unsaved(number, typing.place(), typing.called(), self.front(), now, typing.began(), said)

    def _leave_out(self, draft: Unsaved) -> None:
        self._left = {each.id: each for each in self.left.values() if each.id != draft.id}
        self.wanted.discard(draft.id)
        self.changed.emit()

    def _write(self) -> None:
        """A disk that takes no draft takes no record either, and says so when one is saved."""
        if self.store.read_only:
            return
        now = [*self.left.values(), *(each for each in self._typed.values() if each is not None)]
        with suppress(Trouble, OSError):
            drafts.write(self.store.folder, self.store.key, self.store.operator, now)
