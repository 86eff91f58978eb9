"""The tokens by which the search index of a table finds a row, and how words that are typed ask for them.

Of a name the index holds each suffix, its full readings from each syllable on and its initials, of a number each
suffix. A word typed is a prefix of one. Behind the first 40 characters of a text stand windows of it instead, so that
the index grows with the text alone; a long word typed is there when all of its own windows are.
"""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache

from unionapp.values import characters, names
from unionapp.values.text import half_width

_SHORTEST = 4
"""Suffixes of numbers shorter than this are not indexed; a search for them finds their longer neighbours."""

_LONGEST = 40
"""A suffix of a number has no more characters than this; no number has more (`fields.NUMBER`)."""

_ASKED = 64
"""Characters of a word typed that are looked for behind the head of a long text; so many tell it from all others."""

RULE = 2
"""The number of the rule by which rows get their tokens; indexes made by another are made anew when a file opens."""


def number_tokens(value: str | None) -> str:
    """Every suffix of a number, so that any part of it is found by its beginning."""
    text = re.sub(r"[\W_]", "", value or "").lower()
    last = max(1, len(text) - _SHORTEST + 1)
    return " ".join(text[start : start + _LONGEST] for start in range(last)) if text else ""


def name_tokens(value: str | None) -> str:
    """Suffixes, readings and initials of a name."""
    return _name_tokens(characters.current(), value) if value else ""


@lru_cache(maxsize=4096)
def _name_tokens(known: characters.Characters, value: str) -> str:
    """What is known of characters decides how a name reads; the answers of one data folder are not another's."""
    return " ".join(names.search_tokens(value))


def words(text: str) -> list[str]:
    """The words of a search, without signs and in small letters."""
    return re.findall(r"\w+", half_width(text).replace("_", " ").lower())


def asked(text: str) -> str:
    """The words of a search as the index is asked for them: each the beginning of a token."""
    return " AND ".join(map(_word, words(text)))


def _word(word: str) -> str:
    """A word as the index is asked for it: the beginning of a token or, where it is long, windows that all are."""
    parts = names.search_parts(word[:_ASKED])
    if len(parts) < 2:
        return f'"{word}"*'
    together = " AND ".join(f'"{part}"*' for part in parts)
    return f'("{word}"* OR ({together}))'


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers call."""
    connection.create_function("name_tokens", 1, name_tokens, deterministic=True)
    connection.create_function("number_tokens", 1, number_tokens, deterministic=True)
