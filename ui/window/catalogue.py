"""What can be done on each page and what its help says, known without making the page: a list that a test keeps true.

`resources/catalogue.json` is written by `pytest tests/ui/window/test_catalogue.py --update-golden`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from unionapp import paths

FILE = "catalogue.json"


@dataclass(frozen=True)
class ListedAction:
    """An action of a page: its id, its words, its keys as they are written on buttons."""

    id: str
    words: str
    keys: str


@dataclass(frozen=True)
class ListedPage:
    """A page: what its help says, and what can be done on it."""

    help: str
    actions: Sequence[ListedAction]


@cache
def read() -> Mapping[str, ListedPage]:
    """All pages by key."""
    raw = json.loads((paths.resources() / FILE).read_text(encoding="utf-8"))
    return {
        key: ListedPage(page["help"], [ListedAction(*each) for each in page["actions"]]) for key, page in raw.items()
    }


def help_of(key: str) -> str:
    """What the help of a page says; empty where it is not listed."""
    found = read().get(key)
    return found.help if found is not None else ""


def actions_of(key: str) -> Sequence[ListedAction]:
    """What can be done on a page."""
    found = read().get(key)
    return found.actions if found is not None else ()
