"""The changes of membership in the clerk's words: who may undergo them, what they leave behind, what is doubted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.office import statistics
from unionapp.office.reports import ReportPeriod
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members import actions, deeds, doubts
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.partialdate import PartialDate
from unionapp.values.periods import Month

from tests import support

DAY = date(2026, 3, 2)
IN, OUT, KEPT = "in", "out", "kept"


@pytest.fixture
def union(store: Store) -> Any:
    """The union that members join."""
    return support.saved(store, UNIONS, 1)


def enter(store: Store, union: Any, number: int = 1, **values: Any) -> Member:
    """A member who joined on the first day of 2020, saved."""
    given = {"change_type": "1", "change_date": date(2020, 1, 1), **values}
    member = Member(name=support.person_name(number), union=union, **given)
    editing.save(store.journal, MEMBERS, member)
    return Member.get_by_id(member.id)


def words(*members: Member) -> list[str]:
    """What is offered for members."""
    return [deed.words for deed in deeds.open_to(members)]


def test_who_is_a_member_may_move_leave_retire_be_kept_die_and_go(store: Store, union: Any) -> None:
    here, kept = enter(store, union, 1), enter(store, union, 2, change_type="3")
    gone, dead = enter(store, union, 3, change_type="4"), enter(store, union, 4, change_type="8")
    assert words(here) == [
        "调到本乡另一个工会",
        "转到外地",
        "退休",
        "保留会籍",
        "去世",
        "退会",
        "自动退会",
        "除名",
    ]
    assert words(kept) == ["调到本乡另一个工会", "转到外地", "退休", "恢复会籍", "去世", "退会", "自动退会", "除名"]
    assert words(gone) == ["去世", "从外地转回", "重新入会"]
    assert words(dead) == words(here, dead) == []
    assert words(here, gone) == ["去世"]


def test_every_deed_leads_where_its_words_say(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    states = {
        "move": IN,
        "leave": OUT,
        "retire": KEPT,
        "keep": KEPT,
        "die": "dead",
        "withdraw": "withdrawn",
        "lapse": "withdrawn",
        "expel": "expelled",
    }
    for number, (key, state) in enumerate(states.items(), 1):
        deed = next(each for each in deeds.DEEDS if each.id == key)
        member = enter(store, union, number)
        actions.change_membership(
            store.journal, [member], deed.change(date=DAY, union=other if key == "move" else None)
        )
        fresh = Member.get_by_id(member.id)
        assert (fresh.status, fresh.change_date, fresh.joined) == (state, DAY, date(2020, 1, 1))
        assert store.journal.undoable is not None and deed.words in store.journal.undoable.words


def test_a_move_to_where_she_is_already_is_refused(store: Store, union: Any) -> None:
    with pytest.raises(Refused, match="不用调动"):
        actions.change_membership(store.journal, [enter(store, union)], deeds.MOVE.change(date=DAY, union=union))


def test_who_came_from_elsewhere_did_not_join_on_the_day_of_the_move(store: Store, union: Any) -> None:
    member = enter(store, union, change_type="2", change_date=DAY)
    assert (member.joined, member.change_date, member.status) == (None, DAY, IN)
    member.joined = PartialDate(2012, 5)
    editing.save(store.journal, MEMBERS, member)
    fresh = Member.get_by_id(member.id)
    assert (fresh.joined, fresh.change_date) == (PartialDate(2012, 5), DAY)


def test_only_moves_within_the_township_count_as_moved_away(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    moved, left = enter(store, union, 1), enter(store, union, 2)
    actions.change_membership(store.journal, [moved], deeds.MOVE.change(date=DAY, union=other))
    left.change_type, left.change_date, left.union = "4", DAY, other
    editing.save(store.journal, MEMBERS, left)
    report = statistics.member_changes(ReportPeriod.of_month(Month.of(DAY)))
    away = {row.label: dict(zip(report.columns, row.values, strict=True))["本级内调出"] for row in report.rows}
    assert away[union.name] == 1
    assert dict(statistics.joins_by_month(DAY))[Month.of(DAY)] == 0


@pytest.mark.parametrize(
    ("sex", "born", "day", "earliest"),
    [
        ("1", date(1998, 5, 4), DAY, "2058年5月4日"),
        ("1", date(1966, 3, 2), DAY, ""),
        ("1", date(1966, 3, 3), DAY, "2026年3月3日"),
        ("2", date(1976, 3, 2), DAY, ""),
        ("2", date(1990, 1, 1), DAY, "2042年1月1日"),
        ("", date(1985, 1, 1), DAY, "2037年1月1日"),
    ],
)
def test_retiring_before_the_age_of_today_is_doubted(
    store: Store, union: Any, sex: str, born: date, day: date, earliest: str
) -> None:
    member = enter(store, union, sex=sex, birth=PartialDate.of(born))
    found = doubts.of_change(member, deeds.RETIRE.type, day)
    assert [earliest in problem.message for problem in found] == ([True] if earliest else [])
    assert {problem.level for problem in found} <= {"warning"}
    assert doubts.of_change(member, deeds.KEEP.type, day) == []


def test_who_has_no_date_of_birth_is_doubted_too(store: Store, union: Any) -> None:
    (problem,) = doubts.of_change(enter(store, union), deeds.RETIRE.type, DAY)
    assert "没有登记出生日期" in problem.message


def test_an_applicant_without_number_sex_or_phone_is_doubted() -> None:
    assert doubts.of_approval(Application(id_number="x", sex="1", mobile="1")) == []
    (problem,) = doubts.of_approval(Application(sex="1"))
    assert problem.message == "没有填证件号码、移动电话。"
