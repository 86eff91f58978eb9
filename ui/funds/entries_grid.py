"""The entries of a voucher in the grid: accounts by typing, debit or credit, and how far the two sides are apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Book, Opening
from unionapp.subjects.funds.vouchers.models import VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES
from unionapp.values import money

from ui.funds.accounts import AccountEdit, read_account
from ui.grid.lines_grid import GridColumn, LinesGrid
from ui.session import Session

TwoSided = TypeVar("TwoSided", VoucherLine, Opening)
"""A line with an account and an amount on one of two sides."""
_SIDES = {"debit": "credit", "credit": "debit"}


class TwoSides(LinesGrid[TwoSided]):
    """Lines with an account, a debit and a credit; the sums of both sides and their difference stand below."""

    def settled(self, line: TwoSided, name: str) -> None:
        """An amount stands on one side only; the name of the account follows its number."""
        if name in _SIDES and line.__data__.get(name):
            setattr(line, _SIDES[name], None)
        if name == "account":
            line.account_name = self.known.name(line.account) if line.account else ""

    def skips(self, line: TwoSided, name: str) -> bool:
        """Who filled the debit does not come to the credit."""
        return name == "credit" and bool(line.debit)

    def missing(self, line: TwoSided, name: str) -> int | None:
        """What makes both sides equal."""
        others = [each for each in self.model.rows if each is not line]
        gap = sum((each.credit or 0) - (each.debit or 0) for each in others)
        amount = gap if name == "debit" else -gap
        return amount if name in _SIDES and amount else None

    def deeds(self) -> list[tuple[str, str, Callable[[], object]]]:
        """With the amount that is missing."""
        return [*super().deeds(), ("补平金额", "=", self.balance)]

    def gap(self) -> int:
        """Debit less credit in fen."""
        sums = self.model.sums()
        return sums["debit"] - sums["credit"]

    def foot_words(self) -> str:
        """Both sums, and whether they are equal."""
        return two_sides(self.model.sums()["debit"], self.model.sums()["credit"])

    @property
    def known(self) -> Chart:
        """The accounts of the book."""
        return chart.read()


def two_sides(debit: int, credit: int) -> str:
    """The sums of both sides and their difference in words."""
    gap = debit - credit
    side = "借方" if gap > 0 else "贷方"
    apart = f"✕ 借贷不平：{side}多 {money.show(abs(gap))} 元" if gap else "✓ 借贷相等"
    return f"借方合计 {money.show(debit)} 元　贷方合计 {money.show(credit)} 元　{apart}"


def account_column(known: Callable[[], Chart], wide: int = 20) -> GridColumn:
    """The column of accounts: number and full name, never the number alone (附录1 第一部分 五)."""
    return GridColumn(
        "account",
        wide,
        title="会计科目",
        edit=lambda: AccountEdit(known(), VOUCHER_LINES.fields["account"]),
        shown=lambda line: f"{line.account} {known().name(line.account)}" if line.account else "",
        read=lambda text: read_account(known(), text),
    )


class EntriesGrid(TwoSides[VoucherLine]):
    """The entries of a voucher of a book."""

    def __init__(self, session: Session, book: Book) -> None:
        self.book = book
        columns = (
            GridColumn("summary", 10, carried=True),
            account_column(lambda: chart.read(book), 16),
            GridColumn("debit", 7, summed=True),
            GridColumn("credit", 7, summed=True),
            GridColumn("project", 8),
            GridColumn("party", 6),
        )
        super().__init__(session, VOUCHER_LINES, columns, VoucherLine)

    @property
    def known(self) -> Chart:
        """The accounts that the book may use."""
        return chart.read(self.book)
