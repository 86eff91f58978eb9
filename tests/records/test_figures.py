"""The files of figures: every figure has its source, is declared by the rules that ask it, and speaks to the clerk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from unionapp import paths
from unionapp.records import figures, formats
from unionapp.records.options import TYPES, Option
from unionapp.subjects import OPTIONS
from unionapp.subjects.elections import rules

FILES = sorted(paths.figures()[0].glob("*.json"))
FIGURES = [figures.figure(each["key"]) for path in FILES for each in json.loads(path.read_text("utf-8"))["figures"]]
every_option = pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
FORBIDDEN = re.compile("凭记忆|未核对")


def test_every_figure_is_declared_once_and_every_option_has_a_figure() -> None:
    keys = [each.key for each in FIGURES]
    assert len(keys) == len(set(keys))
    assert sorted(keys) == sorted(option.key for option in OPTIONS)


@every_option
def test_a_figure_has_title_and_source_and_every_value_is_of_its_type(option: Option[Any]) -> None:
    figure = option.figure
    assert figure.title
    assert figure.source
    for each in figure.values:
        assert type(formats.parse(option.field, each.text)) is TYPES[figure.type] is option.type
    assert [each.since for each in figure.values[1:]] == sorted(each.since for each in figure.values[1:] if each.since)


@pytest.mark.parametrize(
    "path",
    [*FILES, *sorted((paths.resources() / "codes").glob("*.json"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_no_file_tells_the_clerk_what_nobody_looked_up(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


def test_an_unknown_figure_is_a_fault_of_the_program() -> None:
    for key in ("members.none", "none.none"):
        with pytest.raises(KeyError):
            figures.figure(key)


def test_a_value_without_a_day_stands_first_and_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = {"key": "trial.days", "title": "天数", "type": "number", "source": "测试"}
    monkeypatch.setattr(paths, "figures", lambda: (tmp_path,))
    for values in ([{"from": "2025-01-01", "value": "1"}], [{"value": "1"}, {"value": "2"}]):
        raw = {"subject": "测试", "version": 1, "figures": [{**figure, "value": values}]}
        (tmp_path / "trial.json").write_text(json.dumps(raw), encoding="utf-8")
        figures.forget()
        with pytest.raises(ValueError, match=r"trial\.days"):
            figures.figure("trial.days")
    figures.forget()


@pytest.mark.parametrize("bands", [rules.committee_bands(), rules.delegate_bands()], ids=["committee", "delegates"])
def test_bands_follow_one_another_without_a_gap(bands: rules.Bands) -> None:
    assert [first for first, *_ in bands[1:]] == [(last or 0) + 1 for _, last, *_ in bands[:-1]]
    assert bands[-1][1] is None
    assert all(least <= most for *_, least, most in bands)
