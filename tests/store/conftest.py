"""Stores for tests of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store import scenes
from tests.store.scenes import Scene
from tests.support import cheap_keys, store

__all__ = ["cheap_keys", "made", "scene", "store"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Scene:
    """A data folder that went on after a backup was made; each test copies it."""
    return scenes.make(tmp_path_factory.mktemp("scene"))


@pytest.fixture
def scene(made: Scene, tmp_path: Path) -> Scene:
    """The same in a folder of its own."""
    return made.copy(tmp_path / "data")
