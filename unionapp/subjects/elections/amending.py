"""更正届内变动: a right change in the place of a wrong one, with all that followed from it."""

from __future__ import annotations

from unionapp.errors import Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.elections.models import TermChange
from unionapp.subjects.elections.records import TERM_CHANGES


def is_corrected(change: TermChange) -> bool:
    """Whether another change stands in the place of this one."""
    return bool(TermChange.select().where(TermChange.replaces == change.id).exists())


def correct(journal: Journal, wrong: TermChange, right: TermChange) -> None:
    """Put a right change in the place of a wrong one, as one step; the registers then stand as if it had been typed
    right at once. Both stay on record."""
    if is_corrected(wrong):
        raise Refused("这一笔已经更正过，请更正最后那一笔。")
    right.term, right.replaces = wrong.term, wrong
    if problems := errors_only(editing.check(TERM_CHANGES, right)):
        raise Refused(problems)
    with journal.step(f"更正届内变动“{wrong.label}”"):
        editing.put(TERM_CHANGES, [right])
