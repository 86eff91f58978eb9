"""The command line called within the test: arguments in, exit code and texts out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from unionapp import cli
from unionapp.store import keys, store

from tests import support


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output; nothing went wrong besides."""
        assert self.err == ""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one Chinese line that says why nothing was done."""
        assert self.code == cli.NOT_DONE
        assert self.err.count("\n") == 1
        assert any("\u4e00" <= letter <= "\u9fff" for letter in self.err)
        return self.err.strip()


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are drawn from passwords without much work; what they guard is made up."""
    monkeypatch.setitem(keys._COST, "memory_cost", 64)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the test, not made yet."""
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Do one command over the data folder of the test, with the password of the demonstration; one of its own after
    a founding."""
    monkeypatch.setenv("UNIONAPP_PASSWORD", "demo")

    def do(*arguments: object) -> Answer:
        if arguments[:1] == ("init",) and os.environ.get("UNIONAPP_PASSWORD") == "demo" and not store.exists(data):
            monkeypatch.setenv("UNIONAPP_PASSWORD", "township-26")
        code = cli.main(["--data", str(data), *map(str, arguments)])
        return Answer(code, *capsys.readouterr())

    return do


@pytest.fixture
def township(run: Run, data: Path) -> Run:
    """The same over the small township."""
    support.make_township(data)
    return run
