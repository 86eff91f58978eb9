"""Figures of service: families, money and goods, people served. Money is what the sign lists say, in fen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import peewee

from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidSite, JobFair
from unionapp.subjects.service.households.models import FamilyMember, Household
from unionapp.subjects.service.households.states import LeaveReason
from unionapp.subjects.service.places import register
from unionapp.subjects.service.places import rules as place_rules
from unionapp.subjects.service.places.models import ServiceEntry
from unionapp.subjects.service.places.states import VisitorSort
from unionapp.values.present import present

FamilyWay = Literal["grade", "cause", "union"]


@dataclass(frozen=True)
class FamilyLine:
    """Families of one class, cause or union: those on file on a day, and what came and went in the time before it."""

    key: str | int
    """Code of the class or the cause, id of the union."""
    ids: tuple[int, ...]
    """The files in force at the end."""
    persons: int
    filed: int
    """Filed within the time."""
    lifted: int
    """脱困 within the time."""
    left: int
    """Left within the time for any other reason."""

    @property
    def households(self) -> int:
        """一户一档案: so many families."""
        return len(self.ids)


def families(by: FamilyWay, first: date, last: date, unions: Collection[int] | None = None) -> list[FamilyLine]:
    """The families in force at the end of `last`, and those filed and left from `first` on, by what is asked."""
    filed = [
        each
        for each in Household.select().where((Household.filed_on <= last) & ~Household.refused)
        if unions is None or each.union_id in unions
    ]
    persons = _persons(filed)
    grouped: dict[str | int, list[Household]] = {}
    for each in filed:
        grouped.setdefault(each.__data__[by], []).append(each)
    lines = [_family_line(key, rows, persons, first, last) for key, rows in grouped.items()]
    return sorted((each for each in lines if each.ids or each.lifted or each.left), key=lambda line: -line.households)


def _family_line(
    key: str | int, rows: Sequence[Household], persons: Mapping[int, int], first: date, last: date
) -> FamilyLine:
    force = [each.id for each in rows if each.left_on is None or each.left_on > last]
    gone = [each.leave_reason for each in rows if each.left_on and first <= each.left_on <= last]
    return FamilyLine(
        key=key,
        ids=tuple(force),
        persons=sum(persons[number] for number in force),
        filed=sum(present(each.filed_on) >= first for each in rows),
        lifted=gone.count(LeaveReason.LIFTED),
        left=len(gone) - gone.count(LeaveReason.LIFTED),
    )


def _persons(households: Iterable[Household]) -> dict[int, int]:
    """How many persons are on file for each family, the holder included."""
    counted = {household.id: 1 for household in households}
    select = FamilyMember.select(FamilyMember.household, peewee.fn.COUNT(FamilyMember.id))
    for number, people in select.group_by(FamilyMember.household).tuples():
        if number in counted:
            counted[number] += people
    return counted


@dataclass(frozen=True)
class Given:
    """What a campaign gave: households, persons (人次) and money, from the lines of its sign lists."""

    campaign: AidCampaign
    households: int
    persons: int
    amount: int
    by_grade: dict[str, tuple[int, int]]
    """Persons and fen by class; those without a file under the empty key."""
    by_category: dict[str, tuple[int, int]]
    people_at_sites: int
    waiting: int
    """Chosen and not yet given anything."""


def given(campaign: AidCampaign) -> Given:
    """The figures of one campaign; amounts are those of the handout lines, so that they agree with the books."""
    paid = AidRecipient.select(AidRecipient, HandoutLine).join(HandoutLine, on=(AidRecipient.line == HandoutLine.id))
    rows = [(each, present(each.line).amount) for each in paid.where(AidRecipient.campaign == campaign.id)]
    reached = AidSite.select(AidSite, HandoutLine).join(HandoutLine, on=(AidSite.line == HandoutLine.id))
    sites = [(each, present(each.line).amount) for each in reached.where(AidSite.campaign == campaign.id)]
    waiting = AidRecipient.select().where((AidRecipient.campaign == campaign.id) & AidRecipient.line.is_null())
    return Given(
        campaign=campaign,
        households=len({each.household_id for each, _ in rows if each.household_id}),
        persons=len(rows),
        amount=sum(amount for _, amount in (*rows, *sites)),
        by_grade=_summed((each.grade, amount) for each, amount in rows),
        by_category=_summed((each.category, amount) for each, amount in rows),
        people_at_sites=sum(each.people or 0 for each, _ in sites),
        waiting=waiting.count(),
    )


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for key, amount in pairs:
        people, money = found.get(key, (0, 0))
        found[key] = (people + 1, money + amount)
    return found


def campaigns(first: int, last: int) -> list[Given]:
    """The figures of all campaigns of some years."""
    rows = AidCampaign.select().where(AidCampaign.year.between(first, last)).order_by(AidCampaign.type, AidCampaign.id)
    return [given(campaign) for campaign in rows]


def sum_of_handouts(campaign_ids: Iterable[int]) -> int:
    """What the sign lists of all rounds that campaigns made add up to, in fen: the check on `given`."""
    numbers = list(campaign_ids)
    linked = [
        model.select(model.line).where(model.campaign.in_(numbers) & model.line.is_null(False))
        for model in (AidRecipient, AidSite)
    ]
    rounds = HandoutLine.select(HandoutLine.handout).where(
        HandoutLine.id.in_(linked[0]) | HandoutLine.id.in_(linked[1])
    )
    total = HandoutLine.select(peewee.fn.SUM(HandoutLine.amount)).where(HandoutLine.handout.in_(rounds)).scalar()
    return int(total or 0)


@dataclass(frozen=True)
class Fairs:
    """春送岗位 of a year."""

    fairs: int
    units: int
    posts: int
    attendance: int
    intentions: int
    hired: int


def fairs(year: int) -> Fairs:
    """The job fairs of a year, summed up."""
    rows = list(JobFair.select().where(JobFair.day.between(date(year, 1, 1), date(year, 12, 31))))
    sums = (sum(getattr(row, name) or 0 for row in rows) for name in _FAIR)
    return Fairs(len(rows), *sums)


_FAIR = ("units", "posts", "attendance", "intentions", "hired")


@dataclass(frozen=True)
class Visitors:
    """人次 by whom: our own members, members of other unions, others."""

    own: int
    elsewhere: int
    others: int

    @property
    def people(self) -> int:
        """All of them."""
        return self.own + self.elsewhere + self.others


@dataclass(frozen=True)
class Served(Visitors):
    """The visitors of one place, one month and one item."""

    place: int
    month: str
    item: str


def together(lines: Collection[Visitors]) -> Visitors:
    """All visitors of several lines."""
    return Visitors(*(sum(getattr(each, name) for each in lines) for name in ("own", "elsewhere", "others")))


def served(first: date, last: date, places: Collection[int] | None = None) -> list[Served]:
    """People served from day to day, both counted, by place, month and item."""
    select = ServiceEntry.select(
        ServiceEntry.place, ServiceEntry.day, ServiceEntry.item, ServiceEntry.sort, ServiceEntry.people
    ).where(ServiceEntry.day.between(first, last))
    counted: dict[tuple[int, str, str], Counter[str]] = {}
    for number, day, item, sort, people in select.tuples():
        if places is None or number in places:
            counted.setdefault((number, f"{day:%Y-%m}", item), Counter())[sort] += people or 1
    return [
        Served(found[VisitorSort.OWN], found[VisitorSort.ELSEWHERE], found[VisitorSort.NONE] + found[""], *key)
        for key, found in sorted(counted.items())
    ]


@dataclass(frozen=True)
class Places:
    """Open places on a day by type and by site, those with all of the six, and by stars."""

    open: int
    by_type: dict[str, int]
    by_site: dict[str, int]
    by_stars: dict[int, int]
    complete: int
    books: int


def places() -> Places:
    """The service places as they stand."""
    rows = register.open_places()
    return Places(
        open=len(rows),
        by_type=dict(Counter(each.type for each in rows)),
        by_site=dict(Counter(each.site for each in rows)),
        by_stars=dict(Counter(each.stars or 0 for each in rows)),
        complete=sum(place_rules.six_of(each) == len(place_rules.SIX) for each in rows),
        books=sum(each.books or 0 for each in rows),
    )
