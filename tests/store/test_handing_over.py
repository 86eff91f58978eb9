"""Handing over: the successor may do all that the former could, with a code of her own; then the former steps down."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.office import health
from unionapp.store import admission, keys, renewal, system
from unionapp.store.store import Store

from tests import support
from tests.store.scenes import NOW
from tests.support import OPERATOR, PASSWORD

NEXT, HERS = "周接手", "river-boat-31"


def test_a_successor_comes_in_with_all_rights_and_a_new_code_and_the_former_steps_down(store: Store) -> None:
    folder = store.folder
    former = admission.new_recovery_code(store)
    code = admission.hand_over(store, NEXT, HERS)
    assert system.rights_of(NEXT) == system.rights_of(OPERATOR)
    assert store.journal.steps(1)[0].title == f"移交：由“{OPERATOR}”移交给“{NEXT}”"
    admission.step_down(store)
    store.close()
    with pytest.raises(Refused):
        support.open_store(folder, OPERATOR, PASSWORD)
    ring = keys.KeyRing.read(folder)
    assert ring.unlock_by_code(code)
    with pytest.raises(Refused):
        ring.unlock_by_code(former)
    again = support.open_store(folder, NEXT, HERS)
    assert f"停用操作员“{OPERATOR}”（移交）" in [step.title for step in again.journal.steps(2)]
    admission.admit(again, "郑帮手", "river-boat-32")
    again.close()


def test_the_only_one_who_looks_after_the_others_cannot_step_down(store: Store) -> None:
    admission.admit(store, NEXT, HERS, ("write",))
    with pytest.raises(Refused, match="没有改动"):
        admission.step_down(store)
    assert "admin" in system.rights_of(OPERATOR)
    store.close()
    support.open_store(store.folder, OPERATOR, PASSWORD).close()


def test_nobody_hands_over_to_one_who_is_in_already_nor_without_the_right(store: Store) -> None:
    with pytest.raises(Refused, match="已经是在用的操作员"):
        admission.hand_over(store, OPERATOR, HERS)
    admission.admit(store, NEXT, HERS, ("write",))
    store.close()
    other = support.open_store(store.folder, NEXT, HERS)
    with pytest.raises(Refused):
        admission.hand_over(other, "郑帮手", "river-boat-32")
    with pytest.raises(Refused):
        admission.step_down(other)
    other.close()


def test_the_successors_first_login_renews_the_key_by_itself_and_no_other_does(tmp_path: Path) -> None:
    store, folder = support.make_store(tmp_path / "data"), tmp_path / "data"
    admission.hand_over(store, NEXT, HERS)
    assert not renewal.due_by_itself(store)
    admission.step_down(store)
    store.close()
    again = support.open_store(folder, NEXT, HERS)
    assert renewal.due_by_itself(again)
    assert [line.state for line in health.state(again, NOW) if line.key == "renewal"] == ["due"]
    again.close()
    renewal.renew(folder, NEXT, again.key, NOW)
    again = support.open_store(folder, NEXT, HERS)
    assert not renewal.due_by_itself(again)
    assert [line for line in health.state(again, NOW) if line.key == "renewal"] == []
    again.close()
