"""Progress and stop for long work, without knowing who watches."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what); total 0 means unknown. It may raise `errors.Stopped`."""


def silent(done: int, total: int, what: str) -> None:
    """A watcher that does not look."""
