"""All scenes of the storm."""

from __future__ import annotations

from tests.storm import formulas, kills, sheets
from tests.storm.scene import Scene

ALL: tuple[Scene, ...] = (
    Scene("sheets", "a sentence or rows within 10 s, undone without a trace", 10_000, sheets.run),
    Scene("bombs", "a sentence within 10 s", len(sheets.BOMBS), sheets.bombs),
    Scene("formulas", "texts only, and the same text back", 500, formulas.run),
    Scene("kills", "every finished step there, none half", 2_000, kills.run),
)
