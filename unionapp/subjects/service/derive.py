"""What follows by itself: a person's data from the register, the state of a file, amounts, the stars of a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionapp.errors import Refused
from unionapp.records.kind import Kind, SavedRow
from unionapp.store import editing
from unionapp.subjects.members import person_rules
from unionapp.subjects.members.models import Member
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidRecipient,
    AidSite,
    AidStandard,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.households import assessing
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.models import FamilyMember, HardshipConsent, Household, HouseholdPaper
from unionapp.subjects.service.households.register import family
from unionapp.subjects.service.households.states import HouseholdState, ReviewResult
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace
from unionapp.subjects.service.places.states import PlaceState, PlaceVerdict, VisitorSort
from unionapp.subjects.service.taking import take
from unionapp.values import periods

_BARE = {
    model: Kind(key="", model=model, title="", noun="", columns=(), sections={}) for model in (Household, ServicePlace)
}
"""The tables without what follows from them, so that following ends."""


_OF_MEMBER = ("name", "sex", "birth", "nation", "id_number", "mobile", "politics", "union", "employer", "worked_since")


def fill_household(household: Household) -> None:
    """Person from the member, 低保 of the day, class by the formula, how far the file has come."""
    if household.member is None and household.id_number:
        household.member = Member.get_or_none(Member.id_number == household.id_number.strip().upper())
    if household.member:
        take(household, household.member, (*_OF_MEMBER, "address", "migrant", "card"))
    person_rules.fill_from_the_number(household)
    if household.contact:
        take(household, household.contact, (("contact_name", "name"), ("contact_phone", "phone")))
    persons = family(household) if household.id else []
    if household.income is not None and household.income == _reckoned_before(household, persons):
        household.income = None
    _count_the_family(household, persons)
    assessing.keep_allowance(household, household.region, household.assessed_on)
    assessing.fill_per_head(household)
    household.degree = assessing.degree_of(household, household)
    household.grade = household.grade or assessing.grade_of(household)
    household.state = state_of(household)


def _count_the_family(household: Household, persons: Sequence[FamilyMember]) -> None:
    """Heads and income of a family from its persons, where nothing else was entered."""
    if household.people is None and persons:
        household.people = 1 + len(persons)
    if household.income is None:
        household.income = assessing.income_by_parts(household, persons)


def _reckoned_before(household: Household, persons: Sequence[FamilyMember]) -> int | None:
    """The stored income of a file where it is the sum of its parts as they are stored."""
    stored = Household.get_or_none(Household.id == household.id) if household.id else None
    if stored is None or stored.income != assessing.income_by_parts(stored, persons):
        return None
    return int(stored.income) if stored.income is not None else None


def family_was_saved(saved: Sequence[SavedRow]) -> None:
    """Heads and income of a file follow its persons, unless they were entered otherwise."""
    before = {each.record.id: each.old for each in saved}
    for household in _households_of([each.record for each in saved]):
        now = family(household)
        former = [FamilyMember(income=old["income"]) for row in now if (old := before.get(row.id, row.plain()))]
        _follow_the_family(household, former, now)


def family_is_removed(persons: Sequence[FamilyMember]) -> None:
    """Heads and income of a file follow its persons when some of them go."""
    gone = {person.id for person in persons}
    for household in _households_of(persons):
        former = family(household)
        _follow_the_family(household, former, [row for row in former if row.id not in gone])


def _households_of(persons: Sequence[FamilyMember]) -> list[Household]:
    return list(Household.select().where(Household.id << {person.household_id for person in persons}))


def _follow_the_family(household: Household, former: Sequence[FamilyMember], now: Sequence[FamilyMember]) -> None:
    if household.people == 1 + len(former):
        household.people = None
    if household.income == assessing.income_by_parts(household, former):
        household.income = None
    _count_the_family(household, now)
    fill_household(household)
    editing.put(_BARE[Household], [household])


_STATES = (
    ("left_on", HouseholdState.LEFT),
    ("filed_on", HouseholdState.FILED),
    ("upper_day", HouseholdState.REVIEWED),
    ("published_from", HouseholdState.PUBLICITY),
    ("surveyed_on", HouseholdState.SURVEYED),
)


def state_of(household: Household) -> HouseholdState:
    """How far a file has come, by its days (申请→核查→公示→上级审核→建档→退档)."""
    if household.refused:
        return HouseholdState.REFUSED
    return next((state for name, state in _STATES if getattr(household, name)), HouseholdState.APPLIED)


def households_were_saved(saved: Sequence[SavedRow]) -> None:
    """Give files without a number theirs: the year and the next number in it."""
    for each in saved:
        record = each.record
        if not record.number:
            day = record.filed_on or record.applied_on or date.today()
            record.number = _next_number(day.year)
            editing.put(_BARE[Household], [record])


def _next_number(year: int) -> str:
    taken = Household.select(Household.number).where(Household.number.startswith(f"{year}-")).tuples()
    last = max((int(tail) for (number,) in taken if (tail := number.partition("-")[2]).isdecimal()), default=0)
    return f"{year}-{last + 1:04d}"


def households_are_removed(households: Sequence[Household]) -> None:
    """A file goes with its persons, papers, consents, plans, visits and reviews; aid given keeps it."""
    gone = [household.id for household in households]
    for model in (FamilyMember, HouseholdPaper, HardshipConsent, AidPlan, Visit, HouseholdReview):
        editing.delete(model, model.household, gone)


def fill_person(person: FamilyMember) -> None:
    """Sex and birth of somebody from the ID number."""
    person_rules.fill_from_the_number(person)


def fill_review(review: HouseholdReview) -> None:
    """低保 of the day of review, class by the formula, and when the next review is due."""
    if review.household_id:
        household = review.household
        if review.people is None:
            review.people = household.people
        assessing.keep_allowance(review, household.region, review.day)
        review.degree = assessing.degree_of(review, household)
    assessing.fill_per_head(review)
    if review.day and not review.next_due and review.result != ReviewResult.LEAVE:
        review.next_due = periods.add_months(review.day, options.REVIEW_MONTHS.value)


def fill_plan(plan: AidPlan) -> None:
    """The year's first and last day, and who is in charge."""
    if plan.year and 1900 <= plan.year <= 2200:
        plan.since = plan.since or periods.year_first(plan.year)
        plan.until = plan.until or periods.year_last(plan.year)
    if plan.household_id and not plan.leader:
        plan.leader = plan.household.contact_name


def fill_measure(measure: AidMeasure) -> None:
    """What a line of a handout says of money and goods."""
    if measure.line:
        measure.amount = measure.line.amount
        take(measure, measure.line, ("goods", "quantity"))


def campaigns_are_removed(campaigns: Sequence[AidCampaign]) -> None:
    """A campaign goes with its standards, choice, applications, sites and fairs, unless something was handed out."""
    gone = [campaign.id for campaign in campaigns]
    for paid in (AidRecipient, AidSite):
        if paid.select().where(paid.campaign.in_(gone) & paid.line.is_null(False)).exists():
            raise Refused("这次帮扶活动已经发放，不能删除。请先撤回发放。")
    for model in (AidRecipient, StudentAid, MedicalAid, AidStandard, AidSite, JobFair):
        editing.delete(model, model.campaign, gone)


def fill_entry(entry: ServiceEntry) -> None:
    """Who came, from the register; what was never said counts as 非会员."""
    if entry.member:
        take(entry, entry.member, ("name", "union", "group", ("phone", "mobile")))
    entry.sort = entry.sort or (VisitorSort.OWN if entry.member_id else VisitorSort.NONE)


def assessments_were_saved(saved: Sequence[SavedRow]) -> None:
    """A place bears the stars of its last assessment; one that was struck off is closed."""
    for number in {each.record.place_id for each in saved}:
        last = PlaceAssessment.select().where(PlaceAssessment.place == number).order_by(PlaceAssessment.day.desc())
        newest, place = last.first(), ServicePlace.get_by_id(number)
        if newest.stars is not None:
            place.stars = newest.stars or None
        if newest.verdict == PlaceVerdict.GONE:
            place.state, place.closed_on = PlaceState.CLOSED, place.closed_on or newest.day
        editing.put(_BARE[ServicePlace], [place])


def places_are_removed(places: Sequence[ServicePlace]) -> None:
    """A place entered by mistake goes with its assessments; one that served somebody stays."""
    editing.delete(PlaceAssessment, PlaceAssessment.place, [place.id for place in places])
