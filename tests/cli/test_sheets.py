"""Commands over sheets: template, import, export."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from unionapp.errors import Trouble
from unionapp.exchange import workbook
from unionapp.store.store import Store

from tests.cli.conftest import Run

GOOD = "张三,女,11010519491231002X,青石镇总工会,2026-01-05\n"
WRONG = "李四,女,110105194912310021,青石镇总工会,2026-01-05\n"
HEADINGS = "姓名,性别,身份证号,所属工会,会籍变化日期\n"


def sheet(folder: Path, *lines: str) -> Path:
    """A .csv file of members."""
    path = folder / "in.csv"
    path.write_text(HEADINGS + "".join(lines), "utf-8")
    return path


def members(run: Run) -> int:
    """How many members there are."""
    return len(run("list", "members", "--json").json)


def test_an_export_imports_again_as_all_the_same(township: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    for kind in ("members", "unions", "covered-units", "cadres"):
        number = township("export", kind, out, "--json").json["rows"]
        answer = township("import", kind, out, "--json")
        assert answer.code == 0
        counts = {"new": 0, "changed": 0, "same": number, "wrong": 0, "skipped": 0}
        nothing: dict[str, object] = {"skipped_rows": [], "problems": [], "questions": [], "unread": [], "unread_sheets": [], "said": {}}
        assert answer.json == {**counts, **nothing, "sheet": workbook.read(out).sheet}


def test_an_export_takes_conditions_and_hides_numbers(township: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    number = township("export", "members", out, "--masked", "--where", "性别=女", "--json").json["rows"]
    book = workbook.read(out)
    assert 0 < number < 200
    assert not any(
        "6399" in str(cell) and "*" not in str(cell) and len(str(cell)) == 18 for row in book.rows for cell in row.cells
    )


def test_a_template_has_the_headings_of_the_form(township: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert township("template", "members", out).code == 0
    assert workbook.read(out).rows[0].cells[:3] == ("姓名", "性别", "出生日期")


def test_a_dry_run_tells_and_changes_nothing(township: Run, tmp_path: Path) -> None:
    answer = township("import", "members", sheet(tmp_path, GOOD, WRONG), "--dry-run", "--json")
    assert answer.code == 1
    assert (answer.json["new"], answer.json["wrong"]) == (1, 1)
    [problem] = [each for each in answer.json["problems"] if each["level"] == "error"]
    assert (problem["row"], problem["field"]) == (3, "证件号码")
    assert "校验码" in problem["message"]
    assert members(township) == 200


def test_refused_rows_are_left_out_and_saved_to_be_mended(township: Run, tmp_path: Path) -> None:
    failed = tmp_path / "failed.xlsx"
    assert township("import", "members", sheet(tmp_path, GOOD, WRONG), "--failed", failed).code == 1
    assert members(township) == 201
    assert any("校验码" in str(cell) for row in workbook.read(failed).rows for cell in row.cells)


def test_all_or_nothing_takes_nothing_where_one_row_is_wrong(township: Run, tmp_path: Path) -> None:
    answer = township("import", "members", sheet(tmp_path, GOOD, WRONG), "--all-or-nothing")
    assert "没有导入任何内容" in answer.refusal
    assert members(township) == 200
    assert township("import", "members", sheet(tmp_path, GOOD), "--all-or-nothing").code == 0
    assert members(township) == 201


def test_an_import_is_undone_and_done_again_as_one_step(township: Run, tmp_path: Path) -> None:
    township("import", "members", sheet(tmp_path, GOOD))
    refused = township("undo")
    assert refused.code == 2 and "--because" in refused.refusal
    assert "“导入会员名册“" in refused.refusal and "会员名册 1 条" in refused.refusal
    assert members(township) == 201
    assert "导入会员名册" in township("undo", "--because", "导错了").out
    assert "（导错了）" in township("log", "--limit", "1").out
    assert members(township) == 200
    assert "导入会员名册" in township("redo").out
    assert members(township) == 201


def test_other_types_of_file_are_not_written(township: Run, tmp_path: Path) -> None:
    assert "out.xlsx" in township("export", "members", tmp_path / "out.pdf").refusal
    assert "没有读入" in township("import", "members", tmp_path / "none.xlsx").refusal


def workbook_of(path: Path, **sheets: tuple[str, ...]) -> Path:
    """A workbook with sheets of the given lines."""
    with xlsxwriter.Workbook(path) as book:
        for name, lines in sheets.items():
            target = book.add_worksheet(name)
            for row, line in enumerate(lines):
                target.write_row(row, 0, line.strip().split(","))
    return path


def test_a_roster_behind_a_sheet_of_explanations_is_found(township: Run, tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "in.xlsx", 说明=("请如实填写",), 空=(), 名册=(HEADINGS, GOOD))
    assert township("import", "members", path, "--dry-run", "--json").json["new"] == 1


def test_sheets_that_are_not_read_are_named_and_may_be_asked_for(township: Run, tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "in.xlsx", 甲=(HEADINGS, GOOD), 乙=(HEADINGS, WRONG))
    told = township("import", "members", path, "--dry-run").out
    assert "读的是工作表“甲”，没有读：乙。" in told
    assert township("import", "members", path, "--dry-run", "--sheet", "乙", "--json").json["wrong"] == 1
    assert "没有名为“丙”的工作表" in township("import", "members", path, "--sheet", "丙").refusal


def test_the_notes_on_a_sheet_of_refused_rows_are_not_named(township: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    spoilt = GOOD.replace("11010519491231002X", "110105194912310000")
    assert township("import", "members", sheet(tmp_path, spoilt), "--failed", out).code == 1
    assert "没有读：证件号码修复。" in township("import", "members", out).out


def test_a_sheet_that_is_asked_for_and_has_no_headings_is_refused(township: Run, tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "in.xlsx", 说明=("请如实填写",), 名册=(HEADINGS, GOOD))
    assert "栏目名" in township("import", "members", path, "--sheet", "说明").refusal


def test_a_file_without_any_roster_is_refused(township: Run, tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "in.xlsx", 说明=("请如实填写",), 空=(), 附注=("无",))
    assert "栏目名" in township("import", "members", path).refusal


def test_refused_rows_never_take_the_place_of_the_file_that_is_imported(township: Run, tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "in.xlsx", 名册=(HEADINGS, GOOD, WRONG))
    before = path.read_bytes()
    assert "不能覆盖" in township("import", "members", path, "--failed", path).refusal
    assert path.read_bytes() == before
    assert members(township) == 200


def test_nothing_is_told_of_an_import_that_failed(
    township: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise Trouble("磁盘已满。")

    monkeypatch.setattr(Store, "safety_backup", full)
    answer = township("import", "members", sheet(tmp_path, GOOD))
    assert (answer.code, answer.out, answer.err.strip()) == (2, "", "磁盘已满。")
