"""The first start, and whether the data are safe."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.office import founding, safekeeping
from unionapp.store import backup
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import Union


def test_a_new_folder_knows_its_union_and_opens_by_the_code(tmp_path: Path) -> None:
    store, code = founding.found(tmp_path / "data", Union(name="青山乡总工会"), "张三", "geheim-1")
    store.enter()
    assert tree.own_name() == "青山乡总工会" and len(code.replace("-", "")) == 25
    store.close()


def test_a_folder_with_data_is_not_begun_again(empty: Store) -> None:
    with pytest.raises(Refused):
        founding.found(empty.folder, Union(name="青山乡总工会"), "张三", "geheim-1")


def test_a_union_without_a_name_leaves_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        founding.found(tmp_path / "data", Union(name=""), "张三", "geheim-1")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("union", "operator"),
    [("青" * 101, "张三"), ("青\ud840", "张三"), ("青山乡", "张" * 51)],
    ids=["union", "half", "operator"],
)
def test_names_that_cannot_be_kept_leave_no_folder_behind(tmp_path: Path, union: str, operator: str) -> None:
    with pytest.raises(Refused, match=r"最长|残缺"):
        founding.found(tmp_path / "data", Union(name=union), operator, "geheim-1")
    assert not (tmp_path / "data").exists()


def test_a_backup_is_due_after_a_change_and_not_after_a_note(empty: Store) -> None:
    assert safekeeping.last_backup(empty.folder) is None and safekeeping.backup_is_due(empty.folder)
    file = empty.safety_backup("测试")
    later = datetime.now() + timedelta(seconds=5)
    os.utime(file, (later.timestamp(), later.timestamp()))
    assert not safekeeping.backup_is_due(empty.folder)
    empty.journal.note("打印会员名册")
    assert not safekeeping.backup_is_due(empty.folder)
    earlier = datetime.now() - timedelta(hours=1)
    os.utime(file, (earlier.timestamp(), earlier.timestamp()))
    assert safekeeping.backup_is_due(empty.folder)
    assert backup.listing(empty.folder) == [file]
