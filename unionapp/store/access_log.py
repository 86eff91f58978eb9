"""Writing down who saw what takes a right to be seen: once for every view, print and export, never per repaint."""

from __future__ import annotations

from collections.abc import Iterable

from unionapp.records.kind import Kind
from unionapp.store.journal import Journal


def described(kind: Kind, names: Iterable[str] | None = None) -> str:
    """The labels of those fields (of all that a kind has) that take a right which the operator has; empty for none."""
    seen = (name for name in kind.secrets if name not in kind.unseen and (names is None or name in names))
    return "、".join(kind.model._meta.fields[name].label for name in seen)


def record_seen(journal: Journal, kind: Kind, label: str) -> None:
    """Note that the operator opened the record of that label and saw what takes a right; nothing without such."""
    labels = described(kind)
    if labels:
        journal.note(f"查看{kind.noun}“{label}”的{labels}")


def rows_seen(journal: Journal, kind: Kind, count: int, names: Iterable[str] | None = None) -> None:
    """Note that the operator saw so many rows with what takes a right; nothing where there was none."""
    labels = described(kind, names)
    if labels:
        journal.note(f"查看{kind.title} {count} 条的{labels}")


def said(kind: Kind, names: Iterable[str] | None = None) -> str:
    """What a note of an export or a copy adds where what takes a right went out."""
    labels = described(kind, names)
    return f"（含{labels}）" if labels else ""
