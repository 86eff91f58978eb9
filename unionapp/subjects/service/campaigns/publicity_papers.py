"""公示表: who is to be helped, hung out for objections; name, union and class, nothing else (个人信息保护法 § 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.paper.document import Document, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import codes, fields, search
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import EM, FORM, blank_rows, days, yes
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState
from unionapp.subjects.unions import tree
from unionapp.values.names import is_han

FULL = Question("full", fields.YesNo("姓名写全", help="文件要求写全姓名的选“是”；否则隐去一部分"), "否")
_STAR = "＊"


@dataclass(frozen=True)
class Posted:
    """A list as it is hung out."""

    what: str = ""
    unit: str = ""
    phone: str = ""
    period: str = ""
    rows: Sequence[Sequence[str]] = ()


def hidden(name: str) -> str:
    """A name of which only the ends are shown: 张＊, 张＊明, 买＊＊·＊＊逊."""
    if len(name) < 3:
        return name[:1] + _STAR * (len(name) - 1)
    inner = "".join(_STAR if is_han(character) or character.isalpha() else character for character in name[1:-1])
    return f"{name[0]}{inner}{name[-1]}"


def _name(name: str, request: PrintRequest) -> str:
    """Full names only where they are asked for, and never on a masked list."""
    return name if yes(request, "full", False) and not request.masked else hidden(name)


def gather_campaign(store: Store, request: PrintRequest) -> Posted:
    """Whom a campaign is to help."""
    campaign: AidCampaign = request.record
    rows = [(str(row.place), _name(row.name, request), row.union, row.category) for row in aid.public_list(campaign)]
    period = days(campaign.published_from, campaign.published_to)
    return Posted(f"“{campaign.title}”拟帮扶对象", campaign.union.name, campaign.union.phone, period, rows)


def gather_families(store: Store, request: PrintRequest) -> Posted:
    """Families that are to be filed: those chosen or shown in the table, else those whose publicity runs."""
    rows = [
        (str(place), _name(row.name, request), row.union.name, codes.table("hardship-class").label(row.grade))
        for place, row in enumerate(_families(request), 1)
    ]
    found = {days(row.published_from, row.published_to) for row in _families(request)}
    own = tree.own()
    unit, phone = (own.name, own.phone) if own is not None else ("", "")
    return Posted("拟建档困难职工", unit, phone, found.pop() if len(found) == 1 else "", rows)


def _families(request: PrintRequest) -> list[Household]:
    if request.chosen:
        return list(request.chosen)
    if request.query is not None:
        return search.rows(HOUSEHOLDS, search.ids(HOUSEHOLDS, request.query))
    waiting = Household.select(Household.id).where(Household.state == HouseholdState.PUBLICITY).order_by(Household.id)
    return search.rows(HOUSEHOLDS, [number for (number,) in waiting.tuples()])


def blank(store: Store) -> Posted:
    """A list to fill by hand."""
    return Posted(rows=blank_rows(len(_COLUMNS), 15))


_COLUMNS = (
    ListingColumn("序号", 4.0, "center"),
    ListingColumn("姓名", 8.0, "center"),
    ListingColumn("所在工会（单位）", 20.0),
    ListingColumn("类别", 16.0, "center"),
)


def draw(facts: Posted) -> Document:
    """The notice, the list, and whom to tell objections."""
    what = facts.what or "_" * 16
    until = facts.period or "____年__月__日至____年__月__日"
    unit, phone = facts.unit or "_" * 16, facts.phone or "_" * 12
    told = f"公示期内如有异议，请向{unit}反映，联系电话：{phone}。反映情况请具实名，工会予以保密。"
    return Document(
        "公示",
        (
            Title("公　　示", 26),
            Paragraph(f"经申请、核查和研究，现将{what}名单予以公示，公示时间：{until}。", style="song"),
            Paragraph(told, style="song"),
            Space(3),
            Listing(_COLUMNS, facts.rows or blank_rows(len(_COLUMNS), 8), size=12.0, row_mm=10.0),
            Space(8),
            Paragraph(f"{facts.unit}（盖章）{EM * 3}", align="right", style="song"),
            Paragraph(f"{EM * 4}年{EM * 2}月{EM * 2}日{EM * 3}", align="right", style="song"),
        ),
        FORM,
    )
