"""What is no backup of this program, or a damaged one, is one sentence and changes nothing, whatever lies in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from unionapp.errors import Refused, Trouble
from unionapp.store import backup, connection, keys

from tests.store.scenes import NOW, Scene
from tests.support import OPERATOR, PASSWORD

SENTENCE = "这个备份文件已损坏或不是本程序的备份，没有恢复，现有数据没有动。请换一个备份。"


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def packed(out: Path, content: dict[str, bytes], way: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(out, "w", way) as pack:
        for name, each in content.items():
            pack.writestr(name, each)
    return out


def encrypted(scene: Scene, out: Path) -> Path:
    """Every member says that it is under a password."""
    raw = bytearray(packed(out, parts(scene.file)).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 1)
    out.write_bytes(raw)
    return out


def spoilt(way: int) -> Callable[[Scene, Path], Path]:
    """Packed in another way, then flipped in the midst of the keys."""

    def make(scene: Scene, out: Path) -> Path:
        content = parts(scene.file)
        raw = bytearray(packed(out, {keys.FILE: content[keys.FILE], **content}, way).read_bytes())
        for at in range(60, 120):
            raw[at] ^= 0xFF
        out.write_bytes(raw)
        return out

    return make


def ring(content: object) -> Callable[[Scene, Path], Path]:
    """Keys of another shape."""
    return lambda scene, out: packed(out, {**parts(scene.file), keys.FILE: json.dumps(content).encode()})


def database(*statements: str) -> Callable[[Scene, Path], Path]:
    """A sound file under the right key, with these tables only."""

    def make(scene: Scene, out: Path) -> Path:
        path = out.with_suffix(".db")
        made = connection.bare(path, scene.key)
        for statement in ("CREATE TABLE a(b)", "DROP TABLE a", *statements):
            made.execute(statement)
        made.close()
        return packed(out, {**parts(scene.file), connection.FILE: path.read_bytes()})

    return make


def named(name: str) -> Callable[[Scene, Path], Path]:
    """A member of that name stands in the place of the keys."""

    def make(scene: Scene, out: Path) -> Path:
        content = parts(scene.file)
        content[name] = content.pop(keys.FILE)
        return packed(out, content)

    return make


FOREIGN: dict[str, Callable[[Scene, Path], Path]] = {
    "encrypted": encrypted,
    "deflate": spoilt(zipfile.ZIP_DEFLATED),
    "bz2": spoilt(zipfile.ZIP_BZIP2),
    "lzma": spoilt(zipfile.ZIP_LZMA),
    "another program's": lambda scene, out: packed(out, {"word/document.xml": b"<a/>"}),
    "a path for the keys": named("../keys.json"),
    "a long name": named("k" * 5000),
    "keys: a list": ring([1]),
    "keys: no wrapping": ring({"operators": {OPERATOR: 3}}),
    "keys: numbers": ring({"operators": {OPERATOR: {"salt": 1, "nonce": 2, "sealed": 3, "cost": []}}}),
    "keys: dear": ring({"operators": {OPERATOR: {"salt": "", "nonce": "", "sealed": "", "cost": {"iterations": 9e9}}}}),
    "an empty file": lambda scene, out: packed(out, {**parts(scene.file), connection.FILE: b""}),
    "an empty database": database(),
    "a log alone": database("CREATE TABLE step(id)"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_damaged_or_foreign_file_is_one_sentence(scene: Scene, tmp_path: Path, name: str) -> None:
    file = FOREIGN[name](scene, tmp_path / "x.unionbak")
    before = scene.bytes()
    for deed in (
        lambda: backup.check(file, OPERATOR, PASSWORD),
        lambda: backup.restore(scene.folder, file, OPERATOR, PASSWORD, NOW),
    ):
        with pytest.raises(Trouble) as told:
            deed()
        assert str(told.value) == SENTENCE
    try:
        backup.operators(file)
    except Trouble as told_too:
        assert str(told_too) == SENTENCE
    assert scene.bytes() == before


def test_a_wrong_password_is_not_taken_for_damage(scene: Scene) -> None:
    with pytest.raises(Refused, match="密码不对"):
        backup.check(scene.file, OPERATOR, "wrong")


def test_a_full_disk_is_not_taken_for_a_damaged_backup(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "extract", full)
    with pytest.raises(Trouble, match="磁盘已满"):
        backup.check(scene.file, OPERATOR, PASSWORD)


def test_what_sqlite_says_of_a_full_disk_is_not_taken_for_damage_either(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(connection, "need_sound", full)
    with pytest.raises(Trouble, match="磁盘已满"):
        backup.check(scene.file, OPERATOR, PASSWORD)
