"""Attached files: kept once, encrypted, and missed in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused, Trouble
from unionapp.store.attachable import MEGABYTE, refuse_programs
from unionapp.store.files import Files, name_of

from tests import support


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The attached files of an empty folder."""
    return Files(tmp_path, bytes(32))


def kept(files: Files) -> list[Path]:
    """The files on the disk."""
    return [path for path in files.folder.rglob("*") if path.is_file()]


@given(content=st.binary(max_size=5000), name=st.text(min_size=1, max_size=20))
def test_a_kept_file_is_read_back(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    files = Files(tmp_path_factory.mktemp("files"), bytes(32))
    marked, called = b"%" + content, name + ".pdf"
    assert files.read(files.keep(marked, called)) == marked


def test_the_same_content_is_kept_once_under_both_names(files: Files) -> None:
    first, second = files.keep(b"content", "甲.jpg"), files.keep(b"content", "/folder/乙.jpg")
    assert first.endswith("/甲.jpg")
    assert second.endswith("/乙.jpg")
    assert len(kept(files)) == 1
    assert files.read(first) == files.read(second) == b"content"


def test_a_name_that_is_no_text_is_kept_readable(files: Files) -> None:
    stored = files.keep(b"content", "\udcd5\udcc5.jpg")
    assert name_of(stored) == "张.jpg"
    assert stored.encode()


def test_a_missing_file_is_a_sentence(files: Files) -> None:
    stored = files.keep(b"content", "甲.jpg")
    kept(files)[0].unlink()
    with pytest.raises(Trouble, match=r"附件“甲.jpg”不在"):
        files.read(stored)


@pytest.mark.parametrize("length", [0, 5, 12, 20, 34])
def test_a_file_cut_short_is_damaged(files: Files, length: int) -> None:
    stored = files.keep(b"content", "甲.jpg")
    path = kept(files)[0]
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Trouble, match=r"附件“甲.jpg”已损坏"):
        files.read(stored)


def test_a_file_put_in_the_place_of_another_is_damaged(files: Files) -> None:
    first = files.keep(b"content", "甲.jpg")
    path = kept(files)[0]
    files.keep(b"other", "乙.jpg")
    other = next(each for each in kept(files) if each != path)
    path.write_bytes(other.read_bytes())
    with pytest.raises(Trouble, match="已损坏"):
        files.read(first)


def test_an_empty_or_strange_entry_is_a_sentence(files: Files) -> None:
    files.keep(b"content", "甲.jpg")
    for stored in ("", "/", "甲.jpg", "abc/甲.jpg"):
        with pytest.raises(Trouble):
            files.read(stored)


def test_another_key_reads_nothing(files: Files, tmp_path: Path) -> None:
    stored = files.keep(b"content", "甲.jpg")
    with pytest.raises(Trouble, match="已损坏"):
        Files(tmp_path, bytes(31) + b"\1").read(stored)


@pytest.mark.parametrize(
    "name",
    ["报表.exe", "报表.PDF.Exe", "a.bat", "a.js", "a.vbs", "a.scr", "a.msi", "发票.lnk", "a.exe ", "a.exe.", "a.jar"],
)
def test_a_program_is_refused_by_its_name(files: Files, name: str) -> None:
    with pytest.raises(Refused, match="是程序或脚本，可能带有病毒，没有保存"):
        files.keep(b"harmless", name)
    assert not files.folder.exists()


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"\x7fELF", b"#!/bin/sh"])
def test_a_program_is_refused_under_any_name(files: Files, content: bytes) -> None:
    with pytest.raises(Refused, match=r"发票\.pdf”是程序"):
        files.keep(content, "发票.pdf")


@pytest.mark.parametrize(
    "name", ["合同.pdf", "名单.xlsx", "报告.wps", "会议.mp4", "exe", "无后缀", "材料.zip", "图.ofd"]
)
def test_any_other_sort_of_file_is_kept(files: Files, name: str) -> None:
    refuse_programs(b"content", name)
    assert name_of(files.keep(b"content", name)) == name


def test_an_empty_file_is_refused(files: Files) -> None:
    with pytest.raises(Refused, match="空文件"):
        files.keep(b"", "合同.pdf")


def test_a_file_larger_than_the_setting_is_refused_unread(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "录像.mp4"
    path.write_bytes(bytes(2 * MEGABYTE + 1))
    assert files.read(files.keep_from(path)) == path.read_bytes()
    support.put_in_force(monkeypatch, "files.largest", "2")
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    with pytest.raises(Refused, match=r"“录像.mp4”有 2.1 MB，超过附件上限 2 MB"):
        files.keep_from(path)


def test_a_file_of_the_disk_that_is_gone_is_a_sentence(files: Files, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"找不到“合同\.pdf”"):
        files.keep_from(tmp_path / "合同.pdf")


def test_a_paper_goes_without_a_picture_that_is_gone(files: Files) -> None:
    stored = files.keep(b"content", "甲.jpg")
    assert files.photo(stored) == b"content"
    assert files.photo("") is None
    assert files.holds(stored)
    kept(files)[0].unlink()
    assert files.photo(stored) is None
    assert not files.holds(stored)
