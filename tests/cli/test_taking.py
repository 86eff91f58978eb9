"""What the import command takes for granted, leaves out and says of both; files with names of any bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from unionapp import paths
from unionapp.cli import output
from unionapp.errors import Trouble
from unionapp.exchange import workbook

from tests.cli.conftest import Run
from tests.exchange.places import number

TOWN = "青石镇总工会"
HEADINGS = ("姓名", "身份证号", "工作单位")
TWO = [("张测甲", number(1), "青石商贸公司"), ("张测乙", number(2), "青石商贸公司")]


@pytest.fixture
def fresh(run: Run) -> Run:
    """The command line over a folder with one union and one set of books."""
    assert run("init", "--union", TOWN, "--json").code == 0
    return run


def book(path: Path, *rows: Sequence[Any], others: Sequence[str] = ()) -> Path:
    """A workbook of one sheet, and further ones with a word each."""
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("名册")
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, ["" if cell is None else cell for cell in cells])
        for title in others:
            made.add_worksheet(title).write(0, 0, "另一张")
    return path


def test_a_roster_without_unions_is_of_the_only_one_and_that_is_said(fresh: Run, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADINGS, *TWO)
    assert f"所属工会为“{TOWN}”" in fresh("import", "members", path, "--dry-run").out
    answer = fresh("import", "members", path, "--json")
    assert (answer.code, answer.json["new"], answer.json["said"]) == (0, 2, {"所属工会": TOWN})
    assert {row["所属工会"] for row in fresh("list", "members", "--json").json} == {TOWN}


def test_with_two_unions_none_is_taken_by_itself_and_one_can_be_said(fresh: Run, tmp_path: Path) -> None:
    fresh("import", "unions", book(tmp_path / "u.xlsx", ("工会名称",), ("青石二厂工会",)))
    path = book(tmp_path / "a.xlsx", HEADINGS, *TWO)
    assert fresh("import", "members", path, "--dry-run", "--json").json["wrong"] == 2
    answer = fresh("import", "members", path, "--set", "所属工会=青石二厂工会", "--set", "nation=回族", "--json")
    assert (answer.code, answer.json["new"]) == (0, 2)
    rows = fresh("list", "members", "--json").json
    assert {(row["所属工会"], row["民族"]) for row in rows} == {("青石二厂工会", "回族")}


def test_a_cell_that_says_something_wins_over_what_is_said_for_the_sheet_and_that_is_told(
    fresh: Run, tmp_path: Path
) -> None:
    head, first, second = (*HEADINGS, "民族"), (*TWO[0], "回族"), (*TWO[1], None)
    answer = fresh("import", "members", book(tmp_path / "a.xlsx", head, first, second), "--set", "民族=藏族", "--json")
    assert (answer.json["said"]["民族"], answer.json["outdone"]) == ("藏族", {"民族": 1})
    assert {row["民族"] for row in fresh("list", "members", "--json").json} == {"回族", "藏族"}
    again = fresh("import", "members", tmp_path / "a.xlsx", "--set", "民族=藏族", "--dry-run").out
    assert "相同 2" in again and "“民族”有 1 行表里已有内容，以表为准" in again
    empty = book(tmp_path / "b.xlsx", head, ("张测丙", number(3), None, None))
    assert fresh("import", "members", empty, "--set", "民族=藏族", "--json").json["said"]["民族"] == "藏族"
    assert "藏族" in {row["民族"] for row in fresh("list", "members", "--json").json}


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("血型=A", "没有“血型”这一栏"),
        ("所属工会=无名工会", "没有找到名为“无名工会”的工会"),
        ("性别=不明白", "不在“性别”代码表中"),
        ("所属工会", "看不懂"),
        ("所属工会=", "看不懂"),
    ],
)
def test_a_field_or_value_that_cannot_be_set_is_refused(fresh: Run, tmp_path: Path, setting: str, words: str) -> None:
    refusal = fresh("import", "members", book(tmp_path / "a.xlsx", HEADINGS, *TWO), "--set", setting).refusal
    assert words in refusal and "没有导入任何内容" in refusal
    assert fresh("list", "members", "--json").json == []


def test_a_field_set_twice_is_refused_and_a_missing_union_tells_how_to_set_it(fresh: Run, tmp_path: Path) -> None:
    fresh("import", "unions", book(tmp_path / "u.xlsx", ("工会名称",), ("青石二厂工会",)))
    path = book(tmp_path / "a.xlsx", HEADINGS, *TWO)
    twice = ("--set", "民族=藏族", "--set", "nation=回族")
    assert "“民族”写了两次" in fresh("import", "members", path, *twice).refusal
    assert "可以加 --set 所属工会=名称" in fresh("import", "members", path, "--dry-run").out


def test_stray_bytes_in_a_text_are_refused_in_words(fresh: Run, tmp_path: Path) -> None:
    for arguments in (
        ("list", "members", "--find", "\udcbb"),
        ("undo", "--because", "错\udcbb"),
        ("show", "\udcbb", "x"),
    ):
        assert "看不懂的字节" in fresh(*arguments).refusal


def test_a_name_too_long_for_a_file_is_said(fresh: Run, tmp_path: Path) -> None:
    for command in (("import", "members"), ("export", "members"), ("count",)):
        assert "太长" in fresh(*command, tmp_path / ("长" * 90 + ".xlsx")).refusal
    with pytest.raises(Trouble, match="读取文件"):
        workbook.read(tmp_path / ("长" * 90 + ".xlsx"))


def test_controls_in_the_name_of_a_file_break_no_line(fresh: Run, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADINGS, *TWO).rename(tmp_path / "名\n册\x1b[2J\u202e.xlsx")
    assert fresh("import", "members", path).code == 0
    title = fresh("log", "--json", "--limit", 1).json[0]["what"]
    assert "名\ufffd册\ufffd[2J\ufffd.xlsx" in title and title.isprintable()


def test_columns_rows_and_sheets_that_were_not_read_are_told_to_people_and_programs(fresh: Run, tmp_path: Path) -> None:
    rows = [(*HEADINGS, "姓名", "血型"), (*TWO[0], "张测丙", "A"), ("合计", None, "1 人", None, None)]
    path = book(tmp_path / "a.xlsx", *rows, others=("一车间", "二车间"))
    text = fresh("import", "members", path, "--dry-run").out
    assert "没有读的列：D 列“姓名”（重复的栏目）、E 列“血型”（不认识）" in text
    assert "跳过 1 行" in text and "第 3 行" in text
    told = fresh("import", "members", path, "--dry-run", "--json").json
    assert told["unread"] == ["姓名", "血型"]
    assert (told["sheet"], told["unread_sheets"]) == ("名册", ["一车间", "二车间"])
    assert (told["skipped"], told["skipped_rows"]) == (1, [3])


GBK = b"\xbb\xa8\xc3\xfb".decode("utf-8", "surrogateescape")
"""花名 as a Chinese Windows packs it."""


def test_a_name_in_gbk_is_shown_as_it_was_meant_and_no_other_changes() -> None:
    assert paths.shown(Path("数据") / f"{GBK}.xlsx") == os.sep.join(("数据", "花名.xlsx"))
    assert paths.shown("会员 名册.xlsx") == "会员 名册.xlsx"
    assert paths.shown("\udcff\udcff") == "\ufffd\ufffd"
    assert paths.shown("\ud800") == "\ufffd"


def log(run: Run) -> str:
    """What the last steps were."""
    return json.dumps(run("log", "--json").json, ensure_ascii=False)


def test_a_file_named_in_gbk_comes_in_and_the_log_names_it(fresh: Run, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", HEADINGS, *TWO).rename(tmp_path / f"{GBK}.xlsx")
    assert fresh("import", "members", path, "--json").json["new"] == 2
    assert "花名.xlsx" in log(fresh)
    path.unlink()
    assert "“花名.xlsx”" in fresh("import", "members", path).refusal


def test_what_goes_out_under_a_name_in_gbk_is_written_said_and_logged(fresh: Run, tmp_path: Path) -> None:
    for command, name in ((("export", "unions"), f"{GBK}.xlsx"), (("backup",), f"{GBK}.zip")):
        out = tmp_path / name
        answer = fresh(*command, out, "--json")
        assert (answer.code, answer.json["file"]) == (0, paths.shown(out))
        assert out.is_file()
        assert f"花名{out.suffix}" in log(fresh)
        assert "花名" in fresh(*command, out).out
    assert "花名.txt" in fresh("export", "unions", tmp_path / f"{GBK}.txt").refusal
    assert workbook.read(tmp_path / f"{GBK}.xlsx").sheet


def test_half_a_character_in_a_line_ends_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("文件\udcbb")
    output.document({"file": "\udcbb"})
    assert capsys.readouterr().out.split() == ["文件?", "{", '"file":', '"?"', "}"]
