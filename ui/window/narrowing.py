"""Whether the lists of all tabs are narrow, to leave the room to the page, and how their entries are called then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSettings

from ui.kit import style

_PLACE = "window/narrow"
_LARGE = 150
"""From this size of text on, in percent, the lists are narrow until the clerk wants them wide."""


def is_narrow(remembered: QSettings) -> bool:
    """What the clerk chose, else what the size of the text asks for."""
    chosen = str(remembered.value(_PLACE, ""))
    return chosen == "yes" if chosen else style.Look.remembered(remembered).scale >= _LARGE


def turn(remembered: QSettings) -> None:
    """Make them wide or narrow, and remember it."""
    remembered.setValue(_PLACE, "no" if is_narrow(remembered) else "yes")


def short_names(titles: Sequence[str]) -> Mapping[str, str]:
    """Two characters for each title: its first ones, or where others begin alike its first and its last."""
    begun = Counter(title[:2] for title in titles)
    return {title: title[:2] if begun[title[:2]] == 1 else title[0] + title[-1] for title in titles}
