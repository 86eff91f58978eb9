"""How commands are understood and refused; papers, reports and the log."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
import xlsxwriter
from unionapp import cli
from unionapp.cli import parser, printing, registers
from unionapp.office import cabinet
from unionapp.store import admission, store
from unionapp.store.store import Store
from unionapp.subjects import KINDS, OPTIONS

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing",), "没有“nothing”这个命令"),
        (("list",), "缺少 KIND"),
        (("init",), "缺少 --union"),
        (("list", "members", "--limit", "many"), "“many”不是整数"),
        (("list", "members", "--limit"), "--limit 后面要写一个值"),
        (("list", "members", "--no"), "看不懂“--no”"),
        (("list", "members", "--lim", "3"), "看不懂“--lim 3”"),
        (("list", "members", "--json=yes"), "--json 后面不带值"),
        (("demo", "--size", "huge"), "--size 不能是“huge”"),
        (("report", "member-changes", "--month", "2026-13"), "月份“2026-13”不存在"),
        (("report", "member-changes", "--year", "26"), "“26”不是年份"),
        (("report", "member-changes", "--year", "2026", "--month", "2026-01"), "不能与"),
    ],
)
def test_a_command_that_is_not_understood_is_refused_in_one_chinese_line(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    assert words in run(*arguments).refusal


def test_help_is_chinese_and_hides_what_is_not_for_clerks(run: Run) -> None:
    answer = run("--help")
    assert answer.code == 0
    assert "用法：" in answer.out
    assert "showcase" not in answer.out


def test_every_command_has_help_of_its_own(run: Run) -> None:
    for command in cli.COMMANDS:
        assert "用法：" in run(command, "--help").out


def test_every_command_offered_is_done_by_somebody() -> None:
    [offered] = [
        action.choices for action in parser.parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    assert set(offered) == {*cli.COMMANDS, "showcase"}


def test_a_folder_without_data_is_refused_before_the_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNIONAPP_PASSWORD")
    assert "还没有数据" in run("list", "members").refusal


def test_the_data_folder_may_be_named_after_the_command(township: Run, data: Path) -> None:
    assert township("list", "members", "--data", data.with_name("none")).refusal.startswith("文件夹")


def test_with_several_operators_one_must_be_named(township: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Store.open(data, KINDS, "演示员", "demo", OPTIONS).enter()
    admission.admit(opened, "李会计", "kuaiji-2026")
    opened.close()
    assert "UNIONAPP_OPERATOR" in township("log").refusal
    monkeypatch.setenv("UNIONAPP_OPERATOR", "李会计")
    assert "密码不对" in township("log").refusal
    monkeypatch.setenv("UNIONAPP_PASSWORD", "kuaiji-2026")
    assert township("log").code == 0
    assert store.operators(data) == ["演示员", "李会计"]


def test_data_in_use_are_refused_and_left_alone(township: Run, data: Path) -> None:
    opened = Store.open(data, KINDS, "演示员", "demo", OPTIONS).enter()
    assert "打开" in township("undo").refusal
    opened.close()


def test_a_fault_of_the_program_is_one_line_unless_it_is_asked_for(
    township: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nought")

    monkeypatch.setattr(registers, "conditions", fail)
    assert "ZeroDivisionError" in township("list", "members").refusal
    monkeypatch.setenv("UNIONAPP_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        township("list", "members")


def test_a_command_stopped_from_the_keyboard_says_so_even_where_the_stop_came_back_as_a_fault(
    township: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise ZeroDivisionError("user-defined function raised exception")

    monkeypatch.setattr(registers, "conditions", stop)
    before = signal.getsignal(signal.SIGINT)
    assert "已停止" in township("list", "members").refusal
    assert signal.getsignal(signal.SIGINT) is before


def test_the_log_says_who_did_what_and_when(township: Run) -> None:
    last = township("log", "--limit", "1", "--json").json
    assert [(step["who"], step["what"]) for step in last] == [("演示员", "生成演示数据")]
    assert len(township("log", "--limit", "0", "--json").json) == 2
    assert "生成演示数据" in township("log").out


def test_nothing_to_undo_is_refused(township: Run) -> None:
    assert township("undo").refusal == "没有可以撤销的操作。"
    assert township("redo").refusal == "没有可以重做的操作。"


def test_papers_are_listed_with_what_they_need(run: Run) -> None:
    listed = {each["id"]: each for each in run("papers", "--json").json}
    assert listed["member-application"]["needs"] == ["record"]
    assert listed["member-roster"]["title"] == "会员花名册"
    assert "--record" in run("papers").out


def test_every_paper_of_the_demonstration_is_written(township: Run, data: Path, tmp_path: Path) -> None:
    written = printing.all_papers(data, "演示员", "demo", tmp_path / "papers")
    assert len(written) == len(cabinet.PAPERS)
    for path in written:
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) > 0


def test_a_paper_is_printed_for_the_record_that_is_named(township: Run, tmp_path: Path) -> None:
    member = township("list", "members", "--limit", "1", "--json").json[0]
    out = tmp_path / "out.pdf"
    assert township("paper", "member-application", out, "--record", member["uid"]).code == 0
    with pypdfium2.PdfDocument(out) as document:
        texts = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert member["姓名"] in texts
    assert township("paper", "member-application", tmp_path / "out.docx", "--record", member["uid"]).code == 0


def test_characters_that_would_be_boxes_are_named(township: Run, tmp_path: Path) -> None:
    sheet, out = tmp_path / "a.xlsx", tmp_path / "out.pdf"
    with xlsxwriter.Workbook(str(sheet)) as book:
        book.add_worksheet().write_column(0, 0, ("工会名称", "青石镇\ue000厂工会"))
    assert township("import", "unions", sheet, "--json").code in (0, 1)
    answer = township("paper", "union-list", out)
    assert (answer.code, out.exists()) == (1, True)
    assert "空框" in answer.out and "\ue000（U+E000）" in answer.out
    assert township("paper", "union-list", out, "--json").json["boxes"] == ["\ue000"]


def test_the_form_of_an_applicant_is_printed_before_the_approval(township: Run, tmp_path: Path) -> None:
    applicant = township("list", "applications", "--json", "--limit", "1").json[0]
    out = tmp_path / "out.pdf"
    assert township("paper", "member-application", out, "--record", applicant["uid"]).code == 0
    with pypdfium2.PdfDocument(out) as document:
        assert applicant["姓名"] in document[1].get_textpage().get_text_bounded()
    assert "里没有编号为" in township("paper", "member-application", out, "--record", "nobody").refusal


def test_a_paper_without_what_it_needs_is_refused(township: Run, tmp_path: Path) -> None:
    assert "哪一条记录" in township("paper", "member-application", tmp_path / "out.pdf").refusal
    assert "没有名为“none”的表格" in township("paper", "none", tmp_path / "out.pdf").refusal
    assert "不认识的文件类型" in township("paper", "member-roster", tmp_path / "out.txt").refusal
    assert "不能存成 Word" in township("paper", "member-roster", tmp_path / "out.docx").refusal


def test_a_report_has_title_period_unit_and_rows(township: Run) -> None:
    made = township("report", "union-statistics", "--month", "2026-10", "--json").json
    assert (made["title"], made["period"], made["unit"]) == ("工会会员统计表", "2026年10月", "青石镇总工会")
    assert len(made["rows"]) == 9
    assert made["rows"][-1]["label"] == "合计"
    assert made["rows"][-1]["会员数"] == len(township("list", "members", "--where", "会籍状态=在籍", "--json").json)
    assert "合计" in township("report", "member-changes", "--year", "2026").out
    assert "没有代号为“none”的报表" in township("report", "none").refusal


def command(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as the clerk's script calls it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), *arguments],
        env={**os.environ, "UNIONAPP_PASSWORD": "demo", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_program_answers_with_exit_codes_and_one_document(data: Path) -> None:
    assert command(data, "demo", "--size", "small", "--json", PYTHONIOENCODING="ascii").returncode == 0
    listed = command(data, "list", "members", "--limit", "2", "--json", LC_ALL="C")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert len(json.loads(listed.stdout)) == 2
    assert command(data, "check").returncode == 1
    refused = command(data, "list", "nothing", PYTHONIOENCODING="ascii")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "没有名为“nothing”的台账。\n"


def test_commands_start_without_the_window() -> None:
    program = "import sys, main; sys.exit(bool({'PySide6', 'ui'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_without_a_command_the_window_is_opened_on_the_folder_named(tmp_path: Path) -> None:
    asked: list[Path | None] = []

    def opened(folder: Path | None) -> int:
        asked.append(folder)
        return 0

    screen = cli.Screen(opened, lambda *_: [])
    assert cli.main([], screen) == 0
    assert cli.main(["--data", str(tmp_path)], screen) == 0
    assert asked == [None, tmp_path]


def test_a_fault_of_the_window_is_left_to_the_window() -> None:
    def fail(_: Path | None) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cli.main([], cli.Screen(fail, lambda *_: []))


def test_a_reader_that_goes_away_early_is_no_fault(data: Path) -> None:
    command(data, "demo", "--size", "small")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(data), "list", "members", "--json"],
        env={**os.environ, "UNIONAPP_PASSWORD": "demo"},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_program_without_a_console_still_works(data: Path) -> None:
    program = "import sys, runpy; sys.stdout = sys.stderr = None;runpy.run_path('main.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", program, "--data", str(data), "list", "members"], cwd=ROOT, check=False
    )
    assert done.returncode == 2
