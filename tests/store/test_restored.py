"""What a restore puts back, what it says in the log, what it refuses, and when it is on the disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from unionapp.errors import Trouble
from unionapp.store import backup, connection, consent, disk, editing, keys, restoring
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import BROKEN, GONE, KEPT, LATER, NOW, SAME, Scene, cut_off
from tests.support import OPERATOR, PASSWORD


def test_attachments_are_only_added_and_the_damaged_ones_mended(scene: Scene) -> None:
    untouched = scene.attached(SAME).stat().st_ino
    kept = scene.restore()
    assert scene.sound() == {SAME, GONE, LATER, BROKEN}
    assert scene.attached(SAME).stat().st_ino == untouched
    assert (kept / scene.attached(BROKEN).relative_to(scene.folder)).read_bytes() == b""


def test_the_restored_log_says_what_was_restored_by_whom_and_what_was_lost(scene: Scene, tmp_path: Path) -> None:
    scene.restore()
    store = support.open_store(scene.folder)
    step = store.journal.steps(1)[0]
    assert (step.operator, step.sort) == (OPERATOR, "seal")
    assert step.title.startswith(f"恢复备份“甲.unionbak”，由{OPERATOR}；退回到 ")
    assert "退回了 1 步（最近一次：" in step.title
    assert "的“新增工会“乙工会””）" in step.title
    assert step.title.endswith(f"替换下来的数据存在“{KEPT}”")
    assert store.journal.undoable is None
    store.close()
    backup.restore(tmp_path / "new", scene.file, OPERATOR, PASSWORD, NOW)
    store = support.open_store(tmp_path / "new")
    assert store.journal.steps(1)[0].title.endswith("文件夹里原来没有数据文件")
    store.close()


def test_the_restored_log_quotes_only_the_beginning_of_long_names(scene: Scene, tmp_path: Path) -> None:
    store = support.open_store(scene.folder)
    with store.journal.step("长" * 190):
        editing.put(UNIONS, [Union(name="丙工会")])
    store.journal.note("打印")
    store.close()
    file = tmp_path / f"{'名' * 60}.unionbak"
    shutil.copy(scene.file, file)
    backup.restore(scene.folder, file, OPERATOR, PASSWORD, NOW)
    store = support.open_store(scene.folder)
    title = store.journal.steps(1)[0].title
    assert title.startswith(f"恢复备份“{'名' * 40}…”") and "退回了 2 步" in title
    assert f"的“{'长' * 40}…”）" in title and title.endswith(f"替换下来的数据存在“{KEPT}”")
    store.close()


def test_the_log_says_where_the_replaced_data_do_not_open_with_the_keys_of_the_backup(
    made: Scene, tmp_path: Path
) -> None:
    support.make_store(tmp_path / "data", "李四").close()
    leave = consent.of_operator("李四", PASSWORD)
    backup.restore(tmp_path / "data", made.file, OPERATOR, PASSWORD, NOW, leave)
    again = support.open_store(tmp_path / "data")
    assert "多少步不清楚" in again.journal.steps(1)[0].title
    again.close()


def test_two_restores_in_one_second_keep_what_each_replaced(scene: Scene) -> None:
    assert scene.restore().name == KEPT
    assert scene.restore().name == f"{KEPT}-2"
    assert (scene.folder / KEPT / connection.FILE).exists()


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_touched(scene: Scene, tmp_path: Path) -> None:
    store = support.open_store(scene.folder)
    store.database.execute_sql("INSERT INTO schema_migration(name, applied) VALUES ('0099_future', '2030-01-01')")
    newer = store.backup(tmp_path / "新.unionbak")
    store.database.execute_sql("DELETE FROM schema_migration WHERE name = '0099_future'")
    store.close()
    before = scene.bytes()
    for deed in (
        lambda: backup.check(newer, OPERATOR, PASSWORD),
        lambda: backup.restore(scene.folder, newer, OPERATOR, PASSWORD, NOW),
    ):
        with pytest.raises(Trouble, match=r"0099_future.*本程序太旧.*没有恢复.*请安装新版程序"):
            deed()
    assert scene.bytes() == before


@contextmanager
def events(top: Path) -> Iterator[list[str]]:
    """What is done to names and pushed to the disk below a folder, in order: "verb name"."""
    seen: list[str] = []
    fsync, replace, unlink, mkdir = os.fsync, os.replace, os.unlink, os.mkdir

    def name(path: Path) -> str:
        return Path(path).relative_to(top).as_posix()

    def push(handle: int) -> None:
        inode = os.fstat(handle).st_ino
        seen.extend(f"sync {name(path)}" for path in (top, *top.rglob("*")) if path.stat().st_ino == inode)
        fsync(handle)

    def move(source: Path, target: Path) -> None:
        replace(source, target)
        seen.append(f"move {name(target)}")

    def remove(path: Path, **named: Any) -> None:
        unlink(path, **named)
        seen.append(f"remove {Path(path).name}")

    def make(path: Path, *rest: int) -> None:
        mkdir(path, *rest)
        seen.append(f"make {name(path)}")

    with pytest.MonkeyPatch.context() as patch:
        for verb, call in (("fsync", push), ("replace", move), ("unlink", remove), ("mkdir", make)):
            patch.setattr(os, verb, call)
        yield seen


def test_everything_is_on_the_disk_before_the_next_thing_leans_on_it(scene: Scene) -> None:
    with events(scene.folder) as seen:
        scene.restore()
    said = seen.index(f"move {restoring.JOURNAL}")
    over = seen.index(f"remove {restoring.JOURNAL}")
    into = seen.index(f"move {connection.FILE}")
    room = next(event for event in seen if event.startswith("make restore-")).removeprefix("make ")
    fresh = [scene.attached(content).relative_to(scene.folder).as_posix() for content in (GONE, BROKEN)]
    for part in (connection.FILE, keys.FILE, *fresh):
        assert f"sync {room}/{part}" in seen[:said]
        assert f"sync {(Path(room) / part).parent.as_posix()}" in seen[:said]
        assert said < seen.index(f"move {part}") < over
        assert f"sync {Path(part).parent.as_posix()}" in seen[seen.index(f"move {part}") : over]
    assert seen[said + 1] == "sync ."
    out = [number for number, event in enumerate(seen) if event.startswith(f"move {KEPT}/")]
    assert said < out[0] < out[-1] < into
    assert {"sync .", f"sync {KEPT}"} <= {*seen[out[-1] : into]}
    assert seen[over + 1] == "sync ."


def test_the_folder_of_a_new_attachment_and_that_of_backups_are_on_the_disk_too(store: Store) -> None:
    with events(store.folder) as seen:
        stored = store.files.keep(b"picture", "图.jpg")
        store.backup()
    place = f"files/{stored[:2]}"
    kept = seen.index(f"move {place}/{stored[:64]}")
    for folder in ("files", place):
        made = seen.index(f"make {folder}")
        assert seen[made + 1] == f"sync {Path(folder).parent.as_posix()}"
        assert made < kept
    assert seen[kept - 1].startswith(f"sync {place}/.")
    assert seen[kept + 1] == f"sync {place}"
    assert seen[seen.index("make backups") + 1] == "sync ."


def test_the_note_of_moves_is_plain_and_names_only_what_moves(scene: Scene) -> None:
    cut_off(scene)
    note = json.loads((scene.folder / restoring.JOURNAL).read_text("utf-8"))
    assert note["kept"] == KEPT
    assert {connection.FILE, keys.FILE} <= {*note["out"]} & {*note["into"]}
    assert len([part for part in note["into"] if part.startswith("files/")]) == 2


def test_a_folder_is_made_with_all_it_lies_in(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "a" / "b" / "c")
    disk.make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    (tmp_path / "file").touch()
    for wrong in (tmp_path / "file", tmp_path / "file" / "under"):
        with pytest.raises(OSError, match="file"):
            disk.make_folder(wrong)
