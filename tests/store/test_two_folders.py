"""Two data folders open in one program: what is done in one never shows in the other."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from unionapp.records import codes, context
from unionapp.store import editing, option_changes, system
from unionapp.store.store import Store
from unionapp.subjects.members import rules
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values import names

from tests import support

RARE = "\U0002c029"


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A township and its county, both open; the thread speaks of neither."""
    township, county = support.make_store(tmp_path / "township"), support.make_store(tmp_path / "county")
    context.leave(county, None)
    yield township, county
    township.close()
    county.close()


def add(store: Store, name: str) -> None:
    with store.active():
        editing.save(store.journal, UNIONS, Union(name=name))


def unions(store: Store) -> list[str]:
    with store.active():
        return sorted(name for (name,) in Union.select(Union.name).tuples())


def test_rows_written_by_turns_lie_each_in_their_own_folder(folders: tuple[Store, Store]) -> None:
    township, county = folders
    for number in range(3):
        add(township, f"青山乡第{number}工会")
        add(county, f"云岭县第{number}工会")
    assert unions(township) == [f"青山乡第{number}工会" for number in range(3)]
    assert unions(county) == [f"云岭县第{number}工会" for number in range(3)]
    with township.active():
        township.journal.undo()
    assert len(unions(township)) == 2
    assert len(unions(county)) == 3


def test_two_threads_write_each_into_their_own_folder(folders: tuple[Store, Store]) -> None:
    together = Barrier(2)

    def work(store: Store, name: str) -> None:
        for number in range(20):
            together.wait()
            add(store, f"{name}{number:02}")
        store.database.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work, store, name) for store, name in zip(folders, ("乡", "县"), strict=True)]:
            done.result()
    for store, name in zip(folders, ("乡", "县"), strict=True):
        assert unions(store) == [f"{name}{number:02}" for number in range(20)]
        with store.active():
            assert store.check() == []


def test_a_step_of_one_folder_within_the_work_of_another_writes_nothing(folders: tuple[Store, Store]) -> None:
    township, county = folders
    with township.active(), pytest.raises(RuntimeError, match="another"):
        editing.save(county.journal, UNIONS, Union(name="青山乡总工会"))
    assert unions(township) == unions(county) == []


def test_a_step_in_one_folder_may_run_while_one_of_another_is_open(folders: tuple[Store, Store]) -> None:
    township, county = folders
    with township.active(), township.journal.step("登记"):
        editing.put(UNIONS, [Union(name="青山乡总工会")])
        add(county, "云岭县总工会")
    assert unions(township) == ["青山乡总工会"]
    assert unions(county) == ["云岭县总工会"]


def test_settings_codes_rights_and_characters_are_those_of_the_folder(folders: tuple[Store, Store]) -> None:
    township, county = folders
    with township.active():
        option_changes.change(township.journal, rules.YOUNGEST, "18")
        item = system.CodeItem(table="member-group", key="91", title="渔工")
        editing.save(township.journal, system.CODES, item)
        editing.save(township.journal, system.CHARACTERS, system.Character(name=RARE, stroke_order="11"))
        assert (rules.YOUNGEST.value, codes.table("member-group").label("91")) == (18, "渔工")
        assert names.strokes(RARE) == "11"
    with county.active():
        assert (rules.YOUNGEST.value, codes.table("member-group").label("91")) == (16, "91")
        assert names.strokes(RARE) is None


def test_without_an_open_folder_nobody_has_a_right_and_no_model_a_database(folders: tuple[Store, Store]) -> None:
    assert not context.may("write")
    with pytest.raises((RuntimeError, AttributeError)):
        Union.select().count()


def test_a_backup_is_looked_at_while_the_data_are_open(folders: tuple[Store, Store], tmp_path: Path) -> None:
    township, _ = folders
    add(township, "青山乡总工会")
    with township.active():
        made = township.backup()
    add(township, "青山乡面粉厂工会")
    with zipfile.ZipFile(made) as pack:
        pack.extractall(tmp_path / "look")
    before = support.open_store(tmp_path / "look")
    assert unions(before) == ["青山乡总工会"]
    before.close()
    assert unions(township) == ["青山乡总工会", "青山乡面粉厂工会"]
