"""职工服务首页: who was served today, the families by class, what campaigns gave this year, what is due."""

from __future__ import annotations

from datetime import date

from unionapp.office.fronts.front import Bar, Fact, FactList, FrontView, Picture, by_choice, counted, of_ids, waiting
from unionapp.records import search
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.service import figures
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS
from unionapp.subjects.service.campaigns.states import CampaignState
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.places.records import PLACES, SERVICE_LOG
from unionapp.subjects.service.places.states import PlaceState
from unionapp.values import money

_MOST = 12


def look(today: date) -> FrontView:
    """The figures of service as they stand."""
    begun = date(today.year, 1, 1)
    served, year = _days(today, today), _days(begun, today)
    families = figures.families("grade", begun, today)
    every = tuple(number for line in families for number in line.ids)
    given = figures.campaigns(today.year, today.year)
    facts = (
        counted(SERVICE_LOG, "今天登记", *served, unit=" 条"),
        Fact("今天服务", f"{_people(today, today):,} 人次", Lead("service-counter")),
        Fact("今年服务", f"{_people(begun, today):,} 人次", Lead(SERVICE_LOG.key, "今年的服务", year)),
        of_ids(HOUSEHOLDS, "在册困难家庭", every, " 户"),
        Fact("今年帮扶", f"{sum(each.persons for each in given):,} 人次", _of(given, "今年的帮扶活动")),
        Fact("今年发放", f"{money.show(sum(each.amount for each in given))} 元", _of(given, "今年的帮扶活动")),
        counted(PLACES, "开放的服务阵地", Condition("state", "=", PlaceState.OPEN), unit=" 个"),
    )
    lists = (waiting(today, "service"), _campaigns())
    pictures = (
        Picture("在册困难家庭按类别", "户", [_grade(line) for line in families]),
        Picture("今年帮扶按季节", "人次", _seasons(given)),
        Picture("今年服务登记按事项", "条", by_choice(SERVICE_LOG, "item", *year, words="今年 ")),
    )
    return FrontView(facts, None, lists, pictures)


def _days(first: date, last: date) -> tuple[Condition, ...]:
    return (Condition("day", ">=", first), Condition("day", "<=", last))


def _people(first: date, last: date) -> int:
    """人次 of the places within some days, as the figures of service count them."""
    return figures.together(figures.served(first, last)).people


def _grade(line: figures.FamilyLine) -> Bar:
    label = Household.grade.codes.label(str(line.key)) if line.key else "（没有填）"
    return Bar(label, (line.households,), Lead(HOUSEHOLDS.key, f"在册困难家庭：{label}", _ids(line.ids)))


def _ids(ids: tuple[int, ...]) -> tuple[Condition, ...]:
    return (Condition("id", "in", ids),)


def _of(given: list[figures.Given], words: str) -> Lead:
    return Lead(AID_CAMPAIGNS.key, words, _ids(tuple(each.campaign.id for each in given)))


def _seasons(given: list[figures.Given]) -> list[Bar]:
    """How many were helped this year by each sort of campaign."""
    table = AidCampaign.type.codes
    found = {code.key: [each for each in given if each.campaign.type == code.key] for code in table.codes}
    return [
        Bar(table.label(key), (sum(each.persons for each in mine),), _of(mine, f"今年：{table.label(key)}"))
        for key, mine in found.items()
        if mine
    ]


def _campaigns() -> FactList:
    """The campaigns that are under way."""
    running = search.ids(AID_CAMPAIGNS, search.Query(where=(Condition("state", "!=", CampaignState.CLOSED),)))
    found = [rows.get(AidCampaign, number) for number in running[:_MOST]]
    lines = [
        Fact(each.title, f"到 {each.until}" if each.until else "", Lead(AID_CAMPAIGNS.key, record=each.id))
        for each in found
    ]
    return FactList("正在办的帮扶", lines, "没有正在办的帮扶活动。")
