"""Rows that are typed together: what is right is stored as one step, by the one door and its rights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from unionapp.errors import Refused, errors_only
from unionapp.store import editing, saving
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


def stored() -> list[str]:
    return [union.name for union in Union.select().order_by(Union.id)]


def without(store: Store, monkeypatch: pytest.MonkeyPatch, right: str) -> None:
    """From now on the operator does not have this right."""
    may = store.journal.may
    monkeypatch.setattr(store.journal, "may", lambda asked: asked != right and may(asked))


def test_what_is_right_is_stored_as_one_step_and_what_is_wrong_is_said(store: Store) -> None:
    problems = saving.save_what_is_right(store.journal, UNIONS, [Union(name="甲工会"), Union(), Union(name="乙工会")])
    assert [bool(errors_only(each)) for each in problems] == [False, True, False]
    assert stored() == ["甲工会", "乙工会"]
    step = store.journal.undoable
    assert step is not None and step.title == "登记工会“2 行”"
    store.journal.undo()
    assert stored() == []


def test_rows_are_changed_and_others_removed_in_the_same_step(store: Store) -> None:
    kept: Any
    kept, gone = Union(name="甲工会"), Union(name="乙工会")
    saving.save_what_is_right(store.journal, UNIONS, [kept, gone])
    kept.name = "丙工会"
    saving.save_what_is_right(store.journal, UNIONS, [kept], [gone.id])
    assert stored() == ["丙工会"]
    store.journal.undo()
    assert stored() == ["甲工会", "乙工会"]


def test_one_row_alone_names_the_step_and_so_do_rows_only_removed(store: Store) -> None:
    one = Union(name="甲工会")
    saving.save_what_is_right(store.journal, UNIONS, [one])
    saving.save_what_is_right(store.journal, UNIONS, [], [one.id])
    assert [step.title for step in store.journal.steps(2)] == ["登记工会“去掉 1 行”", "登记工会“甲工会”"]


def test_nothing_right_leaves_no_line_in_the_log(store: Store) -> None:
    before = store.journal.steps()
    saving.save_what_is_right(store.journal, UNIONS, [Union()])
    assert store.journal.steps() == before


@pytest.mark.parametrize("right", ["admin", "write"])
def test_who_may_not_write_the_kind_is_refused_before_anything_is_written(
    store: Store, monkeypatch: pytest.MonkeyPatch, right: str
) -> None:
    without(store, monkeypatch, right)
    with pytest.raises(Refused):
        saving.save_what_is_right(store.journal, replace(UNIONS, right=right), [Union(name="甲工会")])
    assert stored() == []


def test_a_field_that_the_operator_may_not_fill_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Union._meta.fields["bank"], "right", "private")
    without(store, monkeypatch, "private")
    saving.save_what_is_right(store.journal, replace(UNIONS, title="工会"), [Union(name="甲工会")])
    with pytest.raises(Refused, match="开户银行"):
        saving.save_what_is_right(store.journal, replace(UNIONS, title="工会"), [Union(name="乙工会", bank="农商行")])
    assert stored() == ["甲工会"]


def test_kinds_that_only_actions_write_or_only_grow_are_refused(store: Store) -> None:
    one = Union(name="甲工会")
    with pytest.raises(Refused, match="由程序登记"):
        saving.save_what_is_right(store.journal, replace(UNIONS, by_hand=False), [one])
    growing = replace(UNIONS, append_only=True)
    saving.save_what_is_right(store.journal, growing, [one])
    with pytest.raises(Refused, match="只增不改"):
        saving.save_what_is_right(store.journal, growing, [one])


def test_a_step_that_fails_leaves_new_rows_without_a_number(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    used = Union(name="甲工会")
    saving.save_what_is_right(store.journal, UNIONS, [used])
    saving.save_what_is_right(store.journal, UNIONS, [Union(name="下级", parent=used.id)])
    fresh = Union(name="乙工会")
    with pytest.raises(Refused, match="还有别的记录用到"):
        saving.save_what_is_right(store.journal, UNIONS, [fresh], [used.id])
    assert fresh.id is None and stored() == ["甲工会", "下级"]

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    put = editing.put
    monkeypatch.setattr(editing, "put", lambda kind, records: (put(kind, records), fail()))
    with pytest.raises(RuntimeError):
        saving.save_what_is_right(store.journal, UNIONS, [fresh])
    assert fresh.id is None and stored() == ["甲工会", "下级"]
