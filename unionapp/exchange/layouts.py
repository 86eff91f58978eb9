"""How headings were understood, remembered by the layout of the file: no cell but the headings' fingerprint is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.headings import Layout, candidates, sheet_names, special
from unionapp.records.heads import normal
from unionapp.records.kind import Kind
from unionapp.store import disk

FILE = "layouts.json"
MOST = 500
"""Layouts that are kept; the oldest are forgotten first."""


def signature(kind: Kind, headings: Iterable[str]) -> str:
    """The fingerprint of a row of headings."""
    text = "\x1f".join((kind.key, *map(normal, headings)))
    return hashlib.sha256(text.encode()).hexdigest()


def recall(folder: Path, kind: Kind, book: Spreadsheet) -> Layout | None:
    """The layout that the clerk used last for a file with the same headings, None where there was none."""
    kept = _read(folder)
    if not kept:
        return None
    for first, last, texts in candidates(book.rows, book.merged):
        columns = kept.get(signature(kind, texts))
        if columns is not None:
            return _restored(kind, first, last, texts, columns)
    return None


def _restored(kind: Kind, first: int, last: int, texts: tuple[str, ...], columns: dict[str, str]) -> Layout:
    allowed = {*sheet_names(kind), *special(kind)}
    layout = Layout(first, last, texts, {})
    for index, name in columns.items():
        if name in allowed and int(index) < len(texts):
            layout = layout.with_column(kind, int(index), name)
    return layout


def remember(folder: Path, kind: Kind, layout: Layout) -> None:
    """Keep a layout for the next file with the same headings."""
    kept = _read(folder)
    key = signature(kind, layout.headings)
    columns = {str(index): name for index, name in sorted(layout.columns.items())}
    if kept.get(key) == columns:
        return
    kept.pop(key, None)
    kept[key] = columns
    newest: Sequence[str] = list(kept)[-MOST:]
    text = json.dumps({name: kept[name] for name in newest}, ensure_ascii=False, indent=0)
    disk.write_whole(folder / FILE, text.encode())


def _read(folder: Path) -> dict[str, dict[str, str]]:
    """All kept layouts, oldest first; a file that cannot be read counts as none, since headings are read anew."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return {}
    return found if isinstance(found, dict) else {}
