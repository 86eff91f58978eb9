"""What can be taken back and done again now, kept step by step as they are done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from unionapp.store import fences

DO, UNDO, REDO, NOTE, SEAL, PRACTICE = "do", "undo", "redo", "note", "seal", "practice"
"""What a step is: done, taken back, done again; `note` changed no row (printed, exported), `seal` cannot be undone,
`practice` (ballots to learn on) undo passes over.
What is done may be a fence instead of `do` (see `fences`): undoing it is asked about, or has a way of its own."""


@dataclass(frozen=True)
class Step:
    """A step as the log shows it."""

    id: int
    at: datetime
    operator: str
    title: str
    sort: str
    of: int | None

    @property
    def words(self) -> str:
        """What happened, in words."""
        return {UNDO: "撤销：", REDO: "重做："}.get(self.sort, "") + self.title


class Stacks:
    """The steps that undo takes back, the last first, and those that redo does again.

    What was taken back by its own way has left them; the taking back stays, as the place where undo stops and says so.
    """

    def __init__(self, taken_back: Callable[[int], Collection[int]]) -> None:
        self._taken_back = taken_back
        """The steps that a taking back by their own way leaves nothing of."""
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undoable(self) -> Step | None:
        """The step that undo would take back now."""
        return next((step for step in reversed(self._done) if step.sort not in fences.FORTH), None)

    @property
    def way_back(self) -> Step | None:
        """The taking back by a way of its own that was done after `undoable`; None where there is none."""
        last = self._done[-1] if self._done else None
        return last if last is not None and last.sort in fences.FORTH else None

    @property
    def redoable(self) -> Step | None:
        """The taken-back step that redo would do again now."""
        return self._undone[-1] if self._undone else None

    def add(self, step: Step) -> None:
        """Keep the stacks after a step."""
        if step.sort == SEAL:
            self._done.clear()
            self._undone.clear()
        elif step.sort == UNDO:
            self._drop_undone(step.of)
            self._undone.append(step)
        elif step.sort == REDO:
            if self._undone and self._undone[-1].id == step.of:
                self._undone.pop()
            self._done.append(step)
        elif step.sort not in (NOTE, PRACTICE):
            self._undone.clear()
            if step.sort in fences.FORTH:
                gone = self._taken_back(step.id)
                self._done = [each for each in self._done if each.id not in gone]
            self._done.append(step)

    def _drop_undone(self, number: int | None) -> None:
        """Drop a step that was taken back, and what stood above it by ways of their own; one that was taken back by
        itself leaves its place alone."""
        if self.undoable is not None and self.undoable.id == number:
            while self._done.pop().id != number:
                pass
        else:
            self._done = [each for each in self._done if each.id != number]
