"""Who stood where on a day, against a reading of the changes so plain that it cannot be wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members import roster, rules
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.records import UNIONS

from tests import support

START = date(2020, 1, 1)
days = st.none() | st.integers(0, 5).map(lambda n: START + timedelta(days=n))
types = st.sampled_from([str(n) for n in range(1, 11)])
events = st.lists(
    st.tuples(st.integers(0, 2), types, days, st.integers(0, 1), st.none() | st.integers(0, 6)), max_size=14
)


def plainly(written: list[Any], day: date) -> dict[int, tuple[str, int]]:
    """State and union by member: a correction stands where what it corrects stood; the last of the day counts."""
    line: list[Any] = []
    for event in written:
        if event.replaces_id is None:
            line.append(event)
        else:
            line[next(n for n, other in enumerate(line) if other.id == event.replaces_id)] = event
    dated = [event for event in line if event.date is None or event.date <= day]
    stood = {}
    for event in sorted(dated, key=lambda event: event.date or date.min):
        stood[event.member_id] = (rules.state_after(event.type), event.union_id)
    return stood


def write(store: Store, history: list[tuple[int, str, date | None, int, int | None]]) -> list[Any]:
    """Three members with a history of changes and corrections; returns all changes as written down."""
    unions = [support.saved(store, UNIONS, number) for number in (1, 2)]
    members = [Member(name=support.person_name(n), union=unions[0], change_type="1") for n in range(3)]
    with store.journal.step("会员"):
        editing.put(MEMBERS, members)
        for who, kind, day, union, corrected in history:
            open_ = _holding(members[who].id) if corrected is not None else []
            wrong = open_[(corrected or 0) % len(open_)] if open_ else None
            change = MembershipChange(member=members[who], type=kind, date=day, union=unions[union], replaces=wrong)
            editing.put(MEMBERSHIP_CHANGES, [change])
    return list(MembershipChange.select().order_by(MembershipChange.id))


def _holding(member: int) -> list[Any]:
    written = list(MembershipChange.select().where(MembershipChange.member == member).order_by(MembershipChange.id))
    return [each for each in written if each.id not in {other.replaces_id for other in written}]


@settings(max_examples=30)
@given(history=events)
def test_the_roster_of_any_day_is_what_the_changes_tell(
    history: list[tuple[int, str, date | None, int, int | None]],
) -> None:
    with support.passing_store() as store:
        written = write(store, history)
        for number in range(-1, 7):
            day = START + timedelta(days=number)
            stood = plainly(written, day)
            assert {each.member: (each.state, each.union) for each in roster.as_of(day)} == stood
            assert roster.figures(day) == Counter(state for state, _ in stood.values())
            for union in {union for _, union in stood.values()}:
                there = {member for member, (state, home) in stood.items() if home == union and state == "in"}
                assert set(roster.members_on(day, [union])) == there
        latest = plainly(written, date.max)
        assert {each.id: (each.status, each.union_id) for each in Member.select()} == latest
        store.journal.undo()
        assert Member.select().count() == MembershipChange.select().count() == 0


def test_the_changes_of_a_period_leave_out_what_was_corrected(store: Store) -> None:
    written = write(
        store, [(0, "3", START, 0, None), (0, "7", START + timedelta(days=3), 0, 1), (1, "4", START, 1, None)]
    )
    found = roster.changes_between(START, START + timedelta(days=5))
    assert [(each.type, each.date) for each in found] == [("4", START), ("7", START + timedelta(days=3))]
    tally = roster.tally(found)
    assert tally == {written[0].union_id: Counter({"7": 1}), written[-1].union_id: Counter({"4": 1})}
    assert roster.changes_between(START, START + timedelta(days=5), [written[-1].union_id]) == found[:1]
