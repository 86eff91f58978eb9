"""What is put right at the counting desk: the last ballot taken out again, a sheet entered once more."""

from __future__ import annotations

from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.fences import RECALLED
from unionapp.store.journal import Journal
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.votes import FIRST
from unionapp.subjects.elections.models import BallotRow, Round
from unionapp.subjects.elections.records import BALLOTS


def last_ballot(round: Round, entry: int) -> BallotRow | None:
    """The ballot of an entry that was filed last."""
    own = BallotRow.select().where(BallotRow.round == round.id, BallotRow.entry == entry)
    last: BallotRow | None = own.order_by(BallotRow.place.desc()).first()
    return last


def recall(journal: Journal, round: Round, entry: int = FIRST) -> BallotRow | None:
    """撤回上一张: take the last ballot of an entry out of the count as one step, which undo does not take back.

    Returns the ballot, to be filed anew; None where there is none.
    """
    ballot = last_ballot(round, entry)
    if ballot is not None:
        with journal.step(f"撤回第 {entry} 遍第 {ballot.place} 张选票", counting.sort_of(round, RECALLED)):
            editing.remove(journal, BALLOTS, [ballot])
    return ballot


def enter_again(journal: Journal, round: Round, entry: int, place: int, sheet: tuple[str, str]) -> None:
    """Give the ballot of an entry at a place these marks and written names; it is filed where it is the next one.

    Refused where ballots before it are missing.
    """
    own = (BallotRow.round == round.id) & (BallotRow.entry == entry) & (BallotRow.place == place)
    ballot = BallotRow.get_or_none(own)
    if ballot is None:
        if counting.entered(round, entry) != place - 1:
            raise Refused("这一遍还少前面的选票，请按顺序补录。")
        counting.cast(journal, round, *sheet, entry)
    elif (ballot.marks, ballot.written) != sheet:
        counting.amend(journal, ballot, *sheet)
