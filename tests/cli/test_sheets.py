"""Commands over sheets: template, import, export."""

from __future__ import annotations

from pathlib import Path

from unionapp.exchange import workbook

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
        assert answer.json == {"new": 0, "changed": 0, "same": number, "wrong": 0, "problems": []}


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
    assert "导入会员名册" in township("undo").out
    assert members(township) == 200
    assert "导入会员名册" in township("redo").out
    assert members(township) == 201


def test_other_types_of_file_are_not_written(township: Run, tmp_path: Path) -> None:
    assert "out.xlsx" in township("export", "members", tmp_path / "out.pdf").refusal
    assert "没有读入" in township("import", "members", tmp_path / "none.xlsx").refusal
