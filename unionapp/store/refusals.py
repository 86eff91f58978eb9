"""What an operator tried and may not, noted in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import local
from typing import Protocol

from unionapp.errors import Refused, Trouble
from unionapp.records import codes


class Log(Protocol):
    """Where a refusal is noted: the journal of the folder."""

    def note(self, title: str) -> None:
        """Write a line that is no step."""


_waiting = local()
"""The notes that the steps of this thread have to leave after them, since they may be rolled back, by their journal."""


def refused(journal: Log, right: str, what: str) -> Refused:
    """The refusal for want of a right; leaves a note of it, within a step once that has ended."""
    word = codes.table("rights").label(right)
    noted(journal, right, what)
    return Refused(f"您没有“{word}”的权限，没有改动。请管理员在“操作员与密码”里设置。")


def noted(journal: Log, right: str, what: str) -> None:
    """Leave a note of what was refused for want of a right, within a step once that has ended."""
    word = codes.table("rights").label(right)
    title = f"拒绝：没有“{word}”的权限" + (f"，未做“{what}”" if what else "")
    waiting: dict[Log, list[str]] = getattr(_waiting, "titles", {})
    if journal in waiting:
        waiting[journal].append(title)
    else:
        _note(journal, title)


@contextmanager
def noted_after(journal: Log) -> Iterator[None]:
    """Write what is refused within, when it has ended, well or not."""
    before: dict[Log, list[str]] = getattr(_waiting, "titles", {})
    _waiting.titles = {**before, journal: []}
    try:
        yield
    finally:
        titles = _waiting.titles[journal]
        _waiting.titles = before
        for title in titles:
            _note(journal, title)


def _note(journal: Log, title: str) -> None:
    with suppress(Trouble):  # a full disk must not hide the refusal
        journal.note(title)
