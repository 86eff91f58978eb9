"""What killed programs leave in a data folder goes with the next opening, and into no backup."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from unionapp.store import backup, connection, copying, keys
from unionapp.store.passing import PassingRoom

from tests import support
from tests.store.scenes import LATER, NOW, SAME, Scene
from tests.support import OPERATOR, PASSWORD


def test_the_left_overs_of_killed_programs_go_when_the_data_are_opened_and_nothing_else_does(scene: Scene) -> None:
    attached = scene.attached(SAME)
    left = [
        scene.folder / ".keys.json.ab12_cd9.tmp",
        scene.folder / "backups" / ".20260304-050607-手动.unionbak.ab12_cd9.tmp",
        attached.with_name(f".{attached.name}.ab12_cd9.tmp"),
        scene.folder / "restore-ab12_cd9" / connection.FILE,
        scene.folder / "tmpab12_cd9" / keys.FILE,
        scene.folder / "backups" / f"{copying.SCRATCH}x" / connection.FILE,
    ]
    stay = [
        scene.folder / "备忘.tmp",
        scene.folder / "tmpab12_cd9x" / "表.xlsx",
        scene.folder / "tmp12345678" / "表.xlsx",
        scene.folder / "restore-20261031" / "表.xlsx",
        scene.folder / "replaced-20260101-000000" / connection.FILE,
        scene.folder / "backups" / "我的.unionbak",
    ]
    for path in (*left, *stay):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    support.open_store(scene.folder).close()
    assert [path.name for path in left if path.exists()] == []
    assert not any(path.parent.exists() for path in left[3:])
    assert [path.name for path in stay if not path.exists()] == []
    assert scene.sound() == {SAME, LATER}


def test_a_backup_takes_along_no_half_written_attachment(scene: Scene, tmp_path: Path) -> None:
    store = support.open_store(scene.folder)
    attached = scene.attached(SAME)
    attached.with_name(f".{attached.name}.ab12_cd9.tmp").write_bytes(b"half")
    made = store.backup(tmp_path / "乙.unionbak")
    store.close()
    backup.restore(tmp_path / "new", made, OPERATOR, PASSWORD, NOW)
    assert not list((tmp_path / "new" / "files").rglob("*.tmp"))


def test_passing_rooms_of_killed_programs_go_and_those_in_use_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    used = PassingRoom()
    left = Path(shutil.copytree(used.folder, tmp_path / "union-pass-left"))
    (left / connection.FILE).write_bytes(b"encrypted")
    other = tmp_path / "union-pass-other"
    other.mkdir()
    fresh = PassingRoom()
    assert (left.exists(), used.folder.exists(), fresh.folder.exists(), other.exists()) == (False, True, True, True)
    used.close()
    fresh.close()
    assert not used.folder.exists()
