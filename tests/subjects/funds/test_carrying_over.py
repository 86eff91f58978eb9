"""Closing a year changes no statement, and leaves for the next what the statements had said it would."""

from __future__ import annotations

from datetime import date

from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.closing import actions as closing
from unionapp.subjects.funds.statements import statements, turnover
from unionapp.subjects.funds.statements.forms import Statement
from unionapp.subjects.funds.vouchers import chain
from unionapp.values.periods import Month, months_of

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry


def closed(store: Store) -> tuple[Book, dict[turnover.Key, int], list[Statement]]:
    """A year with earmarked and free money, closed; what it would leave and what it said before the closing."""
    book = kept.book(store)
    special = kept.project(store, book, "帮扶资金")
    kept.open_with(store, book, 2026, [("101", 100_000), ("102", 1_000_000), ("32205", -900_000)])
    kept.open_with(store, book, 2026, [("32104", -200_000)], special)
    kept.enter(
        store,
        book,
        [
            Deed(date(2026, 2, 1), (Entry("102", 90_000), Entry("401", 0, 90_000))),
            Deed(date(2026, 3, 1), (Entry("102", 300_000, 0, special), Entry("40302", 0, 300_000, special))),
            Deed(date(2026, 3, 2), (Entry("50404", 120_000, 0, special), Entry("102", 0, 120_000))),
            Deed(date(2026, 4, 1), (Entry("102", 7_000), Entry("32201", 0, 7_000))),
            Deed(date(2026, 5, 1), (Entry("50105", 40_000), Entry("101", 0, 40_000))),
            Deed(date(2026, 6, 1), (Entry("135", 500, party="张三"), Entry("101", 0, 500))),
            Deed(date(2026, 7, 1), (Entry("102", 800, 0, special), Entry("408", 0, 800, special))),
        ],
    )
    left = turnover.carried_over(book, 2026)
    said = told(book)
    for month in months_of(2026):
        closing.close_month(store.journal, book, month, "试账，不对账。", date(2027, 1, 4))
    closing.close_year(store.journal, book, 2026, day=date(2027, 1, 4))
    return book, left, said


def told(book: Book) -> list[Statement]:
    """What the statements of the year and of its months say."""
    made = (statements.balance_sheet, statements.income_expenditure)
    periods: tuple[statements.When, ...] = (2026, *months_of(2026))
    return [make(book, when) for make in made for when in periods]


def test_the_statements_of_a_closed_year_are_those_before_it_was_closed(store: Store) -> None:
    book, _, said = closed(store)
    assert told(book) == said
    assert statements.cross_checks(book, 2026) == []


def test_the_next_year_begins_with_what_was_foreseen(store: Store) -> None:
    book, left, _ = closed(store)
    assert Opening.select().where(Opening.year == 2027).exists()
    assert turnover.opening(book, 2027) == left
    assert statements.cross_checks(book, Month(2027, 1)) == []


def test_income_and_spending_are_level_once_closed(store: Store) -> None:
    book, _, _ = closed(store)
    trial = statements.trial_balance(book, 2026)
    ended = {line.key: line.values[-2:] for line in trial.lines}
    assert all(sides == (0, 0) for key, sides in ended.items() if key[0] in "45")
    standing = {key for key, sides in ended.items() if key[:3] in ("321", "322") and len(key) > 3 and any(sides)}
    assert standing == {"32104", "32205"}
    assert trial.line("401").values[2:4] == (0, 90_000)
    assert {problem.rule for problem in chain.gaps(book)} == set()
