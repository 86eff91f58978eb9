"""The archive of a year can be read and proved without the program."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.closing import archive
from unionapp.subjects.funds.vouchers.models import VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS
from unionapp.values import money

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry


@pytest.fixture
def book(store: Store) -> Book:
    """A book with two vouchers in January 2026, the second with an electronic invoice and a dangerous summary."""
    made = kept.book(store)
    kept.open_with(store, made, 2026, [("102", 500_00), ("32205", -500_00)])
    vouchers = kept.enter(
        store,
        made,
        [
            Deed(date(2026, 1, 5), (Entry("102", 300_00), Entry("401", credit=300_00))),
            Deed(date(2026, 1, 8), (Entry("50102", 10, summary="=1+1"), Entry("102", credit=10))),
        ],
    )
    scan = store.files.keep(b"<invoice/>", "发票.xml")
    editing.save(store.journal, VOUCHER_PAPERS, VoucherPaper(voucher=vouchers[1], number="123", scan=scan))
    return made


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / archive.TABLES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_archive_holds_papers_rows_files_and_their_sums(store: Store, book: Book, tmp_path: Path) -> None:
    folder = archive.write(store, book, 2026, tmp_path / "档案")
    lines = (folder / archive.SUMS).read_text(encoding="utf-8").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    found = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()} - {archive.SUMS}
    assert set(listed) == found
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    for papers in (archive.OF_YEAR, archive.OF_MONTH):
        assert len([name for name in found if name.endswith(".pdf")]) >= len(papers)
    assert all((folder / name).read_bytes().startswith(b"%PDF") for name in found if name.endswith(".pdf"))
    scans = [name for name in found if name.startswith(archive.FILES)]
    assert [(folder / name).read_bytes() for name in scans] == [b"<invoice/>"]
    assert "会计档案" in store.journal.steps(1)[0].title


def test_the_rows_of_an_archive_balance(store: Store, book: Book, tmp_path: Path) -> None:
    folder = archive.write(store, book, 2026, tmp_path / "档案")
    lines = table(folder, "凭证分录")
    sides = [sum(money.parse(line[side]) for line in lines if line[side]) for side in ("借方金额", "贷方金额")]
    assert sides == [300_10, 300_10]
    balances = {row["科目编号"]: money.parse(row["年末余额（借正贷负）"]) for row in table(folder, "科目余额")}
    assert balances == {"102": 799_90, "32205": -500_00, "401": -300_00, "50102": 10}
    assert [row["状态"] for row in table(folder, "记账凭证")] == ["已记账"] * 2
    assert "'=1+1" in {line["摘要"] for line in lines}


def test_as_one_file_it_holds_the_same(store: Store, book: Book, tmp_path: Path) -> None:
    folder = archive.write(store, book, 2026, tmp_path / "档案")
    with zipfile.ZipFile(archive.write(store, book, 2026, tmp_path / "档案.zip")) as file:
        assert file.testzip() is None
        names = {name.partition("/")[2] for name in file.namelist()}
    assert names == {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_what_is_there_already_and_an_empty_year_are_refused(store: Store, book: Book, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="已经有了"):
        archive.write(store, book, 2026, tmp_path)
    with pytest.raises(Refused, match="没有凭证"):
        archive.write(store, book, 2025, tmp_path / "档案")
    assert not (tmp_path / "档案").exists()


def test_taking_it_out_takes_the_right(
    store: Store, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.journal, "may", lambda right: right != "export")
    with pytest.raises(Refused, match="权限"):
        archive.write(store, book, 2026, tmp_path / "档案")
