"""What the windows of service ask of places, campaigns and files."""

from __future__ import annotations

from datetime import date

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.service.campaigns import register as campaigns
from unionapp.subjects.service.campaigns import stages
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.households import register as households
from unionapp.subjects.service.households.helping_models import AidPlan
from unionapp.subjects.service.households.helping_records import AID_PLANS
from unionapp.subjects.service.places import register as places
from unionapp.subjects.service.places.models import ServicePlace
from unionapp.subjects.service.places.records import PLACES
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.service import cases


def test_closed_places_keep_their_names_but_serve_nobody(store: Store) -> None:
    own, other = cases.union(store), support.saved(store, UNIONS, 2)
    rest, shut, away = (
        ServicePlace(name=name, type="rest", union=union, state=state)
        for name, union, state in (("驿站", own, "open"), ("旧站", own, "closed"), ("远站", other, "open"))
    )
    for each in (rest, shut, away):
        editing.save(store.journal, PLACES, each)
    assert places.open_places() == [rest, away]
    assert places.of_unions([own.id]) == (rest.id, shut.id)
    assert places.names() == {rest.id: "驿站", shut.id: "旧站", away.id: "远站"}


def test_a_campaign_is_told_by_its_title_until_another_bears_it(store: Store) -> None:
    made = cases.campaign(store)
    first, second = cases.standard(store, made, 500_00, grade="deep"), cases.standard(store, made, 300_00)
    assert campaigns.standards(made.id) == [first, second]
    assert campaigns.name_on_sheets(made) == made.title
    again = cases.campaign(store, year=2027)
    assert campaigns.standards(again.id) == []
    assert (campaigns.name_on_sheets(made), campaigns.name_on_sheets(again)) == (made.uid, again.uid)


def test_campaigns_that_lack_a_stage_are_unfinished_until_they_are_closed(store: Store) -> None:
    made, closed = cases.campaign(store), cases.campaign(store, number=2)
    with store.journal.step("办结"):
        AidCampaign.update(state="closed").where(AidCampaign.id == closed.id).execute()
    assert stages.unfinished(date(2026, 1, 10)) == (made.id,)


def test_a_file_has_its_family_and_one_plan_a_year(store: Store) -> None:
    cases.allowance(store)
    made, other = cases.household(store, 1), cases.household(store, 2)
    people = [cases.person(store, made, number) for number in (11, 12)]
    assert (households.family(made), households.family(other)) == (people, [])
    plan = AidPlan(household=made, year=2026, goal="稳定增收")
    editing.save(store.journal, AID_PLANS, plan)
    assert (households.plan_of(made, 2026), households.plan_of(made, 2025)) == (plan, None)
