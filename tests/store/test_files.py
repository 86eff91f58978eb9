"""Attached files: kept once, encrypted, and missed in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Trouble
from unionapp.store.files import Files


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
    assert files.read(files.keep(content, name)) == content


def test_the_same_content_is_kept_once_under_both_names(files: Files) -> None:
    first, second = files.keep(b"content", "甲.jpg"), files.keep(b"content", "/folder/乙.jpg")
    assert first.endswith("/甲.jpg")
    assert second.endswith("/乙.jpg")
    assert len(kept(files)) == 1
    assert files.read(first) == files.read(second) == b"content"


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
