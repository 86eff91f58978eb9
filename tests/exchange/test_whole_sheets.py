"""What a sheet says as a whole: lines above its headings, headings inside it, parts side by side, other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from unionapp.exchange import apply, columns, constants, headings, plan, refused, workbook
from unionapp.exchange.book import SheetRow, Spreadsheet, row_of
from unionapp.exchange.others import other_sheets
from unionapp.exchange.outcome import Plan
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import CADRES, MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests.exchange.places import MILL, TOWN, number

Row = Sequence[Any]


def book(*rows: Row) -> Spreadsheet:
    """A spreadsheet as read."""
    width = max(map(len, rows))
    return Spreadsheet(
        ("一",), "一", [SheetRow(at, (*row, *(None,) * (width - len(row)))) for at, row in enumerate(rows, 1)]
    )


def planned(store: Store, *rows: Row, kind: Kind = MEMBERS) -> Plan:
    """What importing these rows would do."""
    found = book(*rows)
    layout = constants.of_sheet(store, kind, found, headings.of_book(found, kind))
    return plan.make(store, kind, found.rows, layout)


def unions(made: Plan) -> list[str]:
    """The union of every new person."""
    return [each.record.union.name for each in made.rows if each.record is not None]


HEADS = ("序号", "姓名", "证件号码", "移动电话")
ONE, TWO, THREE = ((at, f"张测{name}", number(at), None) for at, name in enumerate("甲乙丙", 1))


@pytest.mark.parametrize(
    "above",
    [
        [(f"填表单位：{MILL}",)],
        [("填表单位（盖章）：", MILL)],
        [("工会名称", MILL, "填表日期", "2026-03-01")],
        [("青山乡会员名册",), (f"单位：{MILL}　　填表日期：2026年3月1日",)],
        [("单位：水泥厂",)],
        [(f"{MILL}会员名册",)],
        [("所属工会：青山乡水泥厂",)],
    ],
)
def test_a_line_above_the_headings_names_the_union_of_all(store: Store, above: list[Row]) -> None:
    made = planned(store, *above, HEADS, ONE, TWO)
    assert unions(made) == [MILL, MILL]
    assert "所属工会" in constants.stated(MEMBERS, made.layout)


def test_a_line_above_names_the_employer_where_it_is_no_union(store: Store) -> None:
    layout = planned(store, ("单位名称：青山机械有限公司",), HEADS, ONE).layout
    assert layout.constants["employer"] == "青山机械有限公司"


def test_a_column_of_the_sheet_goes_before_the_line_above(store: Store) -> None:
    made = planned(store, (f"单位：{MILL}",), (*HEADS, "所属工会"), (*ONE, TOWN))
    assert unions(made) == [TOWN]


def test_a_telephone_above_the_headings_is_not_everybodys(store: Store) -> None:
    made = planned(store, (f"单位：{MILL}  联系电话：13800001234  填表日期：2026-03-01",), HEADS, ONE)
    assert set(made.layout.constants) == {"union"}


@pytest.mark.parametrize("title", [MILL, f"一、{MILL}", f"{MILL}（12人）", f"（一）{MILL}", f"{MILL} 12人"])
def test_a_heading_inside_a_list_holds_for_the_rows_below(store: Store, title: str) -> None:
    made = planned(store, HEADS, (f"一、{TOWN}",), ONE, (title,), TWO, THREE)
    assert unions(made) == [TOWN, MILL, MILL]
    assert made.skipped == (2, 4)
    assert any("小标题" in remark for remark in made.remarks)


@pytest.mark.parametrize("title", ["一、第一车间", "第一车间", "（二）后勤组", "机修班组（8人）"])
def test_a_heading_that_names_neither_union_nor_employer_is_only_passed_over(store: Store, title: str) -> None:
    made = planned(store, (f"单位：{MILL}",), HEADS, (title,), ONE, TWO)
    assert unions(made) == [MILL, MILL]
    assert made.skipped == (3,)


@pytest.mark.parametrize("name", ["王科", "李村", "张所", "欧阳站", "赵厂"])
def test_a_short_name_alone_in_its_row_is_a_person(store: Store, name: str) -> None:
    made = planned(store, (f"单位：{MILL}",), ("姓名", "证件号码", "移动电话"), ONE[1:], (name, None, None))
    assert made.skipped == ()
    assert len(made.rows) == 2


def test_a_union_alone_in_its_row_is_a_union(store: Store) -> None:
    made = planned(
        store, ("工会名称", "建会日期", "职工人数"), ("甲厂工会", None, None), ("乙厂工会", None, 5), kind=UNIONS
    )
    assert (made.new, made.skipped) == (2, ())


def test_parts_side_by_side_are_read_one_after_the_other(store: Store) -> None:
    made = planned(store, (f"单位：{MILL}",), HEADS * 2, (*ONE, *TWO), (*THREE, *(None,) * 4))
    assert [each.record.name for each in made.rows if each.record] == ["张测甲", "张测丙", "张测乙"]
    assert [str(each.number) for each in made.rows] == ["3", "4", "3（右）"]
    assert [row_of(each.number) for each in made.rows] == [3, 4, 3]
    assert made.unread == ()
    assert made.remarks == ("表格左右并排了 2 栏，都已读入（先左后右）。",)


def test_three_parts_side_by_side_are_read(store: Store) -> None:
    made = planned(store, (f"单位：{MILL}",), HEADS * 3, (*ONE, *TWO, *THREE))
    assert made.new == 3
    assert str(made.rows[2].number) == "3（第3栏）"


def test_a_person_in_both_parts_is_told_to_stand_twice(store: Store) -> None:
    made = planned(store, (f"单位：{MILL}",), HEADS * 2, (*ONE, *ONE))
    assert (made.new, made.wrong) == (1, 1)
    assert "与第 3 行是同一条记录" in made.problems()[0].message


def test_a_refused_row_of_two_parts_is_written_once(store: Store, tmp_path: Path) -> None:
    wrong = (1, None, number(1), None)
    found = book((f"单位：{MILL}",), HEADS * 2, (*wrong, *wrong))
    layout = constants.of_sheet(store, MEMBERS, found, headings.of_book(found, MEMBERS))
    made = plan.make(store, MEMBERS, found.rows, layout)
    out = tmp_path / "有误.xlsx"
    refused.write_failed(out, found, made)
    again = workbook.read(out)
    assert made.wrong == 2
    assert len(again.rows) - headings.of_book(again, MEMBERS).last - 1 == 1


def test_a_column_that_comes_twice_alone_is_no_second_part(store: Store) -> None:
    made = planned(store, ("姓名", "证件号码", "所属工会", "姓名"), ("张测甲", number(1), MILL, "张测乙"))
    assert len(made.rows) == 1
    assert [columns.heading(made.layout, place) for place in made.unread] == ["姓名"]


def test_the_same_file_of_two_parts_again_is_the_same(store: Store) -> None:
    rows = ((f"单位：{MILL}",), HEADS * 2, (*ONE, *TWO))
    apply.apply(store, planned(store, *rows), Path("名册.xlsx"))
    again = planned(store, *rows)
    assert (again.new, again.same) == (0, 2)
    assert Member.select().count() == 2


def test_a_roster_without_numbers_that_comes_twice_asks(store: Store) -> None:
    rows = ((f"单位：{MILL}",), ("姓名", "性别"), ("张测甲", "男"), ("张测乙", "女"))
    apply.apply(store, planned(store, *rows), Path("名册.xlsx"))
    again = planned(store, *rows)
    assert again.new == 0


def test_cadres_that_come_twice_are_the_same(store: Store) -> None:
    rows = ((f"工会：{MILL}",), ("姓名", "工会职务"), ("张测甲", "主席"), ("张测乙", "委员"))
    apply.apply(store, planned(store, *rows, kind=CADRES), Path("干部.xlsx"))
    again = planned(store, *rows, kind=CADRES)
    assert again.new == 0


def test_an_unread_column_is_told_with_samples_and_the_likely_field(store: Store) -> None:
    heads = ("姓名", "证件号码", "现手机号", "血型")
    rows = ((f"单位：{MILL}",), heads, ("张测甲", number(1), "13800001234", "A"), ("张测乙", number(2), None, "B"))
    told = columns.left_over(planned(store, *rows), book(*rows).rows)
    assert [(each.heading, each.samples, each.likely) for each in told] == [
        ("现手机号", ("13800001234",), "mobile"),
        ("血型", ("A", "B"), ""),
    ]


def test_other_sheets_that_have_headings_are_told_with_their_rows(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in {
            "封面": [("会员名册",)],
            "一车间": [HEADS, ONE],
            "二车间": [HEADS, TWO, THREE, ("合计",)],
            "说明": [("本表一式两份",)],
        }.items():
            target = made.add_worksheet(name)
            for at, row in enumerate(rows):
                target.write_row(at, 0, row)
    found = workbook.read(path, "一车间")
    assert [(each.name, each.rows) for each in other_sheets(store, MEMBERS, path, found)] == [("二车间", 2)]
