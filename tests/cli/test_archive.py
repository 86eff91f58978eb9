"""The archive of a year by command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

BOOK = "青石镇总工会"


def test_a_year_is_archived_as_one_file_once(township: Run, tmp_path: Path) -> None:
    out = tmp_path / "2025.zip"
    answer = township("archive", "--year", "2025", "--book", BOOK, out, "--json")
    assert (answer.code, answer.json) == (0, {"file": str(out)})
    assert out.stat().st_size > 0
    assert "已经有了" in township("archive", "--year", "2025", "--book", BOOK, out).refusal


def test_the_year_and_the_book_must_be_there(township: Run, tmp_path: Path) -> None:
    assert "没有凭证" in township("archive", "--year", "2019", "--book", BOOK, tmp_path / "a").refusal
    assert "没有名为" in township("archive", "--year", "2025", "--book", "无", tmp_path / "a").refusal
    assert "--year" in township("archive", tmp_path / "a").refusal
