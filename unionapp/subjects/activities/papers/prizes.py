"""奖品（物资）签领表: who gets what, with room to sign for it."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.paper.document import Document, Listing, ListingColumn, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import formats
from unionapp.store.store import Store
from unionapp.subjects.activities import results
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.papers.common import WIDE, ActivityList, blank_rows, capital, home, note, when, yuan


def gather(store: Store, request: PrintRequest) -> ActivityList:
    """Everybody who gets something; of numbers only the last four digits are printed, none where it is masked."""
    activity: Activity = request.record
    won = [each for each in results.winners(activity) if each.goods or each.amount]
    rows = [_taking(place, each, request.masked) for place, each in enumerate(won, 1)]
    total = sum(each.amount for each in won)
    people = len({each.participant.id for each in won})
    totals = ("", "合计", f"{people} 人", "", "", "", str(sum(each.quantity for each in won)), yuan(total), "", "", "")
    return ActivityList(activity.title, activity.union.name, when(activity), rows, totals, total)


def _taking(place: int, each: results.Winner, masked: bool) -> Sequence[str]:
    person = each.participant
    known = person.id_number[-4:] if person.id_number else formats.masked(Participant.phone, person.phone)
    what = " ".join(text for text in (each.event, each.title) if text)
    goods = each.goods or "奖金"
    signed = "已签领" if each.received else ""
    hidden = "" if masked else known
    return (
        str(place),
        person.name,
        home(person),
        hidden,
        what,
        goods,
        str(each.quantity),
        yuan(each.amount),
        "",
        "",
        signed,
    )


def blank(store: Store) -> ActivityList:
    """A list to fill by hand."""
    return ActivityList(rows=blank_rows(len(_PRIZE), 13))


_PRIZE = (
    ListingColumn("序号", 3.0, "center"),
    ListingColumn("姓名", 6.0, "center"),
    ListingColumn("单位（工会）", 13.0),
    ListingColumn("证件后四位\n或手机", 7.5, "center"),
    ListingColumn("项目、奖级", 10.0),
    ListingColumn("奖品（物资）", 9.0),
    ListingColumn("数量", 3.0, "center"),
    ListingColumn("金额（元）", 6.5, "right", "number"),
    ListingColumn("领取人签字", 8.0),
    ListingColumn("代领人签字\n及关系", 7.0),
    ListingColumn("备注", 5.0),
)


def draw(facts: ActivityList) -> Document:
    """The list with room to sign in."""
    rows = facts.rows or blank_rows(len(_PRIZE), 12)
    listing = Listing(_PRIZE, rows, facts.totals, size=9.5, row_mm=9.0)
    return Document(
        "奖品（物资）签领表",
        (
            Title("工会活动奖品（物资）签领表"),
            note(f"活动名称：{facts.title}"),
            listing,
            Space(2),
            note(f"金额合计：{capital(facts.amount)}"),
        ),
        WIDE,
        header=f"主办工会：{facts.unit}\t{facts.line}\t单位：元",
        closing="工会主席：\t审核：\t经办人：　　　　　　监发人：",
    )
