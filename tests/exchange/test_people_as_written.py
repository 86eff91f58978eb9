"""A roster as people wrote it: dates known in part, numbers in a column of dates, words beside phones and numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from unionapp.exchange import apply, outgoing
from unionapp.exchange.workbook import read
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.partialdate import PartialDate

from tests.exchange.places import MILL, number, planned, sheet

HEADINGS = ("姓名", "证件号码", "出生年月", "联系电话", "入会时间", "参加工作时间", "所属工会")


def take_in(store: Store, path: Path) -> None:
    """Import a sheet."""
    apply.apply(store, planned(store, path).plan, path)


def notes(store: Store, path: Path) -> list[tuple[str, str]]:
    """The warnings of a sheet of which no row is wrong, by field."""
    plan = planned(store, path).plan
    assert [row.fate for row in plan.rows if row.fate == "wrong"] == []
    return [(each.field, each.message) for row in plan.rows for each in row.problems]


def test_a_row_comes_in_with_its_dates_as_far_as_they_are_known(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS, ("张一", "", "1980.02", "", "2019.07", "1999", MILL)]
    path = sheet(tmp_path / "a.xlsx", rows)
    assert notes(store, path) == []
    take_in(store, path)
    member = Member.get()
    assert (member.birth, member.joined, member.worked_since) == (
        PartialDate(1980, 2),
        PartialDate(2019, 7),
        PartialDate(1999),
    )
    assert MembershipChange.get().date == PartialDate(2019, 7)


def test_what_is_known_in_part_is_exported_and_comes_back_as_the_same(store: Store, tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ("张一", "", "1980.02", "", "2019.07", "1999", MILL),
        ("李二", number(2), "", "", "2020-1-2", "", MILL),
    ]
    take_in(store, sheet(tmp_path / "a.xlsx", rows))
    outgoing.export(store, MEMBERS, search.Query(), tmp_path / "b.xlsx")
    assert [row.fate for row in planned(store, tmp_path / "b.xlsx").plan.rows] == ["same", "same"]


def test_less_knowledge_does_not_replace_more(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS, ("张一", "", "1980-02-03", "", "2019-07-15", "1999-09", MILL)]
    take_in(store, sheet(tmp_path / "a.xlsx", rows))
    (uid,) = (member.uid for member in Member.select())
    less = [("记录编号", *HEADINGS), (uid, "张一", "", "1980-02", "", "2019-07", "1999", MILL)]
    assert [row.fate for row in planned(store, sheet(tmp_path / "b.xlsx", less)).plan.rows] == ["same"]
    more = [("记录编号", *HEADINGS), (uid, "张一", "", "1980-02", "", "", "1999-09-01", MILL)]
    (row,) = planned(store, sheet(tmp_path / "c.xlsx", more)).plan.rows
    assert row.changes == {"worked_since": ("1999-09", "1999-09-01")}


def test_a_day_of_joining_that_comes_later_dates_the_first_change(store: Store, tmp_path: Path) -> None:
    take_in(store, sheet(tmp_path / "a.xlsx", [HEADINGS, ("张一", number(1), "", "", "", "", MILL)]))
    assert MembershipChange.get().date is None
    take_in(store, sheet(tmp_path / "b.xlsx", [HEADINGS, ("张一", number(1), "", "", "2019.07", "", MILL)]))
    changes = list(MembershipChange.select().order_by(MembershipChange.id))
    assert [(each.type, each.date, each.replaces_id) for each in changes] == [
        ("1", None, None),
        ("1", PartialDate(2019, 7), changes[0].id),
    ]
    assert Member.get().joined == PartialDate(2019, 7)


def test_with_a_number_the_birth_date_comes_from_it(store: Store, tmp_path: Path) -> None:
    said = number(1)
    born = date(int(said[6:10]), int(said[10:12]), int(said[12:14]))
    rows = [
        HEADINGS,
        ("张一", said, f"{born:%Y.%m}", "", "", "", MILL),
        ("李二", number(2), "1955-05-05", "", "", "", MILL),
    ]
    path = sheet(tmp_path / "a.xlsx", rows)
    ((field, message),) = notes(store, path)
    assert field == "birth"
    assert "以后者登记" in message
    take_in(store, path)
    assert Member.get(Member.name == "张一").birth == born
    assert Member.get(Member.name == "李二").birth == born
    assert [row.fate for row in planned(store, path).plan.rows] == ["same", "same"]
    assert [each for each, _ in notes(store, path)] == ["birth"]


@pytest.mark.parametrize(
    ("name", "cell", "value", "words"),
    [
        ("joined", 43831, PartialDate(2020, 1, 1), "Excel 的日期序号"),
        ("joined", "18.4.9", PartialDate(2018, 4, 9), "读作 2018-04-09"),
        ("mobile", "15400000009（微信同号）", "15400000009", "微信同号"),
        ("mobile", "15400000009/15400000010", "15400000009", "15400000010"),
        ("mobile", "无", "", ""),
        ("id_number", f"身份证{number(7)}", number(7), "身份证"),
        ("id_number", f"{number(7)}（本人）", number(7), "本人"),
    ],
)
def test_what_is_written_beside_a_value_is_noted(
    store: Store, tmp_path: Path, name: str, cell: object, value: object, words: str
) -> None:
    places = {"id_number": 1, "mobile": 3, "joined": 4}
    row: list[object] = ["张一", "", "1980.02", "", "", "", MILL]
    row[places[name]] = cell
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, tuple(row)])
    found = [message for field, message in notes(store, path) if field == name and "采集表" not in message]
    assert [words in message for message in found] == ([True] if words else [])
    take_in(store, path)
    assert getattr(Member.get(), name) == value


def test_a_template_takes_months_as_they_are_typed(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    outgoing.template(store, MEMBERS, path)
    advice = {row.cells[0]: row.cells[2] for row in read(path, "填写说明").rows if len(row.cells) > 2}
    assert advice["入会日期"] == "文字；写成 2024-03-15，只知道年月的可只填年月，如 2019-07"
