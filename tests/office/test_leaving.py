"""Everything goes out into a folder that needs no program."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused, Stopped
from unionapp.office import leaving
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


@pytest.fixture
def small(empty: Store) -> Store:
    """A union and a member with a photo and a name that no file may have."""
    union = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, union)
    stored = empty.files.keep(b"a picture", "照片.jpg")
    with empty.journal.step("测试"):
        editing.put(MEMBERS, [Member(name="张/三", union=union, photo=stored)], follow=False)
    return empty


def test_every_register_goes_out_with_its_attachments(small: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = leaving.leave(small, out)
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {path for path, _ in made.files} | {leaving.INDEX} == files
    assert {"会员/会员名册.xlsx", "会员/会员名册.pdf", "组织建设/基层工会.xlsx"} <= files
    (photo,) = out.glob("会员/附件/会员名册/*")
    assert photo.read_bytes() == b"a picture" and photo.name == "张_三-1-照片-照片.jpg"
    index = (out / leaving.INDEX).read_text(encoding="utf-8")
    assert "会员名册.xlsx</a>（1 行）" in index and "没有加密" in index
    line, before = small.journal.steps(2)
    assert line.title.startswith("全部导出 ") and "条记录和附件到“out”（含完整号码）" in line.title
    assert before.title == "测试"


def test_a_damaged_attachment_is_named_and_the_rest_goes_out(small: Store, tmp_path: Path) -> None:
    next(path for path in small.files.folder.rglob("*") if path.is_file()).write_bytes(b"")
    made = leaving.leave(small, tmp_path / "out")
    assert len(made.missing) == 1 and "照片.jpg" in (tmp_path / "out" / leaving.INDEX).read_text(encoding="utf-8")


def test_the_books_go_out_by_year(township: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(store: Store, book: Book, year: int, out: Path) -> Path:
        out.mkdir()
        (out / "总账.pdf").write_bytes(b"drawn")
        return out

    monkeypatch.setattr(leaving.archive, "write", write)
    made = leaving.leave(township, tmp_path / "out")
    books = [path for path, _ in made.files if path.startswith("经费/会计档案/")]
    assert "经费/会计档案/青石镇总工会2025年/总账.pdf" in books and len(books) == len(set(books)) >= 3


def test_a_folder_with_files_or_in_the_data_is_refused(small: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x")
    with pytest.raises(Refused, match="已经有文件"):
        leaving.leave(small, tmp_path / "full")
    with pytest.raises(Refused, match="在数据文件夹里面"):
        leaving.leave(small, small.folder / "out")


def test_a_stopped_export_leaves_nothing(small: Store, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Stopped

    before = set(tmp_path.iterdir())
    with pytest.raises(Stopped):
        leaving.leave(small, tmp_path / "out", stop)
    assert set(tmp_path.iterdir()) == before


def test_who_may_not_export_is_refused(small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small.journal, "may", lambda right: right != "export")
    with pytest.raises(Refused):
        leaving.leave(small, tmp_path / "out")
    assert not (tmp_path / "out").exists()
