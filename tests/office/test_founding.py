"""The first start, and whether the data are safe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.office import founding, safekeeping
from unionapp.store import admission, backup, editing, store, system
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


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


def test_names_are_kept_clean(tmp_path: Path) -> None:
    union = Union(name="青山乡\u200b 总工会\u202e", short_name=" 青山\ufe0f", region="青山县\u3164")
    made, _ = founding.found(tmp_path / "data", union, " 张\u3164 三\u2060", "geheim-1")
    assert (made.operator, store.operators(tmp_path / "data")) == ("张三", ["张三"])
    with made.active():
        row = Union.get()
        assert (row.name, row.short_name, row.region) == ("青山乡总工会", "青山", "青山县")
        assert [each.name for each in system.Operator.select()] == ["张三"]
    made.close()


@pytest.mark.parametrize("name", ["", " 　", "\u3164\u200b", "\ufe0f"])
def test_names_of_nothing_that_is_seen_are_not_filled_in(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="操作员的姓名还没有填"):
        founding.found(tmp_path / "data", Union(name="青山乡总工会"), name, "geheim-1")
    with pytest.raises(Refused, match=r"还没有填|不能为空|必须"):
        founding.found(tmp_path / "data", Union(name=name), "张三", "geheim-1")
    assert not (tmp_path / "data").exists()


def test_an_operator_is_told_by_her_clean_name(empty: Store) -> None:
    admission.admit(empty, "李\u200b 四", "other-12")
    admission.admit(empty, "李四\u3164", "other-34")
    assert store.operators(empty.folder) == [empty.operator, "李四"]
    assert system.Operator.select().where(system.Operator.name == "李四").count() == 1
    with pytest.raises(Refused, match="还没有填"):
        admission.admit(empty, "\u200b", "other-12")


def test_a_backup_is_due_after_a_change_and_not_after_a_note(empty: Store) -> None:
    assert safekeeping.last_backup(empty.folder) is None and safekeeping.backup_is_due(empty.folder)
    file = empty.safety_backup("导入前")
    assert not safekeeping.backup_is_due(empty.folder)
    empty.journal.note("打印会员名册")
    assert not safekeeping.backup_is_due(empty.folder)
    editing.save(empty.journal, UNIONS, Union(name="河湾村工会"))
    assert safekeeping.backup_is_due(empty.folder)
    assert backup.listing(empty.folder) == [file]


@pytest.mark.parametrize("name", ["20990101-000000-手动", "99991231-235959-导入前", "20991332-000000-手动", "搬家"])
@pytest.mark.parametrize("moment", [0, 4e9, 4e11])
def test_no_clock_and_no_name_makes_an_old_copy_pass_for_a_new_one(empty: Store, name: str, moment: float) -> None:
    file = empty.safety_backup("导入前").rename(empty.folder / backup.FOLDER / f"{name}{backup.SUFFIX}")
    os.utime(file, (moment, moment))
    assert safekeeping.last_backup(empty.folder) is None
    assert not safekeeping.backup_is_due(empty.folder)
    editing.save(empty.journal, UNIONS, Union(name="河湾村工会"))
    assert safekeeping.backup_is_due(empty.folder)
    made = empty.safety_backup("导入前")
    assert made.exists() and safekeeping.last_backup(empty.folder) == backup.stamp(made)
    assert not safekeeping.backup_is_due(empty.folder)


def test_a_torn_copy_is_none(empty: Store) -> None:
    empty.safety_backup("导入前").write_bytes(b"PK torn")
    assert safekeeping.last_backup(empty.folder) is None and safekeeping.backup_is_due(empty.folder)
