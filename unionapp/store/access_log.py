"""Writing down who saw what takes a right to be seen: once for every view, print and export, never per repaint."""

from __future__ import annotations

from collections.abc import Iterable

from unionapp.records import access
from unionapp.records.kind import Kind
from unionapp.store.journal import Journal

_NAMED = 8
"""Fields that a line names; of more it says how many."""


def described(kind: Kind, names: Iterable[str] | None = None) -> str:
    """The labels of those fields (of all that a kind has) that take a right which the operator has; empty for none."""
    seen = (name for name in kind.secrets if name not in kind.unseen and (names is None or name in names))
    return "、".join(kind.model._meta.fields[name].label for name in seen)


def record_seen(journal: Journal, kind: Kind, label: str) -> None:
    """Note that the operator opened the record of that label and saw what takes a right; nothing without such."""
    labels = described(kind)
    if labels:
        journal.note(f"查看{kind.noun}“{label}”的{labels}")


def rows_seen(journal: Journal, kind: Kind, count: int, names: Iterable[str]) -> None:
    """Note that so many rows went out with what takes a right to be seen whole; nothing where there was none."""
    columns = kind.model._meta.fields
    whole = [columns[name].label for name in names if access.right_of(columns[name]) and name not in kind.unseen]
    named = "、".join(whole[:_NAMED]) + (f"等 {len(whole)} 项" if whole[_NAMED:] else "")
    if whole and count:
        journal.note(f"查看{kind.title} {count} 条的{named}")


def said(kind: Kind, names: Iterable[str] | None = None) -> str:
    """What a note of an export or a copy adds where what takes a right went out."""
    labels = described(kind, names)
    return f"（含{labels}）" if labels else ""
