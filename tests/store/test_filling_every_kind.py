"""One field of many records changed at once, whatever the kind: one step that is taken back, or a refusal in words."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.records.kind import Kind
from unionapp.store import filling
from unionapp.store.store import Store

from tests import support
from tests.support import ALL_KINDS, cheap_keys, store

__all__ = ["cheap_keys", "store"]

OPEN = [kind for kind in ALL_KINDS if filling.may_change(kind)]


@pytest.mark.parametrize("kind", OPEN, ids=lambda kind: kind.key)
def test_every_field_of_many_records_is_changed_in_one_step_or_refused(kind: Kind, store: Store) -> None:
    first, second = support.saved(store, kind, 1), support.saved(store, kind, 2)
    ids = [first.id, second.id]
    for name in filling.offered(kind):
        value = kind.model.get_by_id(first.id).__data__[name]
        if value in filling.EMPTY:
            continue
        steps, before = len(store.journal.steps()), support.picture(store)
        try:
            done = filling.change(store.journal, kind, ids, name, value)
        except Refused as refused:
            assert str(refused) and support.picture(store) == before
            continue
        assert len(store.journal.steps()) == steps + 1
        assert done.changed + done.left + len(done.wrong) == len(set(ids))
        store.journal.undo()
        assert support.picture(store) == before


def test_what_only_an_administrator_changes_is_not_among_them() -> None:
    assert {"members", "applications", "student-aid"} & {kind.key for kind in OPEN} >= {"members", "applications"}
    assert all(kind.right == "write" for kind in OPEN)
