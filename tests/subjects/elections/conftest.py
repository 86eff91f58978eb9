"""One made-up election, counted and approved, for all tests that only read it; its texts kept to compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from unionapp.paper.fonts import ONLY_SHIPPED
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store import keys
from unionapp.store.store import Store
from unionapp.subjects.elections.papers import PAPERS

from tests.paper.conftest import drawn, page_texts
from tests.subjects.elections import sample
from tests.support import CHEAP, make_store

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(autouse=True)
def shipped_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the machine's fonts alone."""
    monkeypatch.setenv(ONLY_SHIPPED, "1")


@pytest.fixture(scope="module")
def election_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for the elections of one module's tests, which only read them."""
    with mock.patch.object(keys, "_COST", CHEAP):
        opened = make_store(tmp_path_factory.mktemp("election") / "data")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def election(election_store: Store) -> Any:
    """The election itself."""
    return sample.make_election(election_store)


def paper(key: str) -> Paper:
    """The paper of that id."""
    return next(each for each in PAPERS if each.id == key)


def subject_of(key: str, election: Any) -> Any:
    """The record that a paper is about."""
    if key == "delegate-form":
        return election.delegates.first()
    if key == "candidate-form":
        return election.bodies.first().candidates.first()
    return election.union if key == "legal-person-form" else election


def pages(store: Store, key: str, record: Any = None, **more: Any) -> list[str]:
    """The texts of a paper's pages, without blanks; the blank form where no record is named."""
    wish = PrintRequest(record=record, blank=record is None, **more)
    return ["".join(text.split()) for text in page_texts(drawn(paper(key).document(store, wish)))]


def text_of(store: Store, key: str, record: Any = None, **more: Any) -> str:
    """All text of a paper without blanks."""
    return "".join(pages(store, key, record, **more))


Golden = Callable[[str, str], None]


@pytest.fixture
def golden_text(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the accepted one, or accepts it under `--update-golden`."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("update_golden", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.exists(), f"{name} is missing: run with --update-golden and look at it"
        assert text == path.read_text("utf-8"), f"{name} reads differently: look at it, then --update-golden"

    return check
