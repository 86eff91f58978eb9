"""The stages of a campaign: what each sort of it needs, what is missing, what is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign, AidSite, JobFair, StudentAid
from unionapp.subjects.service.campaigns.records import AID_SITES, JOB_FAIRS, STUDENT_AIDS

from tests.subjects.service import cases

TODAY = date(2026, 1, 10)


def outcomes(campaign: Any, today: date = TODAY) -> dict[str, str]:
    """How every stage stands."""
    fresh = AidCampaign.get_by_id(campaign.id)
    return {each.key: each.outcome for each in campaign_life.stages(campaign_life.facts(fresh), today)}


def missing(campaign: Any, key: str) -> tuple[str, ...]:
    """What a stage lacks."""
    fresh = AidCampaign.get_by_id(campaign.id)
    found = campaign_life.stages(campaign_life.facts(fresh), TODAY)
    return next(each.missing for each in found if each.key == key)


@pytest.mark.parametrize(
    ("sort", "unneeded"),
    [
        ("warmth", {"apply"}),
        ("study", set()),
        ("cooling", {"apply", "standards", "publicity"}),
        ("jobs", {"apply", "standards", "publicity", "approval", "give", "sign", "book"}),
    ],
)
def test_each_sort_of_campaign_has_its_own_stages(store: Store, sort: str, unneeded: set[str]) -> None:
    found = outcomes(cases.campaign(store, sort))
    assert {key for key, outcome in found.items() if outcome == "unneeded"} == unneeded


def test_a_round_is_signed_booked_and_summed_up(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store, 1)
    made = cases.campaign(store, book=cases.project(store).book, until=date(2026, 1, 5))
    cases.standard(store, made, 500_00)
    assert missing(made, "give") == ("先确定对象",)
    aid.choose(store.journal, made, aid.of_households(made, [family]))
    known = campaign_life.facts(AidCampaign.get_by_id(made.id))
    assert (known.chosen, known.amount, known.waiting) == (1, 500_00, 1)
    late = {each.key for each in campaign_life.stages(known, TODAY) if each.late}
    assert "give" in late
    aid.hand_out(store.journal, made, TODAY)
    assert missing(made, "sign") == ("1 人没有签收",) and missing(made, "book") == ("1 批没有生成凭证",)
    with store.journal.step("签收"):
        HandoutLine.update(signed=True).execute()
    assert outcomes(made)["sign"] == "done"
    known = campaign_life.facts(AidCampaign.get_by_id(made.id))
    assert (known.given, known.unsigned, known.waiting) == (500_00, 0, 0)


def test_applications_wait_to_be_decided(store: Store) -> None:
    made = cases.campaign(store, "study")
    assert missing(made, "apply") == ("申请表",)
    asked = StudentAid(
        campaign=made, parent="贺家长", name="贺学生", stage="bachelor", received=TODAY, union=cases.union(store)
    )
    editing.save(store.journal, STUDENT_AIDS, asked)
    assert missing(made, "apply") == ("1 份申请没有审定",)


def test_sites_and_fairs_stand_in_the_place_of_persons(store: Store) -> None:
    cooling, jobs = cases.campaign(store, "cooling", 1), cases.campaign(store, "jobs", 2)
    assert missing(cooling, "choose") == ("慰问点",) and missing(jobs, "choose") == ("招聘会",)
    editing.save(store.journal, AID_SITES, AidSite(campaign=cooling, name="工地", day=TODAY, people=30, amount=300_00))
    editing.save(store.journal, JOB_FAIRS, JobFair(campaign=jobs, title="新春招聘会", day=TODAY))
    assert outcomes(cooling)["choose"] == outcomes(jobs)["choose"] == "done"
