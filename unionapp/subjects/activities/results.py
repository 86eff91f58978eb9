"""Places and prizes: who came where in an event, ties sharing a place, and who gets which prize."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import peewee

from unionapp.errors import Problem
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.activities import register, rules
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.states import ScoreBetter
from unionapp.subjects.activities.records.contests import RESULTS
from unionapp.subjects.unions.models import Union


def places(scores: Sequence[int | None], low: bool = False) -> list[int | None]:
    """The place of each score, the highest (or lowest) first; equal ones share a place and the next is left out.

    Without a score there is no place.
    """
    known = sorted((each for each in scores if each is not None), reverse=not low)
    first: dict[int, int] = {}
    for place, each in enumerate(known, 1):
        first.setdefault(each, place)
    return [None if each is None else first[each] for each in scores]


@dataclass(frozen=True)
class Placing:
    """One competitor in an event; `place` is None without a result that counts."""

    result: EventResult
    place: int | None


def standings(event: ActivityEvent) -> list[Placing]:
    """Everybody in an event by place, those without a result last; participants come along."""
    select = EventResult.select(EventResult, Participant, Union).join(Participant, on=EventResult.participant)
    select = select.join(Union, peewee.JOIN.LEFT_OUTER, on=Participant.union).where(EventResult.event == event.id)
    rows = list(select.order_by(EventResult.id))
    found = places([rules.score(row.score) for row in rows], event.better == ScoreBetter.LOW)
    pairs = [Placing(row, place) for row, place in zip(rows, found, strict=True)]
    return sorted(pairs, key=lambda each: (each.place is None, each.place or 0, each.result.id))


@dataclass(frozen=True)
class Award:
    """Who gets which prize; `prize` is None where the former one is taken away."""

    result: EventResult
    place: int | None
    prize: ActivityPrize | None


def shared_out(found: Sequence[int | None], quantities: Sequence[int]) -> list[int | None]:
    """For each place the number of the prize row it wins, None where it wins none.

    A place wins the prize in whose ranks it lies; those who share a place win the same, even where that is one too
    many.
    """
    ends, total = [], 0
    for quantity in quantities:
        total += max(quantity, 0)
        ends.append(total)
    return [next((row for row, end in enumerate(ends) if place is not None and place <= end), None) for place in found]


def prizes_of(event: ActivityEvent) -> list[ActivityPrize]:
    """The prizes for single competitors of an event, its own where it has any, else those of the whole activity."""
    select = ActivityPrize.select().where(ActivityPrize.activity == event.activity_id)
    rows = [row for row in select.order_by(ActivityPrize.place, ActivityPrize.id) if not row.team]
    rows = [row for row in rows if row.level not in ActivityPrize.level.codes.marked("souvenir")]
    own = [row for row in rows if row.event_id == event.id]
    return own or [row for row in rows if row.event_id is None]


def plan_awards(event: ActivityEvent) -> tuple[list[Award], list[Problem]]:
    """What `award` would write, and where ties take more prizes than there are."""
    prizes, stood = prizes_of(event), standings(event)
    found = shared_out([each.place for each in stood], [prize.quantity or 0 for prize in prizes])
    awards = [
        Award(each.result, each.place, None if row is None else prizes[row])
        for each, row in zip(stood, found, strict=True)
        if row is not None or each.result.level
    ]
    return awards, _surplus(awards, prizes)


def _surplus(awards: Sequence[Award], prizes: Sequence[ActivityPrize]) -> list[Problem]:
    problems = []
    for prize in prizes:
        won = sum(1 for each in awards if each.prize is prize)
        if won > (prize.quantity or 0):
            message = f"“{prize.label}”设 {prize.quantity or 0} 名，因并列有 {won} 人，请加赛或增加名额。"
            problems.append(Problem("", message, level="warning", rule="tie"))
    return problems


def award(journal: Journal, event: ActivityEvent) -> list[Problem]:
    """Write the prizes of an event into its results by their places, as one step; returns what ties need deciding.

    Prizes that were signed for stay as they are.
    """
    awards, problems = plan_awards(event)
    changed = [each for each in awards if not each.result.received]
    with journal.step(f"“{event.title}”评奖"):
        for each in changed:
            result, prize = each.result, each.prize
            result.level = prize.level if prize else ""
            result.goods, result.amount = (prize.goods, prize.price) if prize else ("", None)
        editing.put(RESULTS, [each.result for each in changed])
    return problems


@dataclass(frozen=True)
class Winner:
    """Somebody on the sign list of prizes and goods; `row` is the participant or the result that says so."""

    row: Participant | EventResult
    participant: Participant
    event: str
    place: int | None
    level: str
    """The key of the prize's level, empty for goods without one."""
    award: str
    goods: str
    quantity: int
    amount: int
    """Fen."""
    received: bool

    @property
    def title(self) -> str:
        """What was won, in words: as the certificate has it, else by its level."""
        return self.award or EventResult.level.codes.label(self.level)


def winners(activity: Activity) -> list[Winner]:
    """Everybody who won or gets something, events first in their order and by place, then the rest of the list."""
    found = []
    for event in register.events(activity):
        found += [_of_result(event, each) for each in standings(event) if each.result.level or each.result.goods]
    return found + [_of_participant(each) for each in _rewarded(activity)]


def _rewarded(activity: Activity) -> list[Participant]:
    select = (
        Participant.select(Participant, Union)
        .join(Union, peewee.JOIN.LEFT_OUTER)
        .where(Participant.activity == activity.id)
    )
    gets = (Participant.level != "") | (Participant.goods != "") | (Participant.award != "") | (Participant.amount > 0)
    return list(select.where(gets).order_by(Participant.id))


def _of_result(event: ActivityEvent, each: Placing) -> Winner:
    row = each.result
    amount, received = row.amount or 0, bool(row.received)
    return Winner(row, row.participant, event.title, each.place, row.level, "", row.goods, 1, amount, received)


def _of_participant(row: Participant) -> Winner:
    quantity, amount = row.quantity or 1, row.amount or 0
    return Winner(row, row, "", None, row.level, row.award, row.goods, quantity, amount, bool(row.received))


def persons_by_level(activity: Activity) -> Mapping[str, int]:
    """How many persons won a prize of each level (by key), souvenirs left out, in the order of the code table."""
    won = _prizes_won(activity)
    counted = {
        code.key: len({who for level, who in won if level == code.key}) for code in EventResult.level.codes.codes
    }
    return {level: number for level, number in counted.items() if number}


def persons_awarded(activity: Activity) -> int:
    """How many persons won anything other than a souvenir; whoever won twice counts once."""
    return len({who for _, who in _prizes_won(activity)})


def _prizes_won(activity: Activity) -> list[tuple[str, int]]:
    souvenirs = EventResult.level.codes.marked("souvenir")
    return [
        (each.level, each.participant.id) for each in winners(activity) if each.level and each.level not in souvenirs
    ]
