"""Steps: one transaction, one undo, one line in a log that only grows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import peewee
import pytest
from sqlcipher3 import dbapi2
from unionapp.errors import Refused, Trouble
from unionapp.store import bulk, editing, journal, system
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support


def add(store: Store, name: str) -> Union:
    """A union of that name, saved."""
    union = Union(name=name)
    editing.save(store.journal, UNIONS, union)
    return union


def test_a_new_store_has_nothing_to_take_back(store: Store) -> None:
    assert store.journal.undoable is None
    assert store.journal.redoable is None
    with pytest.raises(Refused, match="没有可以撤销"):
        store.journal.undo()
    with pytest.raises(Refused, match="没有可以重做"):
        store.journal.redo()


def test_the_log_says_what_happened_in_words_and_who_did_it(store: Store) -> None:
    add(store, "青山乡总工会")
    store.journal.undo()
    store.journal.redo()
    words = [step.words for step in store.journal.steps(3)]
    assert words == ["重做：新增工会“青山乡总工会”", "撤销：新增工会“青山乡总工会”", "新增工会“青山乡总工会”"]
    assert {step.operator for step in store.journal.steps()} == {support.OPERATOR}


def test_a_step_within_a_step_joins_it(store: Store) -> None:
    with store.journal.step("外") as outer:
        add(store, "甲工会")
        with store.journal.step("内") as inner:
            add(store, "乙工会")
    assert inner == outer
    store.journal.undo()
    assert Union.select().count() == 0


def test_an_error_in_a_step_leaves_neither_rows_nor_a_line(store: Store) -> None:
    add(store, "甲工会")
    logged = store.journal.steps()
    with pytest.raises(ZeroDivisionError), store.journal.step("出错"):
        add(store, "乙工会")
        1 / 0  # noqa: B018
    assert [union.name for union in Union.select()] == ["甲工会"]
    assert store.journal.steps() == logged
    assert journal.current_step() is None
    add(store, "丙工会")
    store.journal.undo()
    assert [union.name for union in Union.select()] == ["甲工会"]


def test_a_step_that_changed_nothing_leaves_no_line(store: Store) -> None:
    union = add(store, "甲工会")
    logged = store.journal.steps()
    with store.journal.step("看看"):
        editing.put(UNIONS, [union])
    assert store.journal.steps() == logged


def test_a_step_that_cancels_itself_out_does_not_block_undo(store: Store) -> None:
    union = add(store, "甲工会")
    with store.journal.step("改过来又改回去"):
        Union.update(remark="改").where(Union.id == union.id).execute()
        Union.update(remark="").where(Union.id == union.id).execute()
    store.journal.undo()
    store.journal.undo()
    assert Union.select().count() == 0
    store.journal.redo()
    store.journal.redo()
    assert Union.get().remark == ""


def test_rows_that_exchange_values_that_must_be_unlike_can_be_taken_back(store: Store) -> None:
    first, second = (support.saved(store, system.OPERATORS, number) for number in (1, 2))
    with store.journal.step("互换"):
        for row, name in ((first, "某"), (second, first.name), (first, second.name)):
            system.Operator.update(name=name).where(system.Operator.id == row.id).execute()
    before = support.picture(store)
    store.journal.undo()
    assert system.Operator.get_by_id(first.id).name == first.name
    store.journal.redo()
    assert support.picture(store) == before


def test_a_change_outside_of_a_step_is_refused_by_the_database(store: Store) -> None:
    union = add(store, "甲工会")
    with pytest.raises(peewee.IntegrityError, match="outside of a step"):
        Union.update(name="乙").execute()
    with pytest.raises(peewee.IntegrityError, match="outside of a step"):
        union.delete_instance()
    with pytest.raises(peewee.IntegrityError, match="outside of a step"):
        Union.create(name="丙")
    assert [each.name for each in Union.select()] == ["甲工会"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE step SET title = 'x'",
        "UPDATE change SET data = NULL",
        "DELETE FROM step",
        "DELETE FROM change",
        "REPLACE INTO step SELECT * FROM step",
        "REPLACE INTO change SELECT * FROM change",
    ],
)
def test_the_log_only_grows(store: Store, statement: str) -> None:
    add(store, "甲工会")
    logged = store.journal.steps()
    with pytest.raises(peewee.IntegrityError, match="only grows"):
        store.database.execute_sql(statement)
    assert store.journal.steps() == logged


def test_a_seal_is_kept_in_the_log_and_nothing_before_it_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    add(store, "甲工会")
    with store.journal.step("升级数据", journal.SEAL):
        pass
    assert store.journal.undoable is None
    assert store.journal.steps(1)[0].title == "升级数据"
    add(store, "乙工会")
    store.journal.undo()
    store.close()
    again = support.open_store(store.folder)
    assert again.journal.undoable is None
    assert again.journal.redoable is not None
    again.close()


def test_a_note_is_logged_and_disturbs_neither_undo_nor_redo(store: Store) -> None:
    add(store, "甲工会")
    add(store, "乙工会")
    store.journal.undo()
    store.journal.note("打印会员名册")
    assert store.journal.steps(1)[0].title == "打印会员名册"
    assert store.journal.redo().title == "新增工会“乙工会”"


def test_many_notes_do_not_crowd_out_what_can_be_taken_back_after_opening(store: Store) -> None:
    add(store, "甲工会")
    add(store, "乙工会")
    store.journal.undo()
    for _ in range(1001):
        store.journal.note("打印")
    store.close()
    again = support.open_store(store.folder)
    assert again.journal.redo().title == "新增工会“乙工会”"
    assert again.journal.undo().title == "新增工会“乙工会”"
    assert again.journal.undo().title == "新增工会“甲工会”"
    again.close()


def test_a_new_step_ends_what_could_be_done_again(store: Store) -> None:
    add(store, "甲工会")
    store.journal.undo()
    add(store, "乙工会")
    assert store.journal.redoable is None


def test_listeners_hear_of_steps_that_changed_rows_only(store: Store) -> None:
    heard: list[str] = []
    store.journal.listeners.append(lambda tables: heard.append("changed"))
    store.journal.note("打印")
    assert heard == []
    add(store, "甲工会")
    store.journal.undo()
    assert heard == ["changed", "changed"]


def test_the_history_of_a_row_tells_who_changed_what_from_what(store: Store) -> None:
    union: Any = add(store, "甲工会")
    union.remark = "新的"
    editing.save(store.journal, UNIONS, union)
    editing.remove(store.journal, UNIONS, [union])
    told = store.journal.history("union_org", union.id)
    assert [op for _, op, _ in told] == ["D", "U", "I"]
    assert told[1][2] == {"remark": ["", "新的"]}
    assert told[0][2]["name"] == "甲工会"


def test_a_number_once_given_to_a_row_is_never_given_again(store: Store) -> None:
    union = add(store, "甲工会")
    editing.remove(store.journal, UNIONS, [union])
    assert add(store, "乙工会").id > union.id


def test_a_tree_of_new_records_is_taken_back_and_done_again(store: Store) -> None:
    with store.journal.step("导入工会"):
        parent = add(store, "乡总工会")
        child = Union(name="厂工会", parent=parent)
        editing.put(UNIONS, [child])
        editing.put(UNIONS, [Union(name="车间工会", parent=child)])
    after = support.picture(store)
    store.journal.undo()
    assert Union.select().count() == 0
    store.journal.redo()
    assert support.picture(store) == after


def test_a_tree_can_be_removed_together_but_not_from_under_its_branches(store: Store) -> None:
    parent = add(store, "乡总工会")
    child = Union(name="厂工会", parent=parent)
    editing.save(store.journal, UNIONS, child)
    before = support.picture(store)
    with pytest.raises(Refused, match="没有删除"):
        editing.remove(store.journal, UNIONS, [parent])
    assert support.picture(store) == before
    editing.remove(store.journal, UNIONS, [parent, child])
    assert Union.select().count() == 0
    store.journal.undo()
    assert support.picture(store) == before


def test_a_record_whose_saving_failed_is_still_new(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    union = Union(name="甲工会")

    def fail(_kind: object, records: list[Any]) -> None:
        records[0].id = 1
        raise peewee.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(bulk, "insert", fail)
        with pytest.raises(Trouble, match="磁盘已满"):
            editing.save(store.journal, UNIONS, union)
    assert union.id is None
    other = add(store, "乙工会")
    editing.save(store.journal, UNIONS, union)
    assert union.id != other.id
    assert Union.select().count() == 2


def test_a_full_file_is_a_sentence_and_nothing_is_lost(store: Store) -> None:
    add(store, "甲工会")
    pages = store.database.execute_sql("PRAGMA page_count").fetchone()[0]
    store.database.execute_sql(f"PRAGMA max_page_count = {pages + 2}")
    before = support.picture(store)
    with pytest.raises(Trouble, match="磁盘已满，这一步没有保存"), store.journal.step("导入"):
        editing.put(UNIONS, [Union(name=f"第{n}工会", remark="长" * 2000) for n in range(200)])
    assert support.picture(store) == before
    store.database.execute_sql("PRAGMA max_page_count = 1000000")
    add(store, "乙工会")
    assert store.check() == []


def test_a_fault_of_the_program_is_not_dressed_up_as_a_full_disk(store: Store) -> None:
    with pytest.raises(peewee.OperationalError, match="full_name"), store.journal.step("错"):
        store.database.execute_sql("SELECT full_name FROM union_org")


def test_a_file_that_another_connection_writes_to_is_a_sentence(store: Store) -> None:
    store.database.execute_sql("PRAGMA busy_timeout = 0")
    other = dbapi2.connect(str(store.folder / "union.db"), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{store.key.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Trouble, match="正忙"):
        add(store, "甲工会")
    other.execute("ROLLBACK")
    other.close()
    add(store, "甲工会")


def test_a_store_may_be_closed_on_another_thread_than_it_was_opened_on(tmp_path: Path) -> None:
    stores: list[Store] = []
    opening = threading.Thread(target=lambda: stores.append(support.make_store(tmp_path / "data")))
    opening.start()
    opening.join()
    stores[0].close()
    support.open_store(tmp_path / "data").close()


def test_five_thousand_new_members_are_one_step(store: Store) -> None:
    union = support.saved(store, UNIONS)
    people = [Member(name=support.person_name(n), union=union, change_type="1") for n in range(5000)]
    with store.journal.step("导入会员"):
        editing.put(MEMBERS, people)
    assert Member.select().count() == 5000
    store.journal.undo()
    assert Member.select().count() == 0
    store.journal.redo()
    assert Member.select().count() == 5000
    assert support.indexed(store, MEMBERS) == support.reindexed(store, MEMBERS)


def test_a_title_is_one_line_of_what_can_be_seen_and_not_longer_than_it_can_be_shown(store: Store) -> None:
    store.journal.note("打印\u202e“甲\n乙\u3164\x00”\ud800" + "长" * 500)
    title = store.journal.steps(1)[0].title
    assert title.startswith("打印“甲 乙”\ufffd长") and len(title) == 200 and title.endswith("长…")
    with store.journal.step("甲" * 300):
        editing.put(UNIONS, [Union(name="甲工会")])
    assert store.journal.undoable == store.journal.steps(1)[0]
    store.journal.undo("错了")
    assert store.journal.steps(1)[0].title == "甲" * 100 + "…（错了）"
