"""What the papers of elections have in common: pages, cells, dates, numbers and names as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from unionapp.paper.document import Block, Cell, Document, Page, PageBreak, Paragraph
from unionapp.paper.facts import BLANK
from unionapp.records.options import Option
from unionapp.values.partialdate import PartialDate
from unionapp.values.periods import chinese_date

FORM = Page(margins=(20.0, 20.0, 18.0, 20.0))
WIDE = Page(landscape=True, margins=(16.0, 14.0, 15.0, 14.0))
EM = "　"
DIGITS = "零一二三四五六七八九"


def label(text: str, span: int = 1, rows: int = 1, bold: bool = False, height_mm: float = 0.0) -> Cell:
    """A heading within a form."""
    return Cell(text, span, rows, label=True, align="center", bold=bold, height_mm=height_mm)


def cell(text: str = "", span: int = 1, height_mm: float = 0.0) -> Cell:
    """A field in the middle of its box."""
    return Cell(text, span, align="center", height_mm=height_mm)


def chinese(day: date | None) -> str:
    """A date, or room for the pen."""
    return chinese_date(day) if day else "____年__月__日"


def spaced_date(day: date | None) -> str:
    """A date at the foot of a form, or room for the pen without lines."""
    return chinese_date(day) if day else "　　　　年　　月　　日"


def month_of(day: PartialDate | None) -> str:
    """出生年月 as tables write it: 1985.03; the year alone where no more is known."""
    return str(PartialDate(day.year, day.month)).replace("-", ".") if day else ""


def figure(value: int | None) -> str:
    """A number within a sentence, or a short line for the pen."""
    return "____" if value is None else str(value)


def plain(value: int | None) -> str:
    """A number in a table, empty where it is not known."""
    return "" if value is None else str(value)


def words(text: str | None, blank: str = BLANK) -> str:
    """A text within a sentence, or a line for the pen."""
    return text or blank


def numeral(number: int | None) -> str:
    """第几 in Chinese numerals up to 99."""
    if number is None or not 0 < number < 100:
        return "__" if number is None else str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def percent(part: int | None, whole: int | None) -> str:
    """A share with one decimal, as reports write it; a line for the pen where it cannot be reckoned."""
    if part is None or not whole:
        return "____%"
    return f"{part * 100 / whole:.1f}".rstrip("0").rstrip(".") + "%"


def share(option: Option[int]) -> str:
    """A share that a clerk may set, as papers write it."""
    return f"{option.value / 100:g}%"


def padded(name: str) -> str:
    """A name of two characters as wide as one of three."""
    return f"{name[0]}{EM}{name[1]}" if len(name) == 2 else name


def listed(names: Iterable[str], blank: str = BLANK) -> str:
    """Names one after another."""
    return "、".join(names) or blank


def numbered_no(number: str, year: int | None) -> str:
    """发文字号, or its frame for the pen."""
    return number or f"　　工〔{year or '　　'}〕　　号"


def titled(union: str, rest: str, most: int = 26) -> str:
    """A heading of a union's name and what follows: two lines, broken between them, where one is too narrow."""
    return f"{union}{rest}" if len(union) + len(rest) <= most else f"{union}\n{rest}"


def empty_rows(count: int, columns: int) -> list[list[str]]:
    """Numbered rows to be filled by hand."""
    return [[str(number), *[""] * (columns - 1)] for number in range(1, count + 1)]


def small(text: str, align: str = "left") -> Paragraph:
    """A note under or over a form."""
    return Paragraph(text, indent=False, style="small", align="right" if align == "right" else "left")


def with_blocks(document: Document, blocks: Sequence[Block]) -> Document:
    """A letter with tables or lists behind it."""
    return replace(document, blocks=(*document.blocks, *blocks))


def joined(first: Document, *further: Document) -> Document:
    """Papers of one format after another, each on a new page."""
    blocks: list[Block] = [*first.blocks]
    for each in further:
        blocks += [PageBreak(restart=True), *each.blocks]
    return replace(first, blocks=tuple(blocks))
