"""What tests of papers share: the text of a paper as its pages are read."""

from __future__ import annotations

import re

from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store

from tests.paper.conftest import drawn, page_texts


def pages(store: Store, key: str, wish: PrintRequest) -> list[str]:
    """The text of each page without blanks."""
    document = cabinet.paper(key).document(store, wish)
    return [re.sub(r"\s", "", text) for text in page_texts(drawn(document))]


def text(store: Store, key: str, wish: PrintRequest) -> str:
    """The text of all pages without blanks."""
    return "".join(pages(store, key, wish))
