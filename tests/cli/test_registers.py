"""Commands that look into the registers: kinds, list, show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unionapp import subjects
from unionapp.values import names

from tests.cli.conftest import Run


def rows(run: Run, *arguments: object) -> list[dict[str, Any]]:
    """The rows that `list` gives as JSON."""
    answer = run("list", *arguments, "--json")
    assert answer.code == 0
    listed: list[dict[str, Any]] = answer.json
    return listed


def test_kinds_need_neither_data_nor_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNIONAPP_PASSWORD")
    listed = run("kinds", "--json").json
    assert {"key": "members", "title": "会员名册"} in listed
    assert {each["key"] for each in listed} >= {kind.key for kind in subjects.KINDS}


def test_rows_are_keyed_by_the_labels_of_the_sheets_and_hold_the_texts_shown(township: Run) -> None:
    [row] = rows(township, "members", "--limit", "1")
    assert list(row)[:3] == ["姓名", "性别", "出生日期"]
    assert row["性别"] in ("男", "女")
    assert row["所属工会"] == "青石镇总工会"
    assert len(row["uid"]) == 32


def test_every_kind_can_be_listed(township: Run) -> None:
    for kind in township("kinds", "--json").json:
        assert township("list", kind["key"], "--json").code == 0
        assert township("list", kind["key"]).out.endswith("条。\n")


def test_a_name_is_found_by_its_pinyin_and_a_number_by_its_parts(township: Run) -> None:
    member = rows(township, "members", "--limit", "1")[0]
    initials = next(key for key in names.pinyin_keys(member["姓名"]) if len(key) == len(member["姓名"]))
    for word in (member["姓名"], initials, member["证件号码"][6:14], member["移动电话"]):
        assert member["uid"] in {row["uid"] for row in rows(township, "members", "--find", word)}


@pytest.mark.parametrize(
    ("condition", "label", "value"),
    [
        ("性别=女", "性别", "女"),
        ("sex=女", "性别", "女"),
        ("所属工会=青石镇机关工会", "所属工会", "青石镇机关工会"),
        ("union=青石镇机关工会", "所属工会", "青石镇机关工会"),
        ("是否农民工会员=是", "是否农民工会员", "是"),
        ("会籍状态=保留会籍", "会籍状态", "保留会籍"),
        ("移动电话=", "移动电话", ""),
    ],
)
def test_rows_are_filtered_by_label_or_english_name(township: Run, condition: str, label: str, value: str) -> None:
    everybody = rows(township, "members")
    found = rows(township, "members", "--where", condition)
    assert found == [row for row in everybody if row[label] == value]
    assert 0 < len(found) < len(everybody)


def test_a_range_of_days_has_both_ends_or_one(township: Run) -> None:
    everybody = rows(township, "members")
    found = rows(township, "members", "--where", "入会日期=2020-01-01..2021-12-31")
    assert found == [row for row in everybody if "2020-01-01" <= row["入会日期"] <= "2021-12-31"]
    later = rows(township, "members", "--where", "入会日期=2024/1/1..")
    assert later == [row for row in everybody if row["入会日期"] >= "2024-01-01"]


def test_several_conditions_must_all_hold(township: Run) -> None:
    found = rows(township, "members", "--where", "性别=女", "--where", "会籍状态=在籍")
    assert found
    assert {(row["性别"], row["会籍状态"]) for row in found} == {("女", "在籍")}


def test_rows_come_in_the_order_of_strokes_pinyin_or_a_field(township: Run) -> None:
    by_strokes = [row["姓名"] for row in rows(township, "members", "--order", "strokes")]
    assert by_strokes == sorted(by_strokes, key=names.stroke_key)
    by_pinyin = [row["姓名"] for row in rows(township, "members", "--order", "pinyin")]
    assert by_pinyin == sorted(by_pinyin, key=names.pinyin_sort_key)
    born = [row["出生日期"] for row in rows(township, "members", "--order=-出生日期")]
    assert born == sorted(born, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "nothing"), "没有名为“nothing”的台账"),
        (("list", "members", "--where", "血型=A"), "没有“血型”这一栏"),
        (("list", "members", "--where", "性别"), "栏目=内容"),
        (("list", "members", "--where", "性别=雌"), "不在“性别”代码表中"),
        (("list", "members", "--where", "出生日期=明天"), "出生日期：日期“明天”看不懂"),
        (("list", "members", "--where", "所属工会=无此工会"), "没有名为“无此工会”的记录"),
        (("list", "members", "--order", "血型"), "没有“血型”这一栏"),
        (("list", "membership-changes", "--order", "strokes"), "不能按笔画"),
        (("show", "members", "0"), "没有编号为“0”的记录"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(township: Run, arguments: tuple[str, ...], words: str) -> None:
    assert words in township(*arguments).refusal


def test_a_record_is_shown_with_its_history(township: Run, tmp_path: Path) -> None:
    member = rows(township, "members", "--find", "154", "--limit", "1")[0]
    sheet = tmp_path / "in.csv"
    sheet.write_text(f"姓名,证件号码,学历\n{member['姓名']},{member['证件号码']},博士\n", "utf-8")
    assert township("import", "members", sheet, "--json").json["changed"] == 1
    shown = township("show", "members", member["uid"], "--json").json
    assert shown["学历"] == "博士"
    change, made = shown["history"]
    assert change["changes"] == [{"field": "学历", "old": member["学历"], "new": "博士"}]
    assert (change["who"], made["what"]) == ("演示员", "生成演示数据")
    assert "学历：" in township("show", "members", member["uid"]).out
