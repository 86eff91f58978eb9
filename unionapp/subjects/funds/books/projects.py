"""The projects of a book by how far they are."""

from __future__ import annotations

from unionapp.subjects.funds.books.models import Book, Project


def unfinished(book: Book) -> list[Project]:
    """The projects that money is still spent on."""
    return list(Project.select().where(Project.book == book.id, ~Project.closed))


def finished_earmarks(book: Book) -> list[Project]:
    """The finished projects of earmarked money (专项), what is left of which a year's end may set free."""
    return list(Project.select().where(Project.book == book.id, Project.closed, Project.earmarked))
