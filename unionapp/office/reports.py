"""Reports as plain rows, for the screen, the command line and papers alike: which there are, and for which period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month, year_first, year_last


@dataclass(frozen=True)
class ReportPeriod:
    """The days that a report is about, and the set of books where it is about one."""

    first: date
    last: date
    title: str
    book: Book | None = None

    @classmethod
    def of_month(cls, month: Month) -> ReportPeriod:
        """A calendar month."""
        return cls(month.first(), month.last(), month.chinese())

    @classmethod
    def of_year(cls, year: int) -> ReportPeriod:
        """A calendar year."""
        return cls(year_first(year), year_last(year), f"{year}年度")

    @property
    def when(self) -> Month | int:
        """The month, or the year where it is a whole one."""
        month = Month.of(self.first)
        return month if month == Month.of(self.last) else month.year


@dataclass(frozen=True)
class ReportRow:
    """One line: what it is about, and one figure per column."""

    key: str
    label: str
    values: tuple[int | str, ...]


@dataclass(frozen=True)
class Report:
    """A table of figures with its period and the union that gives it."""

    title: str
    period: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    head: str = "工会"
    """What the lines are about."""

    def plain(self) -> dict[str, object]:
        """The report as it goes out: rows as objects, each figure under its heading."""
        rows = [{"key": row.key, "label": row.label, **self._named(row)} for row in self.rows]
        return {"title": self.title, "period": self.period, "unit": self.unit, "rows": rows}

    def _named(self, row: ReportRow) -> dict[str, int | str]:
        return dict(zip(self.columns, row.values, strict=True))


@dataclass(frozen=True)
class ReportOffer:
    """A report that can be asked for."""

    id: str
    title: str
    make: Callable[[ReportPeriod], Report]
    reading: str
    """The right to read what it is about."""
    of_book: bool = False
    """Whether it is about one set of books, which the period then names."""
