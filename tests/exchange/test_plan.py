from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.exchange import apply
from unionapp.exchange.headings import of_book
from unionapp.exchange.plan import make
from unionapp.exchange.workbook import read
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members.models import Application, Member, MembershipChange
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS

from tests.exchange.places import HEADINGS, MILL, number, person, planned, sheet, told


def registered(store: Store, *serials: int) -> None:
    """Register made-up persons through the door for single records."""
    mill = Union.get(Union.name == MILL)
    for serial in serials:
        values = dict(zip(HEADINGS, person(serial), strict=True))
        member = Member(name=values["姓名"], id_number=values["证件号码"], mobile=values["移动电话"], union=mill)
        member.employer, member.change_date = values["工作单位"], values["会籍变化日期"]
        editing.save(store.journal, MEMBERS, member)


def test_new_changed_same_and_wrong_rows_are_told_apart(store: Store, tmp_path: Path) -> None:
    registered(store, 1, 2)
    rows = [HEADINGS, person(1), person(2, 移动电话="13900000000"), person(3), person(4, 所属工会="某公司")]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert [row.fate for row in intake.plan.rows] == ["same", "changed", "new", "wrong"]
    assert intake.plan.rows[1].changes == {"mobile": ("13800000002", "13900000000")}
    assert told(intake) == [(5, "所属工会", "没有找到名为“某公司”的工会，请先登记工会，或改正名称。")]
    assert (intake.plan.new, intake.plan.changed, intake.plan.same, intake.plan.wrong) == (1, 1, 1, 1)


def test_planning_writes_nothing(store: Store, tmp_path: Path) -> None:
    before = store.journal.steps()
    planned(store, sheet(tmp_path / "a.xlsx", [HEADINGS, person(1)]))
    assert Member.select().count() == 0
    assert store.journal.steps() == before


def test_a_roster_with_titles_merged_cells_and_blank_rows_is_read(store: Store, tmp_path: Path) -> None:
    first, second = person(1), person(2)
    rows = [
        (None,) * 8,
        ("填报单位：水泥厂",),
        ("序号", *HEADINGS),
        (1, *first),
        (),
        (2, *second),
        (3,),
        ("序号", *HEADINGS),
        (4, *person(3)),
    ]
    path = sheet(tmp_path / "a.xlsx", rows, [(0, 0, 0, 8, "青山乡会员花名册")])
    intake = planned(store, path)
    assert [(row.number, row.fate) for row in intake.plan.rows] == [(4, "new"), (6, "new"), (9, "new")]


def test_a_merged_cell_down_the_rows_holds_for_all_of_them(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS, person(1, 工作单位=None), person(2, 工作单位=None)]
    path = sheet(tmp_path / "a.xlsx", rows, [(1, 5, 2, 5, "青山水泥厂")])
    assert [row.record.employer for row in planned(store, path).plan.rows] == ["青山水泥厂"] * 2


def test_dates_and_digits_are_read_however_they_are_typed(store: Store, tmp_path: Path) -> None:
    full_width = str.maketrans("0123456789", "０１２３４５６７８９")
    typed = ["2020/1/2", "2020.1.2", "2020年1月2日", 20200102, "２０２０-０１-０２", datetime(2020, 1, 2, 8, 30)]
    rows = [HEADINGS, *(person(n, 会籍变化日期=each) for n, each in enumerate(typed, 1))]
    rows.append(person(9, 证件号码=number(9).translate(full_width), 移动电话="１３８ ０００００００９", 姓名="张　测"))
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert [row.record.change_date for row in intake.plan.rows] == [date(2020, 1, 2)] * 7
    last = intake.plan.rows[-1].record
    assert (last.id_number, last.mobile, last.name) == (number(9), "13800000009", "张测")


def test_numbers_that_excel_spoilt_are_named_and_never_guessed(store: Store, tmp_path: Path) -> None:
    spoilt = [632801198503150011, "6.32801E+17", number(3)[:15] + "000"]
    rows = [HEADINGS, *(person(n, 证件号码=each) for n, each in enumerate(spoilt, 1))]
    path = sheet(tmp_path / "a.xlsx", rows)
    found = told(planned(store, path))
    assert [(row, label) for row, label, _ in found] == [(2, "证件号码"), (3, "证件号码"), (4, "证件号码")]
    assert "科学计数" in found[1][2]
    assert "后三位已丢失" in found[2][2]


def test_a_number_that_ends_in_000_by_right_is_doubted_only_beside_spoilt_ones(store: Store, tmp_path: Path) -> None:
    right = next(n for year in range(1950, 2000) for n in [number(0, date(year, 5, 1))] if n.endswith("000"))
    born = date(int(right[6:10]), 5, 1)
    alone = [HEADINGS, person(0, 证件号码=right, 出生日期=born)]
    assert planned(store, sheet(tmp_path / "a.xlsx", alone)).plan.new == 1
    beside = [*alone, person(3, 证件号码=number(3)[:15] + "000")]
    found = told(planned(store, sheet(tmp_path / "b.xlsx", beside)))
    assert "无法确认" in found[0][2]


def test_an_old_number_of_15_digits_means_the_same_person(store: Store, tmp_path: Path) -> None:
    registered(store, 1)
    old = number(1)[:6] + number(1)[8:17]
    rows = [HEADINGS, person(1, 证件号码=old), person(2, 证件号码=number(2)[:6] + number(2)[8:17])]
    plan = planned(store, sheet(tmp_path / "a.xlsx", rows)).plan
    assert [row.fate for row in plan.rows] == ["same", "new"]
    assert plan.rows[1].record.id_number == number(2)


def test_a_row_repeated_in_the_file_names_the_first_one(store: Store, tmp_path: Path) -> None:
    registered(store, 2)
    rows = [HEADINGS, person(1), person(2), person(1, 姓名="张别名"), person(2, 移动电话="13900000000")]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert [row.fate for row in intake.plan.rows] == ["new", "same", "wrong", "wrong"]
    assert [(row, message[:5]) for row, _, message in told(intake)] == [(4, "与第 2 "), (5, "与第 3 ")]


def test_persons_without_a_number_are_told_by_name_and_birth(store: Store, tmp_path: Path) -> None:
    bare = person(1, 证件号码=None)
    first = planned(store, sheet(tmp_path / "a.xlsx", [HEADINGS, bare, bare]))
    assert [row.fate for row in first.plan.rows] == ["new", "wrong"]
    apply.apply(store, first.plan, first.path)
    again = planned(store, sheet(tmp_path / "b.xlsx", [HEADINGS, bare]))
    assert again.plan.same == 1


def test_namesakes_born_on_one_day_are_a_warning(store: Store, tmp_path: Path) -> None:
    registered(store, 1)
    rows = [HEADINGS, person(11, 姓名=person(1)[0]), person(13, 姓名=person(1)[0])]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert intake.plan.new == 2
    assert [(row, "可能是同一个人" in message) for row, _, message in told(intake, "warning")] == [(2, True), (3, True)]


def test_an_empty_cell_keeps_what_is_stored_and_a_word_empties_it(store: Store, tmp_path: Path) -> None:
    registered(store, 1, 2)
    rows = [HEADINGS, person(1, 移动电话=None, 工作单位="/"), person(2, 移动电话="（空）", 工作单位="清空")]
    plan = planned(store, sheet(tmp_path / "a.xlsx", rows)).plan
    assert [row.fate for row in plan.rows] == ["same", "changed"]
    assert plan.rows[1].changes == {"mobile": ("13800000002", ""), "employer": ("青山水泥厂", "")}


def test_a_link_that_is_not_found_names_the_nearest(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS, person(1, 所属工会="水泥厂"), person(2, 所属工会="青山乡水泥工会"), person(3, 所属工会="某公司")]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert intake.plan.rows[0].record.union.name == MILL
    first, second = told(intake)
    assert first[:2] == (3, "所属工会")
    assert f"是否指：{MILL}" in first[2]
    assert second[2] == "没有找到名为“某公司”的工会，请先登记工会，或改正名称。"


def test_every_error_of_a_row_is_told_at_once(store: Store, tmp_path: Path) -> None:
    row = person(1, 姓名=None, 性别="雄", 移动电话="123", 会籍变化日期="去年")
    found = told(planned(store, sheet(tmp_path / "a.xlsx", [HEADINGS, row])))
    assert {label for _, label, _ in found} == {"姓名", "性别", "移动电话", "会籍变化日期"}


def test_a_derived_state_is_not_imported(store: Store, tmp_path: Path) -> None:
    registered(store, 1)
    rows = [(*HEADINGS, "会籍状态"), (*person(1), "已转出"), (*person(3), "在籍")]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    assert [row.fate for row in intake.plan.rows] == ["same", "new"]
    assert [(row, label) for row, label, _ in told(intake, "warning")] == [(2, "会籍状态")]


def test_a_value_that_follows_from_others_is_told_where_it_differs(store: Store, tmp_path: Path) -> None:
    def in_the_county(union: Any) -> None:
        union.region = "某县"

    kind = replace(UNIONS, complete=in_the_county)
    intake = planned(store, sheet(tmp_path / "a.xlsx", [("工会名称", "所在政区"), ("新工会", "外县")]), kind)
    assert intake.plan.new == 1
    assert told(intake, "warning") == [(2, "所在政区", "表中为“外县”，按规定应为“某县”，以后者登记。")]


def test_moving_to_another_union_needs_a_change_of_membership(store: Store, tmp_path: Path) -> None:
    registered(store, 1)
    intake = planned(store, sheet(tmp_path / "a.xlsx", [HEADINGS, person(1, 所属工会="青山乡总工会")]))
    assert [label for _, label, _ in told(intake)] == ["所属工会"]


def test_records_that_are_only_added_are_not_changed(store: Store, tmp_path: Path) -> None:
    registered(store, 1)
    uid = MembershipChange.get().uid
    rows = [("记录编号", "会员", "变动类型", "备注"), (uid, number(1), "入会", None)]
    assert planned(store, sheet(tmp_path / "a.xlsx", rows), MEMBERSHIP_CHANGES).plan.same == 1
    rows[1] = (uid, None, None, "改")
    found = told(planned(store, sheet(tmp_path / "b.xlsx", rows), MEMBERSHIP_CHANGES))
    assert found[0][2].startswith("会籍变动只增不改，与登记的内容不同（备注）")


def test_a_union_may_stand_below_another_of_the_same_file(store: Store, tmp_path: Path) -> None:
    rows = [
        ("工会名称", "上级工会"),
        ("孙工会", "子工会"),
        ("子工会", "青山乡总工会"),
        ("甲", "乙"),
        ("乙", "甲"),
        ("丙", "甲"),
    ]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows), UNIONS)
    assert [row.fate for row in intake.plan.rows] == ["new", "new", "wrong", "wrong", "wrong"]
    apply.apply(store, intake.plan, intake.path)
    assert Union.get(Union.name == "孙工会").parent.parent.name == "青山乡总工会"
    assert planned(store, intake.path, UNIONS).plan.same == 2


def test_an_identity_of_two_fields_is_known_again(store: Store, tmp_path: Path) -> None:
    rows = [("单位名称", "所属工会", "职工人数"), ("砖厂", MILL, 10), ("砖厂", "青山乡总工会", 5), ("砖厂", MILL, 7)]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows), COVERED_UNITS)
    assert [row.fate for row in intake.plan.rows] == ["new", "new", "wrong"]
    apply.apply(store, intake.plan, intake.path)
    assert [row.fate for row in planned(store, intake.path, COVERED_UNITS).plan.rows] == ["same", "same", "wrong"]


def test_a_kind_without_identity_is_known_by_its_likeness(store: Store, tmp_path: Path) -> None:
    rows = [("姓名", "证件号码", "受理工会", "收到日期"), ("张测", number(1), MILL, date(2024, 3, 1))]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows), APPLICATIONS)
    apply.apply(store, intake.plan, intake.path)
    assert Application.get().due
    assert planned(store, intake.path, APPLICATIONS).plan.same == 1


def test_a_text_for_all_rows_fills_a_missing_column(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [("姓名", "证件号码"), ("张测", number(1))])
    layout = of_book(read(path), MEMBERS)
    assert planned(store, path).plan.wrong == 1
    plan = planned(store, path, layout=layout.with_constant(MEMBERS, "union", "水泥厂")).plan
    assert plan.rows[0].record.union.name == MILL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_files_are_read_in_the_usual_encodings(store: Store, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    lines = [HEADINGS, tuple(map(str, person(1))), tuple(map(str, person(2, 姓名="张䶮")))]
    path.write_text("\r\n".join(",".join(line) for line in lines), encoding, newline="")
    plan = planned(store, path).plan
    assert [row.record.name for row in plan.rows] == [person(1)[0], "张䶮"]


@pytest.mark.parametrize("name", ["members.xls", "members.et", "members.ods"])
def test_other_spreadsheet_formats_are_planned_too(store: Store, name: str) -> None:
    plan = planned(store, Path(__file__).parent / "files" / name).plan
    assert plan.rows
    assert "name" in plan.layout.columns.values()


def test_an_empty_and_a_protected_file_are_told_in_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    with pytest.raises(Trouble, match="是空的"):
        planned(store, tmp_path / "a.xlsx")
    with pytest.raises(Trouble, match="打开密码"):
        planned(store, Path(__file__).parent / "files" / "password.xlsx")


def test_headings_alone_make_an_empty_plan(store: Store, tmp_path: Path) -> None:
    plan = planned(store, sheet(tmp_path / "a.xlsx", [HEADINGS])).plan
    assert plan.rows == []
    assert plan.problems() == []


def test_planning_can_be_stopped(store: Store, tmp_path: Path) -> None:
    book = read(sheet(tmp_path / "a.xlsx", [HEADINGS, person(1)]))

    def stop(done: int, total: int, what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        make(store, MEMBERS, book.rows, of_book(book, MEMBERS), stop)


def test_a_roster_of_something_else_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到"):
        planned(store, sheet(tmp_path / "a.xlsx", [("苹果", "梨"), (1, 2)]))
