"""The rules of elections at every border."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Problem
from unionapp.store import editing, option_changes
from unionapp.store.store import Store
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import review
from unionapp.subjects.elections.models import Candidate, Constituency, Delegate, Election, Term
from unionapp.subjects.elections.records import CANDIDATES, CONSTITUENCIES, DELEGATES, ELECTIONS, TERMS
from unionapp.subjects.unions.models import Union

from tests.subjects.elections import cases


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    """Rule and level of problems; each has an article and Chinese words."""
    assert all(each.article and each.message for each in problems)
    return [(each.rule, each.level) for each in problems]


BAND, ODD = [("committee-band", "warning")], [("odd", "info")]


@pytest.mark.parametrize(
    ("members", "seats", "expected"),
    [
        (10, 1, []), (10, 2, BAND), (10, 3, []), (10, 5, []), (10, 6, BAND), (24, 1, []), (25, 1, BAND),
        (25, 3, []), (200, 7, []), (200, 8, BAND), (201, 6, BAND), (201, 7, []), (1000, 15, []), (1000, 16, BAND),
        (1001, 14, BAND), (1001, 15, []), (5000, 21, []), (5000, 22, BAND), (5001, 20, BAND), (5001, 21, []),
        (10000, 29, []), (10001, 28, BAND), (50000, 37, []), (50000, 39, BAND), (50001, 45, []), (50001, 46, BAND),
        (100, 4, ODD),
    ],
)  # fmt: skip
def test_a_committee_fits_the_band_of_its_members(members: int, seats: int, expected: Any) -> None:
    assert told(rules.committee_size(members, seats)) == expected


@pytest.mark.parametrize(
    ("members", "seats", "fits"),
    [(24, 1, True), (25, 1, False), (25, 2, False), (25, 3, True), (25, 11, True), (25, 12, False)],
)
def test_an_audit_committee_has_three_to_eleven_members(members: int, seats: int, fits: bool) -> None:
    assert (told(rules.audit_size(members, seats)) == []) is fits


@pytest.mark.parametrize(("women", "seats", "fits"), [(9, 1, True), (9, 3, False), (10, 1, False), (10, 3, True)])
def test_ten_women_members_have_a_committee_of_their_own(women: int, seats: int, fits: bool) -> None:
    assert (told(rules.women_body(women, seats)) == []) is fits


@pytest.mark.parametrize(
    ("members", "form", "fits"), [(99, "delegates", False), (99, "all", True), (100, "delegates", True)]
)
def test_fewer_than_a_hundred_members_all_meet(members: int, form: str, fits: bool) -> None:
    assert (told(rules.assembly_form(members, form)) == []) is fits


@pytest.mark.parametrize(
    ("members", "delegates", "fits"),
    [
        (99, 5, True), (100, 29, False), (100, 30, True), (200, 40, True), (200, 41, False), (201, 39, False),
        (201, 40, True), (1000, 61, False), (1001, 60, True), (5000, 90, True), (5001, 89, False), (10001, 130, True),
        (50000, 181, False), (50001, 180, True), (50001, 241, False),
    ],
)  # fmt: skip
def test_delegates_fit_the_band_of_the_members(members: int, delegates: int, fits: bool) -> None:
    assert (told(rules.delegate_number(members, delegates)) == []) is fits


@pytest.mark.parametrize(("managers", "fits"), [(8, True), (9, False)])
def test_managers_are_at_most_a_fifth_of_forty_delegates(managers: int, fits: bool) -> None:
    assert (told(rules.managers_share(managers, 40)) == []) is fits


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (date(2026, 3, 2), date(2026, 3, 6), True),
        (date(2026, 3, 2), date(2026, 3, 5), False),
        (date(2026, 2, 13), date(2026, 2, 25), False),
        (date(2026, 2, 13), date(2026, 2, 26), True),
        (date(2026, 3, 6), date(2026, 3, 2), False),
    ],
)
def test_the_notice_lasts_five_working_days_not_counting_holidays(first: date, last: date, fits: bool) -> None:
    assert (told(rules.notice_workdays(first, last)) == []) is fits


@pytest.mark.parametrize(("last", "fits"), [(date(2026, 3, 8), True), (date(2026, 3, 7), False)])
def test_the_notice_of_an_enterprise_chair_lasts_seven_days(last: date, fits: bool) -> None:
    assert (told(rules.chair_notice(date(2026, 3, 2), last)) == []) is fits
    election = Election(
        union=Union(id=1, unit_nature="170"), chairing="assembly", notice_from=date(2026, 3, 2), notice_to=last
    )
    assert ("chair-notice" in {each.rule for each in checks.notice_is_long_enough(election)}) is not fits


@pytest.mark.parametrize(("years", "fits"), [(2, False), (3, True), (4, False), (5, True), (6, False)])
def test_a_term_is_three_or_five_years(years: int, fits: bool) -> None:
    assert told(rules.term_years(years)) == ([] if fits else [("years", "error")])
    assert ("years" in {each.rule for each in TERMS.check(Term(years=years))}) is not fits


def test_a_delay_is_at_most_six_months_and_needs_a_number() -> None:
    end = date(2026, 3, 1)
    assert told(rules.delay(end, date(2026, 9, 1), "某工〔2026〕1号")) == []
    assert told(rules.delay(end, date(2026, 9, 2), "某工〔2026〕1号")) == [("delay", "warning")]
    assert told(rules.delay(end, date(2026, 9, 1), "")) == [("delay-approved", "warning")]


@pytest.mark.parametrize(("present", "fits"), [(66, False), (67, True), (0, True), (101, False)])
def test_an_assembly_needs_two_thirds_of_those_due(present: int, fits: bool) -> None:
    assert (told(checks.assembly_is_quorate(Election(due=100, present=present))) == []) is fits


@pytest.mark.parametrize(
    ("body", "office", "nature", "flag", "barred"),
    [
        ("committee", "member", "500", "head", True),
        ("committee", "member", "500", "kin", True),
        ("committee", "chair", "500", "deputy", False),
        ("committee", "chair", "170", "deputy", True),
        ("committee", "member", "170", "deputy", False),
        ("chair", "chair", "700", "personnel", True),
        ("chair", "vice-chair", "700", "personnel", False),
        ("chair", "chair", "170", "foreign", True),
        ("audit", "audit-member", "500", "finance", True),
        ("committee", "member", "500", "finance", False),
        ("women", "women-member", "500", "head", False),
        ("standing", "member", "500", "partner", True),
        ("chair", "chair", "500", "legal", True),
    ],
)
def test_who_may_not_stand_is_refused_with_the_article(
    store: Store, body: str, office: str, nature: str, flag: str, barred: bool
) -> None:
    election = cases.begun(store)
    election.union.unit_nature = nature
    own = cases.body(election, "committee")
    own.election, own.body = election, body
    found = CANDIDATES.check(Candidate(name="丁一凡", body=own, office=office, flags=(flag,)))
    assert told([each for each in found if each.rule == "excluded"]) == ([("excluded", "error")] if barred else [])


def test_tellers_and_counters_are_not_candidates() -> None:
    assert told(rules.tellers_are_not_candidates(["赵云"], ["孙小海"], ["丁一凡"])) == []
    found = rules.tellers_are_not_candidates(["赵云", "丁一凡"], ["丁一凡"], ["丁一凡"])
    assert [(each.field, each.level) for each in found] == [("tellers", "error"), ("counters", "error")]


def test_the_audit_committee_is_apart_from_the_chair_and_had_better_be_from_the_committee() -> None:
    assert told(rules.audit_is_independent(["甲一"], ["乙二"], ["丙三", "乙二"])) == []
    assert told(rules.audit_is_independent(["乙二"], ["乙二"], ["丙三", "乙二"])) == [("audit-chair", "error")]
    assert told(rules.audit_is_independent(["丙三"], ["乙二"], ["丙三", "乙二"])) == [("audit-committee", "warning")]


def test_the_chair_is_among_the_elected_committee() -> None:
    assert rules.chair_is_on_the_committee(["甲一"], ["甲一", "乙二"]) == []
    assert told(rules.chair_is_on_the_committee(["丁四"], ["甲一", "乙二"])) == [("chair", "error")]


def test_an_enterprise_chair_has_a_rival() -> None:
    assert told(rules.enterprise_chair_margin(1, 2)) == []
    assert told(rules.enterprise_chair_margin(1, 1)) == [("chair-margin", "warning")]


def test_a_figure_set_by_the_clerk_is_in_force(store: Store) -> None:
    assert rules.least_candidates("committee", 21) == 23
    option_changes.change(store.journal, thresholds.MARGIN_COMMITTEE, "10%")
    assert rules.least_candidates("committee", 21) == 24
    store.journal.undo()
    assert rules.least_candidates("committee", 21) == 23


def test_a_figure_whose_article_was_not_read_says_so() -> None:
    assert "依据待核对" in thresholds.NOTICE.figure.remark
    assert "依据待核对" in thresholds.MANAGERS.figure.remark


def test_a_constituency_needs_fifteen_per_cent_more_candidates_and_two_thirds_present() -> None:
    good = Constituency(name="机关", seats=7, candidates=9, due=30, present=20)
    assert [each for each in CONSTITUENCIES.check(good) if each.rule != "required"] == []
    bad = Constituency(name="机关", seats=7, candidates=8, due=30, present=19)
    assert {each.rule for each in CONSTITUENCIES.check(bad)} >= {"margin", "quorum"}


def test_someone_whose_membership_is_kept_does_not_stand(store: Store) -> None:
    election = cases.begun(store)
    member = next(iter(election.union.members))
    member.status = "kept"
    found = CANDIDATES.check(Candidate(name=member.name, member=member, body=cases.body(election, "committee")))
    assert ("voting", "error") in {(each.rule, each.level) for each in found}


def test_an_election_is_looked_at_as_a_whole(store: Store) -> None:
    election = cases.begun(store)
    cases.stand(store, cases.body(election, "committee"), ["丁一凡", "王伟", "李小红"])
    cases.stand(store, cases.body(election, "audit"), ["王伟"])
    election.tellers = "丁一凡\n赵云"
    election.notice_from, election.notice_to = date(2026, 3, 2), date(2026, 3, 3)
    found = {(each.rule, each.level) for each in review.problems(election)}
    assert found >= {
        ("margin", "error"), ("tellers", "error"), ("audit-committee", "warning"), ("notice", "warning"),
    }  # fmt: skip


def test_the_make_up_of_delegates_is_told_beside_that_of_the_members(store: Store) -> None:
    union = cases.a_union(store, members=120, women=30)
    election = Election(union=union, form="delegates", day=cases.DAY, sort="full")
    editing.save(store.journal, ELECTIONS, election)
    for number, member in enumerate(list(union.members)[:30]):
        sorts = ("manager",) if number < 7 else ("front-line",)
        person = Delegate(election=election, member=member, sorts=sorts)
        editing.check(DELEGATES, person)
        editing.save(store.journal, DELEGATES, person)
        assert (person.name, person.post, person.sex) == (member.name, "青山机械厂工人", member.sex)
    made = review.shares(election)
    assert (made.delegates.number, made.delegates.women, made.delegates.managers) == (30, 30, 7)
    assert (made.members.number, made.members.women, made.members.percent("women")) == (120, 30, "25.0%")
    assert made.delegates.front_line == 23
    assert ("managers", "warning") in {(each.rule, each.level) for each in review.delegates(election)}
