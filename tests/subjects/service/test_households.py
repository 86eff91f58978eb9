"""Files of families: the class and the amount it rests on, nobody twice, publicity, reviews, 脱困."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Problem, Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.service import actions
from unionapp.subjects.service.households.helping_models import HouseholdReview
from unionapp.subjects.service.households.models import FamilyMember, Household
from unionapp.subjects.service.households.records import FAMILY_MEMBERS, HOUSEHOLDS

from tests.subjects.service import cases
from tests.support import citizen_number, person_name


def rules_of(problems: list[Problem]) -> set[str]:
    """The names of the rules that complain."""
    return {problem.rule for problem in problems}


def checked(household: Any, **values: Any) -> set[str]:
    """The rules that complain of a file with other values."""
    for name, value in values.items():
        setattr(household, name, value)
    return rules_of(editing.check(HOUSEHOLDS, household))


def test_the_class_follows_from_the_figures_and_the_amount_of_the_day(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    assert (family.allowance, family.degree, family.grade) == (cases.LOW, "deep", "deep")
    assert family.per_head == 750_00
    assert family.state == "filed"
    assert family.number == "2025-0001"


def test_the_amount_is_kept_until_the_file_is_assessed_anew(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    cases.allowance(store, date(2025, 5, 1), 700_00)
    family.remark = "看过"
    editing.save(store.journal, HOUSEHOLDS, family)
    assert (family.allowance, family.degree) == (cases.LOW, "deep")
    family.assessed_on = date(2025, 6, 2)
    editing.save(store.journal, HOUSEHOLDS, family)
    assert (family.allowance, family.degree) == (700_00, "relative")
    assert "formula" in rules_of(editing.check(HOUSEHOLDS, family))


def test_an_amount_from_an_older_file_stays(store: Store) -> None:
    cases.allowance(store)
    assert cases.household(store, allowance=600_00).allowance == 600_00


def test_the_amount_is_that_of_the_place(store: Store) -> None:
    cases.allowance(store)
    cases.allowance(store, amount=900_00, region="市区")
    assert cases.household(store, region="市区").allowance == 900_00
    assert "allowance" in rules_of(editing.check(HOUSEHOLDS, cases.household(store, 2, region="外地")))


def test_a_migrant_member_employed_for_a_year_is_of_the_class_of_migrants(store: Store) -> None:
    cases.allowance(store)
    member = cases.member(store, 1)
    for began, grade in ((date(2024, 6, 1), "migrant"), (date(2024, 6, 2), "deep")):
        family = Household(
            member=member, migrant=True, contract_from=began, income=0, people=1, assessed_on=cases.ASSESSED
        )
        editing.check(HOUSEHOLDS, family)
        assert (family.name, family.id_number, family.grade) == (member.name, member.id_number, grade)


def test_the_same_person_is_found_in_two_files(store: Store) -> None:
    first, second = cases.household(store, 1), cases.household(store, 2)
    cases.person(store, first, 3)
    with pytest.raises(Refused, match="一户只建一份档案"):
        cases.person(store, second, 3)
    with pytest.raises(Refused, match="一户只建一份档案"):
        cases.household(store, 3)
    with pytest.raises(Refused, match="一户只建一份档案"):
        cases.person(store, second, 1)
    with pytest.raises(Refused, match="户主本人"):
        cases.person(store, first, 1)


def test_a_person_of_a_closed_file_may_be_in_another(store: Store) -> None:
    first, second = cases.household(store, 1), cases.household(store, 2)
    cases.person(store, first, 3)
    actions.leave(store.journal, first, date(2025, 12, 1), "moved")
    assert cases.person(store, second, 3).id
    with pytest.raises(Refused, match="一户只建一份档案"):
        cases.household(store, 3)


def test_publicity_counts_working_days_with_both_ends(store: Store) -> None:
    family = cases.household(store)
    assert checked(family, published_from=date(2025, 6, 9), published_to=date(2025, 6, 13)) & {"publicity"} == set()
    assert "publicity" in checked(family, published_from=date(2025, 6, 10), published_to=date(2025, 6, 15))
    assert "publicity" in checked(family, published_from=None, published_to=None)
    assert "order" in checked(family, published_from=date(2025, 6, 9), published_to=date(2025, 6, 1))


def test_two_homes_exclude_a_family_unless_it_is_said_why_not(store: Store) -> None:
    family = cases.household(store)
    assert "excluded" in checked(family, homes=2)
    assert "excluded" in checked(family, homes=1, exclusions=("business",))
    assert "excluded" not in checked(family, excused="商铺已停业，镇工会核实")


def test_secondary_causes_are_at_most_three_and_not_the_main_one(store: Store) -> None:
    family = cases.household(store)
    assert checked(family, other_causes=("1", "2", "3")) & {"causes", "causes-twice"} == set()
    assert "causes" in checked(family, other_causes=("1", "2", "3", "4"))
    assert "causes-twice" in checked(family, other_causes=("9",))


def test_classes_of_two_schemes_are_not_mixed(store: Store) -> None:
    family = cases.household(store)
    assert "scheme" in checked(family, grade="old-low")
    assert "scheme" not in checked(family, scheme="old")


def review(family: Any, day: date, income: int, **values: Any) -> Any:
    """A review, not yet saved."""
    return HouseholdReview(household=family, day=day, income=income, people=2, **values)


def test_a_review_brings_the_file_to_its_figures_as_one_step(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    steps = len(store.journal.steps())
    done = review(family, date(2025, 12, 10), 20_000_00)
    actions.review(store.journal, done)
    again = Household.get_by_id(family.id)
    assert (again.income, again.degree, again.grade, again.assessed_on) == (
        20_000_00,
        "relative",
        "relative",
        date(2025, 12, 10),
    )
    assert (done.allowance, done.next_due) == (cases.LOW, date(2026, 6, 10))
    assert len(store.journal.steps()) == steps + 1
    store.journal.undo()
    assert Household.get_by_id(family.id).grade == "deep"


def test_lifted_takes_six_months_above_the_allowance(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    with pytest.raises(Refused, match="脱困要"):
        actions.leave(store.journal, family, date(2026, 6, 9), "lifted")
    above = 2 * 12 * cases.LOW + 1
    for day in (date(2025, 12, 10), date(2026, 6, 9)):
        actions.review(store.journal, review(family, day, above))
    family = Household.get_by_id(family.id)
    with pytest.raises(Refused, match="2025-12-10"):
        actions.leave(store.journal, family, date(2026, 6, 9), "lifted")
    actions.leave(store.journal, family, date(2026, 6, 10), "lifted")
    assert Household.get_by_id(family.id).state == "left"


def test_a_finding_below_breaks_the_six_months(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    above = 2 * 12 * cases.LOW + 1
    for day, income in ((date(2025, 7, 1), above), (date(2025, 12, 1), above - 1), (date(2026, 1, 1), above)):
        actions.review(store.journal, review(family, day, income))
    with pytest.raises(Refused, match="2026-01-01"):
        actions.leave(store.journal, Household.get_by_id(family.id), date(2026, 6, 30), "lifted")


def test_a_review_finds_lifted_only_by_its_figures(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store)
    with pytest.raises(Refused, match="没有高于低保标准"):
        actions.review(store.journal, review(family, date(2025, 12, 1), 2 * 12 * cases.LOW, result="lifted"))


def test_a_closed_file_is_opened_again_under_its_number(store: Store) -> None:
    family = cases.household(store)
    with pytest.raises(Refused, match="没有退档"):
        actions.reopen(store.journal, family, date(2026, 1, 1))
    actions.leave(store.journal, family, date(2025, 12, 1), "moved")
    actions.reopen(store.journal, family, date(2026, 3, 1))
    again = Household.get_by_id(family.id)
    assert (again.state, again.number, again.left_on) == ("filed", "2025-0001", None)


def test_a_file_is_not_left_without_a_reason(store: Store) -> None:
    assert "leave" in checked(cases.household(store), left_on=date(2025, 12, 1))


def test_numbers_go_on_within_the_year_even_where_one_was_typed(store: Store) -> None:
    cases.household(store, 1, number="2025-0041")
    assert cases.household(store, 2).number == "2025-0042"
    assert cases.household(store, 3, filed_on=date(2026, 1, 5)).number == "2026-0001"


def test_removing_a_file_takes_its_persons_along_and_undo_brings_them_back(store: Store) -> None:
    family = cases.household(store)
    cases.person(store, family, 2)
    editing.remove(store.journal, HOUSEHOLDS, [family])
    assert FamilyMember.select().count() == 0
    store.journal.undo()
    assert FamilyMember.select().count() == 1


def test_heads_and_income_of_a_file_are_summed_from_its_persons(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store, people=None, income=None, own_income=2_000_00, other_income=None)
    editing.save(
        store.journal, FAMILY_MEMBERS, FamilyMember(household=family, name="赵小", relation="2", income=500_00)
    )
    file = Household.get_by_id(family.id)
    assert (file.people, file.income, file.per_head) == (2, 30_000_00, 1_250_00)
    wife = FamilyMember(household=family, name="钱二", relation="1", income=None)
    editing.save(store.journal, FAMILY_MEMBERS, wife)
    assert Household.get_by_id(family.id).people == 3
    editing.remove(store.journal, FAMILY_MEMBERS, [wife])
    assert Household.get_by_id(family.id).people == 2
    store.journal.undo()
    assert Household.get_by_id(family.id).people == 3


def test_heads_and_income_that_were_entered_otherwise_stay(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store, people=5, income=40_000_00)
    editing.save(
        store.journal, FAMILY_MEMBERS, FamilyMember(household=family, name="赵小", relation="2", income=500_00)
    )
    file = Household.get_by_id(family.id)
    assert (file.people, file.income) == (5, 40_000_00)


def test_what_must_not_be_seen_takes_a_right() -> None:
    assert {"health", "disability", "income", "fixed_costs", "own_income", "account", "story"} <= set(
        HOUSEHOLDS.secrets
    )
    assert {"id_number", "birth", "health", "income", "unit"} <= set(FAMILY_MEMBERS.secrets)
    assert not set(HOUSEHOLDS.secrets) & set(HOUSEHOLDS.search)


def test_a_family_needs_a_number_only_when_it_is_on_file(store: Store) -> None:
    applying = Household(name=person_name(1), union=cases.union(store), applied_on=date(2025, 6, 1))
    assert rules_of(editing.check(HOUSEHOLDS, applying)) & {"real-name", "required"} == set()
    applying.filed_on = date(2025, 6, 20)
    assert "real-name" in rules_of(editing.check(HOUSEHOLDS, applying))
    applying.id_number = citizen_number(1)
    assert "real-name" not in rules_of(editing.check(HOUSEHOLDS, applying))
