"""The folder gone, replaced, full or read-only: nothing is called done that is not, and the records can be read."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from unionapp import subjects
from unionapp.errors import CannotWrite, Held, Trouble
from unionapp.store import admission, connection, disk, editing, fallback, lock, store
from unionapp.store.journal import NOTE
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.test_store import HOLD, ROOT
from tests.support import OPERATOR, PASSWORD

WHY = "只读：试一试，只能查看、打印和另存。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The closed folder of a store with one union and an attachment."""
    opened = support.make_store(tmp_path / "data")
    editing.save(opened.journal, UNIONS, Union(name="甲工会"))
    opened.files.keep(b"picture", "现场.jpg")
    opened.close()
    return tmp_path / "data"


def reading(folder: Path) -> Store:
    return Store.open(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS, WHY).enter()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names() -> set[str]:
    return {union.name for union in Union.select()}


@pytest.fixture
def no_space(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A disk on which nobody can sign that the folder is in use."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lock.FolderLock, "_sign", full)
    return monkeypatch


@pytest.mark.parametrize("way", ["renamed", "removed", "replaced"])
def test_a_folder_that_is_gone_is_noticed_before_a_step_is_called_done(folder: Path, way: str) -> None:
    opened = support.open_store(folder)
    elsewhere = folder.with_name("elsewhere")
    if way == "removed":
        shutil.rmtree(folder)
    else:
        folder.rename(elsewhere)
    if way == "replaced":
        shutil.copytree(elsewhere, folder)
    for deed in (
        lambda: editing.save(opened.journal, UNIONS, Union(name="乙工会")),
        lambda: opened.files.keep(b"other", "另一张.jpg"),
        lambda: opened.backup(),
        lambda: opened.safety_backup("关闭时"),
    ):
        with pytest.raises(Trouble, match=r"数据文件夹“data”已被移走、改名或换过.*没有保存"):
            deed()
    opened.close()
    assert folder.exists() == (way == "replaced")
    for place in (folder, elsewhere):
        if place.exists():
            again = support.open_store(place)
            assert names() == {"甲工会"}
            again.close()


def test_a_folder_that_goes_in_the_midst_of_a_step_takes_the_step_with_it(folder: Path) -> None:
    opened = support.open_store(folder)
    elsewhere = folder.with_name("elsewhere")
    with pytest.raises(Trouble, match="没有保存"), opened.journal.step("登记"):
        editing.put(UNIONS, [Union(name="乙工会")])
        folder.rename(elsewhere)
    opened.close()
    again = support.open_store(elsewhere)
    assert names() == {"甲工会"}
    again.close()


def test_what_is_open_for_reading_writes_not_a_byte(folder: Path, tmp_path: Path) -> None:
    before = bytes_of(folder)
    opened = reading(folder)
    assert names() == {"甲工会"}
    opened.journal.note("打印")
    for deed in (
        lambda: editing.save(opened.journal, UNIONS, Union(name="乙工会")),
        lambda: opened.journal.undo(),
        lambda: opened.files.keep(b"other", "另一张.jpg"),
        lambda: opened.backup(),
        lambda: admission.new_recovery_code(opened),
        lambda: admission.admit(opened, "李四", "river-boat-21"),
        lambda: admission.change_password(opened, PASSWORD, "river-boat-22"),
    ):
        with pytest.raises(Trouble, match=r"只读：试一试.*没有保存"):
            deed()
    with pytest.raises(Exception, match="readonly"):
        opened.database.execute_sql("DELETE FROM step")
    assert opened.check() == []
    copy = opened.backup(tmp_path / "copy.unionbak")
    opened.close()
    left = {name: content for name, content in bytes_of(folder).items() if name not in connection.PARTS[1:]}
    assert {name: content for name, content in left.items() if not name.startswith("notes-")} == before
    assert copy.stat().st_size > 0


def test_what_a_reader_took_out_stands_in_the_log_after_the_next_opening_that_writes(folder: Path) -> None:
    opened = reading(folder)
    opened.journal.note("打印“甲”")
    with opened.journal.step("全部导出", NOTE):
        opened.journal.note("导出“乙”")
    opened.close()
    again = support.open_store(folder)
    lines = [step.title for step in again.journal.steps(2)]
    again.close()
    assert ["全部导出" in lines[0], "打印“甲”" in lines[1]] == [True, True]
    assert all(line.startswith(f"{OPERATOR}（只读打开）：") for line in lines)
    assert not list(folder.glob("notes-*"))
    again = support.open_store(folder)
    assert [step.title for step in again.journal.steps(2)] == lines
    again.close()


def test_a_line_for_the_log_that_was_not_left_by_the_program_is_not_taken(folder: Path) -> None:
    (folder / f"notes-{'0' * 16}").write_bytes(b"forged \xff")
    opened = support.open_store(folder)
    assert not any("forged" in step.title for step in opened.journal.steps())
    opened.close()


def test_where_the_disk_is_full_the_records_open_for_reading_and_say_so(
    folder: Path, no_space: pytest.MonkeyPatch
) -> None:
    opened = fallback.open_or_read(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS).enter()
    assert opened.read_only == "只读：磁盘已满，只能查看、打印和另存。"
    assert names() == {"甲工会"}
    no_space.undo()
    again = store.reopened(opened)
    opened.close()
    with again.active():
        editing.save(again.journal, UNIONS, Union(name="乙工会"))
        assert names() == {"甲工会", "乙工会"}
    again.close()


def test_what_lies_in_the_log_is_read_where_sqlite_may_write_nothing_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = support.open_store(folder)
    editing.save(opened.journal, UNIONS, Union(name="乙工会"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)  # as a program that was killed leaves it
    opened.close()
    (crashed / "union.db-shm").unlink()
    assert (crashed / "union.db-wal").stat().st_size > 0
    real = connection.at

    def refuse(place: str, key: bytes) -> Any:
        if place.endswith("?mode=ro"):
            raise connection.dbapi2.OperationalError("unable to open database file")
        return real(place, key)

    monkeypatch.setattr(connection, "at", refuse)
    found = reading(crashed)
    assert names() == {"甲工会", "乙工会"}
    found.close()
    monkeypatch.undo()
    (crashed / "union.db-wal").unlink()
    monkeypatch.setattr(connection, "at", refuse)
    found = reading(crashed)
    assert "甲工会" in names()
    found.close()


def test_a_lock_removed_by_hand_still_keeps_a_second_program_out(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        for name in (".lock", ".in-use.json"):
            (folder / name).unlink()
        with pytest.raises(Held):
            support.open_store(folder)
        child.kill()
    support.open_store(folder).close()


def test_who_reads_beside_the_writer_sees_what_she_saves_and_may_write_when_she_has_closed(folder: Path) -> None:
    writer = Store.open(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    with pytest.raises(Held) as held:
        support.open_store(folder)
    assert held.value.who.startswith(f"“{OPERATOR}”正在使用（电脑")
    reader = Store.open(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS, WHY)
    with writer.active():
        editing.save(writer.journal, UNIONS, Union(name="乙工会"))
    with reader.active():
        assert names() == {"甲工会", "乙工会"}
    assert not lock.is_free(folder)
    with pytest.raises(Held):
        store.reopened(reader)
    writer.close()
    assert lock.is_free(folder)
    again = store.reopened(reader)
    reader.close()
    with again.active():
        editing.save(again.journal, UNIONS, Union(name="丙工会"))
    again.close()


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder lies on a network drive."""
    monkeypatch.setattr(disk, "is_remote", lambda folder: True)


def test_on_a_network_drive_no_log_beside_the_file_is_used(share: None, folder: Path) -> None:
    opened = support.open_store(folder)
    assert opened.database.pragma("journal_mode") == "delete"
    assert opened.database.pragma("synchronous") == 2
    editing.save(opened.journal, UNIONS, Union(name="乙工会"))
    assert not (folder / "union.db-wal").exists()
    reader = Store.open(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS, WHY)
    with reader.active():
        assert names() == {"甲工会", "乙工会"}
    reader.close()
    opened.close()


def test_on_a_network_drive_a_sign_of_life_holds_the_folder_and_its_want_frees_it(share: None, folder: Path) -> None:
    signed = '{"computer": "PC-2", "operator": "会计", "since": "2026-03-04 05:06", "mark": "x"}'
    (folder / ".in-use.json").write_text(signed, "utf-8")
    assert not lock.is_free(folder)
    with pytest.raises(Held, match="“会计”"):
        support.open_store(folder)
    os.utime(folder / ".in-use.json", (0, 0))
    assert lock.is_free(folder)
    opened = support.open_store(folder)
    (folder / ".in-use.json").write_text(signed, "utf-8")  # the other one comes back to life
    with pytest.raises(Trouble, match=r"“会计”打开.*没有保存"):
        editing.save(opened.journal, UNIONS, Union(name="乙工会"))
    opened.close()
    assert (folder / ".in-use.json").exists()


def test_network_drives_are_known_by_what_the_system_says_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    blank = str(tmp_path / "a share").replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {blank} nfs4 rw 0 0\n//s/y {tmp_path}/b cifs rw 0 0\n")
    monkeypatch.setattr(disk, "_MOUNTS", mounts)
    places = ("a share/data", "b", "c")
    assert [disk.is_remote(tmp_path / place) for place in places] == [True, True, False]
    monkeypatch.setattr(disk, "_MOUNTS", tmp_path / "nowhere")
    assert not disk.is_remote(tmp_path)


def test_no_word_that_the_clerk_never_saw_is_said_of_a_full_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = support.open_store(folder)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk.tempfile, "mkstemp", full)
    with pytest.raises(CannotWrite, match=r"附件“现场.jpg”没有写成"):
        opened.files.keep(b"new", "现场.jpg")
    with pytest.raises(CannotWrite, match="数据文件夹里的钥匙文件没有写成"):
        admission.new_recovery_code(opened)
    with pytest.raises(CannotWrite, match=r"备份“甲.unionbak”没有写成"):
        opened.backup(tmp_path / "甲.unionbak")
    opened.close()
