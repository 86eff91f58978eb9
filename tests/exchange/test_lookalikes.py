"""Rosters without numbers and birth dates: told again by all they say, and doubted where only the name agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from unionapp.exchange import apply, headings, plan
from unionapp.exchange.book import SheetRow
from unionapp.exchange.outcome import Plan
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS

from tests.exchange.places import MILL, TOWN, number

ASKED = "可能已经登记：姓名、所属工会相同"
HEADINGS = ("姓名", "性别", "工作单位", "移动电话")


def made(
    store: Store,
    rows: Sequence[Sequence[Any]],
    head: Sequence[str] = HEADINGS,
    union: str = MILL,
    answer: str = "",
) -> Plan:
    sheet = [SheetRow(place, tuple(cells)) for place, cells in enumerate([head, *rows], 1)]
    layout = headings.understand(sheet, MEMBERS)
    layout = layout.with_constant(MEMBERS, "union", union)
    return plan.make(store, MEMBERS, sheet, layout, answers={ASKED: answer})


def taken(store: Store, *rows: Sequence[Any], **options: Any) -> Plan:
    found = made(store, rows, **options)
    apply.apply(store, found, Path("名册.xlsx"))
    return found


def doubts(found: Plan) -> list[tuple[int, str]]:
    return [(each.row, each.message) for each in found.problems() if "可能是同一个人" in each.message]


def test_the_same_roster_again_adds_nobody_and_raises_no_doubt(store: Store) -> None:
    rows = (("赵甲", "男", "水泥厂", "13800000001"), ("钱乙", "女", None, None))
    assert taken(store, *rows).new == 2
    again = taken(store, *rows)
    assert (again.new, again.changed, again.same, doubts(again)) == (0, 0, 2, [])


def test_somebody_who_differs_in_something_else_is_asked_about_with_both_shown(store: Store) -> None:
    taken(store, ("赵甲", "男", "水泥厂", "13800000001"))
    found = made(store, [("赵甲", "男", "水泥厂", "13800000002")])
    assert (found.new, found.wrong, [row for row, _ in doubts(found)]) == (0, 1, [2])
    assert "姓名、所属工会与已有的“赵甲”相同（登记：" in doubts(found)[0][1]
    assert "男" in doubts(found)[0][1] and "水泥厂" in doubts(found)[0][1]
    assert [(each.cause, each.rows, each.answer) for each in found.questions] == [(ASKED, [2], "不导入")]


def test_the_answer_makes_somebody_of_the_same_name_another_or_the_same(store: Store) -> None:
    taken(store, ("赵甲", "男", "水泥厂", "13800000001"))
    rows = [("赵甲", "男", "水泥厂", "13800000002")]
    assert made(store, rows, answer="导入").new == 1
    same = made(store, rows, answer="就是登记的那一位")
    assert (same.new, same.changed) == (0, 1)
    assert same.rows[0].changes == {"mobile": ("13800000001", "13800000002")}


def test_namesakes_of_another_union_sex_or_employer_are_not_doubted(store: Store) -> None:
    taken(store, ("赵甲", "男", "水泥厂", "13800000001"))
    assert doubts(made(store, [("赵甲", "男", "水泥厂", None)], union=TOWN)) == []
    assert doubts(made(store, [("赵甲", "女", "水泥厂", None), ("赵甲", "男", "砖厂", None)])) == []


def test_two_of_one_name_in_a_file_stay_two_with_a_doubt_and_are_told_again_as_two(store: Store) -> None:
    twice = (("赵甲", "男", None, None), ("赵甲", "男", None, None))
    first = taken(store, *twice)
    assert (first.new, doubts(first)) == (2, [(3, "姓名、所属工会与第 2 行相同，可能是同一个人，请核对。")])
    assert taken(store, *twice).same == 2
    third = made(store, [*twice, twice[0]])
    assert (third.wrong, third.same, [row for row, _ in doubts(third)]) == (1, 2, [4])


def test_a_number_that_comes_later_is_doubted_and_two_numbers_are_two_persons(store: Store) -> None:
    taken(store, ("赵甲", "男"), head=HEADINGS[:2])
    head = ("姓名", "证件号码")
    assert [row for row, _ in doubts(made(store, [("赵甲", number(1)), ("赵甲", number(3))], head=head))] == [2, 3]
    taken(store, ("孙丙", number(5)), head=head)
    assert doubts(made(store, [("孙丙", number(7, date(1990, 1, 1)))], head=head)) == []
