"""What papers ask of their own, from the record's window and from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from unionapp.cli import main
from unionapp.office import cabinet
from unionapp.paper.paper import Paper
from unionapp.store import store
from unionapp.subjects.elections.models import Election

from tests import support
from tests.support import cheap_keys

__all__ = ["cheap_keys"]

ASKING = [paper for paper in cabinet.PAPERS if paper.asks]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONAPP_PASSWORD", "demo")
    support.make_township(tmp_path / "data")
    yield tmp_path / "data"


@pytest.mark.parametrize("paper", ASKING, ids=lambda paper: paper.id)
def test_the_questions_of_a_paper_have_names_of_their_own_and_usual_answers(paper: Paper) -> None:
    names = [question.name for question in paper.asks]
    assert len(set(names)) == len(names)
    assert all(question.field.label for question in paper.asks)


def test_as_many_ballots_are_printed_as_asked(folder: Path, tmp_path: Path) -> None:
    opened = store.Store.open(folder, support.subjects.KINDS, "演示员", "demo", support.subjects.OPTIONS).enter()
    uid = Election.select().where(Election.state == "approved").first().uid
    opened.close()
    pages = {}
    for copies in ("2", "8"):
        out = tmp_path / f"{copies}.pdf"
        asked = ["--set", f"copies={copies}", "--set", "只印哪个机构=工会委员会"]
        assert main(["--data", str(folder), "paper", "ballot", str(out), "--record", uid, *asked], None) == 0
        with pypdfium2.PdfDocument(out) as document:
            pages[copies] = len(document)
    assert pages == {"2": 1, "8": 4}


def test_a_question_that_the_paper_does_not_ask_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "a.pdf")
    assert main(["--data", str(folder), "paper", "member-roster", out, "--set", "copies=2"], None) == 2
    assert "不问" in capsys.readouterr().err
