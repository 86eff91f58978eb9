"""The first steps as a clerk sees them on this computer: those she needs, and where each is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from unionapp.office import first_steps
from unionapp.office.first_steps import FirstStep

from ui.session import Session

_SKIPPED, _LOOKED = "skipped", "looked"


def steps(session: Session) -> list[FirstStep]:
    """All steps that are needed, each with whether it is done."""
    return needed(session, first_steps.steps())


def needed(session: Session, found: Sequence[FirstStep]) -> list[FirstStep]:
    """Those of these that this clerk needs; having looked counts where nothing else can tell."""
    return first_steps.without(found, _told(session, _SKIPPED), _told(session, _LOOKED))


def begin(session: Session, step: FirstStep) -> None:
    """Go where a step is done, and begin it there."""
    if step.looked:
        _tell(session, _LOOKED, step.key)
    session.page_wanted.emit(step.page)
    if step.deed:
        session.deed_wanted.emit(step.page, step.deed)
    session.step_begun.emit(step.key)


def skip(session: Session, step: FirstStep) -> None:
    """Let a step be one that is not needed here."""
    _tell(session, _SKIPPED, step.key)


def skipped(session: Session) -> bool:
    """Whether any step was said to be not needed."""
    return bool(_told(session, _SKIPPED))


def need_all(session: Session) -> None:
    """Show again what was said to be not needed."""
    session.remembered.remove(_key(session, _SKIPPED))


def _key(session: Session, word: str) -> str:
    whose = hashlib.sha256(str(session.folder).encode()).hexdigest()[:12]
    return f"guide/{whose}/{word}"


def _told(session: Session, word: str) -> set[str]:
    try:
        return set(json.loads(str(session.remembered.value(_key(session, word), "[]"))))
    except (TypeError, ValueError):
        return set()


def _tell(session: Session, word: str, step: str) -> None:
    told = sorted(_told(session, word) | {step})
    session.remembered.setValue(_key(session, word), json.dumps(told))
