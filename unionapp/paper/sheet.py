"""The page being filled: margins, the place of the next line, what every page carries at head and foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from unionapp.paper.document import Align, Document
from unionapp.paper.fonts import clean, width
from unionapp.paper.layout import fit
from unionapp.paper.pen import MM, Pen, across
from unionapp.work import Progress

TOTAL = "total"
"""Name of the shared piece that holds the number of pages, known only at the end."""
PLACES: dict[int, tuple[Align, ...]] = {1: ("left",), 2: ("left", "right"), 3: ("left", "center", "right")}
RUNNING = 9.0
"""Type size of running heads and feet in points."""


@dataclass(frozen=True)
class Strip:
    """A piece of the text column: its height in points, and how to draw it below a given y.

    `keep` keeps it on one page with the next; `blank` falls away at the head of a page.
    """

    height: float
    draw: Callable[[PageSpace, float], None]
    keep: bool = False
    blank: bool = False


class PageSpace:
    """Hands out space from top to bottom and starts new pages.

    `leaf` is the number of pages before it in a bundle, None outside of one; `uncounted` that of the pages before
    the letter that is being drawn.
    """

    def __init__(self, pen: Pen, document: Document, progress: Progress, before: PageSpace | None = None) -> None:
        page = document.page
        top, right, bottom, left = (margin * MM for margin in page.margins)
        self.pen, self.document, self.progress = pen, document, progress
        self.left, self.right = left, page.width * MM - right
        self.top, self.bottom = page.height * MM - top, bottom
        self.y = self.top
        self.number = 1
        self.heading: list[Strip] = []
        self.names: count[int] = before.names if before else count(1)
        self.total = f"{TOTAL}{next(self.names)}" if before else TOTAL
        self.leaf: int | None = before.leaf + before.number if before and before.leaf is not None else None
        self.fresh = True
        self.uncounted = 0
        self._mark()

    @property
    def measure(self) -> float:
        """Width of the text column in points."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """Height left on this page in points."""
        return self.y - self.bottom

    @property
    def page_room(self) -> float:
        """Height of a further page under its heading."""
        return self.top - self.bottom - sum(strip.height for strip in self.heading)

    def take(self, height: float) -> float:
        """Moves down by a height and says where it began."""
        begun = self.y
        self.y -= height
        self.fresh = False
        return begun

    def put(self, strip: Strip) -> None:
        """Draws a strip here, whether or not it fits."""
        if self.fresh and strip.blank:
            return
        strip.draw(self, self.take(strip.height))

    def next_page(self, restart: bool = False) -> None:
        """Ends this page and begins another with its heading; `restart` begins the page numbers of a letter anew."""
        self.finish_page()
        self.uncounted = self.number if restart else self.uncounted
        self.number += 1
        self.y = self.top
        self._mark()
        for strip in self.heading:
            self.put(strip)
        self.fresh = True

    def finish_page(self) -> None:
        """Head and foot of the page, and the page itself."""
        self._foot()
        if self.leaf is not None:
            y = self.pen.page_size[1] - 9 * MM
            text = str(self.leaf + self.number)
            self.pen.aligned(self.left, self.pen.page_size[0] - 12 * MM, y, text, "song", 10.0, "right")
        self.pen.canvas.showPage()
        self.progress(self.number, 0, f"正在排版第 {self.number} 页")

    def _mark(self) -> None:
        """The word across the page, before anything that stands over it."""
        if self.document.mark:
            across(self.pen, clean(self.document.mark))

    def close(self) -> None:
        """Ends the last page and fills in the number of pages."""
        self.finish_page()
        if self.document.footer and not self.document.page.grid:
            text = f"{self.number} 页"
            self.pen.define(self.total, lambda: self.pen.text(0, 0, text, "song", RUNNING))

    def _foot(self) -> None:
        y = self.bottom - 5 * MM
        if self.document.closing:
            self.spread(self.document.closing, y - 3.5, 10.0)
            y -= 6 * MM
        if not self.document.footer:
            return
        if self.document.page.grid:
            self._letter_number()
        else:
            opening = f"第 {self.number} 页　共 "
            wide = width(opening, "song", RUNNING)
            x = (self.left + self.right - wide - 2.5 * RUNNING) / 2
            self.pen.text(x, y - 3.5, opening, "song", RUNNING)
            self.pen.shared(self.total, x + wide, y - 3.5)

    def _letter_number(self) -> None:
        """页码: 4号, 7 mm under the type area, odd pages right, even pages left (GB/T 9704-2012, 7.5)."""
        number = self.number - self.uncounted
        text = f"— {number} —"
        cell = self.measure / 28
        y = self.bottom - 7 * MM - 10
        align: Align = "right" if number % 2 else "left"
        self.pen.aligned(self.left + cell, self.right - cell, y, text, "song", 14.0, align)

    def parted(self, text: str, y: float, size: float) -> None:
        """Draws a line whose tabs part left, middle and right, made smaller when it is too long."""
        parts = [clean(part) for part in text.split("\t")]
        while size > 6 and sum(width(part, "song", size) for part in parts) + 12 * (len(parts) - 1) > self.measure:
            size -= 0.5
        for part, align in zip(parts, PLACES[min(len(parts), 3)], strict=False):
            self.pen.aligned(self.left, self.right, y, part, "song", size, align)

    def spread(self, text: str, y: float, size: float) -> None:
        """Draws a line whose tabs part it into fields of one width, with room for the pen behind each."""
        parts = [clean(part) for part in text.split("\t")]
        field = self.measure / len(parts)
        for number, part in enumerate(parts):
            fitted = fit(part, field, size * 2, "song", size, 6.0, wrap=False)
            self.pen.text(self.left + number * field, y, "".join(fitted.lines), "song", fitted.size)

    def header_strip(self, text: str) -> Strip:
        """The line of unit, period and filter over a table."""
        one_line = width(clean(text), "song", 7.0) + 24 <= self.measure
        whole = text if "\t" in text and one_line else ""
        broken = fit(text.replace("\t", "　"), self.measure, 28, "song", 10.0, 8.0)
        height = 16.0 if whole else broken.height + 4

        def draw(sheet: PageSpace, y: float) -> None:
            if whole:
                sheet.parted(whole, y - 11, 10.0)
                return
            for number, line in enumerate(broken.lines):
                sheet.pen.text(sheet.left, y - 10 - number * broken.leading, line, "song", broken.size)

        return Strip(height, draw, keep=True)
