"""What must hold of members, applications, offices and consents; each rule by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.subjects.members import person_rules, rules
from unionapp.subjects.members.models import Application, Cadre, Consent, Member, MembershipChange
from unionapp.values.partialdate import PartialDate

from tests.support import citizen_number

TOMORROW = date.today() + timedelta(days=1)
WOMAN = citizen_number(100)
MAN = citizen_number(101)
BY_THE_NUMBER = (
    person_rules.id_number_is_right,
    person_rules.sex_agrees_with_the_number,
    person_rules.birth_agrees_with_the_number,
)


def said(problems: list[Problem], level: str = "error") -> list[str]:
    """The fields that problems of a level name."""
    return [problem.field for problem in problems if problem.level == level]


@pytest.mark.parametrize("number", ["", MAN, WOMAN, "110105850304101"])
def test_a_right_number_or_none_raises_no_problem(number: str) -> None:
    assert person_rules.id_number_is_right(Member(id_number=number)) == []


@pytest.mark.parametrize("number", [MAN[:-1], MAN[:-1] + ("0" if MAN[-1] != "0" else "1"), "1.10105E+17", "abc"])
def test_a_wrong_number_is_an_error(number: str) -> None:
    assert said(person_rules.id_number_is_right(Member(id_number=number))) == ["id_number"]


def test_a_passport_is_not_checked_as_a_citizen_number() -> None:
    for check in BY_THE_NUMBER:
        assert check(Member(id_type="2", id_number="E1234567", sex="1", birth=date(1980, 1, 1))) == []


def test_an_unknown_province_is_only_a_warning() -> None:
    first = "990105198503041"[:14] + "101"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]
    found = person_rules.id_number_is_right(Member(id_number=first + check))
    assert [(problem.field, problem.level) for problem in found] == [("id_number", "warning")]


def test_sex_and_birth_must_agree_with_the_number() -> None:
    assert said(person_rules.sex_agrees_with_the_number(Member(id_number=MAN, sex="2"))) == ["sex"]
    assert person_rules.sex_agrees_with_the_number(Member(id_number=MAN, sex="1")) == []
    assert person_rules.sex_agrees_with_the_number(Member(id_number=WOMAN, sex="2")) == []
    assert person_rules.sex_agrees_with_the_number(Member(id_number=WOMAN, sex="9")) == []
    assert said(person_rules.birth_agrees_with_the_number(Member(id_number=MAN, birth=date(1985, 3, 5)))) == ["birth"]
    assert person_rules.birth_agrees_with_the_number(Member(id_number=MAN, birth=date(1985, 3, 4))) == []


def test_sex_and_birth_are_filled_from_the_number_only_where_they_are_empty() -> None:
    member = Member(id_number=f" {WOMAN.lower()} ")
    person_rules.fill_from_the_number(member)
    assert (member.id_number, member.sex, member.birth) == (WOMAN, "2", date(1985, 3, 4))
    member = Member(id_number=WOMAN, sex="1", birth=date(1990, 1, 1))
    person_rules.fill_from_the_number(member)
    assert (member.sex, member.birth) == ("1", date(1990, 1, 1))
    for known in (PartialDate(1985), PartialDate(1985, 3)):
        member = Member(id_number=WOMAN, birth=known)
        person_rules.fill_from_the_number(member)
        assert member.birth == date(1985, 3, 4)


def test_a_number_of_somebody_older_than_anybody_is_doubted() -> None:
    member = Member(id_number="110105000612102")
    person_rules.fill_from_the_number(member)
    (doubt,) = person_rules.id_number_is_right(member)
    assert (doubt.level, doubt.rule) == ("warning", "old")
    assert person_rules.id_number_is_right(Member(id_number=WOMAN)) == []


def test_an_old_number_gets_its_eighteen_digits() -> None:
    member = Member(id_number="110105850304101")
    person_rules.fill_from_the_number(member)
    assert member.id_number == citizen_number(101)


@pytest.mark.parametrize("number", ["", "123", "E1234567"])
def test_a_number_that_says_nothing_fills_nothing(number: str) -> None:
    member = Member(id_number=number)
    person_rules.fill_from_the_number(member)
    assert [member.__data__[name] for name in ("id_number", "sex")] == [number, ""]
    assert member.__data__.get("birth") is None


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"birth": TOMORROW}, ["birth"]),
        ({"birth": date(1850, 1, 1)}, ["birth"]),
        ({"birth": date(1985, 3, 4)}, []),
        ({}, []),
    ],
)
def test_a_birth_date_must_be_possible(values: dict[str, Any], fields: list[str]) -> None:
    assert said(person_rules.birth_is_possible(Member(**values))) == fields


def test_joining_before_the_sixteenth_birthday_is_a_warning() -> None:
    young = Member(birth=date(2000, 5, 1), joined=date(2016, 4, 30))
    assert said(rules.old_enough_to_work(young), "warning") == ["joined"]
    assert rules.old_enough_to_work(Member(birth=date(2000, 5, 1), joined=date(2016, 5, 1))) == []
    assert rules.old_enough_to_work(Member(joined=date(2016, 5, 1))) == []


def test_nobody_joins_before_being_born_or_changes_before_joining() -> None:
    assert said(rules.joined_after_birth(Member(birth=date(2000, 5, 1), joined=date(2000, 5, 1)))) == ["joined"]
    assert rules.joined_after_birth(Member(birth=date(2000, 5, 1), joined=date(2020, 5, 1))) == []
    early = Member(joined=date(2020, 5, 2), change_date=date(2020, 5, 1))
    assert said(rules.changed_after_joining(early)) == ["change_date"]
    assert rules.changed_after_joining(Member(joined=date(2020, 5, 1), change_date=date(2020, 5, 1))) == []


def test_nobody_joins_or_changes_tomorrow() -> None:
    found = rules.dates_are_not_in_the_future(Member(joined=TOMORROW, change_date=TOMORROW))
    assert said(found) == ["joined", "change_date"]
    assert rules.dates_are_not_in_the_future(Member(joined=date.today())) == []


def test_what_the_collection_form_wants_is_said_but_not_refused() -> None:
    found = rules.nothing_is_missing(Member(name="王小明", mobile="13800000000"))
    assert {problem.level for problem in found} == {"info"}
    assert {problem.field for problem in found} == {"sex", "birth", "nation", "id_number", "education", "employer"}


OLD = {"status": "in", "change_type": "1", "change_date": date(2020, 1, 1), "union": 1}


def test_the_union_of_a_member_moves_only_with_a_change() -> None:
    moved = Member(id=1, union=2, change_type="1", change_date=date(2020, 1, 1))
    assert said(rules.union_moves_by_a_change(moved, OLD)) == ["union"]
    assert (
        rules.union_moves_by_a_change(Member(id=1, union=2, change_type="2", change_date=date(2021, 1, 1)), OLD) == []
    )
    assert (
        rules.union_moves_by_a_change(Member(id=1, union=1, change_type="1", change_date=date(2020, 1, 1)), OLD) == []
    )


def test_the_state_of_a_member_moves_only_with_a_change() -> None:
    kept = Member(id=1, status="kept", change_type="1", change_date=date(2020, 1, 1))
    assert said(rules.status_moves_by_a_change(kept, OLD)) == ["status"]
    assert rules.status_moves_by_a_change(Member(id=1, status="kept", change_type="3"), OLD) == []
    assert rules.status_moves_by_a_change(Member(id=1, status="in", change_type="3"), OLD) == []


def test_the_state_of_a_new_member_agrees_with_the_change() -> None:
    assert said(rules.status_agrees_with_the_change(Member(status="kept", change_type="1"))) == ["status"]
    assert rules.status_agrees_with_the_change(Member(status="kept", change_type="3")) == []
    assert rules.status_agrees_with_the_change(Member(id=1, status="kept", change_type="1")) == []


def test_a_later_change_is_not_dated_before_the_one_on_record() -> None:
    early = Member(change_type="3", change_date=date(2019, 1, 1))
    assert said(rules.change_is_not_earlier(early, OLD)) == ["change_date"]
    assert rules.change_is_not_earlier(Member(change_date=date(2020, 1, 1)), OLD) == []
    assert rules.change_is_not_earlier(Member(), OLD) == []


# From which state (rows) which change may be made: 入会 转入 保留 转出 除名 退会 退休 死亡 恢复 自动退会.
ALLOWED = {
    "in": {"2", "3", "4", "5", "6", "7", "8", "10"},
    "kept": {"2", "4", "5", "6", "7", "8", "9", "10"},
    "out": {"1", "2", "8"},
    "withdrawn": {"1", "2", "8"},
    "expelled": {"1", "8"},
    "dead": set[str](),
}
AFTER = {
    "1": "in",
    "2": "in",
    "3": "kept",
    "4": "out",
    "5": "expelled",
    "6": "withdrawn",
    "7": "kept",
    "8": "dead",
    "9": "in",
    "10": "withdrawn",
}


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("change", AFTER)
def test_every_change_is_allowed_from_the_states_it_leads_on_from(state: str, change: str) -> None:
    problems = rules.move_problems(state, change, "type")
    assert (problems == []) == (change in ALLOWED[state])
    member = Member(change_type=change, change_date=date(2021, 1, 1))
    assert rules.change_is_allowed(member, {**OLD, "status": state, "change_type": "0"}) == [
        Problem("change_type", problem.message, problem.article, rule=problem.rule) for problem in problems
    ]
    assert all("不能办理" in problem.message for problem in problems)


@pytest.mark.parametrize("change", AFTER)
def test_every_change_leads_to_a_state(change: str) -> None:
    assert rules.state_after(change) == AFTER[change]
    assert change in codes.table("change-type").by_key
    assert AFTER[change] in codes.table("member-state").by_key


def test_only_members_in_good_standing_count_vote_and_pay() -> None:
    for ask in (rules.counts, rules.votes, rules.pays):
        assert [state for state in codes.table("member-state").by_key if ask(state)] == ["in"]


def test_the_same_change_may_have_its_unknown_date_filled_in() -> None:
    undated = {**OLD, "change_date": None}
    member = Member(change_type="1", change_date=date(2015, 1, 1))
    assert rules.same_change(member, undated)
    assert rules.change_is_allowed(member, undated) == []
    assert not rules.same_change(member, OLD)
    assert not rules.same_change(Member(change_type="1"), OLD)


def test_a_change_is_not_dated_tomorrow() -> None:
    assert said(rules.change_is_dated(MembershipChange(date=TOMORROW))) == ["date"]
    assert rules.change_is_dated(MembershipChange(date=date.today())) == []


def test_leaving_for_an_unnamed_union_is_remarked_upon() -> None:
    assert said(rules.transfer_names_the_other_side(MembershipChange(type="4")), "info") == ["counterpart"]
    assert rules.transfer_names_the_other_side(MembershipChange(type="4", counterpart="邻乡总工会")) == []
    assert rules.transfer_names_the_other_side(MembershipChange(type="3")) == []


EARLY, LATE = date(2020, 1, 1), date(2020, 1, 2)


@pytest.mark.parametrize(
    ("rule", "model", "first", "last"),
    [
        (rules.decided_after_received, Application, "received", "decided"),
        (rules.office_ends_after_it_begins, Cadre, "since", "until"),
        (rules.withdrawn_after_given, Consent, "given", "withdrawn"),
    ],
)
def test_what_ends_ends_on_or_after_the_day_it_began(
    rule: Callable[[Any], list[Problem]], model: Any, first: str, last: str
) -> None:
    assert said(rule(model(**{first: LATE, last: EARLY}))) == [last]
    for good in ({first: EARLY, last: LATE}, {first: EARLY, last: EARLY}, {first: EARLY}, {last: EARLY}, {}):
        assert rule(model(**good)) == []


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.integers(0, 999))
def test_every_right_number_fills_what_agrees_with_it(born: date, number: int) -> None:
    member = Member(id_number=citizen_number(number, born))
    person_rules.fill_from_the_number(member)
    assert member.birth == born
    for rule in BY_THE_NUMBER:
        assert rule(member) == []
