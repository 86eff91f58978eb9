"""What the papers of funds share: which book and which period is meant, pages, amounts, and how books are bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from unionapp.paper.document import Bundle, Cell, Contents, Document, FormGrid, Page, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements.statements import When, unit_of
from unionapp.values import money
from unionapp.values.periods import Month, chinese_date, year_first, year_last

T = TypeVar("T")
UPRIGHT = Page(margins=(16.0, 15.0, 17.0, 18.0))
WIDE = Page(landscape=True, margins=(14.0, 12.0, 16.0, 14.0))
BOOK = Question("book", fields.Text("账套", help="账套的名称；空着就是本级工会的账套"))
WHOLE = Question("whole", fields.YesNo("整年", help="选“是”就按所选月份的那一年打印全年"))
EMPTY = "还没有账套。请先在“账套”里为本级工会建一套账，录入期初余额，再记账、打印。"


def book_of(store: Store, request: PrintRequest) -> Book | None:
    """The book that is named, else that of the union, else the township's own; None where none was set up yet."""
    words = request.words.get("book", "")
    if words:
        return books.named(words)
    return books.own() if request.union is None else books.of_union(request.union)


def when(request: PrintRequest) -> When:
    """The month or the year that is meant: the month unless the whole year is asked for, this year where none is."""
    if request.month is not None and request.words.get("whole") != str(True):
        return request.month
    return request.month.year if request.month is not None else request.year or date.today().year


def days(book: Book, period: When) -> tuple[date, date]:
    """First and last day of a period, not before the book was begun."""
    if isinstance(period, Month):
        return period.first(), period.last()
    return max(year_first(period), books.since(book).first()), year_last(period)


def months(book: Book, period: When) -> tuple[Month, Month]:
    """First and last month of a period, not before the book was begun."""
    first, last = days(book, period)
    return Month.of(first), Month.of(last)


def period_words(period: When) -> str:
    """2026年9月, 2026年度."""
    return period.chinese() if isinstance(period, Month) else f"{period}年度"


def printed_by(store: Store) -> str:
    """打印痕迹: the day and who prints."""
    return f"打印：{date.today().isoformat()} {store.operator}"


def amount(fen: int) -> str:
    """An amount as it stands in a column."""
    return money.show(fen)


def filled(fen: int) -> str:
    """An amount, nothing for nought."""
    return money.show(fen) if fen else ""


def spaced(count: int) -> str:
    """Room for the pen, so many characters wide."""
    return "　" * count


def of_book(gather: Callable[[Store, Book, PrintRequest], T]) -> Callable[[Store, PrintRequest], T | None]:
    """Gathers what a paper says of the book that is meant; None where there is no book."""

    def gathered(store: Store, request: PrintRequest) -> T | None:
        book = book_of(store, request)
        return None if book is None else gather(store, book, request)

    return gathered


def drawn(title: str, draw: Callable[[T], Document]) -> Callable[[T | None], Document]:
    """Draws what was gathered; without a book the page says what to do first."""

    def made(facts: T | None) -> Document:
        if facts is None:
            return Document(title, (Title(title), Paragraph(EMPTY, style="song")), UPRIGHT)
        return draw(facts)

    return made


@dataclass(frozen=True)
class Binding:
    """What the first page of an account book says (账簿启用表, 《会计基础工作规范》第59条)."""

    title: str
    unit: str
    period: str
    begun: date
    keeper: str
    chief: str


def binding(book: Book, title: str, period: When, keeper: str) -> Binding:
    """The first page of a book of accounts kept by somebody."""
    return Binding(title, unit_of(book), period_words(period), days(book, period)[0], keeper, book.accountant)


def bound(facts: Binding, page: Page, parts: Sequence[tuple[str, Document]]) -> Document:
    """One account as it is; several in one file, behind 账簿启用表 and 目录."""
    if len(parts) == 1:
        return parts[0][1]
    rows = (
        (label("单位名称"), Cell(facts.unit, span=3)),
        (label("账簿名称"), Cell(facts.title), label("期　　间"), Cell(facts.period)),
        (label("启用日期"), Cell(chinese_date(facts.begun)), label("账户个数"), Cell(f"{len(parts)} 个")),
        (label("记账人员"), Cell(facts.keeper), label("会计主管"), Cell(facts.chief)),
        (label("交接记录"), Cell("", span=3, height_mm=24)),
        (label("单位盖章"), Cell("", span=3, height_mm=30)),
    )
    blocks = (
        Title(facts.title),
        Paragraph("账簿启用表", indent=False, align="center"),
        Space(3),
        FormGrid((26.0, 60.0, 26.0, 60.0), rows, row_mm=10.0),
        Space(4),
        Paragraph("目　　录", indent=False, align="center", style="hei"),
        Contents(tuple(title for title, _ in parts)),
    )
    return Bundle(facts.title, blocks, page, parts=tuple(parts))
