"""Records asked for by their numbers, as the file holds them now."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.store import editing, rows
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support


def test_a_record_is_found_by_its_number_and_none_where_it_is_gone(store: Store) -> None:
    made = support.saved(store, UNIONS)
    assert rows.find(Union, made.id) == made
    assert (rows.find(Union, None), rows.find(Union, made.id + 1)) == (None, None)
    with pytest.raises(Refused, match="不在了"):
        rows.get(Union, made.id + 1)


def test_a_record_read_anew_holds_nothing_that_was_only_typed(store: Store) -> None:
    made = support.saved(store, UNIONS)
    name, made.name = made.name, "没有保存的名称"
    assert rows.fresh(made).name == name


def test_several_come_in_the_order_of_their_storing_without_those_that_are_gone(store: Store) -> None:
    first, second, third = (support.saved(store, UNIONS, number) for number in (1, 2, 3))
    editing.remove(store.journal, UNIONS, [second])
    assert rows.several(Union, (third.id, second.id, first.id)) == [first, third]
