"""Circular garbage is collected on the GUI thread only.

Python looks for it on whatever thread happens to make objects. A widget in a circle would then be destroyed by the
worker, which Qt does not allow: the program ends, or stands still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer
from unionapp.exchange.pause import paused

PACE = 1000
"""Milliseconds between two looks whether there is something to collect."""


class Sweeper(QObject):
    """Takes the collecting from Python for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(sweep)
        self._timer.start(PACE)


def sweep() -> None:
    """Collect as far as Python itself would have: the young often, the old seldom; nothing while that is put off."""
    if paused():
        return
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
