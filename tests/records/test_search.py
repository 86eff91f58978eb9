"""Finding rows by words, filters and order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.records import search
from unionapp.records.search import Condition, Query
from unionapp.store import editing, system
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests import support

NAMES = ("王小明", "李四", "欧阳明华", "买买提·吐尔逊", "单于", "张伟", "𠮷田", "〇一")


@pytest.fixture
def people(store: Store) -> list[Any]:
    """Members of made-up names in two unions, with birth dates a year apart; the last has none."""
    unions = [support.saved(store, UNIONS, number) for number in (1, 2)]
    members = [
        Member(name=name, union=unions[n % 2], change_type="1", birth=date(1980 + n, 1, 1), employer="云谷")
        for n, name in enumerate(NAMES)
    ]
    last: Any = members[-1]
    last.birth = None
    with store.journal.step("会员"):
        editing.put(MEMBERS, members)
    return members


def found(text: str = "", *where: Condition, order: tuple[str, ...] = ("id",)) -> list[str]:
    """The names found."""
    rows = search.rows(MEMBERS, search.ids(MEMBERS, Query(text, where, order)))
    assert search.count(MEMBERS, Query(text, where)) == len(rows)
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王", ["王小明"]),
        ("小明", ["王小明"]),
        ("wxm", ["王小明"]),
        ("WXM", ["王小明"]),
        ("ｗｘｍ", ["王小明"]),
        ("明", ["王小明", "欧阳明华"]),
        ("ming", ["王小明", "欧阳明华"]),
        ("shan", ["单于"]),
        ("chan", ["单于"]),
        ("吐尔逊", ["买买提·吐尔逊"]),
        ("买买提·吐尔逊", ["买买提·吐尔逊"]),
        ("𠮷", ["𠮷田"]),
        ("〇", ["〇一"]),
        ("王 xm", ["王小明"]),
        ("王 李", []),
        ('"王" OR *', []),
        ("", list(NAMES)),
        ("   ", list(NAMES)),
        ("%", []),
    ],
)
def test_words_find_rows_by_their_beginnings(people: list[Any], text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Iterator[Store]:
    """A store that is only searched."""
    opened = support.make_store(tmp_path_factory.mktemp("shared") / "data")
    yield opened
    opened.close()


@given(text=st.text(max_size=12))
def test_no_words_upset_a_search(shared: Store, text: str) -> None:
    assert search.count(system.OPERATORS, Query(text)) == len(search.ids(system.OPERATORS, Query(text)))


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (Condition("name", "=", "李四"), ["李四"]),
        (Condition("name", "!=", "李四"), [name for name in NAMES if name != "李四"]),
        (Condition("birth", "<", date(1982, 1, 1)), ["王小明", "李四"]),
        (Condition("birth", "<=", date(1981, 1, 1)), ["王小明", "李四"]),
        (Condition("birth", ">", date(1985, 1, 1)), ["𠮷田"]),
        (Condition("birth", ">=", date(1985, 1, 1)), ["张伟", "𠮷田"]),
        (Condition("name", "in", ("李四", "张伟")), ["李四", "张伟"]),
        (Condition("birth", "empty"), ["〇一"]),
        (Condition("mobile", "empty"), list(NAMES)),
        (Condition("employer", "like", "云谷"), list(NAMES)),
        (Condition("employer", "like", "%"), []),
    ],
)
def test_filters_choose_rows(people: list[Any], condition: Condition, names: list[str]) -> None:
    assert found("", condition) == names


def test_filters_and_words_hold_together(people: list[Any]) -> None:
    assert found("明", Condition("union", "=", people[0].union_id)) == ["王小明", "欧阳明华"]
    assert found("明", Condition("union", "=", people[1].union_id)) == []


def test_one_of_several_choices_is_found(store: Store) -> None:
    code = system.Operator.rights.codes.codes[0].key
    assert search.count(system.OPERATORS, Query(where=(Condition("rights", "has", code),))) == 1
    assert search.count(system.OPERATORS, Query(where=(Condition("rights", "has", code[:-1]),))) == 0


def test_names_sort_by_pinyin_and_by_strokes(people: list[Any]) -> None:
    three = ("王小明", "李四", "张伟")
    chosen = Condition("name", "in", three)
    assert found("", chosen, order=("name",)) == ["李四", "王小明", "张伟"]
    assert found("", chosen, order=("-name",)) == ["张伟", "王小明", "李四"]
    assert found("", chosen, order=("strokes",)) == ["王小明", "李四", "张伟"]


def test_rows_without_a_link_are_not_lost_in_its_order(store: Store, people: list[Any]) -> None:
    with store.journal.step("无工会"):
        editing.put(MEMBERS, [Member(name="无名")], follow=False)
    assert sorted(found("", order=("union",))) == sorted([*NAMES, "无名"])


def test_rows_bring_their_links_in_one_query_each(store: Store, people: list[Any]) -> None:
    asked: list[str] = []
    store.database.query_hooks.append(lambda *told: asked.append(str(told)))
    rows = search.rows(MEMBERS, [member.id for member in people])
    assert {row.union.name for row in rows} == {support.person_name(1), support.person_name(2)}
    assert len(asked) == 2


def test_more_ids_than_a_statement_holds_are_asked_for_as_one_text(people: list[Any]) -> None:
    wanted = (*range(100_000, 400_000), *(each.id for each in people[:2]))
    assert found("", Condition("id", "in", wanted)) == list(NAMES[:2])


def test_several_filters_are_counted_in_one_pass_as_each_by_itself(people: list[Any]) -> None:
    asked = (
        (),
        (Condition("birth", ">", date(1983, 1, 1)),),
        (Condition("name", "=", NAMES[0]),),
        (Condition("name", "=", "无"),),
    )
    among = (Condition("birth", "<=", date(1985, 1, 1)),)
    alone = [search.count(MEMBERS, Query(where=(*among, *where))) for where in asked]
    assert search.tally(MEMBERS, asked, among) == alone == [6, 2, 1, 0]
    assert search.tally(MEMBERS, ()) == []
