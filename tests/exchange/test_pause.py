from __future__ import annotations

import gc

import pytest
from unionapp.exchange.pause import without_collection


def test_collection_pauses_and_goes_on_even_after_a_failure() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), without_collection():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    with without_collection():
        with without_collection():
            pass
        assert not gc.isenabled()
