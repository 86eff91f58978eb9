"""A data folder that went on after a backup was made, and programs that die while they put the backup back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from unionapp.store import backup, connection, editing, keys, restoring
from unionapp.store import store as stores
from unionapp.store.files import Files
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.support import OPERATOR, PASSWORD

NOW = datetime(2026, 3, 4, 5, 6, 7)
KEPT = "replaced-20260304-050607"
SAME, GONE, LATER, BROKEN = b"in both", b"lost since the backup", b"kept after the backup", b"damaged since the backup"


@dataclass(frozen=True)
class Scene:
    """A data folder that went on after a backup was made: one union more, one attachment more, one lost, one broken."""

    folder: Path
    file: Path
    key: bytes
    stored: dict[bytes, str]

    def copy(self, to: Path) -> Scene:
        """The same in another folder."""
        return Scene(Path(shutil.copytree(self.folder, to)), self.file, self.key, self.stored)

    def restore(self) -> Path:
        """Put the backup back."""
        return backup.restore(self.folder, self.file, OPERATOR, PASSWORD, NOW)

    def attached(self, content: bytes) -> Path:
        """Where an attachment lies."""
        digest = self.stored[content].partition("/")[0]
        return self.folder / "files" / digest[:2] / digest

    def sound(self) -> set[bytes]:
        """The attachments that can be read."""
        kept = Files(self.folder, self.key)
        return {content for content, stored in self.stored.items() if kept.sound(stored.partition("/")[0])}

    def bytes(self) -> dict[str, bytes]:
        """Every file of the folder but those of the lock."""
        found = [path for path in self.folder.rglob("*") if path.is_file() and path.name != ".lock"]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


def make(place: Path) -> Scene:
    """The scene, made in an empty folder."""
    store = support.make_store(place / "data")
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    stored = {content: store.files.keep(content, "图.jpg") for content in (SAME, GONE, BROKEN)}
    file = store.backup(place / "甲.unionbak")
    ring = keys.KeyRing.read(store.folder)
    ring.admit(store.operator, store.key, PASSWORD)
    ring.write(store.folder)
    editing.save(store.journal, UNIONS, Union(name="乙工会"))
    stored[LATER] = store.files.keep(LATER, "图.jpg")
    scene = Scene(store.folder, file, store.key, stored)
    store.close()
    scene.attached(GONE).unlink()
    scene.attached(BROKEN).write_bytes(b"")
    (scene.folder / ".lock").unlink(missing_ok=True)
    return scene


class Death(BaseException):
    """The end of a program that was killed."""


WATCHED = (
    *((os, name) for name in ("replace", "rename", "fsync", "mkdir", "unlink", "rmdir", "open")),
    (shutil, "copyfileobj"),
    (Path, "write_bytes"),
    (connection.Database, "execute_sql"),
)
_OF_THE_LOCK = (".lock", ".in-use.json")


@contextmanager
def dying(fatal: int, counts: Callable[[str, tuple[Any, ...]], bool] = lambda name, call: True) -> Iterator[list[str]]:
    """Within, the call of that number to the system fails, and every later one: nothing can be tidied up.

    Counts only the calls that it is told to; yields the names of those that were made. Nothing waits for the disk.
    """
    calls: list[str] = []
    dead: list[bool] = []

    def watch(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if any(str(each).endswith(_OF_THE_LOCK) for each in args):
                return real(*args, **named)
            if not dead and counts(name, args):
                calls.append(name)
            if dead or len(calls) >= fatal > 0:
                dead.append(True)
                if name == "write_bytes":
                    real(args[0], args[1][: len(args[1]) // 2])
                raise Death
            return None if name == "fsync" else real(*args, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in WATCHED:
            patch.setattr(owner, name, watch(name, getattr(owner, name)))
        yield calls


def killed(deed: Callable[[], object], fatal: int) -> bool:
    """Whether a deed died at its call of that number."""
    with dying(fatal):
        try:
            deed()
        except Death:
            return True
    return False


def next_start(scene: Scene, before: dict[str, bytes]) -> str:
    """What the login finds in the folder: all of the "old" or all of the "new", and nothing lost."""
    assert stores.exists(scene.folder)
    assert stores.operators(scene.folder) == [OPERATOR]
    assert not (scene.folder / restoring.JOURNAL).exists()
    now = scene.bytes()
    assert {SAME, LATER} <= scene.sound()
    if now[connection.FILE] == before[connection.FILE]:
        assert now[keys.FILE] == before[keys.FILE]
        assert not list(scene.folder.glob("replaced-*"))
        return "old"
    assert now[f"{KEPT}/{connection.FILE}"] == before[connection.FILE]
    assert now[f"{KEPT}/{keys.FILE}"] == before[keys.FILE] != now[keys.FILE]
    assert scene.sound() == set(scene.stored)
    return "new"


def opens_and_stays(scene: Scene, state: str) -> None:
    """Open the folder twice: nothing is left over, and the second start changes nothing."""
    store = support.open_store(scene.folder)
    assert {union.name for union in Union.select()} == ({"甲工会", "乙工会"} if state == "old" else {"甲工会"})
    assert store.journal.steps(1)[0].title.startswith("恢复备份" if state == "new" else "新增工会")
    assert store.check() == []
    store.close()
    assert not [path.name for path in scene.folder.iterdir() if path.name.startswith((restoring.ROOM, ".keys"))]
    first = scene.bytes()
    support.open_store(scene.folder).close()
    assert scene.bytes() == first


def cut_off(scene: Scene) -> None:
    """A restore that died when it had said what it was about to move."""
    with dying(2, lambda name, args: name == "replace"), pytest.raises(Death):
        scene.restore()
    assert (scene.folder / restoring.JOURNAL).exists()
