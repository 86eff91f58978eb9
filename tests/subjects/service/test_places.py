"""Service places: quick entries, stars by the last assessment, figures of people served, what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.service import actions, figures
from unionapp.subjects.service import reminders as due
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households.helping_models import HouseholdReview, Visit
from unionapp.subjects.service.households.helping_records import HOUSEHOLD_REVIEWS, VISITS
from unionapp.subjects.service.households.models import HardshipConsent
from unionapp.subjects.service.households.records import HARDSHIP_CONSENTS
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import PLACE_ASSESSMENTS, PLACES

from tests import support
from tests.subjects.service import cases

TODAY = date(2026, 6, 15)


@pytest.fixture
def place(store: Store) -> Any:
    """An open station."""
    made = ServicePlace(name="河滨路驿站", type="rest", union=cases.union(store), opened=date(2024, 3, 1), books=120)
    editing.save(store.journal, PLACES, made)
    return made


def test_a_member_is_served_by_one_short_step(store: Store, place: Any) -> None:
    member = cases.member(store, 1, group="courier")
    entry = actions.serve(store.journal, place, "rest", member, TODAY, matter="歇脚")
    assert (entry.name, entry.sort, entry.group, entry.phone) == (member.name, "own", "courier", member.mobile)


def test_anybody_else_is_served_by_name_or_without(store: Store, place: Any) -> None:
    assert actions.serve(store.journal, place, "advice", "赵来客", TODAY).sort == "none"
    assert actions.serve(store.journal, place, "rest", day=TODAY).name == "访客"
    with pytest.raises(Refused, match="今天之后"):
        actions.serve(store.journal, place, "rest", day=date(2100, 1, 1))


def test_people_served_are_counted_by_month_item_and_membership(store: Store, place: Any) -> None:
    member = cases.member(store, 1)
    for day in (date(2026, 5, 31), TODAY, TODAY):
        actions.serve(store.journal, place, "rest", member, day)
    actions.serve(store.journal, place, "rest", "赵来客", TODAY, people=3)
    actions.serve(store.journal, place, "rest", "钱外地", TODAY, sort="elsewhere")
    actions.serve(store.journal, place, "join", "孙新人", TODAY)
    june = figures.served(date(2026, 6, 1), date(2026, 6, 30))
    assert [(row.item, row.own, row.elsewhere, row.others, row.people) for row in june] == [
        ("join", 0, 0, 1, 1),
        ("rest", 2, 1, 3, 6),
    ]
    both = figures.served(date(2026, 5, 1), date(2026, 6, 30), (place.id,))
    assert sum(row.people for row in both) == sum(row.people for row in ServiceEntry.select()) == 8
    assert figures.served(date(2026, 5, 1), date(2026, 6, 30), ()) == []


def assess(store: Store, place: Any, year: int, **values: Any) -> Any:
    """An assessment, saved."""
    made = PlaceAssessment(place=place, year=year, day=date(year, 5, 1), **values)
    editing.save(store.journal, PLACE_ASSESSMENTS, made)
    return made


def test_a_place_bears_the_stars_of_its_last_assessment(store: Store, place: Any) -> None:
    assess(store, place, 2025, stars=4)
    assess(store, place, 2024, stars=5)
    assert ServicePlace.get_by_id(place.id).stars == 4
    assess(store, place, 2026, stars=0, verdict="gone")
    again = ServicePlace.get_by_id(place.id)
    assert (again.stars, again.state, again.closed_on) == (None, "closed", date(2026, 5, 1))
    store.journal.undo()
    assert ServicePlace.get_by_id(place.id).state == "open"


def test_there_are_at_most_five_stars(store: Store, place: Any) -> None:
    with pytest.raises(Refused, match="1 至 5"):
        assess(store, place, 2026, stars=6)


def test_places_are_counted_by_type_and_completeness(store: Store, place: Any) -> None:
    six = dict.fromkeys(("sign", "room", "devices", "rules", "staff", "mapped"), True)
    editing.save(store.journal, PLACES, ServicePlace(name="服务站", union=cases.union(store), stars=3, **six))
    found = figures.places()
    assert (found.open, found.complete, found.books) == (2, 1, 120)
    assert found.by_type == {"rest": 1, "station": 1}
    assert found.by_stars == {0: 1, 3: 1}


def kinds_due(today: date) -> list[tuple[str, date | None, bool]]:
    """What is due, without the words."""
    return [(each.kind, each.day, each.overdue) for each in due.all_due(today)]


def test_assessments_and_mending_are_due(store: Store, place: Any) -> None:
    assert kinds_due(TODAY) == [("places", date(2025, 3, 1), True)]
    mended = assess(store, place, 2026, mend_by=date(2026, 6, 20))
    assert kinds_due(TODAY) == [("place-assessments", date(2026, 6, 20), False)]
    mended.mended_on = TODAY
    editing.save(store.journal, PLACE_ASSESSMENTS, mended)
    assert kinds_due(TODAY) == []


def test_a_file_is_due_for_review_visit_and_consent(store: Store) -> None:
    cases.allowance(store)
    family = cases.household(store, filed_on=date(2025, 12, 20))
    assert kinds_due(TODAY) == [
        ("households", date(2026, 3, 20), True),
        ("households", date(2026, 6, 20), False),
        ("households", None, False),
    ]
    review = HouseholdReview(household=family, day=date(2026, 6, 1), income=0, people=2)
    editing.save(store.journal, HOUSEHOLD_REVIEWS, review)
    visit = Visit(household=family, day=date(2026, 6, 1), visitors="张三")
    editing.save(store.journal, VISITS, visit)
    consent = HardshipConsent(household=family, name=family.name, given=date(2026, 6, 1), sensitive=True)
    editing.save(store.journal, HARDSHIP_CONSENTS, consent)
    assert kinds_due(TODAY) == []
    assert [each.day for each in due.reviews(date(2026, 11, 20))] == [date(2026, 12, 1)]


def test_the_end_of_publicity_and_aid_not_given_are_due(store: Store) -> None:
    family = cases.household(store, filed_on=None, published_from=date(2026, 6, 8), published_to=date(2026, 6, 14))
    assert [each.record for each in due.publicity_ends(TODAY)] == [family.id]
    campaign = cases.campaign(store, until=date(2026, 6, 20))
    assert due.aid(TODAY) == []
    from_register = support.saved(
        store, support.BY_MODEL[due.AidRecipient], 1, campaign=campaign, member=cases.member(store, 2)
    )
    assert [each.record for each in due.aid(TODAY)] == [from_register.campaign_id]


def test_families_are_counted_as_they_stood_on_a_day(store: Store) -> None:
    cases.allowance(store)
    first = cases.household(store, 1)
    cases.household(store, 2, cause="6", filed_on=date(2026, 2, 1))
    cases.person(store, first, 3)
    actions.leave(store.journal, first, date(2026, 3, 1), "moved")
    by_grade = figures.families("grade", date(2026, 1, 1), date(2026, 2, 28))
    assert [(each.key, each.households, each.persons, each.filed) for each in by_grade] == [("deep", 2, 3, 1)]
    by_cause = figures.families("cause", date(2026, 1, 1), date(2026, 2, 28))
    assert {each.key: each.households for each in by_cause} == {"9": 1, "6": 1}
    (after,) = figures.families("union", date(2026, 1, 1), date(2026, 12, 31))
    assert (after.households, after.persons, after.lifted, after.left) == (1, 1, 0, 1)
    assert figures.families("union", date(2026, 1, 1), date(2026, 12, 31), ()) == []


def test_every_setting_of_service_reads_its_default() -> None:
    assert [option.key for option in options.OPTIONS if option.value is None] == []
    assert (options.RELATIVE.value, options.SUDDEN.value) == (20_000, 8_000)
