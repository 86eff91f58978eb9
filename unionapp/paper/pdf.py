"""Draws documents as PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import BinaryIO

from unionapp.errors import Refused
from unionapp.paper.book import draw_book
from unionapp.paper.contents import contents_strips, define_place
from unionapp.paper.document import (
    Block,
    Bookmark,
    Bundle,
    Contents,
    Copies,
    Document,
    FormGrid,
    LedgerPages,
    Listing,
    PageBreak,
    Paragraph,
    Signature,
    Title,
)
from unionapp.paper.flow import kept_before, paginate, setting, strips, text_strips
from unionapp.paper.grid import draw_grid
from unionapp.paper.listing import draw_listing
from unionapp.paper.pen import MM, Pen
from unionapp.paper.sheet import PageSpace, Strip
from unionapp.store import disk
from unionapp.work import Progress, silent

DRAWING = RLock()
"""One document at a time: the fonts' readers keep a place in their file, which threads would shift."""


def render(document: Document, out: Path | BinaryIO, progress: Progress = silent) -> int:
    """Draws the document into a file and tells how many pages it has.

    The same document always gives the same bytes. A file appears only when it is complete; raises Trouble where it
    cannot be written, Refused for a picture that cannot be read, and lets `Stopped` of the progress through.
    """
    buffer = io.BytesIO()
    with DRAWING:
        pages = _draw(document, buffer, progress)
    if not isinstance(out, Path):
        out.write(buffer.getvalue())
        return pages
    disk.write_whole(out, buffer.getvalue())
    return pages


def _draw(document: Document, out: BinaryIO, progress: Progress) -> int:
    loose = isinstance(document, Bundle) and document.loose
    pen = Pen(out, _size(document), document.title)
    sheet, pages = PageSpace(pen, document, progress), 0
    if not loose:
        sheet.leaf = 0 if isinstance(document, Bundle) else None
        _Blocks(sheet, document).draw(document.blocks)
        sheet.close()
        pages = sheet.number
    if isinstance(document, Bundle):
        pages += _draw_parts(document, sheet)
    pen.canvas.save()
    return pages


def _size(document: Document) -> tuple[float, float]:
    """Width and height of the sheets in points."""
    return document.page.width * MM, document.page.height * MM


def _draw_parts(bundle: Bundle, sheet: PageSpace) -> int:
    """Every part on its own format; then the contents learn where each begins. How many pages they have."""
    pen, pages = sheet.pen, 0
    for place, (title, part) in enumerate(bundle.parts):
        if place or not bundle.loose:
            pen.turn(_size(part))
        sheet = PageSpace(pen, part, sheet.progress, sheet)
        begins = (sheet.leaf or 0) + 1
        pen.bookmark(title, sheet.top)
        _Blocks(sheet, part).draw(part.blocks)
        sheet.close()
        pages += sheet.number
        if not bundle.loose:
            define_place(pen, place, begins)
    return pages


class _Blocks:
    """The blocks of a document, one after another."""

    def __init__(self, sheet: PageSpace, document: Document) -> None:
        self.sheet, self.document = sheet, document
        self.way = setting(document.page)
        self.waiting: list[Strip] = []
        self.headed = False

    def draw(self, blocks: Iterable[Block]) -> None:
        """Draws all blocks."""
        for block in blocks:
            self._block(block)
        self._flush()

    def _block(self, block: Block) -> None:
        match block:
            case FormGrid():
                self._flush()
                draw_grid(self.sheet, block)
            case Listing():
                self._flush()
                draw_listing(self.sheet, block)
            case LedgerPages():
                self._flush()
                draw_book(self.sheet, block)
            case PageBreak():
                self._flush()
                self.sheet.next_page(block.restart)
            case Bookmark():
                self._flush()
                self.sheet.pen.bookmark(block.text, self.sheet.y)
            case Contents():
                self.waiting += contents_strips(block, self.way)
            case Copies():
                self._flush()
                self._copies(block)
            case Signature():
                self.waiting = kept_before(self.waiting) + strips(block, self.way)
            case Title():
                self._title(block)
            case _:
                self.waiting += strips(block, self.way)

    def _copies(self, block: Copies) -> None:
        """Draws the sheet once, and puts it down as often as wanted."""
        sheet, name = self.sheet, f"copy{next(self.sheet.names)}"
        page = block.document.page

        def draw() -> None:
            inner = _Single(sheet.pen, block.document, sheet.progress)
            _Blocks(inner, block.document).draw(block.document.blocks)

        sheet.pen.define(name, draw)
        high = page.height * MM
        for number in range(block.count):
            place = number % block.up
            if place == 0 and not sheet.fresh:
                sheet.next_page()
            sheet.pen.shared(name, 0, sheet.pen.page_size[1] - (place + 1) * high)
            if place:
                edge, y = 6 * MM, sheet.pen.page_size[1] - place * high
                right = sheet.pen.page_size[0]
                sheet.pen.path([(0, y, edge, y), (right - edge, y, right, y)])
            sheet.fresh = False

    def _title(self, block: Title) -> None:
        """A title; the first carries the line of unit and period, and decides what further pages repeat."""
        made = strips(block, self.way)
        if not self.headed:
            self.headed = True
            if self.document.header:
                made.append(self.sheet.header_strip(self.document.header))
            self.sheet.heading = made if self.document.repeat_title else self._running()
        self.waiting += made

    def _running(self) -> list[Strip]:
        """The small title over further pages; letters and single forms have none."""
        if self.document.page.grid or not self.document.header:
            return []
        small = text_strips(Paragraph(self.document.title, indent=False, align="center", style="small"), self.way)
        return [*small, self.sheet.header_strip(self.document.header)]

    def _flush(self) -> None:
        paginate(self.sheet, self.waiting)
        self.waiting = []


class _Single(PageSpace):
    """A sheet that has no further page."""

    def next_page(self, restart: bool = False) -> None:
        """What does not fit is refused."""
        raise Refused(f"“{self.document.title}”一张纸放不下。请在参数设置里换大一号的纸，或者减少空白栏后再打印。")
