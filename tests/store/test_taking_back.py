"""One step of the log is taken back by itself where nothing later depends on it; elsewhere it is said what does."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.store import editing, fences, journal, taking_back
from unionapp.store.journal import Step
from unionapp.store.stacks import PRACTICE
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


def done(store: Store, name: str, sort: str = journal.DO) -> Step:
    """A step that adds a union."""
    with store.journal.step(f"新增{name}", sort):
        editing.put(UNIONS, [Union(name=name)])
    return store.journal.steps(1)[0]


def renamed(store: Store, old: str, new: str) -> Step:
    """A step that changes one."""
    with store.journal.step(f"改名{new}"):
        union = Union.get(Union.name == old)
        union.name = new
        editing.put(UNIONS, [union])
    return store.journal.steps(1)[0]


def names() -> list[str]:
    return [union.name for union in Union.select().order_by(Union.id)]


def test_a_step_in_the_midst_is_taken_back_and_all_later_work_stays(store: Store) -> None:
    first, _, _ = done(store, "甲工会"), done(store, "乙工会"), done(store, "丙工会")
    taking_back.take_back(store.journal, first)
    assert names() == ["乙工会", "丙工会"]
    assert store.journal.steps(1)[0].words == "撤销：新增甲工会"


def test_undo_and_redo_go_on_as_ever_after_it(store: Store) -> None:
    first, second = done(store, "甲工会"), done(store, "乙工会")
    taking_back.take_back(store.journal, first)
    store.journal.redo()
    assert names() == ["甲工会", "乙工会"]
    taking_back.take_back(store.journal, store.journal.steps(1)[0])
    assert store.journal.undoable == second
    store.journal.undo()
    assert names() == []
    assert store.journal.undoable is None


def test_where_something_later_depends_on_it_it_is_said_what(store: Store) -> None:
    first = done(store, "甲工会")
    later = renamed(store, "甲工会", "子工会")
    assert "“改名子工会”" in taking_back.hindrance(store.journal, first)
    with pytest.raises(Refused, match="改名子工会"):
        taking_back.take_back(store.journal, first)
    taking_back.take_back(store.journal, later)
    taking_back.take_back(store.journal, first)
    assert names() == []


def test_a_step_that_others_point_to_stays_whole(store: Store) -> None:
    first = done(store, "甲工会")
    with store.journal.step("登记下级工会"):
        editing.put(UNIONS, [Union(name="乙工会", parent=Union.get())])
    with pytest.raises(Refused, match="还用着"):
        taking_back.take_back(store.journal, first)
    assert names() == ["甲工会", "乙工会"]


def test_a_fence_takes_a_reason_which_stays_in_the_log(store: Store) -> None:
    step = done(store, "甲工会", fences.FENCE)
    done(store, "乙工会")
    assert f"{UNIONS.title} 1 条" in taking_back.question(store.journal, step)
    with pytest.raises(Refused, match="写明原因"):
        taking_back.take_back(store.journal, step, " ")
    taking_back.take_back(store.journal, step, "导错了")
    assert names() == ["乙工会"] and store.journal.steps(1)[0].title == "新增甲工会（导错了）"


@pytest.mark.parametrize("sort", (journal.SEAL, PRACTICE, *fences.FORTH, *fences.FORTH.values()))
def test_what_has_a_way_of_its_own_or_none_is_never_taken_back_here(store: Store, sort: str) -> None:
    step = done(store, "甲工会", sort)
    with pytest.raises(Refused):
        taking_back.take_back(store.journal, step, "就是要撤")
    assert names() == ["甲工会"]


def test_what_was_taken_back_is_not_taken_back_again(store: Store) -> None:
    step = done(store, "甲工会")
    taking_back.take_back(store.journal, step)
    assert "已经撤销过" in taking_back.hindrance(store.journal, step)
    assert "重做" in taking_back.hindrance(store.journal, store.journal.steps(1)[0])


def test_a_note_has_nothing_to_take_back(store: Store) -> None:
    store.journal.note("打印名册")
    assert "没有改动" in taking_back.hindrance(store.journal, store.journal.steps(1)[0])


def test_what_was_done_before_an_upgrade_is_changed_in_its_record_instead(store: Store) -> None:
    step = done(store, "甲工会")
    with store.journal.step(fences.UPGRADED, journal.SEAL):
        pass
    assert "升级过" in taking_back.hindrance(store.journal, step)


def test_the_changes_of_a_step_are_told_with_old_and_new_values(store: Store) -> None:
    done(store, "甲工会")
    found, count = taking_back.changes(store.journal, renamed(store, "甲工会", "乙工会"), 10)
    assert count == len(found) == 1
    assert (found[0].op, found[0].data["name"]) == ("U", ["甲工会", "乙工会"])
