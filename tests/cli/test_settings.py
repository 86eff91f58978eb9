"""The settings on the command line: all are listed, a sheet writes only what differs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from unionapp.subjects import OPTIONS

from tests import support
from tests.cli.conftest import Run
from tests.support import OPERATOR, PASSWORD


@pytest.fixture
def folder(data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands over a folder just founded."""
    shutil.copytree(support._fresh(OPERATOR, PASSWORD), data)
    monkeypatch.setenv("UNIONAPP_PASSWORD", PASSWORD)
    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a sheet to import."""

    def write(text: str) -> Path:
        path = tmp_path / "settings.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def listed(run: Run, *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("list", "settings", *arguments, "--json").json
    return found


def test_all_settings_are_listed_with_value_default_and_source(folder: Run) -> None:
    rows = listed(folder)
    assert [row["代号"] for row in rows] == [option.key for option in OPTIONS]
    [row] = listed(folder, "--where", "名称=委员差额比例不低于")
    assert (row["范围"], row["取值"], row["默认值"], row["uid"]) == ("换届选举", "5%", "5%", "")
    assert row["依据"] == "《工会基层组织选举工作条例》第十七条"
    assert folder("list", "settings", "--find", "差额 会员代表").out.count("15%") == 2
    assert "其中改过 0 条" in folder("list", "settings").out


def test_a_condition_on_a_column_that_is_not_there_is_refused(folder: Run) -> None:
    assert "没有“姓名”这一栏" in folder("list", "settings", "--where", "姓名=张三").refusal
    assert "看不懂" in folder("list", "settings", "--where", "名称").refusal
    assert "不能另排次序" in folder("list", "settings", "--order", "取值").refusal


def test_a_sheet_writes_only_the_values_that_differ(folder: Run, sheet: Callable[[str], Path]) -> None:
    rows = ("elections.margin_committee,8%,本县文件", "members.youngest,16,", "elections.reply_days,15,")
    path = sheet("\n".join(("代号,取值,备注", *rows)))
    answer = folder("import", "settings", path, "--json").json
    assert (answer["new"], answer["same"], answer["wrong"]) == (1, 2, 0)
    [row] = [row for row in listed(folder) if row["uid"]]
    assert row["代号"] == "elections.margin_committee"
    assert (row["取值"], row["默认值"], row["备注"]) == ("8%", "5%", "本县文件")
    assert folder("show", "settings", row["uid"]).code == 0
    back = sheet("代号,取值\nelections.margin_committee,5%\n")
    assert folder("import", "settings", back).code == 0
    assert [row for row in listed(folder) if row["uid"]] == []


def test_what_was_exported_imports_again_and_changes_nothing(
    folder: Run, sheet: Callable[[str], Path], tmp_path: Path
) -> None:
    text = "代号,取值,起用日期\nelections.margin_committee,8%,2100-01-01\nmembers.retire_men,62,\n"
    assert folder("import", "settings", sheet(text)).code == 0
    before = listed(folder)
    assert len(before) == len(OPTIONS) + 1
    out = tmp_path / "out.xlsx"
    assert folder("export", "settings", out).code == 0
    answer = folder("import", "settings", out, "--json").json
    assert (answer["new"], answer["changed"], answer["same"], answer["wrong"]) == (0, 0, len(before), 0)
    assert listed(folder) == before
