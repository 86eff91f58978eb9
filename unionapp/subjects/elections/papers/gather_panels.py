"""Reads the bodies of an election with their votes from the records, as papers show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Body, Candidate, Round
from unionapp.subjects.elections.papers import gather_people
from unionapp.subjects.elections.papers.panel import Marks, Panel, Person, Vote
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.records import BODIES
from unionapp.subjects.elections.states import BodyKind, CandidateStage, RoundSort
from unionapp.values.names import stroke_key


def empty() -> tuple[Panel, ...]:
    """The three bodies of every union, before anything is known of them."""
    titles = ((BodyKind.COMMITTEE, "工会委员会"), (BodyKind.AUDIT, "经费审查委员会"), (BodyKind.WOMEN, "女职工委员会"))
    return tuple(Panel(key, title) for key, title in titles)


def panel(body: Body, masked: bool, only_round: int | None) -> Panel:
    """A body with those proposed, its votes (perhaps only one of them) and those elected."""
    rows = list(Candidate.select().where(Candidate.body == body.id))
    people = sorted(
        (
            gather_people.candidate(row, masked)
            for row in rows
            if row.stage not in (CandidateStage.WITHDRAWN, CandidateStage.RECOMMENDED)
        ),
        key=lambda each: stroke_key(each.name),
    )
    rounds = Round.select().where((Round.body == body.id) & (Round.sort != RoundSort.PRACTICE)).order_by(Round.id)
    votes = tuple(_vote(each) for each in rounds if only_round in (None, each.id))
    return Panel(
        key=body.body,
        title=BODIES.shown(body, "body"),
        seats=body.seats,
        margin=bool(body.margin),
        way=BODIES.shown(body, "way"),
        colour=body.colour or "",
        people=tuple(_placed(people, rows)),
        votes=votes,
        ballot=tuple(counting.on_the_ballot(body)),
        elected=_elected(body, people),
    )


def _placed(people: Sequence[Person], rows: Sequence[Candidate]) -> list[Person]:
    """In the order that the clerk set, else by strokes."""
    place = {row.shown_as or row.name: row.place for row in rows}
    return sorted(people, key=lambda each: place.get(each.shown_as) or 0)


def _elected(body: Body, people: Sequence[Person]) -> tuple[Person, ...]:
    """Those elected by the frozen counts, with their votes; where none was counted, those marked so. By strokes."""
    got = counting.elected_names(counting.finals(body))
    if not got:
        return tuple(person for person in people if person.stage == CandidateStage.ELECTED)
    known = {person.shown_as: person for person in people}
    found = [replace(known.get(name) or Person(name=name, shown_as=name), votes=number) for name, number in got.items()]
    return tuple(sorted(found, key=lambda each: stroke_key(each.name)))


def _vote(row: Round) -> Vote:
    """A vote with its count."""
    names = tuple(lines(row.names))
    begun = Vote(
        sort=type(row).sort.codes.label(row.sort),
        times=row.place or 1,
        names=names,
        seats=row.seats,
        due=row.due,
        present=row.present,
        printed=row.printed,
        issued=row.issued,
        returned=row.returned,
    )
    if not (row.frozen or row.totals or counting.entered(row)):
        return begun
    found = counting.result(row)
    marks = [Marks(name, votes.for_, votes.against, votes.abstain) for name, votes in found.tally.votes.items()]
    written = sorted((each for each in marks if each.name not in names), key=lambda each: -each.for_)
    return replace(
        begun,
        counted=True,
        valid_ballots=found.tally.valid,
        invalid_ballots=found.tally.invalid,
        marks=tuple(each for each in marks if each.name in names),
        written=tuple(written),
        elected=found.elected,
        runoff=found.runoff,
        open_seats=found.open_seats,
        is_valid=found.valid,
        frozen=bool(row.frozen),
        code=row.code or "",
    )
