"""活动签到表: who signed up, with room to sign."""

from __future__ import annotations

from itertools import zip_longest

import peewee

from unionapp.paper.document import Document, Listing, ListingColumn, Title
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields, formats
from unionapp.store.store import Store
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.papers.common import FORM, ActivityList, blank_rows, home, note, number, when, yes
from unionapp.subjects.unions.models import Union

NAMES = Question("names", fields.YesNo("印上参加人姓名", help="选“否”只印空行，现场签到"), "是")
SPARE = Question("spare", fields.Number("预留空行", help="给没有报名的人现场填写"), "5")
MANY = 26
"""From so many rows on they stand in two columns side by side."""
BLANK_ROWS = 24
SIGN_MM = 9.5


def gather(store: Store, request: PrintRequest) -> ActivityList:
    """Who signed up, in the order of the list, and spare rows. Telephones are hidden: the sheet lies open to all."""
    activity: Activity = request.record
    people = _people(activity) if yes(request, "names", True) else []
    rows = [_signing(place, person) for place, person in enumerate(people, 1)]
    spare = number(request, "spare", 5) if people else number(request, "spare", BLANK_ROWS)
    rows += blank_rows(len(_SIGN), spare, len(rows) + 1)
    return ActivityList(activity.title, activity.union.name, f"{when(activity)}　{activity.place}", rows)


def _people(activity: Activity) -> list[Participant]:
    select = Participant.select(Participant, Union).join(Union, peewee.JOIN.LEFT_OUTER)
    return list(select.where(Participant.activity == activity.id).order_by(Participant.id))


def _signing(place: int, person: Participant) -> list[str]:
    return [
        str(place),
        person.name,
        home(person),
        formats.masked(Participant.phone, person.phone),
        "",
        person.signed_in,
    ]


_SIGN = (
    ListingColumn("序号", 3.0, "center"),
    ListingColumn("姓名", 6.5, "center"),
    ListingColumn("单位（工会）", 14.0),
    ListingColumn("联系电话", 8.0, "center"),
    ListingColumn("签名", 8.0),
    ListingColumn("时间", 4.0, "center"),
)
_NARROW = (_SIGN[0], _SIGN[1], ListingColumn("单位（工会）", 10.0), ListingColumn("签名", 7.0))


def blank(store: Store) -> ActivityList:
    """A sheet to fill by hand."""
    return ActivityList(rows=blank_rows(len(_SIGN), BLANK_ROWS))


def draw(facts: ActivityList) -> Document:
    """One row a person; many of them two abreast, counted across."""
    listing = Listing(_SIGN, facts.rows, size=10.0, row_mm=SIGN_MM)
    if len(facts.rows) >= MANY:
        short = [[row[0], row[1], row[2], row[4]] for row in facts.rows]
        pairs = [[*left, *right] for left, right in zip_longest(short[::2], short[1::2], fillvalue=[""] * len(_NARROW))]
        listing = Listing((*_NARROW, *_NARROW), pairs, size=9.5, row_mm=SIGN_MM)
    return Document(
        "活动签到表",
        (Title("工会活动签到表"), note(f"活动名称：{facts.title}"), listing),
        FORM,
        header=f"主办工会：{facts.unit}\t\t{facts.line}",
        closing="签到负责人：\t\t应到　　　人　实到　　　人",
    )
