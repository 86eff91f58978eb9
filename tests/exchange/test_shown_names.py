"""Links that a sheet names as lists and exports show them: a body of an election has no name of its own."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.exchange.directory import Directory
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.models import Body, Election
from unionapp.subjects.elections.records import BODIES, ELECTIONS
from unionapp.subjects.unions.models import Union

from tests.exchange.places import MILL


def election(store: Store, number: int) -> Any:
    """An election of one union with two bodies."""
    made = Election(union=Union.get(Union.name == MILL), number=number)
    with store.journal.step("换届"):
        editing.put(ELECTIONS, [made])
        editing.put(BODIES, [Body(election=made, body=key, seats=3, way="ballot") for key in ("committee", "chair")])
    return made


def test_a_body_is_known_by_the_label_that_is_shown(store: Store) -> None:
    election(store, 2)
    election(store, 3)
    known = Directory(Body, store.kinds)
    for body in Body.select():
        assert known.find(body.label) == body.id
    assert known.find(f"{MILL}第2届工会委员会") == Body.get(Body.body == "committee").id
    assert Directory(Election, store.kinds).find(f"{MILL} 第3届") == Election.get(Election.number == 3).id


def test_a_label_that_two_share_tells_none_of_them(store: Store) -> None:
    election(store, 2)
    election(store, 2)
    with pytest.raises(ValueError, match="有 2 个"):
        Directory(Body, store.kinds).find(f"{MILL}第2届工会委员会")
    with pytest.raises(ValueError, match="没有找到"):
        Directory(Body, store.kinds).find(f"{MILL}第9届工会委员会")
