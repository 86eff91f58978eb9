"""Drawing a fixed form: cells spanning columns and rows, rows as high as their contents, over pages if need be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unionapp.paper.document import Align, Cell, FormGrid
from unionapp.paper.fonts import Role, clean
from unionapp.paper.layout import LEADING, Fitted, fit, heading
from unionapp.paper.pen import HAIR, MM, THICK
from unionapp.paper.sheet import PageSpace

PAD = 3.5
"""Space between text and border in points."""
SMALLEST = 9.0
USUAL_LINES = 3
"""A cell has up to so many lines before its type gets smaller."""
GAP = 5.0
"""Space under a form."""
UPRIGHT = str.maketrans("（）《》“”—…", "︵︶︽︾﹁﹂︱︙")
"""Signs as they stand in vertical text."""
MANY = 8
"""A cell of so many lines may be cut by a page break, which costs up to one line."""
LINE_MM = 8.0
"""Height of a blank line for the pen."""


@dataclass(frozen=True)
class Placed:
    """A cell with its place: first row and column, and the text still to be drawn."""

    cell: Cell
    row: int
    column: int
    text: Fitted
    foot: Fitted

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.row + self.cell.rows

    def least(self, row_height: float) -> float:
        """The least height of the cell in points."""
        blank = self.cell.height_mm * MM
        written = self.text.height + self.foot.height + 2 * PAD if self.text.lines or self.foot.lines else 0.0
        if self.cell.lines:
            written += self.cell.lines * LINE_MM * MM
        return max(blank, written, row_height if self.cell.rows == 1 else 0.0)


class Form:
    """A grid laid out in points: where its columns and rows are, and which cell stands where."""

    def __init__(self, grid: FormGrid, measure: float) -> None:
        self.grid = grid
        scale = min(1.0, measure / (sum(grid.widths) * MM))
        self.edges = [(measure - sum(grid.widths) * MM * scale) / 2]
        for wide in grid.widths:
            self.edges.append(self.edges[-1] + wide * MM * scale)
        tall = [max((cell.height_mm for cell in row if cell.rows == 1), default=0.0) * MM for row in grid.rows]
        self.cells = [self._placed(row, column, cell, tall[row]) for row, column, cell in places(grid)]
        self.heights = self._heights()

    def _placed(self, row: int, column: int, cell: Cell, tall: float) -> Placed:
        size = cell.size or self.grid.size
        wide = self.edges[column + cell.span] - self.edges[column] - 2 * PAD
        none = Fitted((), size, size * LEADING)
        foot = fit(cell.foot, wide, size * LEADING * 3, face(cell), size, SMALLEST) if cell.foot else none
        free = max(tall - foot.height - 2 * PAD, size * LEADING * max(USUAL_LINES, cell.text.count("\n") + 1))
        return Placed(cell, row, column, self._text(cell, size, wide, free), foot)

    def _text(self, cell: Cell, size: float, wide: float, free: float) -> Fitted:
        if not cell.text or cell.photo:
            return Fitted((), size, size * LEADING)
        if cell.vertical:
            stacked = tuple(character for character in clean(cell.text).translate(UPRIGHT) if character != "\n")
            return Fitted(stacked, size, size * 1.15)
        if cell.label:
            return heading(cell.text, wide, face(cell), size, most=9)
        return fit(cell.text, wide, free, face(cell), size, min(size, SMALLEST))

    def _heights(self) -> list[float]:
        usual = self.grid.row_mm * MM
        heights = [usual] * len(self.grid.rows)
        for row in range(len(heights)):
            single = [placed.least(usual) for placed in self.cells if placed.row == row and placed.cell.rows == 1]
            heights[row] = max(single, default=usual)
        for placed in sorted((one for one in self.cells if one.cell.rows > 1), key=lambda one: one.end):
            missing = placed.least(usual) + placed.text.leading - sum(heights[placed.row : placed.end])
            if placed.cell.label or placed.cell.photo or len(placed.text.lines) < MANY:
                missing -= placed.text.leading
            heights[placed.end - 1] += max(0.0, missing)
        return heights


def face(cell: Cell) -> Role:
    """Labels and contents are both 宋体; bold ones 黑体."""
    return "hei" if cell.bold else "song"


def places(grid: FormGrid) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and column; places taken by cells spanning rows are passed over."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column + cell.span > len(grid.widths) or row + cell.rows > len(grid.rows):
                raise ValueError(f"row {row + 1} of the form is wider or higher than the form: {cell.text!r}")
            taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(column, column + cell.span)}
            yield row, column, cell
            column += cell.span


def draw_grid(sheet: PageSpace, grid: FormGrid) -> None:
    """Draws the form from here on; under other matter it starts a new page when it would fit there but not here."""
    form = Form(grid, sheet.measure)
    whole = sum(form.heights)
    begun = sheet.top - sheet.y > sheet.page_room / 4
    if whole > sheet.room + 0.1 and whole <= sheet.page_room + 0.1 and begun:
        sheet.next_page()
    _Parts(sheet, form).draw()


@dataclass(frozen=True)
class RowStretch:
    """A stretch of rows, or a piece of one row, on one page: rows, and height of each in points."""

    first: int
    heights: tuple[float, ...]
    to_continue: bool = False


class _Parts:
    """The form page by page."""

    def __init__(self, sheet: PageSpace, form: Form) -> None:
        self.sheet, self.form = sheet, form
        self.rest = {id(placed): placed.text for placed in form.cells}

    def draw(self) -> None:
        row, heights = 0, self.form.heights
        while row < len(heights):
            if heights[row] > self.sheet.room + 0.1:
                if self._must_be_cut(heights[row]):
                    self._tall(row)
                    row += 1
                else:
                    self.sheet.next_page()
                continue
            end, used = row, 0.0
            while end < len(heights) and used + heights[end] <= self.sheet.room + 0.1:
                used += heights[end]
                end += 1
            self._part(RowStretch(row, tuple(heights[row:end])))
            row = end
            if row < len(heights) and not self._must_be_cut(heights[row]):
                self.sheet.next_page()
        self.sheet.take(min(GAP, max(0.0, self.sheet.room)))

    def _must_be_cut(self, height: float) -> bool:
        """Whether a row that does not fit here is cut: it fits no page, or would leave much of this one empty."""
        page = self.sheet.page_room
        return height > page + 0.1 or (height > page / 3 and self.sheet.room > page / 3)

    def _tall(self, row: int) -> None:
        """A row higher than a page, in pieces."""
        if self.sheet.room < 4 * self.form.grid.row_mm * MM:
            self.sheet.next_page()
        left = self.form.heights[row]
        last = False
        while not last:
            room = self.sheet.room
            last = left <= room + 0.1
            self._part(RowStretch(row, (min(left, room),), to_continue=not last))
            left = max(left - room, self._unwritten(row))
            if not last:
                self.sheet.next_page()

    def _unwritten(self, row: int) -> float:
        """The height that the texts still need which end in this row."""
        ending = [placed for placed in self.form.cells if placed.row <= row and placed.end == row + 1]
        return max((self.rest[id(one)].height + one.foot.height + 2 * PAD for one in ending), default=0.0)

    def _part(self, part: RowStretch) -> None:
        top = self.sheet.take(sum(part.heights))
        tops = [top]
        for height in part.heights:
            tops.append(tops[-1] - height)
        end = part.first + len(part.heights)
        rules = []
        for placed in self.form.cells:
            if placed.row < end and placed.end > part.first:
                high = tops[max(placed.row, part.first) - part.first]
                low = tops[min(placed.end, end) - part.first]
                last = placed.end <= end and not part.to_continue
                left, right = self._sides(placed)
                if placed.cell.border:
                    rules += [(left, low, right, low), (right, low, right, high)]
                    rules += [(left, high, right, high), (left, low, left, high)]
                self._fill(placed, (left, low, right, high), last)
                if placed.cell.strike:
                    foot = tops[min(placed.row + placed.cell.strike, end) - part.first]
                    rules.append((right, high, left, foot))
        self.sheet.pen.path(list(dict.fromkeys(rules)), HAIR)
        if all(placed.cell.border for placed in self.form.cells):
            edges = self.form.edges
            left, right = self.sheet.left + edges[0], self.sheet.left + edges[-1]
            self.sheet.pen.box(left, tops[-1], right, tops[0], THICK)

    def _sides(self, placed: Placed) -> tuple[float, float]:
        edges, start = self.form.edges, self.sheet.left
        return start + edges[placed.column], start + edges[placed.column + placed.cell.span]

    def _fill(self, placed: Placed, box: tuple[float, float, float, float], last: bool) -> None:
        """Draws what of a cell's contents stands in this part; the rest waits for the next page."""
        left, low, right, high = box
        if placed.cell.photo and self.rest[id(placed)] is placed.text:
            self.sheet.pen.picture(placed.cell.photo, left + 2, low + 2, right - 2, high - 2)
        text = self.rest[id(placed)]
        count = len(text.lines) if last else max(0, int((high - low - 2 * PAD) / text.leading + 0.01))
        self.rest[id(placed)] = replace(text, lines=text.lines[count:])
        self._draw_lines(placed, replace(text, lines=text.lines[:count]), box)
        if last and placed.foot.lines:
            foot = placed.foot
            self._lines(face(placed.cell), foot, (left, right), low + PAD + foot.height, "right")

    def _draw_lines(self, placed: Placed, text: Fitted, box: tuple[float, float, float, float]) -> None:
        cell = placed.cell
        left, low, right, high = box
        at_top = cell.top or cell.lines or cell.foot
        align: Align = "center" if cell.vertical else cell.align or usual_align(cell, text)
        gap = PAD if at_top else max(0.0, (high - low - text.height) / 2)
        self._lines(face(cell), text, (left, right), high - gap, align, cell.red)

    def _lines(
        self, role: Role, text: Fitted, sides: tuple[float, float], top: float, align: Align, red: bool = False
    ) -> None:
        left, right = sides
        first = top - text.leading / 2 - 0.38 * text.size
        for number, line in enumerate(text.lines):
            base = first - number * text.leading
            self.sheet.pen.aligned(left + PAD, right - PAD, base, line, role, text.size, align, red=red)


def usual_align(cell: Cell, text: Fitted) -> Align:
    """Labels and single lines stand in the middle; longer text and what stands at the top begin at the left."""
    if cell.label:
        return "center"
    return "left" if len(text.lines) > 1 or cell.top or cell.lines or cell.foot else "center"
