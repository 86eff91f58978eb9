"""A short storm of random damage; `tests/storm` has the long one."""

from __future__ import annotations

from tests.storm import damage


def test_every_random_damage_is_said_in_a_sentence_or_harms_nothing(cheap_keys: None) -> None:
    figures = damage.run(40)
    assert figures["said"] + figures.get("harmless", 0) == 40
    assert figures["said"] > 25
