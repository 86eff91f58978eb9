"""From a file or a review to its class: the 低保 amount of the day, kept with it, and the formula over the figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unionapp.records import codes
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households import poverty
from unionapp.subjects.service.households.helping_models import HouseholdReview
from unionapp.subjects.service.households.models import Allowance, FamilyMember, Household
from unionapp.subjects.service.households.states import HardshipClass, HardshipScheme
from unionapp.values import periods


def allowance_on(region: str, day: date) -> int | None:
    """The 低保 amount of a place on a day, in fen a head and month; None where none is on record."""
    select = Allowance.select(Allowance.amount).where((Allowance.region == region) & (Allowance.since <= day))
    found = select.order_by(Allowance.since.desc()).first()
    return found.amount if found is not None else None


def keep_allowance(record: Household | HouseholdReview, region: str, day: date | None) -> None:
    """Take the amount of the day of assessment and keep it; looked up again only where that day is another one.

    An amount that came with the record (from an older file) stays.
    """
    if day is None or record.allowance_day == day:
        return
    if record.allowance is None or record.allowance_day is not None:
        found = allowance_on(region, day)
        record.allowance = found if found is not None else record.allowance
    record.allowance_day = day


def means_of(record: Household | HouseholdReview) -> poverty.Means | None:
    """The figures of a file or a review; None while one is missing that the formula needs."""
    people = record.people or 0
    if record.income is None or not record.allowance or people < 1:
        return None
    return poverty.Means(record.income, people, record.allowance, record.fixed_costs or 0, record.sudden_costs or 0)


def lines() -> poverty.PovertyLines:
    """The lines as they are set."""
    settings = (options.RELATIVE, options.SUDDEN, options.OLD_EDGE, options.OLD_ACCIDENT)
    return poverty.PovertyLines(*(option.value for option in settings))


def is_sudden(causes: Iterable[str]) -> bool:
    """Whether a family is in need by a sudden event: illness, disaster, accident."""
    return bool(codes.table("hardship-cause").marked("sudden") & set(causes))


def degree_of(record: Household | HouseholdReview, household: Household) -> str:
    """The class by the formula, from the figures of a record (the file itself or a review) and facts of the file."""
    means = means_of(record)
    if means is None:
        return ""
    sudden = is_sudden((household.cause, *household.other_causes))
    if household.scheme == HardshipScheme.OLD:
        return poverty.old_degree(means, bool(household.on_allowance), sudden, lines())
    return poverty.degree(means, sudden, lines())


def is_migrant(household: Household) -> bool:
    """困难农民工: a union member, living in the city for long, employed for a year (a setting)."""
    began, day = household.contract_from, household.assessed_on
    if not (household.migrant and household.member_id and began and day):
        return False
    return bool(periods.add_months(began, options.MIGRANT_MONTHS.value) <= day)


def grade_of(household: Household) -> str:
    """The class to be entered for a file: that of the formula, 困难农民工 where the holder is one."""
    if household.degree and household.scheme != HardshipScheme.OLD and is_migrant(household):
        return HardshipClass.MIGRANT
    return str(household.degree)


def fill_per_head(record: Household | HouseholdReview) -> None:
    """家庭月人均收入 follows from the year's income and the number of people."""
    people = record.people or 0
    if record.income is not None and people >= 1:
        record.per_head = poverty.per_head(record.income, people)


def income_by_parts(household: Household, family: Iterable[FamilyMember]) -> int | None:
    """The year's income as its parts add up: the holder's wages, other income, the wages of the family; in fen."""
    wages = [each.income for each in family]
    parts = (household.own_income, household.other_income, *wages)
    if all(part is None for part in parts):
        return None
    monthly = (household.own_income or 0) + sum(wage or 0 for wage in wages)
    return int(monthly * 12 + (household.other_income or 0))
