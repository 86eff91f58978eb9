"""The keys alone, out of a backup: nothing recorded since is lost, and nobody gets in who may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from unionapp.errors import Refused, Trouble
from unionapp.store import admission, connection, fetching, keys, log_chain
from unionapp.subjects.unions.models import Union

from tests import support
from tests.store.scenes import NOW, Scene, killed
from tests.support import OPERATOR, PASSWORD


def fetch(scene: Scene, operator: str = OPERATOR, password: str = PASSWORD) -> Path | None:
    """Fetch the keys of the scene's backup."""
    return fetching.fetch(scene.folder, scene.file, operator, password, NOW)


def lose(scene: Scene) -> None:
    (scene.folder / keys.FILE).unlink()


def spoil(scene: Scene) -> None:
    (scene.folder / keys.FILE).write_bytes(b"{")


@pytest.mark.parametrize("harm", [lose, spoil])
def test_with_the_keys_of_a_backup_everything_recorded_since_opens(scene: Scene, harm: Callable[[Scene], None]) -> None:
    assert not fetching.useful(scene.folder)
    harm(scene)
    assert fetching.useful(scene.folder)
    kept = fetch(scene)
    assert (kept is not None and kept.read_bytes() == b"{") == (harm is spoil)
    store = support.open_store(scene.folder)
    assert {union.name for union in Union.select()} == {"甲工会", "乙工会"}
    assert store.journal.steps(1)[0].title == f"取回钥匙：来自备份“{scene.file.name}”，由{OPERATOR}"
    assert log_chain.strange_steps(store.database) == []
    store.close()


def test_over_keys_that_are_sound_leave_is_asked_for(scene: Scene) -> None:
    store = support.open_store(scene.folder)
    admission.change_password(store, PASSWORD, "later-password")
    store.close()
    before = (scene.folder / keys.FILE).read_bytes()
    with pytest.raises(Refused, match="没有恢复"):
        fetch(scene)
    assert (scene.folder / keys.FILE).read_bytes() == before


def test_who_was_dismissed_since_gets_nothing_and_no_key(scene: Scene, tmp_path: Path) -> None:
    store = support.open_store(scene.folder)
    admission.admit(store, "李四", "other-12-long")
    file = store.backup(tmp_path / "乙.unionbak")
    admission.dismiss(store, "李四")
    store.close()
    lose(scene)
    with pytest.raises(Refused, match="已停用"):
        fetching.fetch(scene.folder, file, "李四", "other-12-long", NOW)
    assert not (scene.folder / keys.FILE).exists()
    fetching.fetch(scene.folder, file, OPERATOR, PASSWORD, NOW)
    assert list(keys.KeyRing.read(scene.folder).operators) == [OPERATOR]


def test_the_keys_of_other_data_replace_nothing(scene: Scene, tmp_path: Path) -> None:
    other = support.make_store(tmp_path / "other", "李四")
    file = other.backup(tmp_path / "其他.unionbak")
    other.close()
    spoil(scene)
    with pytest.raises(Trouble, match="打不开现在的数据文件"):
        fetching.fetch(scene.folder, file, "李四", PASSWORD, NOW)
    assert (scene.folder / keys.FILE).read_bytes() == b"{"
    assert list(scene.folder.glob("keys-*")) == []


def test_without_a_data_file_the_keys_are_of_no_use(scene: Scene) -> None:
    spoil(scene)
    (scene.folder / connection.FILE).unlink()
    with pytest.raises(Trouble, match="只有钥匙没有用"):
        fetch(scene)
    assert not fetching.useful(scene.folder)


def test_fetching_that_dies_anywhere_can_be_done_again(scene: Scene, tmp_path: Path) -> None:
    spoil(scene)
    fatal = 0
    while True:
        fatal += 1
        each = scene.copy(tmp_path / f"copy{fatal}")
        died = killed(lambda each=each: fetch(each), fatal)  # type: ignore[misc]
        found = (each.folder / keys.FILE).read_bytes()
        if found == b"{":
            fetch(each)
        support.open_store(each.folder).close()
        if not died:
            break
    assert fatal > 5
