"""Made-up families, campaigns and places that the tests of service begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.records import BOOKS, PROJECTS
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service.campaigns.models import AidCampaign, AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.subjects.service.households.models import Allowance, FamilyMember, Household
from unionapp.subjects.service.households.records import ALLOWANCES, FAMILY_MEMBERS, HOUSEHOLDS
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.support import citizen_number

ASSESSED = date(2025, 6, 1)
LOW = 800_00
"""低保 of the tests, in fen a head and month."""


def allowance(store: Store, since: date = date(2025, 1, 1), amount: int = LOW, region: str = "本地") -> Any:
    """A 低保 amount, saved."""
    row = Allowance(region=region, since=since, amount=amount)
    editing.save(store.journal, ALLOWANCES, row)
    return row


def union(store: Store) -> Any:
    """The union that keeps the files."""
    return support.saved(store, UNIONS, 1)


def member(store: Store, number: int, **values: Any) -> Any:
    """A member with a name and number of her own, saved."""
    given = {"union": union(store), "id_number": citizen_number(number), "mobile": f"1390000{number:04d}", **values}
    return support.saved(store, MEMBERS, number, **given)


def household(store: Store, number: int = 1, /, **values: Any) -> Any:
    """A file in force of a family of two with 18,000 yuan a year: deep in need at 800 a head and month."""
    given = {
        "name": support.person_name(number),
        "id_number": citizen_number(number),
        "union": union(store),
        "income": 18_000_00,
        "people": 2,
        "cause": "9",
        "assessed_on": ASSESSED,
        "published_from": date(2025, 6, 2),
        "published_to": date(2025, 6, 9),
        "filed_on": date(2025, 6, 10),
        **values,
    }
    made = Household(**given)
    editing.save(store.journal, HOUSEHOLDS, made)
    return made


def person(store: Store, family: Any, number: int, **values: Any) -> Any:
    """Somebody of a family, saved."""
    given = {"name": support.person_name(number), "relation": "child", "id_number": citizen_number(number), **values}
    made = FamilyMember(household=family, **given)
    editing.save(store.journal, FAMILY_MEMBERS, made)
    return made


def project(store: Store) -> Any:
    """Earmarked money in a set of books, saved."""
    book = support.saved(store, BOOKS, 1)
    return support.saved(store, PROJECTS, 1, book=book)


def campaign(store: Store, type: str = "warmth", number: int = 1, **values: Any) -> Any:
    """A campaign of 2026, saved."""
    given = {"type": type, "year": 2026, "title": f"帮扶活动{number}", "union": union(store), **values}
    made = AidCampaign(**given)
    editing.save(store.journal, AID_CAMPAIGNS, made)
    return made


def standard(store: Store, of: Any, amount: int, **values: Any) -> Any:
    """What a campaign gives, saved."""
    made = AidStandard(campaign=of, amount=amount, **values)
    editing.save(store.journal, AID_STANDARDS, made)
    return made
