"""What of a book is to be closed next, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books import projects
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.closing import readiness
from unionapp.values.periods import Month


@dataclass(frozen=True)
class Next:
    """What is to be closed next: a month, or (without one) a year; and what stands against it."""

    year: int
    month: Month | None
    problems: Sequence[Problem]
    leftover: Sequence[Project] = ()
    """Finished projects with earmarked money, which a year's end may set free."""

    @property
    def words(self) -> str:
        """2026年9月, 2026年度."""
        return self.month.chinese() if self.month is not None else f"{self.year}年度"


def next_of(book: Book, today: date) -> Next:
    """The first month or year that is not closed yet, and what stands against it."""
    last = books.last_closed(book)
    if last is not None and last.month == 12 and not books.is_year_closed(book.id, last.year):
        problems = readiness.ready_to_close_year(book, last.year, today)
        over = any(each.rule == "finished" for each in problems)
        return Next(last.year, None, problems, projects.finished_earmarks(book) if over else ())
    month = last.next() if last is not None else books.since(book)
    return Next(month.year, month, readiness.ready_to_close(book, month, today))
