"""A disk that is full in the midst of what makes a whole data file anew: a sentence, and all is as it was."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest
from unionapp import subjects
from unionapp.errors import CannotWrite, Trouble
from unionapp.store import backup, connection, copying, editing, keys, renewal, rescue
from unionapp.store import store as stores
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import NOW
from tests.storm import calls
from tests.storm.calls import Call
from tests.storm.deeds_of_data import spoil
from tests.support import OPERATOR, PASSWORD


class Full(calls.Watcher):
    """A disk that takes nothing more into some files."""

    def __init__(self, part: str, left: int) -> None:
        self._part, self._left = part, left

    def before(self, call: Call) -> None:
        """Refuse what no longer finds room."""
        if self._part in call.path and call.name in ("write", "sync"):
            self._left -= 1
            if self._left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder."""
    opened = support.make_store(tmp_path / "data")
    editing.save(opened.journal, UNIONS, Union(name="甲工会"))
    opened.close()
    return opened.folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in (connection.FILE, keys.FILE)}


@pytest.mark.parametrize("left", [0, 100, 1_000, 2_000])
def test_a_renewal_leaves_data_and_keys(folder: Path, left: int) -> None:
    before, key = content(folder), keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD)
    with calls.watched(folder, Full("restore-", left)), pytest.raises(Trouble, match=r"磁盘.*满"):
        renewal.renew(folder, OPERATOR, key, NOW)
    assert content(folder) == before


@pytest.mark.parametrize("left", [0, 100, 400])
def test_a_rescue_leaves_the_damaged_file(folder: Path, left: int) -> None:
    spoil(folder)
    before = content(folder)
    with calls.watched(folder, Full("restore-", left)), pytest.raises(CannotWrite, match="磁盘已满"):
        rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, NOW)
    assert content(folder) == before
    rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, NOW)


@pytest.mark.parametrize("left", [0, 10, 1_000])
def test_a_founding_counts_as_not_made(tmp_path: Path, left: int) -> None:
    with calls.watched(tmp_path, Full("data", left)), pytest.raises(CannotWrite, match="磁盘已满"):
        Store.create(tmp_path / "data", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    assert not stores.exists(tmp_path / "data")
    Store.create(tmp_path / "data", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()


def test_a_copy_that_is_no_copy_when_it_is_read_again_is_thrown_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = support.open_store(folder)

    def spoilt(*_: object) -> None:
        raise zipfile.BadZipFile("File is not a zip file")

    monkeypatch.setattr(copying.zipfile.ZipFile, "testzip", spoilt)
    with pytest.raises(Trouble, match="核对不符，已经丢弃"):
        opened.backup()
    assert backup.listing(folder) == []
    opened.close()
