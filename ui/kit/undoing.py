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

    At a fence it says what would be lost and asks the reason; what has a way of its own is left to that way.
    """
    journal = session.store.journal
    if journal.undoable is None or journal.undoable.id != step.id:
        later = "这之后又有别的改动，没有撤销。要退回到这一步之前，请用“撤销”（Ctrl+Z）从后往前逐步撤销。"
        messages.report(parent, Refused(later))
        return
    because = reason_for(parent, journal.question(), journal.forbidden(), "撤销")
    if because is None:
        return
    follow = then or (lambda: messages.toast(parent, f"已撤销：{step.words}"))
    tasks.run(parent, "撤销", lambda progress: journal.undo(because, asked=step.id), lambda _: follow())


def reason_for(parent: QWidget | None, question: str, forbidden: str, title: str) -> str | None:
    """The reason for taking something back, empty where none need be given; None where it is not taken back."""
    if forbidden:
        messages.report(parent, Refused(forbidden))
        return None
    if not question:
        return ""
    given = messages.ask_text(parent, title, f"{question}\n确实要撤销，请写明原因（记在操作日志里）；不撤销点“取消”。")
    return (given or "").strip() or None
