"""届次台账 looked at on a day: terms that end or have ended, chairs that are missing, answers that are overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.models import Election, Term
from unionapp.subjects.elections.states import ElectionState
from unionapp.subjects.elections.thresholds import ELECTION_2016, TRADE_UNION_LAW
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.states import UnionState
from unionapp.values import periods

State = Literal["over", "ending", "extended", "vacant", "acting-too-long", "no-chair"]
Level = Literal["overdue", "soon", "note"]
TERM = f"{TRADE_UNION_LAW}第十六条；{ELECTION_2016}第二十九条（依据待核对）"
CHAIR = f"{ELECTION_2016}第三十二条（依据待核对）"


@dataclass(frozen=True)
class Expiry:
    """A term to be looked after: what is the matter, since or until when, and how pressing."""

    term: Term
    state: State
    level: Level
    day: date | None
    text: str
    article: str


def current() -> list[Term]:
    """The latest term of every union that is still there, with its union."""
    select = Term.select(Term, Union).join(Union).where(Union.state == UnionState.ACTIVE)
    latest: dict[int, Term] = {}
    for term in select.order_by(Term.number, Term.id):
        latest[term.union_id] = term
    return sorted(latest.values(), key=lambda term: (ends(term) or date.max, term.id))


def ends(term: Term) -> date | None:
    """When a term ends, with an extension that was approved."""
    return max((day for day in (term.ends, term.extended_to) if day), default=None)


def expiring(today: date) -> list[Expiry]:
    """Terms that are over, end within twelve months (a setting) or have no chair, by their end; the latest of a union.

    A term is over from the day after it ends.
    """
    return [found for term in current() for found in (*_ending(term, today), *_vacant(term, today))]


def _ending(term: Term, today: date) -> Iterable[Expiry]:
    end = ends(term)
    if end is None:
        return
    name = term.label
    if end < today:
        days = (today - end).days
        what = "延期" if term.extended_to and term.extended_to == end else "任期"
        yield Expiry(term, "over", "overdue", end, f"{name}{what}已于 {end} 届满，超期 {days} 天。", TERM)
    elif end <= periods.add_months(today, thresholds.AHEAD.value):
        extended = term.extended_to is not None and term.extended_to == end
        near = extended or end <= periods.add_months(today, thresholds.START.value)
        words = f"{name}{'延期至' if extended else '将于'} {end}{'' if extended else ' 届满'}"
        advice = "，应着手换届。" if near else "。"
        yield Expiry(term, "extended" if extended else "ending", "soon" if near else "note", end, words + advice, TERM)


def _vacant(term: Term, today: date) -> Iterable[Expiry]:
    since, name = term.chair_vacant, term.label
    if since is None:
        if not term.chair.strip():
            yield Expiry(term, "no-chair", "note", None, f"{name}没有登记主席。", CHAIR)
        return
    if since > today:
        return
    words = f"{name}主席自 {since} 起空缺"
    last = periods.add_months(since, thresholds.VACANT_MOST.value)
    if last < today:
        yield Expiry(term, "acting-too-long", "overdue", last, f"{words}，已超过 {_most()} 个月，应立即补选。", CHAIR)
        return
    pressing = periods.add_months(since, thresholds.VACANT_WARN.value) <= today
    advice = "，应及时补选。" if pressing else "。"
    yield Expiry(term, "vacant", "soon" if pressing else "note", last, words + advice, CHAIR)


def _most() -> int:
    return int(thresholds.VACANT_MOST.value)


@dataclass(frozen=True)
class Waiting:
    """An answer of the higher union that should have come, or a duty that runs from one."""

    election: Election
    day: date
    text: str
    article: str


def overdue_replies(today: date) -> list[Waiting]:
    """Requests that the higher union has not answered within its days (15, a setting)."""
    days = thresholds.REPLY.value
    running = (
        Election.select(Election, Union)
        .join(Union)
        .where(Election.state.not_in((ElectionState.REGISTERED, ElectionState.STOPPED)))
    )
    found = []
    for election in running.order_by(Election.id):
        asked = ("换届请示", election.request_day, election.reply_day)
        reported = ("选举结果", election.result_day, election.result_reply_day)
        for word, sent, answered in (asked, reported):
            if sent and not answered and (due := periods.add_days(sent, days)) < today:
                text = f"{election.label}{word}已报 {(today - sent).days} 天，超过 {days} 天未见批复，请询问。"
                found.append(Waiting(election, due, text, thresholds.REPLY.source))
    return found
