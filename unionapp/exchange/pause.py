"""Leaving the search for circular garbage alone while very many records are made, which hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_pauses: list[None] = []


@contextmanager
def without_collection() -> Iterator[None]:
    """Within it no garbage is collected; afterwards as before."""
    running = gc.isenabled()
    gc.disable()
    _pauses.append(None)
    try:
        yield
    finally:
        _pauses.pop()
        if running:
            gc.enable()


def paused() -> bool:
    """Whether somebody, on any thread, makes very many records now."""
    return bool(_pauses)
