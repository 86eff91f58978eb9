"""Reads the facts of one election from the records; nothing here is typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from unionapp.errors import Refused
from unionapp.paper.paper import Wish
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store.store import Store
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import (
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    Nomination,
    Round,
    Step,
    Term,
)
from unionapp.subjects.elections.papers.case import Case, Group, Marks, Panel, Person, Recommendation, Stage, Vote
from unionapp.subjects.elections.records import BODIES, CANDIDATES, DELEGATES, ELECTIONS
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions import tree
from unionapp.values import periods
from unionapp.values.names import stroke_key

ORDER = ("committee", "standing", "audit", "women", "chair", "audit-head", "women-head")
"""Bodies as papers list them."""
WOMAN = "2"


def gather(store: Store, wish: Wish) -> Case:
    """The facts of the election named; of the one body where a body or a vote is named."""
    record = wish.record
    only, only_round = "", None
    if isinstance(record, Round):
        only, only_round, record = record.body.body, record.id, record.body
    if isinstance(record, Body):
        only, record = only or record.body, record.election
    if isinstance(record, Delegate | Candidate):
        return _of_person(store, record, wish.masked)
    if not isinstance(record, Election):
        raise Refused("这张表要先选一次换届选举。")
    return case(store, record, wish.masked, only or wish.words.get("body", ""), _copies(wish), only_round)


def _copies(wish: Wish) -> int:
    text = wish.words.get("copies", "") or "1"
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 20_000:
        raise Refused(f"印制数量“{text}”应是 1 至 20000 的整数。")
    return int(text)


def case(
    store: Store,
    election: Election,
    masked: bool = False,
    only: str = "",
    copies: int = 1,
    only_round: int | None = None,
) -> Case:
    """Everything of one election."""
    bodies = sorted(Body.select().where(Body.election == election.id), key=lambda body: ORDER.index(body.body))
    delegates = Delegate.select().where(Delegate.election == election.id)
    groups = list(Constituency.select().where(Constituency.election == election.id).order_by(Constituency.id))
    steps = Step.select().where(Step.election == election.id).order_by(Step.place, Step.id)
    return Case(
        **_own(election),
        **_terms(election),
        **_counted_members(election),
        panels=tuple(_panel(store, body, masked, only_round if body.body == only else None) for body in bodies)
        or _empty_panels(),
        groups=tuple(_group(each) for each in groups),
        delegates=_delegates(delegates, [group.name for group in groups], masked),
        recommendations=_recommendations(bodies),
        stages=tuple(_stage(step) for step in steps),
        only=only,
        copies=copies,
    )


def blank(store: Store) -> Case:
    """No facts: an empty form for every paper."""
    return Case(panels=_empty_panels(), blank=True, one=Person())


def _empty_panels() -> tuple[Panel, ...]:
    """The three bodies of every union, before anything is known of them."""
    titles = (("committee", "工会委员会"), ("audit", "经费审查委员会"), ("women", "女职工委员会"))
    return tuple(Panel(key, title) for key, title in titles)


_SAME = (
    "number",
    "day",
    "place",
    "theme",
    "years",
    "members",
    "due",
    "present",
    "party",
    "higher",
    "leader",
    "contact",
    "phone",
    "request_no",
    "request_day",
    "reply_no",
    "reply_day",
    "list_no",
    "list_reply_no",
    "notice_from",
    "notice_to",
    "result_no",
    "result_day",
    "result_reply_no",
    "result_reply_day",
    "tellers_head",
    "sort",
)


def _own(election: Election) -> dict[str, Any]:
    """The fields of the election itself."""
    facts = {name: getattr(election, name) for name in _SAME}
    return facts | {
        "union": election.union.name,
        "chair": election.union.chair or "",
        "federated": election.way == "federated",
        "by_delegates": election.form == "delegates",
        "planned": election.planned_delegates,
        "direct": election.chairing == "assembly",
        "chairing": ELECTIONS.shown(election, "chairing"),
        "presidium": _lines(election.presidium),
        "tellers": _lines(election.tellers),
        "counters": _lines(election.counters),
        **_span(election),
    }


def _span(election: Election) -> dict[str, date | None]:
    """When the term begins and ends: with the election, or as it runs already where it is a by-election."""
    if election.sort == "by-election":
        term = Term.get_or_none(Term.union == election.union_id, Term.number == election.number)
        return {"starts": term.elected, "ends": term.ends} if term else {}
    ends = periods.add_years(election.day, election.years) if election.day and election.years else None
    return {"starts": election.day, "ends": ends}


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[\n、]", text or "") if part.strip())


def _terms(election: Election) -> dict[str, Any]:
    """What the papers say of the term that ends."""
    former = Term.select().where(Term.union == election.union_id)
    if election.number:
        former = former.where(Term.number < election.number)
    last = former.order_by(Term.number.desc()).first()
    if last is None:
        return {}
    return {"last_day": last.elected, "last_years": last.years, "last_ends": last.ends}


def _counted_members(election: Election) -> dict[str, Any]:
    """Women among the members, as the register has them on the day of the assembly."""
    day = election.day or date.today()
    members = roster.members_on(day, tree.below(election.union))
    if not members:
        return {}
    sexes = Member.select(Member.id, Member.sex).tuples()
    standing = set(members)
    return {"women_members": sum(1 for number, sex in sexes if number in standing and sex == WOMAN)}


def _texts(kind: Kind, record: Record, names: Sequence[str], masked: bool) -> dict[str, Any]:
    return {name: kind.shown(record, name, masked) for name in names if name in kind.fields}


_SHOWN = ("name", "sex", "nation", "politics", "education", "post", "phone", "honours", "career", "remark")


def delegate(record: Delegate, masked: bool) -> Person:
    """A delegate as papers show them."""
    return Person(
        **_texts(DELEGATES, record, (*_SHOWN, "review"), masked),
        birth=record.birth,
        votes=record.votes,
        sorts=tuple(record.sorts or ()),
        sorts_text=DELEGATES.shown(record, "sorts"),
        group=record.constituency.name if record.constituency is not None else "",
        elected=bool(record.elected),
        **_of_member(record),
    )


def _of_member(record: Delegate) -> dict[str, Any]:
    """What only the register of members knows."""
    member = record.member
    if member is None:
        return {}
    return {name: getattr(member, name) for name in ("native_place", "title", "worked_since", "joined")}


def candidate(record: Candidate, masked: bool) -> Person:
    """A candidate as papers show them."""
    return Person(
        **_texts(CANDIDATES, record, (*_SHOWN, "native_place", "title", "health", "office", "holds"), masked),
        shown_as=record.shown_as or record.name,
        full_time=CANDIDATES.shown(record, "sort"),
        front_line=bool(record.front_line),
        birth=record.birth,
        worked_since=record.worked_since,
        joined=record.joined,
        votes=record.votes,
        recommended=record.recommended,
        stage=record.stage or "",
    )


def _photo(store: Store, record: Delegate | Candidate) -> bytes | None:
    return store.files.photo(record.member.photo) if record.member is not None else None


def _of_person(store: Store, record: Delegate | Candidate, masked: bool) -> Case:
    """The facts of an election for the form of one delegate or candidate."""
    if isinstance(record, Delegate):
        whole, person = case(store, record.election, masked), delegate(record, masked)
    else:
        whole = case(store, record.body.election, masked, record.body.body)
        person = candidate(record, masked)
    return Case(**(vars(whole) | {"one": Person(**(vars(person) | {"photo": _photo(store, record)}))}))


def _delegates(rows: Iterable[Delegate], groups: Sequence[str], masked: bool) -> tuple[Person, ...]:
    """By constituency, within it by strokes."""
    place = {name: at for at, name in enumerate(groups)}
    people = [delegate(row, masked) for row in rows]
    return tuple(sorted(people, key=lambda each: (place.get(each.group, len(place)), stroke_key(each.name))))


_GROUP = (
    "name",
    "staff",
    "members",
    "seats",
    "front_line",
    "managers",
    "women",
    "young",
    "models",
    "candidates",
    "day",
    "due",
    "present",
)


def _group(row: Constituency) -> Group:
    return Group(**{name: getattr(row, name) for name in _GROUP}, convener=row.convener or "", remark=row.remark or "")


def _panel(store: Store, body: Body, masked: bool, only_round: int | None) -> Panel:
    rows = list(Candidate.select().where(Candidate.body == body.id))
    people = sorted(
        (candidate(row, masked) for row in rows if row.stage not in ("withdrawn", "recommended")),
        key=lambda each: stroke_key(each.name),
    )
    rounds = Round.select().where((Round.body == body.id) & (Round.sort != "practice")).order_by(Round.id)
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
        return tuple(person for person in people if person.stage == "elected")
    known = {person.shown_as: person for person in people}
    found = [
        Person(**(vars(known.get(name) or Person(name=name, shown_as=name)) | {"votes": number}))
        for name, number in got.items()
    ]
    return tuple(sorted(found, key=lambda each: stroke_key(each.name)))


def _vote(row: Round) -> Vote:
    """A vote with its count."""
    names = _lines(row.names)
    head = {name: getattr(row, name) for name in ("seats", "due", "present", "printed", "issued", "returned")}
    about: dict[str, Any] = {"sort": type(row).sort.codes.label(row.sort), "times": row.place or 1, "names": names}
    if not (row.frozen or row.totals or counting.entered(row)):
        return Vote(**head, **about)
    found = counting.result(row)
    marks = [Marks(name, votes.for_, votes.against, votes.abstain) for name, votes in found.tally.votes.items()]
    written = sorted((each for each in marks if each.name not in names), key=lambda each: -each.for_)
    return Vote(
        **head,
        **about,
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


def _recommendations(bodies: Sequence[Body]) -> tuple[Recommendation, ...]:
    keys = {body.id: body.body for body in bodies}
    rows = Nomination.select().where(Nomination.body.in_(list(keys))).order_by(Nomination.round, Nomination.id)
    return tuple(
        Recommendation(keys[row.body_id], row.round or 1, row.group, row.members, row.present, row.name, row.votes or 0)
        for row in rows
    )


def _stage(step: Step) -> Stage:
    papers = tuple((step.papers or "").split())
    return Stage(step.title, step.due, step.done, step.by or "", papers, bool(step.skipped))
