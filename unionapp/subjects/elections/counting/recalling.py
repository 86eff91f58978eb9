"""撤回上一张: the ballot entered last is taken out again, so that it can be put right and filed anew."""

from __future__ import annotations

from typing import Any

from unionapp.store import editing
from unionapp.store.fences import RECALLED
from unionapp.store.journal import DO, Journal
from unionapp.subjects.elections.counting.votes import FIRST, PRACTICE
from unionapp.subjects.elections.models import BallotRow
from unionapp.subjects.elections.records import BALLOTS


def recall(journal: Journal, round: Any, entry: int = FIRST) -> Any | None:
    """Take out the last ballot of an entry as one step, which undo does not take back; None where there is none."""
    own = BallotRow.select().where(BallotRow.round == round.id, BallotRow.entry == entry)
    ballot = own.order_by(BallotRow.place.desc()).first()
    if ballot is not None:
        sort = DO if round.sort == PRACTICE else RECALLED
        with journal.step(f"撤回第 {entry} 遍第 {ballot.place} 张选票", sort):
            editing.remove(journal, BALLOTS, [ballot])
    return ballot
