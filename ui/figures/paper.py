"""Taking out what a table of figures shows: onto paper, and into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from unionapp import paths
from unionapp.later import later
from unionapp.paper.document import Document, Listing, ListingColumn, Page, Title
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import formats
from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month
from unionapp.work import Progress

from ui import tasks
from ui.figures.table import FigureRow, Head, sheet
from ui.kit import messages
from ui.kit.folders import written
from ui.records.columns import is_figure
from ui.session import Session

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")

_UPRIGHT = 6
"""Up to so many columns stand on upright paper."""


def shown_paper(title: str, above: str, heads: Sequence[Head], lines: Sequence[FigureRow]) -> Paper:
    """The paper that prints a table of figures as it is shown."""

    def draw(facts: object) -> Document:
        page = Page(landscape=len(heads) > _UPRIGHT, margins=(16.0, 12.0, 15.0, 12.0))
        columns = tuple(_column(head) for head in heads)
        rows = [
            [formats.show(head.field, value) for head, value in zip(heads, line.values, strict=True)] for line in lines
        ]
        listing = Listing(columns, rows, size=9.0, row_mm=6.4)
        return Document(title, (Title(title), listing), page, header=above)

    return Paper("shown-figures", title, "list", lambda store, request: None, draw)


def _column(head: Head) -> ListingColumn:
    figure = is_figure(head.field)
    wide = 3.2 if head.stretch else 0.0
    return ListingColumn(
        head.field.label,
        wide and float(head.letters) * 3.6,
        "right" if figure else "left",
        "number" if figure else "text",
    )


def book_request(book: Book, month: Month | None, whole: bool = False, account: str = "") -> PrintRequest:
    """What the papers of funds are asked: of which book, which month or its year, which account."""
    words = {"book": book.uid, "account": account, "whole": str(True) if whole else ""}
    return PrintRequest(month=month, words={name: value for name, value in words.items() if value})


def save_sheet(
    session: Session,
    parent: QWidget,
    title: str,
    above: Sequence[str],
    heads: Sequence[Head],
    lines: Sequence[FigureRow],
) -> None:
    """Write a table of figures into a workbook that the clerk names, off the GUI thread."""
    path = messages.save_file(parent, f"导出{title}", f"{title}.xlsx", "Excel 表格 (*.xlsx)")
    if path is None:
        return
    made, journal = sheet(title, heads, lines, above), session.store.journal

    def work(progress: Progress) -> int:
        writer.write(path, (made,), progress)
        journal.note(f"导出“{title}”到“{paths.shown(path.name)}”")
        return len(lines)

    tasks.run(
        parent,
        f"导出{title}",
        work,
        lambda count: written(parent, path, f"已导出 {count:,} 行到“{paths.shown(path.name)}”"),
    )
