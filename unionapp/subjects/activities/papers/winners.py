"""获奖名单: who won what, to be put up."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.paper.document import Document, Listing, ListingColumn, Title
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities import results
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.papers.common import FORM, ActivityList, blank_rows, home, note, when
from unionapp.subjects.elections.papers.common import plain


def gather(store: Store, request: PrintRequest) -> ActivityList:
    """Who won what, to be announced; no number, no telephone, no amount."""
    activity: Activity = request.record
    rows = [_winner(place, each) for place, each in enumerate(_won(activity), 1)]
    line = f"{when(activity)}　获奖 {results.persons_awarded(activity)} 人"
    return ActivityList(activity.title, activity.union.name, line, rows)


def _won(activity: Activity) -> list[results.Winner]:
    return [each for each in results.winners(activity) if each.title]


def _winner(place: int, each: results.Winner) -> Sequence[str]:
    score = getattr(each.row, "score", "")
    return (
        str(place),
        each.event,
        plain(each.place),
        each.title,
        each.participant.name,
        home(each.participant),
        score,
    )


_WINNER = (
    ListingColumn("序号", 3.0, "center"),
    ListingColumn("比赛项目", 9.0),
    ListingColumn("名次", 3.5, "center"),
    ListingColumn("奖项", 8.0, "center"),
    ListingColumn("姓名", 7.0, "center"),
    ListingColumn("单位（工会）", 15.0),
    ListingColumn("成绩", 5.0, "center"),
)


def blank(store: Store) -> ActivityList:
    """A list to fill by hand."""
    return ActivityList(rows=blank_rows(len(_WINNER), 20))


def draw(facts: ActivityList) -> Document:
    """The list as it is put up."""
    rows = facts.rows or blank_rows(len(_WINNER), 12)
    return Document(
        "获奖名单",
        (Title("活动获奖名单"), note(f"活动名称：{facts.title}"), Listing(_WINNER, rows, size=10.0, row_mm=8.0)),
        FORM,
        header=f"主办工会：{facts.unit}\t\t{facts.line}",
        closing="工会（盖章）\t\t　　　　年　　月　　日",
    )
