"""What a union lives on, as its books tell it: last year's income, and what it owns at the end of that year."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.subjects.funds.books import periods
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements.statements import balance_sheet, income_expenditure
from unionapp.subjects.unions.models import Union


@dataclass(frozen=True)
class YearMeans:
    """Income of a year and what there is at its end, in fen."""

    year: int
    carried: int
    """上年结余累计: what the year left of funds carried and free."""
    dues: int
    contributions: int
    """本级留成: the part of the employers' 2 % that is income."""
    other_income: int
    fixed: int
    """Fixed assets at net value."""
    current: int
    other: int

    @property
    def total(self) -> int:
        """All that is owned."""
        return self.fixed + self.current + self.other


def of_year(union: Union, year: int) -> YearMeans | None:
    """The means of a union by its own books; None where it keeps none for that year here."""
    book = Book.select().where(Book.union == union.id, Book.active).order_by(Book.id).first()
    if book is None or periods.since(book).year > year:
        return None
    flows, sheet = income_expenditure(book, year), balance_sheet(book, year)

    def flow(key: str) -> int:
        return flows.line(key).values[0] or 0

    def stood(key: str) -> int:
        return sheet.line(key).values[1] or 0

    fixed, current = stood("fixed"), stood("current")
    return YearMeans(
        year,
        flow("ending"),
        flow("401"),
        flow("402"),
        flow("income") - flow("401") - flow("402"),
        fixed,
        current,
        stood("assets") - fixed - current,
    )
