"""No date of a file and no clock ends a backup, an import, an archive or a Word file."""

from __future__ import annotations

import ast
import io
import os
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from unionapp.exchange import apply
from unionapp.paper import word
from unionapp.paper.document import Document, Title
from unionapp.store import backup, copying, keys, packing
from unionapp.store import store as stores
from unionapp.store.store import Store

from tests.exchange.places import HEADINGS, MILL, person, planned, sheet
from tests.support import OPERATOR, PASSWORD, saved

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sorted(path for part in ("unionapp/**/*.py", "ui/**/*.py") for path in ROOT.glob(part))
YEARS = (1970, 1979, 2108, 2150)


def dated(year: int) -> float:
    """A moment of that year, as the system counts."""
    return (datetime(year, 1, 2) - datetime(1970, 1, 1)).total_seconds()


@pytest.fixture(params=YEARS)
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A computer whose clock stands in a year that no zip can hold."""
    year: int = request.param

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Wrong:
            return cls(year, 1, 2, 3, 4, 5)

    for module in (stores, backup, copying):
        monkeypatch.setattr(module, "datetime", Wrong)
    monkeypatch.setattr(time, "time", lambda: dated(year))
    return year


@pytest.mark.parametrize("year", YEARS)
def test_a_file_of_any_date_ends_no_backup_and_no_import(store: Store, tmp_path: Path, year: int) -> None:
    saved(store, store.kind("unions"), name=MILL)
    stored = store.files.keep(b"picture", "图.jpg")
    for path in (store.folder / keys.FILE, store.files.folder / stored[:2] / stored[:64]):
        os.utime(path, (dated(year), dated(year)))
    made = store.backup(tmp_path / "甲.unionbak")
    backup.check(made, OPERATOR, PASSWORD)
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, person(1)])
    assert apply.apply(store, planned(store, path).plan, path).new == 1
    assert len(backup.listing(store.folder)) == 1


def test_a_clock_that_is_wrong_ends_no_backup(store: Store, tmp_path: Path, clock: int) -> None:
    store.files.keep(b"picture", "图.jpg")
    assert store.safety_backup("导入前").name.startswith(str(clock))
    made = store.backup(tmp_path / "甲.unionbak")
    backup.check(made, OPERATOR, PASSWORD)
    with zipfile.ZipFile(made) as pack:
        assert {member.date_time for member in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_clock_that_is_wrong_ends_no_word_file(clock: int) -> None:
    out = io.BytesIO()
    word.render(Document("标题", [Title("标题")]), out)
    with zipfile.ZipFile(out) as pack:
        assert pack.testzip() is None
        assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml"} <= set(pack.namelist())
        assert {member.date_time for member in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("small", [True, False])
def test_what_is_packed_comes_out_as_it_went_in(tmp_path: Path, small: bool) -> None:
    (tmp_path / "in").write_bytes(bytes(range(256)) * 5000)
    (tmp_path / "empty").touch()
    with packing.new_pack(tmp_path / "out.zip", small) as pack:
        pack.add("甲/一.txt", b"one")
        pack.add_file("甲/二.bin", tmp_path / "in")
        pack.add_file("空", tmp_path / "empty")
    with zipfile.ZipFile(tmp_path / "out.zip") as read:
        assert read.testzip() is None
        assert read.namelist() == ["甲/一.txt", "甲/二.bin", "空"]
        assert read.read("甲/二.bin") == (tmp_path / "in").read_bytes()
        assert ((tmp_path / "out.zip").stat().st_size < 50_000) == small


def test_there_is_no_other_writer_of_zip_files() -> None:
    found = []
    for path in PROGRAM:
        if path.name == "packing.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            writes = called == "ZipFile" and (len(node.args) != 1 or node.keywords)
            if writes or called in ("writestr", "make_archive", "PyZipFile"):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {called}")
    assert found == []
