"""The replay of power cuts sees what it is there to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.store import disk

from tests.storm import deeds, power, rehearsal
from tests.support import cheap_keys

__all__ = ["cheap_keys"]


@pytest.mark.parametrize("forgotten", ["sync", "sync_folder"])
def test_what_is_not_pushed_to_the_disk_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, forgotten: str
) -> None:
    first = deeds.prepared(tmp_path / "first")
    with monkeypatch.context() as patch:
        patch.setattr(disk, forgotten, lambda path: None)
        tried = [rehearsal.rehearse(deed, first) for deed in deeds.ALL if deed.name in ("attach", "password")]
    assert power.cut(tried, 24, 1).failures
