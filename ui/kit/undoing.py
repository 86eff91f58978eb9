"""The notice after something was done, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.store.journal import Step

from ui import tasks
from ui.kit import messages
from ui.session import Session


def offer(parent: QWidget | None, session: Session, text: str) -> None:
    """Say what was done, and offer to take back the step that did it, unless that has a way of its own."""
    journal = session.store.journal
    step = journal.undoable
    if step is None or journal.stacks.way_back is not None or journal.forbidden():
        messages.toast(parent, text)
    else:
        messages.toast(parent, text, "撤销", lambda: undo(parent, session, step))


def undo(parent: QWidget | None, session: Session, step: Step, then: Callable[[], None] | None = None) -> None:
    """Take back one step off the GUI thread, `then` go on; refused in words where other things were done since.

    At a fence it asks first, and says what would be lost; what has a way of its own is left to that way.
    """
    journal = session.store.journal
    if journal.undoable is None or journal.undoable.id != step.id:
        later = "这之后又有别的改动，没有撤销。要退回到这一步之前，请用“撤销”（Ctrl+Z）从后往前逐步撤销。"
        messages.report(parent, Refused(later))
        return
    if not _may(parent, session):
        return
    follow = then or (lambda: messages.toast(parent, f"已撤销：{step.words}"))
    tasks.run(parent, "撤销", lambda progress: journal.undo(asked=step.id), lambda _: follow())


def _may(parent: QWidget | None, session: Session) -> bool:
    journal = session.store.journal
    if way := journal.forbidden():
        messages.report(parent, Refused(way))
        return False
    question = journal.question()
    return not question or messages.ask(parent, question, "撤销", "不撤销")
