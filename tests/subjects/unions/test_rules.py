"""What must hold of unions and of the units they cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from unionapp.errors import Problem
from unionapp.subjects.unions import rules
from unionapp.subjects.unions.models import CoveredUnit, Union


def said(problems: list[Problem]) -> list[tuple[str, str]]:
    """Field and level of each problem."""
    return [(problem.field, problem.level) for problem in problems]


def test_a_union_is_written_without_stray_blanks() -> None:
    union = Union(name=" 青山乡  总工会 ")
    rules.name_is_tidy(union)
    assert union.name == "青山乡总工会"


@pytest.mark.parametrize(("code", "wrong"), [("", False), ("81110105MC0001", False), ("89", False), ("91110105", True)])
def test_a_unions_code_begins_with_81_or_89(code: str, wrong: bool) -> None:
    assert said(rules.code_is_a_unions(Union(code=code))) == [("code", "warning")] * wrong


@pytest.mark.parametrize(("code", "wrong"), [("", False), ("91110105", False), ("81110105", True)])
def test_a_units_code_is_not_a_unions(code: str, wrong: bool) -> None:
    assert said(rules.unit_code_is_not_a_unions(Union(unit_code=code))) == [("unit_code", "warning")] * wrong
    assert said(rules.unit_code_is_not_a_unions(CoveredUnit(code=code))) == [("code", "warning")] * wrong


def test_a_certificate_ends_after_it_begins() -> None:
    day = date(2020, 1, 1)
    wrong = Union(certificate_from=day, certificate_to=day)
    assert said(rules.certificate_ends_after_it_begins(wrong)) == [("certificate_to", "error")]
    for good in (Union(certificate_from=day, certificate_to=date(2025, 1, 1)), Union(certificate_to=day), Union()):
        assert rules.certificate_ends_after_it_begins(good) == []


def test_no_union_is_founded_tomorrow() -> None:
    assert said(rules.founded_not_in_the_future(Union(founded=date.today() + timedelta(days=1)))) == [
        ("founded", "error")
    ]
    assert rules.founded_not_in_the_future(Union(founded=date.today())) == []
    assert rules.founded_not_in_the_future(Union()) == []


def test_heads_are_counted_from_nought_and_parts_fit_the_whole() -> None:
    assert said(rules.counts_are_not_negative(Union(employees=-1))) == [("employees", "error")]
    assert said(rules.counts_are_not_negative(CoveredUnit(women=-1, migrants=-2, employees=0))) == [
        ("women", "error"),
        ("migrants", "error"),
    ]
    assert rules.counts_are_not_negative(CoveredUnit(women=0)) == []
    assert said(rules.women_are_among_the_workers(CoveredUnit(employees=5, women=6))) == [("women", "error")]
    assert rules.migrants_are_among_the_workers(CoveredUnit(employees=5, migrants=5)) == []
    assert rules.women_are_among_the_workers(CoveredUnit(employees=5, women=5)) == []
    assert rules.women_are_among_the_workers(CoveredUnit(women=5)) == []
