"""What the clerk does with a file and at the desk of a place beyond editing a row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from unionapp.errors import Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.households.helping_models import HouseholdReview
from unionapp.subjects.service.households.helping_records import HOUSEHOLD_REVIEWS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState
from unionapp.subjects.service.places.models import ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import SERVICE_LOG

_REVIEWED = ("income", "fixed_costs", "sudden_costs", "people")


def review(journal: Journal, reviewed: HouseholdReview) -> Household:
    """Write a review and bring the file to its figures and class, as one step; the file is given back.

    The file keeps the 低保 amount of the review; Refused where review or file would be wrong.
    """
    household = reviewed.household
    problems = errors_only(editing.check(HOUSEHOLD_REVIEWS, reviewed))
    if problems:
        raise Refused(problems)
    with _as_before_if_refused(household):
        _take_over(household, reviewed)
        _need_right(household)
    with journal.step(f"复核困难家庭“{household.name}”"):
        editing.put(HOUSEHOLD_REVIEWS, [reviewed])
        editing.put(HOUSEHOLDS, [household])
    return household


@contextmanager
def _as_before_if_refused(household: Household) -> Iterator[None]:
    """Leave the record in hand as it was where what was asked of it is refused."""
    former = dict(household.__data__)
    try:
        yield
    except Refused:
        household.__data__ = former
        raise


def _need_right(household: Household) -> None:
    """Refused where the file would be wrong."""
    problems = errors_only(editing.check(HOUSEHOLDS, household))
    if problems:
        raise Refused(problems)


def _take_over(household: Household, reviewed: HouseholdReview) -> None:
    """The figures of a review into the file; the class is entered anew where the formula gives one."""
    for name in _REVIEWED:
        if getattr(reviewed, name) is not None:
            setattr(household, name, getattr(reviewed, name))
    household.assessed_on = household.allowance_day = reviewed.day
    household.allowance = reviewed.allowance
    former = household.grade
    if reviewed.degree:
        household.grade = ""
        HOUSEHOLDS.fill(household)
        household.grade = household.grade or former


def leave(journal: Journal, household: Household, day: date, reason: str, approver: str = "") -> None:
    """Close a file (退档) as one step; Refused for 脱困 without reviews that found it for six months."""
    with _as_before_if_refused(household):
        household.left_on, household.leave_reason, household.leave_approver = day, reason, approver
        _need_right(household)
    word = Household.leave_reason.codes.label(reason)
    with journal.step(f"困难家庭“{household.name}”退档（{word}）"):
        editing.put(HOUSEHOLDS, [household])


def reopen(journal: Journal, household: Household, day: date) -> None:
    """Put a closed file into force again from a day, since a family has one file for good."""
    if household.state != HouseholdState.LEFT:
        raise Refused("这一户的档案没有退档，不用恢复。")
    with _as_before_if_refused(household):
        household.left_on, household.leave_reason, household.leave_approver = None, "", ""
        household.applied_on = household.surveyed_on = household.published_from = household.published_to = None
        household.filed_on = day
        _need_right(household)
    with journal.step(f"恢复困难家庭“{household.name}”的档案"):
        editing.put(HOUSEHOLDS, [household])


def last_review(household: Household) -> HouseholdReview | None:
    """The newest review of a family."""
    own = HouseholdReview.select().where(HouseholdReview.household == household.id)
    newest: HouseholdReview | None = own.order_by(HouseholdReview.day.desc(), HouseholdReview.id.desc()).first()
    return newest


def serve(
    journal: Journal, place: ServicePlace, item: str, who: Member | str = "", day: date | None = None, **values: object
) -> ServiceEntry:
    """Write down that somebody was served, as one step: `who` is a member, or the name of anybody else.

    `values` are further fields (phone, group, matter, result, by, people, ...); the entry is given back.
    """
    entry = ServiceEntry(place=place, item=item, day=day or date.today(), **values)
    if isinstance(who, str):
        entry.name = who or "访客"
    else:
        entry.member = who
    editing.save(journal, SERVICE_LOG, entry)
    return entry
