"""The pages that subjects declare: what their texts name is there, and their lists can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ui import page_spec, tabs
from ui.page_spec import PageSpec, Tab
from unionapp.records.kind import Kind
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS

from tests.support import ALL_KINDS

PAGES = [page for tab in tabs.TABS for page in tab.pages]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@every_page
def test_what_makes_a_page_is_where_its_text_says_and_its_help_too(page: PageSpec) -> None:
    assert callable(page_spec.named(page.where)) and page.help()


def test_a_text_that_names_nothing_is_an_error_at_once() -> None:
    with pytest.raises(ImportError):
        page_spec.named("ui.nowhere:page")
    with pytest.raises(AttributeError):
        page_spec.named("ui.tabs:nowhere")


def test_no_two_pages_have_the_same_key() -> None:
    keys = [page.key for page in PAGES]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.key)
def test_every_kind_stands_on_a_page_or_is_held_by_one(kind: Kind) -> None:
    assert any(tab.showing(kind.key) for tab in tabs.TABS)


@pytest.mark.parametrize("tab", tabs.TABS, ids=lambda tab: tab.title)
def test_a_group_has_at_most_seven_entries_and_no_two_of_one_name(tab: Tab) -> None:
    assert all(len(entries) <= 7 for entries in tab.groups().values())
    titles = [entry.title for entry in tab.entries]
    assert sorted(set(titles)) == sorted(titles)
    for entry in tab.entries:
        parts = [part.title for part in entry.parts]
        assert sorted(set(parts)) == sorted(parts)


def test_a_kind_that_no_page_claims_gets_a_plain_one() -> None:
    unions = page_spec.of_kind(UNIONS)
    first, *rest = page_spec.whole((unions,), (UNIONS, COVERED_UNITS))
    assert first is unions and [(each.key, each.where) for each in rest] == [("covered-units", page_spec.PLAIN)]
    holding = replace(unions, holds=("covered-units",))
    assert page_spec.whole((holding,), (UNIONS, COVERED_UNITS)) == (holding,)


def test_a_page_of_its_own_is_shown_before_one_that_only_holds_such_records() -> None:
    holding, own = page_spec.page("a", "甲", "", holds=("b", "c")), page_spec.page("b", "乙", "")
    tab = Tab("栏", (holding, own))
    assert (tab.showing("b"), tab.showing("c"), tab.showing("d")) == (own, holding, None)


def test_the_modules_that_only_a_text_names_are_told_to_whoever_packs_the_program() -> None:
    assert {page.module for page in PAGES} == set(tabs.modules())
    assert "ui.funds.reconciling_page" in tabs.modules()
