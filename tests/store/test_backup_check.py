"""Looking into a backup before it takes the place of the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused, Trouble
from unionapp.store import admission, backup
from unionapp.store.store import Store

from tests.support import OPERATOR, PASSWORD


def test_a_good_backup_says_whose_passwords_open_it(store: Store, tmp_path: Path) -> None:
    admission.admit(store, "李四", "other-12")
    file = store.backup(tmp_path / "stick.unionbak")
    assert backup.operators(file) == [OPERATOR, "李四"]
    backup.check(file, OPERATOR, PASSWORD)
    assert sorted(tmp_path.iterdir()) == sorted([store.folder, file])


def test_a_wrong_password_is_refused_and_nothing_is_changed(store: Store, tmp_path: Path) -> None:
    file = store.backup(tmp_path / "stick.unionbak")
    before = file.read_bytes()
    with pytest.raises(Refused):
        backup.check(file, OPERATOR, "wrong")
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"text" * 500])
def test_what_is_no_backup_is_a_trouble_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.unionbak").write_bytes(content)
    for look in (lambda file: backup.operators(file), lambda file: backup.check(file, OPERATOR, PASSWORD)):
        with pytest.raises(Trouble, match="没有恢复"):
            look(tmp_path / "bad.unionbak")


def test_a_backup_that_is_gone_is_a_trouble_in_words(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="找不到"):
        backup.operators(tmp_path / "gone.unionbak")


def test_a_backup_with_a_flipped_byte_is_not_restored(store: Store, tmp_path: Path) -> None:
    file = store.backup(tmp_path / "stick.unionbak")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(Trouble):
        backup.check(file, OPERATOR, PASSWORD)
