"""Ledgers and forms, against the same strings and lines on a bare canvas."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from unionapp.office import cabinet
from unionapp.paper import fonts, pdf
from unionapp.paper.document import Cell, Document, FormGrid, LedgerEntry, LedgerPages, ListingColumn, Page, Title
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.values import money
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed

from .measure import Table, once

LINES = 25


def run(table: Table, out: Path) -> None:
    """All comparisons of this part."""
    fonts.runs("预备", "song")
    ours = once(lambda: pdf.render(_journal(25_000), io.BytesIO()))
    table.add("a journal of 25,000 entries with 承前页 and 过次页 (s)", ours, once(lambda: _bare_journal(25_000)), 1.5)
    with _book(out, 25_000) as store:
        wish = PrintRequest(month=Month(2026, 1), words={"whole": "True"})
        ours = once(lambda: pdf.render(cabinet.paper("bank-journal").document(store, wish), io.BytesIO()))
    table.add("the bank journal of 25,000 vouchers, read and drawn (s)", ours, once(lambda: _bare_journal(25_000)), 1.5)
    forms = [_form(number) for number in range(1000)]
    ours = once(lambda: [pdf.render(form, io.BytesIO()) for form in forms])
    table.add("1,000 filled one-page forms (s)", ours, once(lambda: [_bare_form(n) for n in range(1000)]), 2.0)


@contextmanager
def _book(out: Path, count: int) -> Iterator[Store]:
    """A data folder with a year of so many vouchers, all posted."""
    store = support.make_store(out / "journal")
    deeds = [
        Deed(
            date(2026, 1 + number * 12 // count, 1 + number % 28),
            (kept.Entry("50105", number), kept.Entry("102", 0, number)),
        )
        for number in range(1, count)
    ]
    kept.enter(store, kept.book(store), deeds)
    yield store
    store.close()


def _cells(number: int) -> tuple[str, ...]:
    amount = money.show(number * 137 % 900_000)
    return (
        f"{number % 12 + 1}月{number % 28 + 1}日",
        f"记-{number}",
        f"第{number}笔会员活动支出",
        amount,
        "",
        "借",
        amount,
    )


def _journal(count: int) -> Document:
    titles = ("日期", "凭证号", "摘要", "借方", "贷方", "方向", "余额")
    columns = tuple(
        ListingColumn(title, 8.0, kind="number" if title in ("借方", "贷方", "余额") else "text") for title in titles
    )

    def entries() -> Iterator[LedgerEntry]:
        for number in range(count):
            yield LedgerEntry(_cells(number), (number * 137 % 900_000, 0))

    book = LedgerPages(columns, entries(), carry=(3, 4), opening=(0, 0), latest=(5, 6), label=2)
    return Document("现金日记账", (Title("现金日记账"), book), Page(landscape=True), header="单位：青石镇总工会")


def _bare_journal(count: int) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(842, 595))
    ((font, _),) = fonts.runs("字", "song")
    for start in range(0, count, LINES):
        canvas.setFont(font, 10)
        for line in range(LINES + 2):
            for column, text in enumerate(_cells(start + line)):
                canvas.drawString(40 + column * 110, 520 - line * 18, text)
            canvas.line(40, 515 - line * 18, 800, 515 - line * 18)
        for column in range(8):
            canvas.line(40 + column * 110, 540, 40 + column * 110, 40)
        canvas.showPage()
    canvas.save()


def _texts(number: int) -> list[str]:
    return [f"第{number}号内容{field}青石镇总工会" for field in range(24)]


def _form(number: int) -> Document:
    cells = [Cell(text, label=place % 2 == 0) for place, text in enumerate(_texts(number))]
    rows = tuple(tuple(cells[at : at + 4]) for at in range(0, 24, 4))
    return Document("表", (Title("登记表"), FormGrid((30.0, 55.0, 30.0, 55.0), rows)))


def _bare_form(number: int) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(595, 842))
    ((font, _),) = fonts.runs("字", "song")
    canvas.setFont(font, 18)
    canvas.drawString(250, 780, "登记表")
    canvas.setFont(font, 10.5)
    for place, text in enumerate(_texts(number)):
        x, y = 60 + place % 4 * 120, 720 - place // 4 * 24
        canvas.drawString(x, y, text)
        canvas.rect(x, y - 6, 120, 24)
    canvas.showPage()
    canvas.save()
