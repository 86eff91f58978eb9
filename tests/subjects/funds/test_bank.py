"""Bank statement against journal: suggestions come to the same on both sides, and the two balances agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking import pairing, reconciling
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.pairing import BankMovement
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)
FIRST = date(2026, 1, 1)


@st.composite
def items(draw: st.DrawFn) -> list[BankMovement]:
    amounts = draw(st.lists(st.integers(-5, 5).filter(bool), max_size=12))
    days = st.integers(0, 60)
    return [
        BankMovement(place, FIRST + timedelta(draw(days)), fen * 100, "", "", "")
        for place, fen in enumerate(amounts, 1)
    ]


@given(items(), items())
def test_suggestions_use_everything_once_and_come_to_the_same(
    lines: list[BankMovement], journal: list[BankMovement]
) -> None:
    found = pairing.pair(lines, journal)
    used = [number for each in found for number in each.lines]
    booked = [number for each in found for number in each.entries]
    assert len(used) == len(set(used))
    assert len(booked) == len(set(booked))
    of_line, of_entry = ({item.id: item for item in side} for side in (lines, journal))
    for each in found:
        assert sum(of_line[n].fen for n in each.lines) == sum(of_entry[n].fen for n in each.entries)


@given(items())
def test_a_statement_like_the_journal_is_matched_whole(lines: list[BankMovement]) -> None:
    assert {(each.lines, each.entries) for each in pairing.pair(lines, lines)} <= {
        ((line.id,), (other.id,)) for line in lines for other in lines if line.fen == other.fen
    }
    assert len(pairing.pair(lines, lines)) == len(lines)


def test_reference_and_party_decide_between_equals() -> None:
    line = BankMovement(1, FIRST, 100, "", "20260001", "甲公司")
    near = BankMovement(2, FIRST, 100, "", "", "乙公司")
    right = BankMovement(3, FIRST + timedelta(3), 100, "", "20260001", "甲公司")
    assert pairing.pair([line], [near, right])[0].entries == (3,)


@pytest.fixture
def book(store: Store) -> Book:
    """An account with four entries in January and one in February."""
    made = kept.book(store)
    kept.open_with(store, made, 2026, [("102", 1000_00), ("32205", -1000_00)])
    kept.enter(
        store,
        made,
        [
            Deed(date(2026, 1, 5), (Entry("102", 300_00), Entry("401", credit=300_00))),
            Deed(date(2026, 1, 8), (Entry("50102", 120_00), Entry("102", credit=120_00))),
            Deed(date(2026, 1, 8), (Entry("50102", 80_00), Entry("102", credit=80_00))),
            Deed(date(2026, 1, 31), (Entry("50501", 50_00), Entry("102", credit=50_00))),
            Deed(date(2026, 2, 3), (Entry("102", 7_00), Entry("408", credit=7_00))),
        ],
    )
    return made


def line(store: Store, book: Book, day: date, fen: int, balance: int) -> BankLine:
    made = BankLine(
        book=book,
        account="102",
        day=day,
        summary="转账",
        balance=balance,
        income=fen if fen > 0 else None,
        spending=-fen if fen < 0 else None,
    )
    editing.save(store.journal, BANK_LINES, made)
    return made


@pytest.fixture
def lines(store: Store, book: Book) -> list[BankLine]:
    """The statement: income, one transfer for two entries, interest not yet booked, January's last payment late."""
    return [
        line(store, book, date(2026, 1, 6), 300_00, 1300_00),
        line(store, book, date(2026, 1, 9), -200_00, 1100_00),
        line(store, book, date(2026, 1, 31), 7_00, 1107_00),
        line(store, book, date(2026, 2, 2), -50_00, 1057_00),
    ]


def test_a_month_is_reconciled(store: Store, book: Book, lines: list[BankLine]) -> None:
    found = bank.match(book, "102", JANUARY)
    assert sorted((len(each.lines), len(each.entries)) for each in found) == [(1, 1), (1, 2)]
    bank.accept(store.journal, found)
    table = reconciling.adjust(book, "102", JANUARY)
    assert (table.statement, table.journal) == (1107_00, 1050_00)
    assert [item.fen for item in table.bank_only] == [7_00]
    assert [item.fen for item in table.journal_only] == [-50_00]
    assert table.journal_adjusted == table.statement_adjusted == 1057_00
    assert reconciling.unreconciled(book, JANUARY) == ["102"]
    record = reconciling.reconcile(store.journal, book, "102", JANUARY, date(2026, 2, 3), by="李四")
    assert (record.balanced, record.open_items) == (True, 2)
    assert reconciling.unreconciled(book, JANUARY) == []


def test_a_reconciled_month_that_changed_since_is_to_be_done_again(
    store: Store, book: Book, lines: list[BankLine]
) -> None:
    bank.accept(store.journal, bank.match(book, "102", JANUARY))
    reconciling.reconcile(store.journal, book, "102", JANUARY, date(2026, 2, 3))
    assert reconciling.unreconciled(book, JANUARY) == []
    bank.release(store.journal, [BankLine.get_by_id(lines[0].id)])
    assert reconciling.unreconciled(book, JANUARY) == ["102"]
    store.journal.undo()
    assert reconciling.unreconciled(book, JANUARY) == []
    line(store, book, date(2026, 1, 31), 9_00, 1116_00)
    assert reconciling.unreconciled(book, JANUARY) == ["102"]


def test_what_was_open_closes_the_next_month_and_january_stays(store: Store, book: Book, lines: list[BankLine]) -> None:
    bank.accept(store.journal, bank.match(book, "102", JANUARY))
    january = reconciling.adjust(book, "102", JANUARY)
    bank.accept(store.journal, bank.match(book, "102", FEBRUARY))
    assert bank.open_items(book, "102", FEBRUARY) == ([], [])
    assert reconciling.adjust(book, "102", JANUARY) == january
    assert reconciling.adjust(book, "102", FEBRUARY).agrees


def test_matching_is_taken_back_by_hand_and_by_undo(store: Store, book: Book, lines: list[BankLine]) -> None:
    before = bank.open_items(book, "102", JANUARY)
    bank.accept(store.journal, bank.match(book, "102", JANUARY))
    store.journal.undo()
    assert bank.open_items(book, "102", JANUARY) == before
    store.journal.redo()
    bank.release(store.journal, list(BankLine.select()))
    assert bank.open_items(book, "102", JANUARY) == before


def test_unequal_sides_are_refused(store: Store, book: Book, lines: list[BankLine]) -> None:
    entry = bank.entries(book, "102", JANUARY.last())[0]
    with pytest.raises(Refused, match="金额不等"):
        bank.accept(store.journal, [pairing.Match((lines[1].id,), (entry.id,), 0)])


def test_a_matched_line_is_not_changed(store: Store, book: Book, lines: list[BankLine]) -> None:
    bank.accept(store.journal, bank.match(book, "102", JANUARY))
    first = BankLine.get_by_id(lines[0].id)
    first.income = 1
    with pytest.raises(Refused, match="取消对账"):
        editing.save(store.journal, BANK_LINES, first)
