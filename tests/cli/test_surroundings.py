"""Files that are no files, links, folders of others, names in GBK, and an output that takes nothing."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import NoReturn

import pytest
from unionapp.cli import output
from unionapp.errors import Trouble
from unionapp.exchange import workbook
from unionapp.store import backup, disk, founding

from tests.cli.conftest import Run

GBK = b"\xbb\xa8\xc3\xfb".decode("utf-8", "surrogateescape")
"""花名, as it comes out of an archive that was packed on a Chinese Windows."""


@pytest.fixture
def fresh(run: Run) -> Run:
    """The command line over a folder with one union."""
    assert run("init", "--union", "青石镇总工会", "--json").code == 0
    return run


def refused(path: Path, *_: object) -> NoReturn:
    """What the system says where one may not look."""
    raise PermissionError(errno.EACCES, "denied", str(path))


def test_a_pipe_and_a_device_are_told_and_never_waited_for(fresh: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "f.xlsx"
    os.mkfifo(pipe)
    for command in (("import", "members"), ("count",), ("restore",)):
        assert "“f.xlsx”不是普通的文件" in fresh(*command, pipe).refusal
    assert "“zero”不是普通的文件" in fresh("import", "members", "/dev/zero").refusal
    assert "是文件夹" in fresh("import", "members", tmp_path).refusal
    with pytest.raises(Trouble, match="不是普通的文件"):
        backup.operators(pipe)


def test_what_is_written_to_a_link_comes_into_what_it_names(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "实.xlsx").write_bytes(b"old")
    (tmp_path / "链.xlsx").symlink_to("实.xlsx")
    assert fresh("export", "unions", tmp_path / "链.xlsx").code == 0
    assert (tmp_path / "链.xlsx").is_symlink()
    assert workbook.read(tmp_path / "实.xlsx").rows[1].cells[0] == "青石镇总工会"


def test_a_link_to_nowhere_and_a_device_are_left_as_they_are(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").symlink_to(tmp_path / "没有" / "a.xlsx")
    assert "找不到“空.xlsx”" in fresh("export", "unions", tmp_path / "空.xlsx").refusal
    (tmp_path / "设备.xlsx").symlink_to("/dev/null")
    assert "“设备.xlsx”不是普通的文件" in fresh("export", "unions", tmp_path / "设备.xlsx").refusal
    assert Path("/dev/null").is_char_device()
    assert "导出" not in fresh("log").out


def test_a_backup_with_a_name_in_gbk_is_put_back_and_the_log_is_readable(fresh: Run, tmp_path: Path) -> None:
    assert fresh("backup", tmp_path / f"{GBK}.zip").code == 0
    assert fresh("restore", tmp_path / f"{GBK}.zip").code == 0
    assert "花名.zip" in fresh("log").out


def test_the_folder_of_another_user_is_told(
    fresh: Run, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "exists", refused)
    monkeypatch.setattr(disk, "_closed_to_us", lambda path: True)
    with pytest.raises(Trouble, match="另一个用户"):
        founding.exists(data)


def test_what_may_be_read_but_not_written_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert "没有写入" in str(disk.explain(PermissionError(errno.EACCES, "denied"), tmp_path / "a"))
    assert "没有写入" in str(disk.explain(PermissionError(errno.EACCES, "denied"), tmp_path / "b"))


def test_an_output_that_takes_nothing_is_a_sentence(
    fresh: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> NoReturn:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output.sys, "stdout", Full())
    answer = fresh("list", "unions")
    assert answer.code == 2
    assert "结果没有写出" in answer.err and "log" in answer.err
