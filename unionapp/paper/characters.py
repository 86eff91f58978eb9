"""What stands on a paper, noted while it is drawn: characters without a shape are named, whole numbers are logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Protocol

from unionapp.paper.document import Band, Block, Bundle, Document, LedgerEntry, LedgerPages, Listing

BOXES = "注意：这些字没有字形，会印成空框，请手工补写：{named}"


def boxes(lost: str) -> str:
    """What is said of characters that no font draws, each with its number; empty where there are none."""
    named = "、".join(f"{character}（U+{ord(character):04X}）" for character in lost)
    return BOXES.format(named=named) if named else ""


class Hearing(Protocol):
    """What is told each text: a set keeps the characters."""

    def update(self, text: str, /) -> object:
        """Take a text."""


class Texts:
    """The texts themselves, each once."""

    def __init__(self) -> None:
        self.held: set[str] = set()

    def update(self, text: str, /) -> None:
        """Take a text."""
        self.held.add(text)


def watched(document: Document, seen: Hearing) -> Document:
    """The same document; `seen` is told its texts, those of long tables as their rows are drawn."""
    _note((document.title, document.header, document.closing), seen)
    if isinstance(document, Bundle):
        parts = tuple((title, watched(part, seen)) for title, part in document.parts)
        return replace(document, blocks=(_watched_block(block, seen) for block in document.blocks), parts=parts)
    return replace(document, blocks=(_watched_block(block, seen) for block in document.blocks))


def _watched_block(block: Block, seen: Hearing) -> Block:
    if isinstance(block, Listing):
        _note((block.columns, block.totals), seen)
        return replace(block, rows=_watched_rows(block.rows, seen))
    if isinstance(block, LedgerPages):
        _note(block.columns, seen)
        return replace(block, entries=_watched_entries(block.entries, seen))
    _note(block, seen)
    return block


def _watched_rows(rows: Iterable[Sequence[str] | Band], seen: Hearing) -> Iterator[Sequence[str] | Band]:
    for row in rows:
        for text in (row.text,) if isinstance(row, Band) else row:
            seen.update(text)
        yield row


def _watched_entries(entries: Iterable[LedgerEntry], seen: Hearing) -> Iterator[LedgerEntry]:
    for entry in entries:
        for text in entry.cells:
            seen.update(text)
        yield entry


def _note(value: object, seen: Hearing) -> None:
    if isinstance(value, str):
        seen.update(value)
    elif isinstance(value, tuple | list):
        for each in value:
            _note(each, seen)
    elif is_dataclass(value):
        for part in fields(value):
            _note(getattr(value, part.name), seen)
