"""签到表, 奖品（物资）签领表, 获奖名单 and 活动台账."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

import peewee

from unionapp.paper.document import Column, Document, Listing, Page, Space, Title
from unionapp.paper.paper import Question, Wish
from unionapp.records import fields, formats, search
from unionapp.store.store import Store
from unionapp.subjects.activities import figures, results
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.papers.common import (
    FORM,
    WIDE,
    blank_rows,
    capital,
    note,
    number,
    when,
    yes,
    yuan,
)
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.elections.papers.common import percent, plain
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import Union
from unionapp.values.periods import year_first, year_last

NAMES = Question("names", fields.YesNo("印上参加人姓名", help="选“否”只印空行，现场签到"), "是")
SPARE = Question("spare", fields.Number("预留空行", help="给没有报名的人现场填写"), "5")
MANY = 26
"""From so many rows on they stand in two columns side by side."""
BLANK_ROWS = 24
SIGN_MM = 9.5


@dataclass(frozen=True)
class Rows:
    """A list of one activity, or of many."""

    title: str = ""
    unit: str = ""
    line: str = ""
    rows: Sequence[Sequence[str]] = ()
    totals: Sequence[str] | None = None
    amount: int | None = None


def gather_sign_in(store: Store, wish: Wish) -> Rows:
    """Who signed up, in the order of the list, and spare rows. Telephones are hidden: the sheet lies open to all."""
    activity: Activity = wish.record
    people = _people(activity) if yes(wish, "names", True) else []
    rows = [_signing(place, person) for place, person in enumerate(people, 1)]
    spare = number(wish, "spare", 5) if people else number(wish, "spare", BLANK_ROWS)
    rows += blank_rows(len(_SIGN), spare, len(rows) + 1)
    return Rows(activity.title, activity.union.name, f"{when(activity)}　{activity.place}", rows)


def _people(activity: Activity) -> list[Participant]:
    select = Participant.select(Participant, Union).join(Union, peewee.JOIN.LEFT_OUTER)
    return list(select.where(Participant.activity == activity.id).order_by(Participant.id))


def _home(person: Participant) -> str:
    """Where somebody comes from: the team, else the union, else the place of work."""
    return str(person.team or (person.union.name if person.union else person.unit))


def _signing(place: int, person: Participant) -> list[str]:
    return [
        str(place),
        person.name,
        _home(person),
        formats.masked(Participant.phone, person.phone),
        "",
        person.signed_in,
    ]


_SIGN = (
    Column("序号", 3.0, "center"),
    Column("姓名", 6.5, "center"),
    Column("单位（工会）", 14.0),
    Column("联系电话", 8.0, "center"),
    Column("签名", 8.0),
    Column("时间", 4.0, "center"),
)
_NARROW = (_SIGN[0], _SIGN[1], Column("单位（工会）", 10.0), Column("签名", 7.0))


def blank_sign_in(store: Store) -> Rows:
    """A sheet to fill by hand."""
    return Rows(rows=blank_rows(len(_SIGN), BLANK_ROWS))


def draw_sign_in(facts: Rows) -> Document:
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


def gather_prizes(store: Store, wish: Wish) -> Rows:
    """Everybody who gets something; of numbers only the last four digits are printed, none where it is masked."""
    activity: Activity = wish.record
    won = [each for each in results.winners(activity) if each.goods or each.amount]
    rows = [_taking(place, each, wish.masked) for place, each in enumerate(won, 1)]
    total = sum(each.amount for each in won)
    people = len({each.participant.id for each in won})
    totals = ("", "合计", f"{people} 人", "", "", "", str(sum(each.quantity for each in won)), yuan(total), "", "", "")
    return Rows(activity.title, activity.union.name, when(activity), rows, totals, total)


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
        _home(person),
        hidden,
        what,
        goods,
        str(each.quantity),
        yuan(each.amount),
        "",
        "",
        signed,
    )


def blank_prizes(store: Store) -> Rows:
    """A list to fill by hand."""
    return Rows(rows=blank_rows(len(_PRIZE), 13))


_PRIZE = (
    Column("序号", 3.0, "center"),
    Column("姓名", 6.0, "center"),
    Column("单位（工会）", 13.0),
    Column("证件后四位\n或手机", 7.5, "center"),
    Column("项目、奖级", 10.0),
    Column("奖品（物资）", 9.0),
    Column("数量", 3.0, "center"),
    Column("金额（元）", 6.5, "right", "number"),
    Column("领取人签字", 8.0),
    Column("代领人签字\n及关系", 7.0),
    Column("备注", 5.0),
)


def draw_prizes(facts: Rows) -> Document:
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


def gather_winners(store: Store, wish: Wish) -> Rows:
    """Who won what, to be announced; no number, no telephone, no amount."""
    activity: Activity = wish.record
    rows = [_winner(place, each) for place, each in enumerate(_won(activity), 1)]
    line = f"{when(activity)}　获奖 {results.persons_awarded(activity)} 人"
    return Rows(activity.title, activity.union.name, line, rows)


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
        _home(each.participant),
        score,
    )


_WINNER = (
    Column("序号", 3.0, "center"),
    Column("比赛项目", 9.0),
    Column("名次", 3.5, "center"),
    Column("奖项", 8.0, "center"),
    Column("姓名", 7.0, "center"),
    Column("单位（工会）", 15.0),
    Column("成绩", 5.0, "center"),
)


def blank_winners(store: Store) -> Rows:
    """A list to fill by hand."""
    return Rows(rows=blank_rows(len(_WINNER), 20))


def draw_winners(facts: Rows) -> Document:
    """The list as it is put up."""
    rows = facts.rows or blank_rows(len(_WINNER), 12)
    return Document(
        "获奖名单",
        (Title("活动获奖名单"), note(f"活动名称：{facts.title}"), Listing(_WINNER, rows, size=10.0, row_mm=8.0)),
        FORM,
        header=f"主办工会：{facts.unit}\t\t{facts.line}",
        closing="工会（盖章）\t\t　　　　年　　月　　日",
    )


def gather_register(store: Store, wish: Wish) -> Rows:
    """The activities of a year, of one union with those below where it is named, or the rows of the table."""
    picked = _picked(wish)
    whole = picked is not None or wish.year is None
    first, last = (date.min, date.max) if whole else (year_first(wish.year or 1), year_last(wish.year or 1))
    unions = frozenset(tree.below(wish.union)) if wish.union is not None else None
    found = figures.each(figures.Period(first, last, unions))
    lines = [(row, line) for row, line in found if picked is None or row.id in picked]
    total = figures.total(line for _, line in lines)
    figured = (str(total.people), str(total.members), yuan(total.planned), yuan(total.spent))
    totals = ("", "", "", f"合计 {len(lines)} 次", "", "", "", *figured, "", "")
    unit = wish.union.name if wish.union is not None else tree.own_name()
    period = "所选活动" if picked is not None else f"{wish.year} 年" if wish.year is not None else "全部年度"
    rows = [_registered(place, *each) for place, each in enumerate(lines, 1)]
    return Rows("", unit, period, rows, totals)


def _picked(wish: Wish) -> set[int] | None:
    """The ids of the rows that were chosen or are shown in the table; None for all."""
    if wish.chosen:
        return {row.id for row in wish.chosen}
    return set(search.ids(ACTIVITIES, wish.query)) if wish.query is not None else None


def _registered(place: int, row: Activity, line: figures.Figure) -> Sequence[str]:
    votes = (row.satisfied or 0) + (row.mostly_satisfied or 0)
    said = votes + (row.dissatisfied or 0)
    return (
        str(place),
        row.number,
        formats.show(type(row).day, row.day),
        row.title,
        ACTIVITIES.shown(row, "type"),
        row.union.name,
        row.place,
        str(line.people),
        str(line.members),
        yuan(line.planned),
        yuan(line.spent),
        percent(votes, said) if said else "",
        ACTIVITIES.shown(row, "state"),
    )


_REGISTER = (
    Column("序号", 2.6, "center"),
    Column("编号", 5.0, "center"),
    Column("日期", 6.0, "center"),
    Column("活动名称", 14.0),
    Column("类型", 6.5, "center"),
    Column("主办工会", 11.0),
    Column("地点", 8.0),
    Column("人次", 3.5, "right", "number"),
    Column("其中\n会员", 3.5, "right", "number"),
    Column("预算", 6.0, "right", "number"),
    Column("支出", 6.0, "right", "number"),
    Column("满意率", 4.5, "center"),
    Column("进度", 4.5, "center"),
)


def blank_register(store: Store) -> Rows:
    """A register to fill by hand."""
    return Rows(unit=tree.own_name(), line="　　　　年", rows=blank_rows(len(_REGISTER), 18))


def draw_register(facts: Rows) -> Document:
    """活动台账 on wide A4."""
    page = Page(landscape=True, margins=(16.0, 10.0, 15.0, 10.0))
    return Document(
        "工会活动台账",
        (Title("工会活动台账"), Listing(_REGISTER, facts.rows, facts.totals, size=9.0)),
        page,
        header=f"单位：{facts.unit}\t{facts.line}\t金额单位：元",
        closing="工会主席：\t填表人：\t工会（盖章）",
    )
