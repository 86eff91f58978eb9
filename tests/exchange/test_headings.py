from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.exchange import layouts
from unionapp.exchange.book import Merged, SheetRow, Spreadsheet
from unionapp.exchange.headings import Layout, sheet_names, understand
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS


def rows(*cells: Sequence[Any]) -> list[SheetRow]:
    """Rows as read, all equally long."""
    width = max(map(len, cells))
    return [SheetRow(number, (*each, *(None,) * (width - len(each)))) for number, each in enumerate(cells, 1)]


def fields(layout: Layout) -> list[str]:
    return list(layout.columns.values())


def test_labels_are_understood_in_any_order() -> None:
    layout = understand(rows(("证件号码", "姓名", "所属工会")), MEMBERS)
    assert dict(layout.columns) == {0: "id_number", 1: "name", 2: "union"}
    assert not layout.missing


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("身份证号", "id_number"),
        ("证件号码（18位）", "id_number"),
        ("*姓　名", "name"),
        ("姓名：", "name"),
        ("手机\n号码", "mobile"),
        ("工作单位【全称】", "employer"),
        ("所属 工会（必填）", "union"),
        ("职务（岗位）", "position"),
        ("单位", "employer"),
        ("基层工会名称", "union"),
        ("居民身份证号码", "id_number"),
        ("电话号码", "mobile"),
    ],
)
def test_other_peoples_headings_are_understood(heading: str, name: str) -> None:
    assert fields(understand(rows((heading,)), MEMBERS)) == [name]


def test_title_rows_above_the_headings_are_passed_over() -> None:
    layout = understand(
        rows(("青山乡会员名册",), ("单位：水泥厂", None, "2024年3月"), ("序号", "姓名", "性别")), MEMBERS
    )
    assert layout.last == 2
    assert dict(layout.columns) == {1: "name", 2: "sex"}
    assert not layout.unknown


def test_headings_of_two_rows_are_joined() -> None:
    top = ("序号", "姓名", "证件", None, "联系电话")
    below = (None, None, "类别", "号码", None)
    layout = understand(rows(top, below, (1, "张测", "居民身份证", "x", "y")), MEMBERS, [Merged(1, 2, 1, 3)])
    assert (layout.first, layout.last) == (0, 1)
    assert dict(layout.columns) == {1: "name", 2: "id_type", 3: "id_number", 4: "mobile"}


def test_the_data_below_a_single_heading_row_are_not_taken_for_headings() -> None:
    layout = understand(rows(("姓名", "性别", "单位"), ("张测", "男", None)), MEMBERS)
    assert layout.last == 0


def test_of_two_columns_for_one_field_the_label_wins_and_the_other_is_reported() -> None:
    layout = understand(rows(("联系电话", "移动电话", "姓名")), MEMBERS)
    assert dict(layout.columns) == {1: "mobile", 2: "name"}
    assert layout.repeated == (0,)


def test_unknown_headings_and_missing_fields_are_reported() -> None:
    layout = understand(rows(("姓名", "爱好")), MEMBERS)
    assert layout.unknown == (1,)
    assert layout.missing == ("union",)


def test_a_sheet_without_headings_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="没有找到“会员名册”的栏目名（如姓名"):
        understand(rows(("甲", 1), ("乙", 2)), MEMBERS)


def test_the_clerk_changes_a_column_and_may_leave_it_out() -> None:
    layout = understand(rows(("姓名", "爱好", "单位")), MEMBERS)
    changed = layout.with_column(MEMBERS, 1, "remark").with_column(MEMBERS, 2, None)
    assert dict(changed.columns) == {0: "name", 1: "remark"}
    assert changed.repeated == (2,)
    assert dict(changed.with_column(MEMBERS, 2, "name").columns) == {1: "remark", 2: "name"}


def test_a_text_for_all_rows_stands_in_for_a_missing_column() -> None:
    layout = understand(rows(("姓名",)), MEMBERS).with_constant(MEMBERS, "union", "水泥厂")
    assert not layout.missing
    assert layout.with_constant(MEMBERS, "union", "").missing == ("union",)


@pytest.mark.parametrize("kind", [MEMBERS, UNIONS, COVERED_UNITS])
def test_the_own_headings_of_every_kind_are_understood(kind: Any) -> None:
    labels = [kind.fields[name].label for name in sheet_names(kind)]
    assert tuple(fields(understand(rows(labels), kind))) == sheet_names(kind)


@given(st.permutations(sheet_names(MEMBERS)))
def test_the_order_of_columns_does_not_matter(names: list[str]) -> None:
    labels = [MEMBERS.fields[name].label for name in names]
    assert fields(understand(rows(labels), MEMBERS)) == names


def test_a_changed_layout_is_remembered_for_the_same_headings(tmp_path: Path) -> None:
    first = Spreadsheet(("一",), "一", rows(("名册",), ("姓名", "爱好"), ("张测", "钓鱼")))
    layout = understand(first.rows, MEMBERS).with_column(MEMBERS, 1, "remark")
    assert layouts.recall(tmp_path, MEMBERS, first) is None
    layouts.remember(tmp_path, MEMBERS, layout)
    second = Spreadsheet(("二",), "二", rows(("姓　名", "爱好"), ("李测", "下棋")))
    recalled = layouts.recall(tmp_path, MEMBERS, second)
    assert recalled is not None
    assert dict(recalled.columns) == {0: "name", 1: "remark"}
    assert recalled.last == 0
    assert layouts.recall(tmp_path, UNIONS, second) is None


def test_nothing_of_the_rows_is_kept_with_a_layout(tmp_path: Path) -> None:
    layout = understand(rows(("姓名", "证件号码"), ("张测", "632801198503150011")), MEMBERS)
    layouts.remember(tmp_path, MEMBERS, layout)
    kept = (tmp_path / layouts.FILE).read_text("utf-8")
    assert "632801" not in kept
    assert "张测" not in kept


def test_a_damaged_memory_of_layouts_is_as_good_as_none(tmp_path: Path) -> None:
    book = Spreadsheet(("一",), "一", rows(("姓名", "爱好")))
    (tmp_path / layouts.FILE).write_text("{", "utf-8")
    assert layouts.recall(tmp_path, MEMBERS, book) is None
    layouts.remember(tmp_path, MEMBERS, understand(book.rows, MEMBERS))
    assert layouts.recall(tmp_path, MEMBERS, book) is not None
