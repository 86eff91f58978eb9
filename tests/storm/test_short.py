"""The storm in its short form: each scene a few times."""

from __future__ import annotations

import pytest

from tests.storm import scenes
from tests.storm.scene import Scene
from tests.support import cheap_keys

__all__ = ["cheap_keys"]

SHORT = {
    "sheets": 5,
    "bombs": 1,
    "formulas": 20,
    "kills": 21,
    "power": 42,
    "disk": 21,
    "clocks": 7,
    "at rest": 60,
    "commands": 20,
    "damage": 20,
    "edits": 30,
    "texts": 100,
    "words": 48,
    "papers": 20,
}


@pytest.mark.parametrize("scene", scenes.ALL, ids=lambda scene: scene.name)
def test_nothing_gives_way(scene: Scene) -> None:
    result = scene.run(SHORT[scene.name], 1)
    assert result.tried >= SHORT[scene.name]
    assert result.failures == []
