"""What listings and books share: column widths from the contents, headings, and rows that are never clipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from unionapp.paper.document import Align, ListingColumn
from unionapp.paper.fonts import clean, width, widths
from unionapp.paper.layout import LEADING, Fitted, fit, heading
from unionapp.paper.pen import HAIR, THICK
from unionapp.paper.sheet import PageSpace

PAD = 3.0
"""Space between text and border in points."""
SMALLEST = 7.0
NARROW = 6.5
"""Columns up to so many characters wide keep their width when the others have to give way."""
NUMBER = 14
"""The same for columns of numbers."""
WRAPPED = 3
"""A cell has up to so many lines before its type gets smaller."""


@dataclass(frozen=True)
class TableRow:
    """A measured row: its cells broken into lines, and its height in points."""

    cells: tuple[Fitted, ...]
    height: float
    bold: bool = False


def column_widths(
    columns: Sequence[ListingColumn], sample: Sequence[Sequence[str]], measure: float, size: float
) -> list[float]:
    """Widths in points that fill the measure: by weight where given, else by what the sample holds."""
    wishes = [_wish(place, column, sample, size) for place, column in enumerate(columns)]
    for name, start, count in grouped(columns):
        missing = width(clean(name), "hei", size) + 2 * PAD - sum(wishes[start : start + count])
        for place in range(start, start + count) if name and missing > 0 else ():
            wishes[place] += missing / count
    if sum(wishes) <= measure:
        return _widened(columns, wishes, measure)
    whole = [column.kind == "number" or unbroken(place, sample) for place, column in enumerate(columns)]
    return _narrowed(whole, wishes, measure, size)


def _wish(place: int, column: ListingColumn, sample: Sequence[Sequence[str]], size: float) -> float:
    title = clean(column.title)
    half = title[: (len(title) + 1) // 2] if len(title) > 4 else title
    least = max((width(part, "hei", size) for part in half.split("\n")), default=0.0) + 2 * PAD
    if column.width:
        return max(column.width * size + 2 * PAD, least)
    texts = (line for row in sample for line in clean(row[place]).split("\n"))
    widest = max((width(text, "song", size) for text in texts), default=0.0)
    return max(widest + 2 * PAD + 1, least)


def _widened(columns: Sequence[ListingColumn], wishes: list[float], measure: float) -> list[float]:
    """What is left over goes to the columns by their widths, so that the table fills the measure."""
    scale = measure / sum(wishes)
    return [wish * scale for wish in wishes]


def unbroken(place: int, sample: Sequence[Sequence[str]]) -> bool:
    """Whether a column holds numbers of papers and telephones, which should stay on one line."""
    texts = {row[place] for row in sample if row[place]}
    return bool(texts) and all(text.isascii() and " " not in text for text in texts)


def _narrowed(whole: list[bool], wishes: list[float], measure: float, size: float) -> list[float]:
    """Numbers and narrow columns keep their width; the wide ones share what is left, the widest giving most."""
    firm = [wish <= (NUMBER if one else NARROW) * size for one, wish in zip(whole, wishes, strict=True)]
    rest = measure - sum(wish for wish, stays in zip(wishes, firm, strict=True) if stays)
    loose = [wish for wish, stays in zip(wishes, firm, strict=True) if not stays]
    if rest < len(loose) * 4 * size:
        return shared(wishes, measure)
    given = iter(shared(loose, rest))
    return [wish if stays else next(given) for wish, stays in zip(wishes, firm, strict=True)]


def shared(wishes: Sequence[float], measure: float) -> list[float]:
    """The wishes cut down to one common cap, so that together they fill the measure."""
    rest, cap = measure, measure
    for number, wish in enumerate(sorted(wishes)):
        cap = rest / (len(wishes) - number)
        if wish >= cap:
            break
        rest -= wish
    return [min(wish, cap) for wish in wishes]


class Table:
    """Measures and draws the rows of one table on a sheet."""

    def __init__(
        self,
        sheet: PageSpace,
        columns: Sequence[ListingColumn],
        sample: Sequence[Sequence[str]],
        size: float,
        row: float,
    ) -> None:
        self.sheet, self.columns, self.size, self.row_height = sheet, columns, size, row
        self.wide = column_widths(columns, sample, sheet.measure, size)
        self.edges = [sheet.left]
        for wide in self.wide:
            self.edges.append(self.edges[-1] + wide)
        self.aligns: list[Align] = [
            "right" if column.kind == "number" and column.align == "left" else column.align for column in columns
        ]
        self.table = widths("song")
        self.red: list[tuple[float, float, float, float]] = []
        self.ruled: list[tuple[float, float, bool]] = []
        self.head = f"head{next(sheet.names)}"
        self.head_height = self._define_head()

    def measure(self, cells: Sequence[str], bold: bool = False) -> TableRow:
        """Breaks the cells of a row and finds its height."""
        size, height, get = self.size, self.row_height, self.table.__getitem__
        found = []
        for text, wide, column in zip(cells, self.wide, self.columns, strict=True):
            if text.isprintable() and sum(map(get, text)) * size <= wide - 2 * PAD:
                found.append(Fitted((text,), size, size * LEADING))
                continue
            limit = size * LEADING * WRAPPED
            wrap = column.wrap and column.kind == "text"
            fitted = fit(text, wide - 2 * PAD, limit, "song", size, SMALLEST, wrap)
            height = max(height, fitted.height + 2 * PAD)
            found.append(fitted)
        return TableRow(tuple(found), height, bold)

    def start(self) -> None:
        """The heading at this place of the page."""
        y = self.sheet.take(self.head_height)
        self.sheet.pen.shared(self.head, 0, y)
        self.ruled = [(y - self.head_height, y - self.head_height, False)]

    def draw(self, row: TableRow) -> None:
        """Draws a row at this place of the page."""
        y = self.sheet.take(row.height)
        pen, edges = self.sheet.pen, self.edges
        for place, cell in enumerate(row.cells):
            first = y - (row.height - cell.height) / 2 - cell.leading / 2 - 0.38 * cell.size
            for number, line in enumerate(cell.lines):
                if line:
                    left, right = edges[place] + PAD, edges[place + 1] - PAD
                    base = first - number * cell.leading
                    pen.aligned(left, right, base, line, "song", cell.size, self.aligns[place], row.bold)
        self.ruled.append((y, y - row.height, True))

    def band(self, text: str) -> None:
        """Draws a heading across all columns."""
        fitted = fit(text, self.sheet.measure - 2 * PAD, self.row_height, "hei", self.size, SMALLEST)
        height = max(self.row_height, fitted.height + 2 * PAD)
        y = self.sheet.take(height)
        first = y - (height - fitted.height) / 2 - fitted.leading / 2 - 0.38 * fitted.size
        for number, line in enumerate(fitted.lines):
            self.sheet.pen.text(self.edges[0] + PAD, first - number * fitted.leading, line, "hei", fitted.size)
        self.ruled.append((y, y - height, False))

    def red_line(self, double: bool) -> None:
        """通栏红线 under the row just drawn: single for a month, double for a year."""
        left, right, y = self.edges[0], self.edges[-1], self.sheet.y
        self.red += [(left, y + up, right, y + up) for up in ((0.0, 2.5) if double else (0.0,))]

    def finish(self) -> None:
        """The borders of what stands on this page."""
        left, right = self.edges[0], self.edges[-1]
        inner = [(left, bottom, right, bottom) for _top, bottom, _columns in self.ruled[1:-1]]
        for columns, group in groupby(self.ruled, lambda piece: piece[2]):
            pieces = list(group)
            if columns:
                top, bottom = pieces[0][0], pieces[-1][1]
                inner += [(x, top, x, bottom) for x in self.edges[1:-1]]
        self.sheet.pen.path(inner, HAIR)
        if len(self.ruled) > 1:
            self.sheet.pen.box(left, self.ruled[-1][1], right, self.ruled[0][0], THICK)
        self.sheet.pen.path(self.red, 1.0, red=True)
        self.red = []

    def pieces(self, row: TableRow, room: float, further: float) -> list[TableRow]:
        """A row higher than a page, cut between lines: the first piece fits `room`, the others `further`."""
        found: list[TableRow] = []
        rest = list(row.cells)
        while any(cell.lines for cell in rest):
            taken, rest = cut_cells(rest, (further if found else room) - 2 * PAD)
            found.append(TableRow(tuple(taken), max(cell.height for cell in taken) + 2 * PAD, row.bold))
        return found

    def _define_head(self) -> float:
        """Draws the heading once as a shared piece below its origin, and tells its height."""
        groups = self._groups()
        titles = [self._head_text(column.title, wide) for column, wide in zip(self.columns, self.wide, strict=True)]
        low = max([self.row_height, *(title.height + 2 * PAD for title in titles)])
        high = max([0.0, *(max(self.row_height, text.height + PAD) for _place, _count, text in groups)])
        self.sheet.pen.define(self.head, lambda: self._draw_head(titles, groups, high, low))
        return low + high

    def _head_text(self, text: str, wide: float) -> Fitted:
        return heading(text, wide - 2 * PAD, "hei", self.size)

    def _groups(self) -> list[tuple[int, int, Fitted]]:
        """The headings over neighbouring columns: first column, number of columns, text."""
        found = []
        for name, start, count in grouped(self.columns):
            if name:
                found.append((start, count, self._head_text(name, sum(self.wide[start : start + count]))))
        return found

    def _draw_head(self, titles: list[Fitted], groups: list[tuple[int, int, Fitted]], high: float, low: float) -> None:
        pen, edges = self.sheet.pen, self.edges
        for place, title in enumerate(titles):
            top = -high if self.columns[place].group else 0.0
            self._centred(title, edges[place], edges[place + 1], top, -high - low)
            if place:
                same = high and self.columns[place].group and self.columns[place].group == self.columns[place - 1].group
                pen.path([(edges[place], -high if same else 0.0, edges[place], -high - low)])
        for start, count, text in groups:
            left, right = edges[start], edges[start + count]
            self._centred(text, left, right, 0.0, -high)
            pen.path([(left, -high, right, -high)])
        pen.box(edges[0], -high - low, edges[-1], 0, THICK)

    def _centred(self, text: Fitted, left: float, right: float, top: float, bottom: float) -> None:
        first = (top + bottom + text.height - text.leading) / 2 - 0.38 * text.size
        for number, line in enumerate(text.lines):
            self.sheet.pen.aligned(left, right, first - number * text.leading, line, "hei", text.size, "center")


def grouped(columns: Sequence[ListingColumn]) -> list[tuple[str, int, int]]:
    """Neighbouring columns under one heading: its text, the first column, how many."""
    found: list[tuple[str, int, int]] = []
    for place, column in enumerate(columns):
        if found and column.group and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], found[-1][2] + 1)
        else:
            found.append((column.group, place, 1))
    return found


def cut_cells(cells: Sequence[Fitted], room: float) -> tuple[list[Fitted], list[Fitted]]:
    """The lines of each cell that fit into a height, at least one, and those that are left."""
    counts = [max(1, int(room / cell.leading + 0.001)) for cell in cells]
    taken = [Fitted(c.lines[:n], c.size, c.leading) for c, n in zip(cells, counts, strict=True)]
    return taken, [Fitted(c.lines[n:], c.size, c.leading) for c, n in zip(cells, counts, strict=True)]
