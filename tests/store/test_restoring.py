"""A restore is one deed: wherever it is cut off, the next start finds all of the old or all of the new."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from unionapp.errors import Trouble
from unionapp.store import restoring
from unionapp.store import store as stores
from unionapp.store.lock import FolderLock

from tests import support
from tests.store.scenes import Death, Scene, cut_off, dying, killed, next_start, opens_and_stays
from tests.support import OPERATOR, PASSWORD

ROOT = Path(__file__).resolve().parents[2]


def test_a_restore_killed_at_any_call_is_at_the_next_start_all_old_or_all_new(
    made: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made.bytes()
    monkeypatch.setattr(restoring, "prove", lambda *given: None)
    monkeypatch.setattr(restoring, "_told", lambda *given: "")
    found: list[str] = []
    for fatal in itertools.count(1):
        scene = made.copy(tmp_path / str(fatal))
        died = killed(scene.restore, fatal)
        state = next_start(scene, before)
        if [state] != found[-1:] or not died:
            opens_and_stays(scene, state)
        found.append(state)
        shutil.rmtree(scene.folder)
        if not died:
            break
    assert len(found) > 60
    assert found == sorted(found, reverse=True)
    assert {*found} == {"old", "new"}


def test_a_start_that_dies_while_it_finishes_a_restore_is_finished_by_the_next(made: Scene, tmp_path: Path) -> None:
    before = made.bytes()
    half = made.copy(tmp_path / "half")
    cut_off(half)
    for fatal in itertools.count(1):
        scene = half.copy(tmp_path / str(fatal))
        died = killed(lambda scene=scene: stores.operators(scene.folder), fatal)
        assert next_start(scene, before) == "new"
        shutil.rmtree(scene.folder)
        if not died:
            break
    assert fatal > 20
    assert next_start(half, before) == "new"
    opens_and_stays(half, "new")


def test_a_restore_that_dies_while_it_is_taken_back_is_ended_by_the_next_start(made: Scene, tmp_path: Path) -> None:
    before = made.bytes()
    half = made.copy(tmp_path / "half")
    cut_off(half)
    exchange = restoring.Exchange.read(half.folder)
    assert exchange is not None
    with dying(6, lambda name, args: name == "replace"), pytest.raises(Death):
        exchange.carry_out(half.folder)
    states = set()
    for fatal in itertools.count(1):
        scene = half.copy(tmp_path / str(fatal))
        died = killed(lambda scene=scene: exchange.take_back(scene.folder), fatal)
        states.add(next_start(scene, before))
        shutil.rmtree(scene.folder)
        if not died:
            break
    assert fatal > 15
    assert states == {"old", "new"}
    exchange.take_back(half.folder)
    assert next_start(half, before) == "old"
    opens_and_stays(half, "old")


def test_a_disk_that_fails_at_any_move_leaves_everything_as_it_was(made: Scene, tmp_path: Path) -> None:
    before = made.bytes()
    half = made.copy(tmp_path / "half")
    cut_off(half)
    exchange = restoring.Exchange.read(half.folder)
    assert exchange is not None
    real = os.replace
    for fatal in itertools.count(1):
        scene = half.copy(tmp_path / str(fatal))
        done: list[Path] = []

        def fail_once(source: Path, target: Path, fatal: int = fatal, done: list[Path] = done) -> None:
            done.append(target)
            if len(done) == fatal:
                raise OSError(28, "No space left on device")
            real(source, target)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "replace", fail_once)
            assert stores.operators(scene.folder) == [OPERATOR]
        assert next_start(scene, before) == ("old" if len(done) >= fatal else "new")
        shutil.rmtree(scene.folder)
        if len(done) < fatal:
            break
    assert fatal == len({*exchange.out}) + len({*exchange.into}) + 1


CHILD = """
import os, sys
from datetime import datetime
from pathlib import Path
from unionapp.store import backup
real, calls = os.replace, []
def stand_still(source, target):
    calls.append(target)
    if len(calls) == int(sys.argv[3]):
        print("now", flush=True)
        sys.stdin.read()
    real(source, target)
os.replace = stand_still
backup.restore(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4], sys.argv[5], datetime(2026, 3, 4, 5, 6, 7))
"""


def test_a_program_that_is_really_killed_in_a_restore_leaves_all_old_or_all_new(made: Scene, tmp_path: Path) -> None:
    before = made.bytes()
    children = {}
    for number in (1, 2, 3, 5):
        scene = made.copy(tmp_path / str(number))
        command = [sys.executable, "-c", CHILD, str(scene.folder), str(scene.file), str(number), OPERATOR, PASSWORD]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        children[number] = scene, subprocess.Popen(command, cwd=ROOT, text=True, **pipes)
    for number, (scene, child) in children.items():
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "now\n"
            child.kill()
        state = next_start(scene, before)
        assert state == ("old" if number == 1 else "new")
        opens_and_stays(scene, state)


def test_a_restore_that_another_program_is_doing_is_not_interfered_with(scene: Scene) -> None:
    cut_off(scene)
    lock = FolderLock(scene.folder, OPERATOR)
    before = scene.bytes()
    for look in (lambda: stores.operators(scene.folder), lambda: support.open_store(scene.folder)):
        with pytest.raises(Trouble, match="没有改动"):
            look()
    assert stores.exists(scene.folder)
    assert scene.bytes() == before
    lock.close()


@pytest.mark.parametrize(
    "content", ["", "{}", '{"room": "restore-a", "kept": "replaced-a", "out": [], "into": ["../keys.json"]}']
)
def test_a_note_of_moves_that_cannot_be_read_moves_nothing_and_says_where_the_data_are(
    scene: Scene, content: str
) -> None:
    (scene.folder / restoring.JOURNAL).write_text(content, "utf-8")
    before = scene.bytes()
    with pytest.raises(Trouble, match="数据没有丢失"):
        stores.operators(scene.folder)
    assert scene.bytes() == before


def test_a_restore_that_is_only_not_tidied_says_that_it_is_done_and_the_next_start_tidies(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scene.bytes()
    unlink = Path.unlink

    def stay(path: Path, missing_ok: bool = False) -> None:
        if path.name == restoring.JOURNAL:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stay)
        for deed in (scene.restore, lambda: stores.operators(scene.folder)):
            with pytest.raises(Trouble, match=r"备份已经恢复.*下次启动程序时会接着收拾"):
                deed()
    assert (scene.folder / restoring.JOURNAL).exists()
    assert next_start(scene, before) == "new"
    opens_and_stays(scene, "new")


def test_a_full_disk_while_the_log_is_told_of_the_restore_is_a_sentence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scene.bytes()

    def full(*_: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(restoring.journal, "Journal", full)
    with pytest.raises(Trouble, match="磁盘已满"):
        scene.restore()
    assert before.items() <= scene.bytes().items() and not list(scene.folder.glob("re*-*"))


def test_a_part_that_a_power_cut_lost_on_its_way_in_brings_all_of_the_old_back(tmp_path: Path) -> None:
    room, kept = tmp_path / "restore-abcd1234", tmp_path / "replaced-20260101-000000"
    parts = ["union.db", "keys.json"]
    for place in (room, kept):
        place.mkdir()
    for part in parts:
        (kept / part).write_text(f"old {part}", "utf-8")
    (tmp_path / "union.db").write_text("new", "utf-8")  # its keys are neither in the room nor in their place
    moves = {"room": room.name, "kept": kept.name, "out": parts, "into": parts}
    (tmp_path / restoring.JOURNAL).write_text(json.dumps(moves), "utf-8")
    restoring.finish(tmp_path)
    assert [(tmp_path / part).read_text("utf-8") for part in parts] == [f"old {part}" for part in parts]
    assert not (tmp_path / restoring.JOURNAL).exists() and not kept.exists()
