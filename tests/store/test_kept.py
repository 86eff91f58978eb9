"""What is kept of the file: read once, and anew after every change of its tables, however the change came about."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.store import editing
from unionapp.store.cached import Cached
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support


class Reads:
    """The names of all unions, and how often they were read."""

    def __init__(self) -> None:
        self.count = 0
        self.names: Cached[list[str]] = Cached(self._read, Union)

    def _read(self) -> list[str]:
        self.count += 1
        return [union.name for union in Union.select().order_by(Union.id)]


def save(store: Store, name: str) -> Any:
    union = Union(name=name)
    editing.save(store.journal, UNIONS, union)
    return union


def test_it_is_read_once_and_again_after_a_change(store: Store) -> None:
    reads = Reads()
    assert (reads.names(), reads.names(), reads.count) == ([], [], 1)
    save(store, "甲")
    assert (reads.names(), reads.names(), reads.count) == (["甲"], ["甲"], 2)
    store.journal.undo()
    assert reads.names() == []


def test_changes_of_other_tables_leave_it(store: Store) -> None:
    reads = Reads()
    union = support.saved(store, UNIONS)
    reads.names()
    support.saved(store, MEMBERS, 1, union=union)
    reads.names()
    assert reads.count == 1


def test_what_a_failed_step_had_written_is_forgotten(store: Store) -> None:
    reads = Reads()
    for name in ("甲", "乙"):
        with pytest.raises(ZeroDivisionError), store.journal.step("登记"):
            editing.put(UNIONS, [Union(name=name)])
            assert reads.names() == [name]
            raise ZeroDivisionError
        assert reads.names() == []


def test_another_file_is_another_reading(store: Store, tmp_path: Any) -> None:
    reads = Reads()
    save(store, "甲")
    assert reads.names() == ["甲"]
    other = support.make_store(tmp_path / "other")
    try:
        assert reads.names() == []
    finally:
        other.close()
