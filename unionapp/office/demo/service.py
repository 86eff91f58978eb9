"""The made-up service: families and aid, service places with a year of their log, and pairs with their reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unionapp.office.demo import hardship
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.numbers import renumber
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.relations import dispatch
from unionapp.subjects.relations import records as relations
from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit, StayLog
from unionapp.subjects.service import records as service
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.places import records as place_kinds
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace
from unionapp.subjects.service.places.states import PlaceType, PlaceWay, VisitorSort
from unionapp.values.periods import Month, months_between

_SORTS = (
    (PlaceType.STATION, "职工服务站", "village"),
    (PlaceType.REST, "工会驿站", "building"),
    (PlaceType.RELAY, "环卫职工爱心接力站", "other"),
    (PlaceType.MOTHER, "爱心妈妈小屋", "building"),
    (PlaceType.BOOKS, "职工书屋", "village"),
    (PlaceType.CULTURE, "职工文体活动中心", "park"),
)
_ITEMS = (("rest", 34.0), ("advice", 18.0), ("aid", 8.0), ("rights", 6.0), ("join", 9.0), ("card", 9.0), ("work", 10.0))
_MATTERS = {
    "rest": "歇脚、饮水、充电",
    "advice": "咨询医保和工伤政策",
    "aid": "咨询困难帮扶",
    "rights": "反映工资问题",
    "join": "申请入会",
    "card": "办理会员服务卡",
    "work": "登记求职意向",
}


def serve(journal: Journal, source: Fiction, places: Sequence[DemoUnion]) -> None:
    """Write all of it, within a running step."""
    families = hardship.write(journal, source)
    stations = _stations(source, places)
    _log(source, stations, len(places) * 14)
    _link(source, places, families)
    renumber(source, (*service.KINDS, *relations.KINDS, HANDOUTS, HANDOUT_LINES))


def _stations(source: Fiction, places: Sequence[DemoUnion]) -> list[ServicePlace]:
    """A place for every fourth union at least, each sort in turn, assessed in the last two years."""
    made = []
    for number, place in enumerate(places[: max(6, len(places) // 4)]):
        type_, word, site = _SORTS[number % len(_SORTS)]
        station = ServicePlace(number=f"FW{number + 1:03d}", name=f"{place.union.name}{word}", type=type_, site=site)
        station.union, station.address, station.phone = place.union, source.address(place.town), source.landline()
        station.opened = source.between(TODAY - timedelta(1500), TODAY - timedelta(700))
        station.area, station.capacity = 15 + int(source.random.random() * 120), 8 + int(source.random.random() * 40)
        station.hours, station.equipment = "8:00—20:00", ("water", "microwave", "charge", "medicine", "seats")
        station.head, station.way = source.name("2", "01"), PlaceWay.JOINT
        station.sign = station.room = station.devices = station.rules = station.staff = True
        station.mapped = source.chance(0.8)
        if type_ == PlaceType.BOOKS:
            station.books, station.papers, station.lending = 1000 + int(source.random.random() * 2500), 15, True
        made.append(station)
    editing.put(place_kinds.PLACES, made)
    years = ((each, year) for each in made for year in (TODAY.year - 1, TODAY.year))
    rows = [_assessment(source, each, year) for each, year in years if source.chance(0.85)]
    editing.put(place_kinds.PLACE_ASSESSMENTS, rows)
    return made


def _assessment(source: Fiction, station: ServicePlace, year: int) -> PlaceAssessment:
    stars = source.weighted(((1, 5.0), (2, 30.0), (3, 43.0), (4, 17.0), (5, 5.0)))
    return PlaceAssessment(
        place=station,
        year=year,
        day=source.between(date(year, 3, 1), date(year, 6, 30)),
        by="镇总工会考评组",
        score=55 + stars * 8,
        stars=stars,
    )


def _log(source: Fiction, stations: Sequence[ServicePlace], count: int) -> None:
    """A year of people served: our members, members of other unions, and others."""
    members = list(Member.select().where(Member.status == MemberStatus.IN).order_by(Member.id).limit(400))
    entries = []
    for _ in range(count):
        day = source.between(TODAY - timedelta(364), TODAY)
        item = source.weighted(_ITEMS)
        entry = ServiceEntry(day=day, place=source.one(stations), item=item, matter=_MATTERS[item], by="值班员")
        if source.chance(0.6):
            entry.member = source.one(members)
        else:
            entry.name = source.name(source.one(("1", "2")), source.nation())
            entry.sort = VisitorSort.ELSEWHERE if source.chance(0.25) else VisitorSort.NONE
        entry.result = "已办结"
        place_kinds.SERVICE_LOG.fill(entry)
        entries.append(entry)
    editing.put(place_kinds.SERVICE_LOG, sorted(entries, key=lambda each: each.day))


def _link(source: Fiction, places: Sequence[DemoUnion], families: Sequence[Household]) -> None:
    """Cadres linked to unions and families, their reports (a few of them late or missing), visits and stays."""
    cadres = list(Cadre.select().order_by(Cadre.id).limit(max(4, len(places) // 3)))
    pairs = []
    for number, cadre in enumerate(cadres):
        pair = LinkPair(cadre=cadre, office="镇总工会", since=date(TODAY.year - 1, 11, 1), task="建会入会、困难帮扶")
        if number % 3:
            pair.household = families[number % len(families)]
        else:
            pair.union = places[-1 - number % len(places)].union
        relations.LINK_PAIRS.fill(pair)
        pairs.append(pair)
    editing.put(relations.LINK_PAIRS, pairs)
    months = months_between(Month(TODAY.year - 1, 11), Month.of(TODAY).previous())
    pairs_months = [(pair, month) for pair in pairs for month in months]
    editing.put(relations.LINK_REPORTS, [_report(source, *each) for each in pairs_months if source.chance(0.93)])
    editing.put(relations.LINK_VISITS, [_visit(source, *each) for each in pairs_months if source.chance(0.6)])
    editing.put(relations.STAY_LOGS, [_stay(source, cadre, places) for cadre in cadres[:6] for _ in range(4)])


def _report(source: Fiction, pair: LinkPair, month: Month) -> LinkReport:
    due = dispatch.due_day(month)
    day = due + timedelta(4 if source.chance(0.08) else -source.random.randrange(4))
    work = "走访一次，宣传入会和帮扶政策，核对困难情况。"
    return LinkReport(pair=pair, month=str(month), day=min(day, TODAY), work=work, by=pair.name)


def _visit(source: Fiction, pair: LinkPair, month: Month) -> LinkVisit:
    visit = LinkVisit(pair=pair, day=source.between(month.first(), month.last()), visitors=pair.name)
    visit.situation = "了解生产生活情况。"
    if source.chance(0.4):
        visit.problem = source.one(("反映加班工资计算", "希望办理会员服务卡", "孩子上学费用困难", "缺少饮水设备"))
        visit.due = visit.day + timedelta(30)
        if source.chance(0.8):
            visit.solved_on, visit.how = min(visit.day + timedelta(18), TODAY), "已协调解决。"
    return visit


def _stay(source: Fiction, cadre: Cadre, places: Sequence[DemoUnion]) -> StayLog:
    place = source.one(places)
    day = source.between(TODAY - timedelta(200), TODAY)
    return StayLog(
        cadre=cadre,
        name=cadre.name,
        union=place.union,
        point=place.union.name,
        day=day,
        diary="参加班前会，访谈职工，查看职工之家使用情况。",
        talked=3 + int(source.random.random() * 8),
    )
