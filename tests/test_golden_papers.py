"""Every paper reads as it was accepted, word for word: the papers of the small demonstration, which never changes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from unionapp.office import cabinet, demo
from unionapp.paper.fonts import ONLY_SHIPPED
from unionapp.paper.paper import Paper
from unionapp.store.store import Store

from tests import support
from tests.paper.conftest import page_texts
from tests.support import cheap_keys
from tests.test_every_paper import printed, wish

__all__ = ["cheap_keys"]

GOLDEN = Path(__file__).parent / "golden"
MOST_PAGES = 12
"""Of a long paper the first pages are kept: what follows is more of the same rows."""
_TODAY = re.compile(r"(打印：|制作日期|领用自)[-\d年月日]+")
"""Where a paper says on which day it was printed."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Iterator[Store]:
    """The small demonstration, with the shipped fonts alone."""
    folder = tmp_path_factory.mktemp("town") / "data"
    support.make_township(folder)
    opened = support.open_store(folder, demo.OPERATOR, demo.PASSWORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ONLY_SHIPPED, "1")
        yield opened
    opened.close()


def text_of(paper: Paper, store: Store) -> str:
    """What stands on a paper, page by page and line by line, without blanks."""
    pages = page_texts(printed(paper, store, wish(paper)))
    shown = [
        f"== {number}\n" + "\n".join(line for raw in page.splitlines() if (line := re.sub(r"\s", "", raw)))
        for number, page in enumerate(pages[:MOST_PAGES], 1)
    ]
    text = "\n".join([f"{paper.title}, {len(pages)}", *shown, ""])
    return _TODAY.sub(r"\1（今天）", text).replace(str(store.folder), "（文件夹）")


@pytest.mark.parametrize("paper", cabinet.PAPERS, ids=lambda paper: paper.id)
def test_a_paper_reads_as_it_was_accepted(paper: Paper, town: Store, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{paper.id}.txt"
    found = text_of(paper, town)
    if request.config.getoption("update_golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    accepted = path.read_text("utf-8") if path.exists() else ""
    changed = difflib.unified_diff(accepted.splitlines(), found.splitlines(), "accepted", "found", lineterm="", n=1)
    assert found == accepted, "look at it, then --update-golden:\n" + "\n".join(list(changed)[:80])


def test_no_accepted_text_is_of_a_paper_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {paper.id for paper in cabinet.PAPERS}
