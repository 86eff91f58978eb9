"""The replay of power cuts sees what it is there to see."""

from __future__ import annotations

import pytest
from unionapp.store import disk

from tests.storm import deeds, power
from tests.support import cheap_keys

__all__ = ["cheap_keys"]


@pytest.mark.parametrize("forgotten", ["sync", "sync_folder"])
def test_what_is_not_pushed_to_the_disk_is_missed(monkeypatch: pytest.MonkeyPatch, forgotten: str) -> None:
    monkeypatch.setattr(disk, forgotten, lambda path: None)
    monkeypatch.setattr(deeds, "ALL", [deed for deed in deeds.ALL if deed.name in ("attach", "password")])
    assert power.run(40, 1).failures
