"""Texts with placeholders."""

from __future__ import annotations

from datetime import date

from unionapp.paper.facts import Placeholder, fill, sample, unknown

DECLARED = (Placeholder("union", "工会名称", "河口镇总工会"), Placeholder("date", "日期", "2026年1月1日", is_date=True))


def test_facts_take_the_place_of_their_names() -> None:
    assert (
        fill("{union}于{date}召开", {"union": "河口镇总工会", "date": date(2026, 3, 8)})
        == "河口镇总工会于2026年3月8日召开"
    )


def test_what_is_missing_stays_a_blank_line() -> None:
    assert fill("{union}于{date}召开", {}, DECLARED) == "____________于____年__月__日召开"
    assert fill("{other}", {"other": ""}) == "________"


def test_a_fact_of_zero_is_no_missing_fact() -> None:
    assert fill("{n}人", {"n": 0}) == "0人"


def test_a_sample_fills_the_preview() -> None:
    assert sample("{union}于{date}", DECLARED) == "河口镇总工会于2026年1月1日"


def test_names_that_nobody_declared_are_told() -> None:
    problems = unknown("{union}{unoin}{unoin}", DECLARED)
    assert len(problems) == 1
    assert "unoin" in problems[0].message
    assert "{union}（工会名称）" in problems[0].message


def test_other_braces_are_left_alone() -> None:
    assert fill("{} {1} {甲}", {}) == "{} {1} {甲}"
