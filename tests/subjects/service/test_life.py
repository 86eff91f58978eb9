"""The stages of a family's file, and how its class is reckoned in words: both sides of every line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.service import actions
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households import class_reckoning as reckoning
from unionapp.subjects.service.households import rules
from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.helping_models import AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.helping_records import AID_PLANS, VISITS
from unionapp.subjects.service.households.models import HardshipConsent, Household
from unionapp.subjects.service.households.records import HARDSHIP_CONSENTS, HOUSEHOLDS

from tests.subjects.service import cases

TODAY = date(2025, 7, 1)


def outcomes(household: Any, today: date = TODAY) -> dict[str, str]:
    """How every stage stands."""
    fresh = Household.get_by_id(household.id)
    return {each.key: each.outcome for each in life.stages(life.facts(fresh, today), today)}


def missing(household: Any, key: str, today: date = TODAY) -> tuple[str, ...]:
    """What a stage lacks."""
    fresh = Household.get_by_id(household.id)
    return next(each.missing for each in life.stages(life.facts(fresh, today), today) if each.key == key)


def test_a_fresh_application_waits_for_everything_before_filing(store: Store) -> None:
    made = Household(name="贺家", union=cases.union(store))
    editing.save(store.journal, HOUSEHOLDS, made)
    found = outcomes(made)
    assert {key for key, outcome in found.items() if outcome == "missing"} == {
        *("apply", "survey", "papers", "grade", "publicity", "approval", "file")
    }
    assert {found[key] for key in ("plan", "help", "review", "leave")} == {"unneeded"}
    stage = life.next_stage(life.facts(made, TODAY), TODAY)
    assert stage is not None and stage.key == "apply"


def test_a_file_in_force_is_to_be_helped_and_reviewed(store: Store) -> None:
    cases.allowance(store)
    made = cases.household(store, 1)
    assert missing(made, "papers") == ("建档材料", "敏感信息的单独同意书")
    assert missing(made, "plan") == ("2025 年帮扶计划",)
    editing.save(
        store.journal,
        HARDSHIP_CONSENTS,
        HardshipConsent(household=made, name=made.name, given=TODAY, sensitive=True),
    )
    editing.save(store.journal, AID_PLANS, AidPlan(household=made, year=2025, goal="稳定就业"))
    assert missing(made, "papers") == ("建档材料",) and outcomes(made)["plan"] == "done"
    late = date(2026, 1, 5)
    assert "走访" in missing(made, "help", late)
    editing.save(store.journal, VISITS, Visit(household=made, day=date(2025, 12, 20), visitors="钟联系"))
    assert missing(made, "help", late) == ("帮扶措施",)
    assert outcomes(made)["review"] == "done" and outcomes(made, late)["review"] == "missing"


def test_the_state_after_the_upper_union_is_one_that_is_known(store: Store) -> None:
    made = Household(name="贺家", union=cases.union(store), applied_on=TODAY, upper_day=TODAY)
    editing.save(store.journal, HOUSEHOLDS, made)
    assert HOUSEHOLDS.shown(Household.get_by_id(made.id), "state") == "上级已审核"


def test_nothing_waits_where_a_file_was_left_and_it_begins_anew_when_it_is_reopened(store: Store) -> None:
    cases.allowance(store)
    made = cases.household(store, 1)
    actions.leave(store.journal, made, TODAY, "moved")
    found = outcomes(made)
    assert "missing" not in found.values() and found["leave"] == "done"
    actions.reopen(store.journal, made, TODAY)
    assert outcomes(made)["survey"] == "missing"


def test_publicity_that_runs_is_waited_for(store: Store) -> None:
    made = Household(name="贺家", union=cases.union(store), published_from=TODAY, published_to=date(2025, 7, 7))
    editing.save(store.journal, HOUSEHOLDS, made)
    assert missing(made, "publicity") == ("公示到 2025-07-07 期满",)
    assert missing(made, "publicity", date(2025, 7, 8)) == ("公示结果",)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 1)))
def test_the_proposed_publicity_is_just_long_enough(first: date) -> None:
    last = life.publicity_end(first)
    least = options.PUBLICITY.value
    assert rules.published_workdays(first, last) == least


@pytest.mark.parametrize(
    ("income", "deep", "relative", "grade"),
    [
        (19_199_99, "低于 0.01 元，符合", "符合", "深度困难"),
        (19_200_00, "正好在线上，不符合", "符合", "相对困难"),
        (38_399_99, "不符合", "低于 0.01 元，符合", "相对困难"),
        (38_400_00, "不符合", "正好在线上，不符合", "不符合困难条件"),
        (38_400_01, "不符合", "高出 0.01 元，不符合", "不符合困难条件"),
    ],
)
def test_both_sides_of_each_line_are_said(store: Store, income: int, deep: str, relative: str, grade: str) -> None:
    cases.allowance(store)
    said = {each.title: each.text for each in reckoning.steps(cases.household(store, 1, income=income))}
    assert deep in said["深度困难"] and relative in said["相对困难"]
    assert said["结论"].startswith(f"按公式：{grade}")


def test_an_amount_that_rose_in_july_does_not_touch_what_was_assessed_before(store: Store) -> None:
    cases.allowance(store)
    before = cases.household(store, 1)
    cases.allowance(store, date(2025, 7, 1), 900_00)
    after = cases.household(store, 2, assessed_on=date(2025, 7, 1), published_from=None, published_to=None)
    said = [next(x.text for x in reckoning.steps(each) if x.title == "低保标准") for each in (before, after)]
    assert "800.00" in said[0] and "900.00" in said[1]


def test_what_is_shown_without_the_right_tells_no_figure_of_the_family(store: Store) -> None:
    cases.allowance(store)
    made = cases.household(store, 1, income=18_765_43)
    said = "".join(each.text for each in reckoning.public_steps(made))
    assert "800.00" in said and "深度困难" in said
    assert "18,765.43" not in said and "781" not in said


def test_what_is_missing_for_the_formula_is_said(store: Store) -> None:
    made = Household(name="贺家", union=cases.union(store))
    editing.save(store.journal, HOUSEHOLDS, made)
    said = "".join(each.text for each in reckoning.steps(made))
    assert "缺家庭年度总收入、家庭人口、采用的低保标准" in said


def test_the_older_scheme_has_lines_of_its_own(store: Store) -> None:
    cases.allowance(store)
    made = cases.household(store, 1, scheme="old", income=28_800_00)
    said = {each.title: each.text for each in reckoning.steps(made)}
    assert "正好在线上，符合" in said["低保边缘户"] and "低保边缘户" in said["结论"]


def test_reviews_are_read_from_the_newest(store: Store) -> None:
    cases.allowance(store)
    made = cases.household(store, 1)
    for day in (date(2025, 8, 1), date(2025, 9, 1)):
        actions.review(store.journal, HouseholdReview(household=made, day=day, income=18_000_00, result="keep"))
    assert life.facts(made, TODAY).last_review.day == date(2025, 9, 1)
