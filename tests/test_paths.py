"""Where the program finds its files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from unionapp import paths


def test_resources_lie_beside_the_program_in_the_source_tree() -> None:
    assert (paths.resources() / "strokes.tsv").is_file()


def test_resources_lie_in_the_unpacked_folder_of_a_built_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_the_data_folder_bears_the_name_of_the_program() -> None:
    assert paths.default_data_folder().name == "township-union"


@pytest.mark.parametrize("name", ["rime-stroke-LGPL.txt", "LGPL-3.txt", "GPL-3.txt", "pypinyin-MIT.txt"])
def test_the_licences_of_the_tables_are_there(name: str) -> None:
    assert (paths.resources() / "licences" / name).stat().st_size > 500
