"""Every line of both statements of every month, against a reckoning written apart from the program: sums in a dict."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.statements import means, statements, turnover
from unionapp.subjects.funds.statements.forms import Statement
from unionapp.values.periods import Month

from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry
from tests.support import passing_store

SHEET = {
    "money": ("101", "102"),
    **{each: (each,) for each in ("111", "121", "131", "132", "135", "141", "151", "161", "162", "171", "181", "182")},
    "163": ("-163",),
    "172": ("-172",),
    "current": ("101", "102", "111", "121", "131", "132", "135", "141"),
    "fixed": ("162", "163"),
    "intangible": ("171", "172"),
    "assets": ("1",),
    **{each: (f"-{each}",) for each in ("201", "211", "212", "215", "221", "301", "311", "321", "322", "331", "332")},
    "341": ("-341",),
    "liabilities": ("-2",),
    "net": ("-3",),
    "claims": ("-2", "-3"),
}
"""What each line of 01 sums, as the regulation says; a minus for what stands on the credit side."""
FLOWS = {
    **{each: (f"-{each}",) for each in ("401", "402", "403", "404", "405", "406", "407", "408", "411")},
    **{each: (each,) for each in ("501", "502", "503", "504", "505", "506", "507", "508", "509", "510", "521")},
    "income": ("-4",),
    "spending": ("5",),
    "surplus": ("-4", "-5"),
    "adjusted": ("-32101", "-32201", "-33101", "-33201", "-33202"),
}
# fmt: off
ACCOUNTS = (
    "101", "102", "10201", "131", "132", "135", "141", "151", "161", "162", "163", "171", "172", "181", "182", "211",
    "21202", "215", "221", "30101", "30104", "311", "32101", "32102", "32201", "33201", "341", "401", "402", "40301",
    "40302", "40401", "405", "408", "50101", "50105", "50206", "50305", "50404", "50405", "50504", "50702", "50801",
    "510", "521",
)
# fmt: on
FEN = st.one_of(st.integers(1, 100_000), st.just(999_999_999_999))


def reckoned(amounts: dict[str, int], items: tuple[str, ...]) -> int:
    total = 0
    for item in items:
        sign, start = (-1, item[1:]) if item.startswith("-") else (1, item)
        total += sign * sum(fen for account, fen in amounts.items() if account.startswith(start))
    return total


def closed_to(account: str, special: bool) -> str:
    """Where income and spending end, by the text of the regulation: dues and general subsidies never earmarked."""
    if account[0] not in "45":
        return account
    if account == "40401":
        return "33103"
    if account == "40302" or (special and account not in ("401", "40301")):
        return "32103"
    return "32203"


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[date, str, str, int, bool, str]]:
    one = st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from(ACCOUNTS),
        st.sampled_from(ACCOUNTS),
        st.one_of(FEN, FEN.map(lambda fen: -fen)),
        st.booleans(),
        st.sampled_from(("posted", "posted", "posted", "approved", "draft")),
    )
    return draw(st.lists(one, max_size=30))


def values(statement: Statement, place: int) -> dict[str, int | None]:
    return {line.key: line.values[place] for line in statement.lines if line.key}


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(deeds(), st.lists(st.tuples(st.sampled_from(ACCOUNTS[:24]), FEN), max_size=8))
def test_every_line_of_every_month_is_what_the_vouchers_add_up_to(
    entered: list[tuple[date, str, str, int, bool, str]], begun: list[tuple[str, int]]
) -> None:
    with passing_store() as store:
        book = kept.book(store)
        special = kept.project(store, book, "帮扶资金")
        amounts = [*begun, ("32205", -sum(fen for _, fen in begun))]
        kept.open_with(store, book, 2026, amounts)
        kept.enter(store, book, [_deed(each, special) for each in entered])
        posted = [each for each in entered if each[5] == "posted"]
        opening: Counter[str] = Counter()
        for account, fen in amounts:
            opening[account] += fen
        for month in range(1, 13):
            _compare(book, month, opening, posted)


def _deed(each: tuple[date, str, str, int, bool, str], special: Project) -> Deed:
    day, debit, credit, fen, earmarked, state = each
    project = special if earmarked else None
    return Deed(day, (Entry(debit, fen, 0, project), Entry(credit, 0, fen, project)), state=state)


def _compare(
    book: Book, month: int, opening: Counter[str], posted: list[tuple[date, str, str, int, bool, str]]
) -> None:
    ended, here, so_far = Counter(opening), Counter[str](), Counter[str]()
    for day, debit, credit, fen, special, _ in posted:
        for account, signed in ((debit, fen), (credit, -fen)):
            if day.month <= month:
                ended[closed_to(account, special)] += signed
                so_far[account] += signed
            if day.month == month:
                here[account] += signed
    sheet = statements.balance_sheet(book, Month(2026, month))
    assert values(sheet, 0) == {key: reckoned(opening, items) for key, items in SHEET.items()}
    assert values(sheet, 1) == {key: reckoned(ended, items) for key, items in SHEET.items()}
    assert sheet.line("assets").values == sheet.line("claims").values
    flows = statements.income_expenditure(book, Month(2026, month))
    blank = dict.fromkeys(("opening", "opening-carried", "opening-free", "ending", "ending-carried", "ending-free"))
    assert values(flows, 0) == {key: reckoned(here, items) for key, items in FLOWS.items()} | blank
    assert values(flows, 1) == {key: reckoned(so_far, items) for key, items in FLOWS.items()} | blank
    _compare_trial(book, month, opening, posted)


def _compare_trial(
    book: Book, month: int, opening: Counter[str], posted: list[tuple[date, str, str, int, bool, str]]
) -> None:
    trial = statements.trial_balance(book, Month(2026, month))
    for line in trial.lines[:-1]:
        begun = reckoned(opening, (line.key,))
        turned = [0, 0, 0, 0]
        for day, debit, credit, fen, _, _ in posted:
            for side, account in enumerate((debit, credit)):
                if account.startswith(line.key):
                    begun += (-fen if side else fen) if day.month < month else 0
                    turned[side] += fen if day.month == month else 0
                    turned[2 + side] += fen if day.month <= month else 0
        ended = begun + turned[0] - turned[1]
        sides = (max(begun, 0), max(-begun, 0), *turned, max(ended, 0), max(-ended, 0))
        assert line.values == sides, line.key
    total = trial.lines[-1].values
    assert (total[0], total[2], total[4], total[6]) == (total[1], total[3], total[5], total[7])


def year(store: Store) -> Book:
    """A year with an opening, earmarked and free money, an adjustment and an asset; then a year after it."""
    book = kept.book(store)
    special = kept.project(store, book, "帮扶资金")
    kept.open_with(store, book, 2026, [("102", 1_000_000), ("162", 500_000), ("30104", -500_000), ("32205", -800_000)])
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
            Deed(date(2026, 5, 2), (Entry("50105", -10_000), Entry("101", 0, -10_000)), sort="reversal"),
            Deed(date(2026, 5, 3), (Entry("30104", 5_000), Entry("163", 0, 5_000))),
            Deed(date(2027, 1, 5), (Entry("102", 1_000), Entry("408", 0, 1_000))),
        ],
    )
    return book


def test_the_year_tells_what_it_began_and_ended_with_and_the_next_begins_there(store: Store) -> None:
    book = year(store)
    flows = statements.income_expenditure(book, 2026)
    assert flows.columns == ("本年数", "上年数")
    assert [flows.line(key).values for key in ("opening", "opening-carried", "opening-free")] == [
        (1_000_000, None),
        (200_000, None),
        (800_000, None),
    ]
    assert [flows.line(key).values[0] for key in ("adjusted", "income", "spending", "surplus")] == [
        7_000,
        390_000,
        150_000,
        240_000,
    ]
    assert [flows.line(key).values[0] for key in ("ending", "ending-carried", "ending-free")] == [
        1_247_000,
        380_000,
        867_000,
    ]
    after = statements.income_expenditure(book, 2027)
    assert after.line("opening").values == (1_247_000, 1_000_000)
    assert after.line("401").values == (0, 90_000)
    sheet, former = statements.balance_sheet(book, Month(2027, 1)), statements.balance_sheet(book, 2026)
    assert former.columns == ("年初余额", "年末余额")
    assert "零余额" not in "".join(line.label for line in former.lines)
    assert [line.values[0] for line in sheet.lines if line.key != "111"] == [line.values[1] for line in former.lines]
    assert statements.cross_checks(book, 2026) == []
    assert statements.cross_checks(book, 2027) == []
    assert [statements.cross_checks(book, Month(2026, month)) for month in range(1, 13)] == [[]] * 12


def test_what_a_year_carries_over_stands_only_where_a_balance_may_stand(store: Store) -> None:
    book = year(store)
    left = turnover.carried_over(book, 2026)
    assert {account for account, _, _ in left} == {"101", "102", "162", "163", "30104", "32104", "32205"}
    assert sum(fen for (account, _, _), fen in left.items() if account == "32104") == -380_000
    assert {project for (account, project, _) in left if account == "32104"} == {1}
    assert sum(left.values()) == 0


def test_closing_vouchers_are_no_turnover_and_leave_the_statements_as_they_were(store: Store) -> None:
    book = year(store)
    before = [statements.income_expenditure(book, 2026), statements.balance_sheet(book, 2026)]
    special = 1
    closing = (Entry("401", 90_000), Entry("32203", 0, 60_000), Entry("50105", 0, 30_000))
    kept.enter(
        store,
        book,
        [
            Deed(date(2026, 12, 31), closing, sort="closing"),
            Deed(
                date(2026, 12, 31),
                (Entry("40302", 300_000, 0, special), Entry("32103", 0, 300_000, special)),
                "closing",
            ),
            Deed(
                date(2026, 12, 31),
                (Entry("32103", 120_000, 0, special), Entry("50404", 0, 120_000, special)),
                "closing",
            ),
        ],
    )
    assert [statements.income_expenditure(book, 2026), statements.balance_sheet(book, 2026)] == before
    trial = statements.trial_balance(book, Month(2026, 12))
    assert trial.columns[-4:] == ("结转借方", "结转贷方", "期末余额借方", "期末余额贷方")
    assert trial.line("401").values == (0, 90_000, 0, 0, 0, 90_000, 90_000, 0, 0, 0)
    assert trial.line("50105").values == (30_000, 0, 0, 0, 30_000, 0, 0, 30_000, 0, 0)
    assert trial.columns[:2] == ("期初余额借方", "期初余额贷方")


def test_a_book_begun_within_a_year_takes_the_months_before_along(store: Store) -> None:
    book = kept.book(store, "2026-07")
    kept.open_with(store, book, 2026, [("102", 150_000), ("32205", -100_000), ("401", -80_000), ("50105", 30_000)])
    kept.enter(store, book, [Deed(date(2026, 7, 9), (Entry("102", 500), Entry("401", 0, 500)))])
    flows = statements.income_expenditure(book, Month(2026, 7))
    assert flows.line("401").values == (500, 80_500)
    assert flows.line("surplus").values == (500, 50_500)
    sheet = statements.balance_sheet(book, Month(2026, 7))
    assert sheet.line("322").values == (150_000, 150_500)
    whole = statements.income_expenditure(book, 2026)
    assert [whole.line(key).values[0] for key in ("opening", "surplus", "ending")] == [100_000, 50_500, 150_500]
    assert statements.cross_checks(book, Month(2026, 7)) == []
    with pytest.raises(Refused, match="2026年7月启用"):
        statements.balance_sheet(book, Month(2026, 6))


def test_what_does_not_agree_is_said_with_its_source(store: Store) -> None:
    book = kept.book(store)
    kept.open_with(store, book, 2026, [("102", 100_000), ("32205", -90_000)])
    kept.enter(store, book, [Deed(date(2026, 1, 9), (Entry("162", 5_000), Entry("102", 0, 5_000)))])
    kept.enter(store, book, [Deed(date(2026, 1, 10), (Entry("32205", 7_000), Entry("102", 0, 7_000)))])
    found = statements.cross_checks(book, Month(2026, 1))
    assert [problem.rule for problem in found] == [
        "statement-sides",
        "statement-sides",
        "statement-asset-fund",
        "statement-ending",
    ]
    assert "100.00 元" in found[0].message
    assert all(problem.article for problem in found)
    kept.open_with(store, book, 2027, [("102", 88_001), ("162", 5_000), ("32205", -83_000)])
    assert "statement-beginning" in {problem.rule for problem in statements.cross_checks(book, 2027)}


def test_drafts_count_only_where_asked(store: Store) -> None:
    book = kept.book(store)
    kept.enter(store, book, [Deed(date(2026, 1, 9), (Entry("102", 5_000), Entry("401", 0, 5_000)), state="draft")])
    assert statements.income_expenditure(book, Month(2026, 1)).line("401").values == (0, 0)
    drafts = statements.income_expenditure(book, Month(2026, 1), include_unposted=True)
    assert drafts.line("401").values == (5_000, 5_000)
    assert turnover.balances(book, Month(2026, 1), include_unposted=True) == {"102": 5_000, "32203": -5_000}


def test_what_a_union_lived_on_in_a_year_is_told_by_its_books(store: Store) -> None:
    made = kept.book(store, "2025-01")
    lines = (
        (Entry("102", debit=300_00), Entry("401", credit=300_00)),
        (Entry("102", debit=500_00), Entry("402", credit=500_00)),
        (Entry("102", debit=200_00), Entry("408", credit=200_00)),
        (Entry("50404", debit=100_00), Entry("102", credit=100_00)),
    )
    kept.enter(store, made, [Deed(date(2025, 3, 1), each) for each in lines])
    found = means.of_year(made.union, 2025)
    assert found is not None
    assert (found.dues, found.contributions, found.other_income, found.carried) == (300_00, 500_00, 200_00, 900_00)
    assert (found.total, found.fixed, found.current, found.other) == (900_00, 0, 900_00, 0)
    assert means.of_year(made.union, 2024) is None
