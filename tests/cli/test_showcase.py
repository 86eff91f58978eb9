"""What `make run` shows on a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unionapp.cli import folders
from unionapp.errors import Refused
from unionapp.office import cabinet, demo
from unionapp.store import store

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_showcase_holds_data_every_paper_and_a_picture_of_every_page(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "showcase", str(out), "--size", "small"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert store.operators(out / "demo") == [demo.OPERATOR]
    assert {path.stem for path in (out / "papers").glob("*.pdf")} == {paper.id for paper in cabinet.PAPERS}
    pictures = {path.name: path.read_bytes() for path in (out / "screens").glob("*.png")}
    assert {"1-workbench.png", "2-members.png"} <= set(pictures)
    assert len(set(pictures.values())) == len(pictures)
    assert all(len(picture) > 10_000 for picture in pictures.values())
    assert str(out / "screens") in done.stdout


def test_data_of_others_are_never_replaced_by_the_showcase(run: Run, data: Path) -> None:
    run("init", "--union", "青石镇总工会", "--operator", "张三")
    with pytest.raises(Refused, match="不是演示数据"):
        folders.showcase_data(data, "small")
    assert len(run("list", "unions", "--json").json) == 1


def test_a_showcase_is_made_anew(township: Run, data: Path) -> None:
    assert township("list", "members", "--json").code == 0
    folders.showcase_data(data, "small")
    assert len(township("list", "members", "--json").json) == 200


def test_the_showcase_needs_the_window(run: Run) -> None:
    assert "请写明要做什么" in run("showcase").refusal
