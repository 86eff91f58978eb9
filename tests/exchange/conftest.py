"""What the tests of imports share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from unionapp.store.store import Store

from tests.exchange.places import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open data folder with two unions."""
    with opened(tmp_path / "data") as store:
        yield store
