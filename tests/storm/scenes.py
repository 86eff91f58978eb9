"""All scenes of the storm."""

from __future__ import annotations

from tests.storm import at_rest, clocks, commands, damage, edits, formulas, kills, power, refusals, sheets, texts, words
from tests.storm.scene import Scene

ALL: tuple[Scene, ...] = (
    Scene("sheets", "a sentence or rows within 10 s, undone without a trace", 10_000, sheets.run),
    Scene("bombs", "a sentence within 10 s", len(sheets.BOMBS), sheets.bombs),
    Scene("formulas", "texts only, and the same text back", 500, formulas.run),
    Scene("kills", "every finished step there, none half", 2_000, kills.run),
    Scene("power", "before or after, never between; said to be done, after", 10_000, power.run),
    Scene("disk", "nothing emptied, done only what was said, one sentence, reading goes on", 5_000, refusals.run),
    Scene("clocks", "order, deadlines and backups right, asked where it ran back or ahead", 500, clocks.run),
    Scene("at rest", "no secret in any file that nobody asked for", 1_000, at_rest.run),
    Scene("commands", "refused in one sentence and noted where a right is wanting", 300, commands.run),
    Scene("damage", "said within 5 s, or nothing harmed", 10_000, damage.scene),
    Scene("edits", "each named by table and row", 1_000, edits.run),
    Scene("texts", "kept as shown or refused in words, and never run", 10_000, texts.run),
    Scene("words", "kept or refused in words, on every way in that is no field", 2_000, words.ways),
    Scene("papers", "printed whatever the records say", 1_000, words.papers),
)
