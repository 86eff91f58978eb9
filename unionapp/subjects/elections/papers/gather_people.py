"""Reads delegates and candidates from the records, as papers show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store.store import Store
from unionapp.subjects.elections.models import Candidate, Delegate
from unionapp.subjects.elections.papers.panel import Person
from unionapp.subjects.elections.records import CANDIDATES, DELEGATES
from unionapp.subjects.members.models import Member
from unionapp.values.names import stroke_key

_SHOWN = ("name", "sex", "nation", "politics", "education", "post", "phone", "honours", "career", "remark")


def _with_texts(kind: Kind, record: Record, names: Sequence[str], masked: bool) -> Person:
    """Somebody of whom these fields are known."""
    texts: dict[str, Any] = {name: kind.shown(record, name, masked) for name in names if name in kind.fields}
    return Person(**texts)


def _from_the_register(person: Person, member: Member) -> Person:
    """The same with what only the register of members knows."""
    return replace(
        person,
        native_place=member.native_place,
        title=member.title,
        worked_since=member.worked_since,
        joined=member.joined,
    )


def delegate(record: Delegate, masked: bool) -> Person:
    """A delegate as papers show them."""
    shown = _with_texts(DELEGATES, record, (*_SHOWN, "review"), masked)
    if record.member is not None:
        shown = _from_the_register(shown, record.member)
    return replace(
        shown,
        birth=record.birth,
        votes=record.votes,
        sorts=tuple(record.sorts or ()),
        sorts_text=DELEGATES.shown(record, "sorts"),
        group=record.constituency.name if record.constituency is not None else "",
        elected=bool(record.elected),
    )


def candidate(record: Candidate, masked: bool) -> Person:
    """A candidate as papers show them."""
    return replace(
        _with_texts(CANDIDATES, record, (*_SHOWN, "native_place", "title", "health", "office", "holds"), masked),
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


def photo(store: Store, record: Delegate | Candidate) -> bytes | None:
    """The picture that the register has of somebody."""
    return store.files.photo(record.member.photo) if record.member is not None else None


def delegates(rows: Iterable[Delegate], groups: Sequence[str], masked: bool) -> tuple[Person, ...]:
    """All delegates by constituency, within it by strokes."""
    place = {name: at for at, name in enumerate(groups)}
    people = [delegate(row, masked) for row in rows]
    return tuple(sorted(people, key=lambda each: (place.get(each.group, len(place)), stroke_key(each.name))))
