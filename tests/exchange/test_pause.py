from __future__ import annotations

import gc

import pytest
from unionapp.exchange.pause import paused, without_collection


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


def test_who_collects_by_hand_is_told_of_a_pause_until_the_last_one_ends() -> None:
    assert not paused()
    with without_collection():
        with without_collection():
            pass
        assert paused()
    assert not paused()
