"""A union and an activity for tests of activities."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.store.store import Store
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.activities import cases


@pytest.fixture
def union(store: Store) -> Any:
    """The union that holds activities."""
    return support.saved(store, UNIONS, 1)


@pytest.fixture
def held(store: Store, union: Any) -> Any:
    """An activity, saved."""
    return cases.activity(store, union)
