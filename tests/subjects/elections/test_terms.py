"""Terms that end, are over or have no chair, at every border; replies that have not come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.office import reminders
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections import terms
from unionapp.subjects.elections.case import actions, steps
from unionapp.subjects.elections.models import Term, TermChange
from unionapp.subjects.elections.records import ELECTIONS, TERM_CHANGES, TERMS

from tests.subjects.elections import cases

ELECTED, ENDS = date(2021, 3, 18), date(2026, 3, 18)


def a_term(store: Store, **values: Any) -> Term:
    term = Term(
        **{"union": cases.a_union(store), "number": 1, "elected": ELECTED, "years": 5, "chair": "周明", **values}
    )
    editing.save(store.journal, TERMS, term)
    return term


def seen(today: date) -> list[tuple[str, str]]:
    return [(each.state, each.level) for each in terms.expiring(today)]


def test_the_end_follows_from_the_election_unless_it_was_typed(store: Store) -> None:
    term = a_term(store)
    assert term.ends == ENDS
    leap = Term(union=term.union, number=2, elected=date(2024, 2, 29), years=3)
    editing.check(TERMS, leap)
    assert leap.ends == date(2027, 2, 28)
    typed = Term(union=term.union, number=3, elected=ELECTED, years=5, ends=date(2026, 3, 17))
    editing.check(TERMS, typed)
    assert typed.ends == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 3, 17), []),
        (date(2025, 3, 18), [("ending", "note")]),
        (date(2025, 9, 17), [("ending", "note")]),
        (date(2025, 9, 18), [("ending", "soon")]),
        (ENDS, [("ending", "soon")]),
        (date(2026, 3, 19), [("over", "overdue")]),
    ],
)
def test_a_term_is_named_a_year_before_it_ends_and_over_the_day_after(store: Store, today: date, expected: Any) -> None:
    a_term(store)
    assert seen(today) == expected


def test_an_extension_counts_until_it_ends(store: Store) -> None:
    a_term(store, extended_to=date(2026, 9, 18), extension_no="某总工〔2026〕2号")
    assert seen(date(2026, 3, 19)) == [("extended", "soon")]
    assert seen(date(2026, 9, 19)) == [("over", "overdue")]
    assert "延期" in terms.expiring(date(2026, 9, 19))[0].text


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2022, 1, 9), []),
        (date(2022, 1, 10), [("vacant", "note")]),
        (date(2022, 4, 9), [("vacant", "note")]),
        (date(2022, 4, 10), [("vacant", "soon")]),
        (date(2022, 7, 10), [("vacant", "soon")]),
        (date(2022, 7, 11), [("acting-too-long", "overdue")]),
    ],
)
def test_a_vacant_chair_is_named_after_three_months_and_overdue_after_six(
    store: Store, today: date, expected: Any
) -> None:
    a_term(store, chair_vacant=date(2022, 1, 10))
    assert seen(today) == expected


def test_only_the_latest_term_of_a_union_that_is_still_there_counts(store: Store) -> None:
    first = a_term(store)
    editing.save(store.journal, TERMS, Term(union=first.union, number=2, elected=ENDS, years=5, chair=""))
    gone = cases.a_union(store, "已撤销的工会", state="dissolved")
    editing.save(store.journal, TERMS, Term(union=gone, number=1, elected=ELECTED, years=5))
    assert seen(date(2026, 3, 19)) == [("no-chair", "note")]


def test_a_reply_is_overdue_after_fifteen_days(store: Store) -> None:
    election = cases.begun(store)
    election.request_day = date(2026, 1, 2)
    editing.save(store.journal, ELECTIONS, election)
    assert terms.overdue_replies(date(2026, 1, 17)) == []
    assert [each.day for each in terms.overdue_replies(date(2026, 1, 18))] == [date(2026, 1, 17)]
    election.reply_day = date(2026, 1, 18)
    editing.save(store.journal, ELECTIONS, election)
    assert terms.overdue_replies(date(2026, 1, 18)) == []


def test_reminders_name_terms_and_of_an_election_the_next_step_alone(store: Store) -> None:
    term = a_term(store)
    election = actions.start(store.journal, term.union, "full", False, date(2026, 6, 10))
    first, second, *_ = steps.of(election)
    for today in (date(2026, 3, 19), date(2026, 3, 20)):
        found = {(each.kind, each.record, each.overdue) for each in reminders.due(today)}
        assert ("terms", term.id, True) in found
        assert {each for each in found if each[0] == "election-steps"} == {("election-steps", first.id, True)}
    steps.skip(store.journal, first)
    assert {each.record for each in reminders.due(date(2026, 3, 20)) if each.kind == "election-steps"} == {second.id}


def test_a_change_within_a_term_only_grows(store: Store) -> None:
    term = a_term(store)
    change = TermChange(term=term, type="resigned", day=date(2022, 1, 10), name="周明", office="chair")
    editing.save(store.journal, TERM_CHANGES, change)
    with pytest.raises(Refused, match="只增不改"):
        editing.save(store.journal, TERM_CHANGES, change)
    early = TermChange(term=term, type="resigned", day=date(2020, 1, 1), name="周明", office="chair")
    assert {each.rule for each in editing.check(TERM_CHANGES, early)} == {"change-in-term"}
