"""What is due in service: reviews, ends of publicity, visits, consents, assessments of places, aid to be given."""

from __future__ import annotations

from datetime import date

import peewee

from unionapp.records.duty import Duty
from unionapp.records.fields import RecordField
from unionapp.records.record import Record
from unionapp.records.search import Condition
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient
from unionapp.subjects.service.campaigns.states import CampaignState
from unionapp.subjects.service.households.helping_models import HouseholdReview, Visit
from unionapp.subjects.service.households.models import HardshipConsent, Household
from unionapp.subjects.service.households.states import HouseholdState
from unionapp.subjects.service.places import register
from unionapp.subjects.service.places.models import PlaceAssessment, ServicePlace
from unionapp.values import periods
from unionapp.values.present import present


def all_due(today: date) -> list[Duty]:
    """Everything of service that is due or will be within days (a setting), the oldest first."""
    parts = (reviews, publicity_ends, visits, consents_missing, assessments, mending, aid)
    found = [each for part in parts for each in part(today)]
    return sorted(found, key=lambda each: (each.day or date.max, each.kind, each.record))


def _ahead(today: date) -> date:
    return periods.add_days(today, options.AHEAD.value)


def _filed() -> list[Household]:
    return list(Household.select().where(Household.state == HouseholdState.FILED).order_by(Household.id))


def _latest(model: type[Record], link: RecordField, day: RecordField) -> dict[int, date]:
    """The newest day of what hangs on each record."""
    rows = model.select(link, peewee.fn.MAX(day)).group_by(link).tuples()
    return {number: _as_day(newest) for number, newest in rows if newest}


def _as_day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def review_due(household: Household, reviewed: dict[int, HouseholdReview]) -> date | None:
    """When a file is to be reviewed next: as its last review says, else half a year after it was made (a setting)."""
    last = reviewed.get(household.id)
    if last is not None and last.next_due:
        named: date = last.next_due
        return named
    begun = last.day if last is not None else household.filed_on
    return periods.add_months(begun, options.REVIEW_MONTHS.value) if begun else None


def reviews(today: date) -> list[Duty]:
    """Files whose half-yearly review is due."""
    newest: dict[int, HouseholdReview] = {}
    for each in HouseholdReview.select().order_by(HouseholdReview.day, HouseholdReview.id):
        newest[each.household_id] = each
    found = []
    for household in _filed():
        day = review_due(household, newest)
        if day is not None and day <= _ahead(today):
            text = f"困难家庭“{household.name}”的复核应在 {day} 前完成。"
            found.append(
                Duty("reviews", "households", household.id, day, text, options.REVIEW_MONTHS.source, day < today)
            )
    return found


def publicity_ends(today: date) -> list[Duty]:
    """Files and campaigns whose publicity has ended or ends soon, and which wait for what comes next."""
    shown = (Household.state == HouseholdState.PUBLICITY) & (Household.published_to <= _ahead(today))
    found = [
        _ended("publicity", "households", each, f"困难家庭“{each.name}”", today)
        for each in Household.select().where(shown).order_by(Household.id)
    ]
    public = AidCampaign.state.in_((CampaignState.CHOOSING, CampaignState.PUBLICITY))
    waiting = public & (AidCampaign.published_to <= _ahead(today))
    return found + [
        _ended("aid-publicity", "aid-campaigns", each, f"“{each.title}”", today)
        for each in AidCampaign.select().where(waiting).order_by(AidCampaign.id)
    ]


def _ended(matter: str, kind: str, record: Household | AidCampaign, words: str, today: date) -> Duty:
    day = present(record.published_to)
    text = f"{words}的公示{'已于' if day < today else '到'} {day} 结束，没有异议的请办下一步。"
    return Duty(matter, kind, record.id, day, text, options.PUBLICITY.source, day < today)


def visits(today: date) -> list[Duty]:
    """Families that their contact person has not visited for months (a setting)."""
    last = _latest(Visit, Visit.household, Visit.day)
    found = []
    for household in _filed():
        begun = last.get(household.id) or household.filed_on
        day = periods.add_months(begun, options.VISIT_MONTHS.value) if begun else None
        if day is not None and day < today:
            who = f"，联系人{household.contact_name}" if household.contact_name else ""
            text = f"困难家庭“{household.name}”自 {begun} 以来没有走访记录{who}。"
            found.append(Duty("visits", "households", household.id, day, text, options.VISIT_MONTHS.source, True))
    return found


def without_consent() -> list[Household]:
    """The files in force without a consent to sensitive data that is in force."""
    holding = HardshipConsent.withdrawn.is_null() & HardshipConsent.sensitive
    signed = {number for (number,) in HardshipConsent.select(HardshipConsent.household).where(holding).tuples()}
    return [household for household in _filed() if household.id not in signed]


def consents_missing(today: date) -> list[Duty]:
    """How many files lack a consent to sensitive data, as one thing to do."""
    lacking = without_consent()
    if not lacking:
        return []
    text = f"{len(lacking)} 户困难职工档案没有敏感信息的单独同意书。"
    where = (Condition("id", "in", tuple(each.id for each in lacking)),)
    return [Duty("consents", "households", 0, None, text, options.PRIVACY, False, len(lacking), where)]


def assessments(today: date) -> list[Duty]:
    """Open places whose yearly assessment is due."""
    last = _latest(PlaceAssessment, PlaceAssessment.place, PlaceAssessment.day)
    found = []
    for place in register.open_places():
        begun = last.get(place.id) or (place.opened and place.opened.first)
        day = periods.add_months(begun, options.ASSESS_MONTHS.value) if begun else None
        if day is not None and day <= _ahead(today):
            text = f"“{place.name}”的复评应在 {day} 前完成。"
            found.append(Duty("assessments", "places", place.id, day, text, options.ASSESS_MONTHS.source, day < today))
    return found


def mending(today: date) -> list[Duty]:
    """Assessments with a term for mending that is not yet done."""
    waiting = PlaceAssessment.mended_on.is_null() & (PlaceAssessment.mend_by <= _ahead(today))
    rows = PlaceAssessment.select(PlaceAssessment, ServicePlace).join(ServicePlace).where(waiting)
    return [
        Duty(
            "mending",
            "place-assessments",
            each.id,
            each.mend_by,
            f"“{each.place.name}”的整改应在 {each.mend_by} 前完成。",
            options.ASSESS_MONTHS.source,
            present(each.mend_by) < today,
        )
        for each in rows.order_by(PlaceAssessment.id)
    ]


def aid(today: date) -> list[Duty]:
    """Campaigns that end soon or have ended while somebody waits to be given something."""
    waiting = AidRecipient.select(AidRecipient.campaign).where(AidRecipient.line.is_null())
    running = (AidCampaign.state != CampaignState.CLOSED) & AidCampaign.id.in_(waiting)
    near = (AidCampaign.until <= _ahead(today)) & running
    found = []
    for campaign in AidCampaign.select().where(near).order_by(AidCampaign.id):
        number = AidRecipient.select().where((AidRecipient.campaign == campaign.id) & AidRecipient.line.is_null())
        text = f"“{campaign.title}”还有 {number.count()} 人没有发放，应在 {campaign.until} 前发完。"
        found.append(
            Duty("aid", "aid-campaigns", campaign.id, campaign.until, text, "", present(campaign.until) < today)
        )
    return found
