"""A small demonstration township, made once for all tests that only look at it, and empty folders to fill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from unionapp.office import demo
from unionapp.store import keys
from unionapp.store.store import Store

from tests import support


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are drawn from passwords without much work; what they guard is made up."""
    monkeypatch.setitem(keys._COST, "memory_cost", 64)


def made(folder: Path) -> Store:
    """An empty data folder, open."""
    return support.make_store(folder, demo.OPERATOR, demo.PASSWORD)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """An empty data folder, open."""
    store = made(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def township(tmp_path: Path) -> Iterator[Store]:
    """The small township, open."""
    support.make_township(tmp_path / "data")
    store = support.open_store(tmp_path / "data", demo.OPERATOR, demo.PASSWORD)
    yield store
    store.close()
