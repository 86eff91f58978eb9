"""The made-up unions: a township with its village, trade and company unions, or a county of twenty townships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from unionapp.office.demo import fiction
from unionapp.office.demo.fiction import Fiction
from unionapp.store import editing
from unionapp.subjects.unions.models import CoveredUnit, Union
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS
from unionapp.subjects.unions.states import FoundingWay, UnionLevel, UnionType
from unionapp.values import periods
from unionapp.values.present import present

TODAY = date(2026, 10, 31)
"""The day on which the demonstration stands, always the same, so that the same seed gives the same data."""


@dataclass(frozen=True)
class Sector:
    """What the unions of one sort have in common; `weight` tells how many members they have beside others."""

    name: str
    nature: str
    industry: str
    weight: float
    migrants: float
    """Share of migrant workers among the members."""
    women: float
    """Share of women among the members."""
    group: str = ""
    joint: bool = False
    """A joint union that covers several units."""


OFFICE = Sector("机关", "500", "S", 0.6, 0.0, 0.4)
SCHOOL = Sector("中心学校", "institution-funded", "P", 1.0, 0.0, 0.65)
CLINIC = Sector("中心卫生院", "institution-funded", "Q", 0.7, 0.02, 0.75)
TRUCKS = Sector("货运行业", "other", "G", 1.2, 0.8, 0.06, "truck", True)
COURIERS = Sector("快递行业", "other", "G", 0.9, 0.75, 0.25, "courier", True)
MEALS = Sector("网约送餐行业", "other", "H", 0.8, 0.8, 0.15, "meal", True)
DOMESTIC = Sector("家政服务行业", "other", "O", 0.6, 0.7, 0.92, "domestic", True)
GUARDS = Sector("保安服务行业", "other", "L", 0.6, 0.5, 0.1, "guard", True)
VILLAGE = Sector("村", "other", "A", 1.1, 0.85, 0.45, "", True)
COMPANY = Sector("企业", "170", "C", 1.3, 0.5, 0.35)

_FIRST = (OFFICE, SCHOOL, TRUCKS, COURIERS, VILLAGE, COMPANY, COMPANY, CLINIC, MEALS, VILLAGE, DOMESTIC, GUARDS)
_LONG = "绿色有机枸杞沙棘种植加工销售农民专业合作社联合社及周边小微企业"


@dataclass
class DemoUnion:
    """One union of the demonstration with what its members are drawn from."""

    union: Union
    sector: Sector
    town: str
    units: list[CoveredUnit]
    quota: int = 0
    """How many members it gets."""

    @property
    def employers(self) -> list[str]:
        """The units that its members work in."""
        return [unit.name for unit in self.units] or [self.union.unit_name]


def found(source: Fiction, unions: int, members: int) -> list[DemoUnion]:
    """Make and write the unions and their covered units, within a running step; members are shared out among them."""
    if unions >= 400:
        places = _county(source, unions)
    else:
        places = [_head(source, fiction.TOWNS[0], fiction.COUNTY, None)]
        places += _township(source, fiction.TOWNS[0], unions - 1, places[0].union)
    _share(places, members)
    for number, place in enumerate(places):
        _fill(source, place, number)
    editing.put(UNIONS, [place.union for place in places])
    for place in places:
        _cover(source, place)
    editing.put(COVERED_UNITS, [unit for place in places for unit in place.units])
    return places


def _county(source: Fiction, unions: int) -> list[DemoUnion]:
    top = _head(source, "", fiction.COUNTY, None)
    heads = [_head(source, town, fiction.COUNTY, top.union) for town in fiction.TOWNS]
    base = unions - 1 - len(heads)
    places = [top, *heads]
    for number, head in enumerate(heads):
        share = base // len(heads) + (number < base % len(heads))
        places += _township(source, head.town, share, head.union)
    return places


def _head(source: Fiction, town: str, county: str, parent: Union | None) -> DemoUnion:
    """The general union of a town, or of the county where no town is named; written at once, others hang on it."""
    name = f"{county}{town}总工会" if not town or parent else f"{town}总工会"
    level = UnionLevel.TOWNSHIP if town else UnionLevel.COUNTY
    union = Union(
        uid=source.uid(), name=name, type=UnionType.GENERAL, level=level, parent=parent, way=FoundingWay.SINGLE
    )
    union.unit_name = f"{county}{town}{'人民政府' if town else '总工会'}"
    editing.put(UNIONS, [union])
    return DemoUnion(union, OFFICE, town or county, [])


def _township(source: Fiction, town: str, count: int, parent: Union) -> list[DemoUnion]:
    sectors = list(_FIRST[:count])
    while len(sectors) < count:
        sectors.append(VILLAGE if len(sectors) % 3 == 0 else COMPANY)
    villages, companies = iter(fiction.VILLAGES), _companies(source, town)
    places = []
    for number, sector in enumerate(sectors):
        if sector is VILLAGE:
            unit = f"{town}{next(villages)}村"
        elif sector is COMPANY:
            unit, sector = next(companies)
        else:
            unit = f"{town}{sector.name}"
        unit = f"{town}{_LONG}" if number == 9 else unit
        places.append(_base(source, unit, sector, town, parent))
    return places


def _companies(source: Fiction, town: str) -> Iterator[tuple[str, Sector]]:
    """Companies of a town, no name twice."""
    pairs = [(brand, trade) for brand in fiction.BRANDS for trade in fiction.TRADES]
    source.random.shuffle(pairs)
    for brand, (trade, industry) in pairs:
        yield f"{town}{brand}{trade}有限公司", replace(COMPANY, industry=industry)


def _base(source: Fiction, unit: str, sector: Sector, town: str, parent: Union) -> DemoUnion:
    union = Union(
        uid=source.uid(),
        name=f"{unit}{'联合工会' if sector.joint else '工会'}",
        type=UnionType.JOINT if sector.joint else UnionType.INDEPENDENT,
        level=UnionLevel.VILLAGE if sector is VILLAGE else UnionLevel.BASE,
        parent=parent,
        way=FoundingWay.JOINT if sector.joint else FoundingWay.SINGLE,
    )
    union.unit_name = "" if sector.joint else unit
    return DemoUnion(union, sector, town, [])


def _share(places: list[DemoUnion], members: int) -> None:
    """Share the members out by weight; what rounding leaves goes to the first ones."""
    total = sum(place.sector.weight for place in places)
    for place in places:
        place.quota = int(members * place.sector.weight / total)
    for place in places[: members - sum(place.quota for place in places)]:
        place.quota += 1


_EXPIRING = {1: -20, 2: 12, 3: 25, 5: 45, 6: 80}
"""Days from TODAY to the end of the certificates of the first unions, so that reminders show."""


def _fill(source: Fiction, place: DemoUnion, number: int) -> None:
    union, sector = place.union, place.sector
    union.code = source.credit_code("91" if number == 5 else "81")
    union.short_name = union.name if len(union.name) <= 14 else union.name[len(place.town) :][:14]
    union.founded = source.between(date(2000, 3, 1), date(2024, 6, 30))
    union.region = "639901"
    union.address = source.address(place.town)
    union.postcode = "819999"
    union.phone = source.landline()
    union.unit_code = "" if sector.joint else source.credit_code("91" if sector.nature == "170" else "12")
    union.unit_nature, union.industry = sector.nature, sector.industry
    union.economy = "private" if sector.nature == "170" else "other"
    union.employees = int(place.quota * (1.05 + source.random.random() * 0.5))
    ends = TODAY + timedelta(_EXPIRING.get(number, 120 + int(source.random.random() * 1500)))
    union.certificate = f"工法证字第6399{number + 1:05d}号"
    union.certificate_from, union.certificate_to = periods.add_years(ends, -5), ends
    union.bank = f"云岭农商银行{place.town}支行"
    union.account = f"639900{int(source.random.random() * 10**10):010d}"
    union.sealed = True


def _cover(source: Fiction, place: DemoUnion) -> None:
    """Give a joint union the units that it covers."""
    if not place.sector.joint:
        return
    names = [f"{place.town}{brand}{_unit_word(source, place.sector)}" for brand in _some(source, fiction.BRANDS)]
    for name in names:
        employees = max(3, int(present(place.union.employees) / len(names)))
        place.units.append(
            CoveredUnit(
                uid=source.uid(),
                union=place.union,
                name=name,
                code=source.credit_code("91"),
                nature="170" if source.chance(0.6) else "600",
                industry=place.sector.industry,
                employees=employees,
                women=int(employees * place.sector.women),
                migrants=int(employees * place.sector.migrants),
                leader=source.name("1", "01"),
                phone=source.mobile(),
                address=source.address(place.town),
            )
        )


def _some(source: Fiction, words: Sequence[str]) -> list[str]:
    return source.random.sample(words, 3 + int(source.random.random() * 4))


_UNIT_WORDS = {
    "truck": "运输车队",
    "courier": "快递服务部",
    "meal": "配送站",
    "domestic": "家政服务部",
    "guard": "保安服务部",
}


def _unit_word(source: Fiction, sector: Sector) -> str:
    return _UNIT_WORDS.get(sector.group) or source.one(fiction.COOPERATIVES)
