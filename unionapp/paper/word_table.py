"""Forms and listings as Word tables: fixed column widths, spanning cells, a heading that repeats."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Row, CT_Tbl
from docx.shared import Mm
from docx.table import Table as WordTable

from unionapp.paper.document import Align, Band, Cell, FormGrid, Listing, ListingColumn
from unionapp.paper.fonts import clean
from unionapp.paper.grid import LINE_MM, places
from unionapp.paper.pen import MM, prepared
from unionapp.paper.table import column_widths, grouped

TWIPS = 1440 / 25.4
"""Word's unit of length per millimetre."""
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class WordCell:
    """A Word cell: text, columns spanned, part of a vertical merge, and looks."""

    text: str
    span: int = 1
    merge: str = ""
    align: Align = "left"
    size: float = 10.5
    face: str = "宋体"
    top: bool = False
    upright: bool = False
    foot: str = ""


def run(text: str, face: str, size: float) -> str:
    """A run of text in WordprocessingML; line breaks stay line breaks."""
    half = round(size * 2)
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}"/>'
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n")]
    return f'<w:r><w:rPr>{fonts}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'


def paragraph(text: str, align: Align, face: str, size: float) -> str:
    """One paragraph of a cell."""
    space = '<w:spacing w:before="0" w:after="0"/>'
    return f'<w:p><w:pPr>{space}<w:jc w:val="{align}"/></w:pPr>{run(text, face, size)}</w:p>'


def cell_xml(box: WordCell, wide: float) -> str:
    """A cell of `wide` mm."""
    span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
    merge = f'<w:vMerge w:val="{box.merge}"/>' if box.merge else ""
    upright = '<w:textDirection w:val="tbRlV"/>' if box.upright else ""
    place = f'<w:vAlign w:val="{"top" if box.top else "center"}"/>'
    inner = f'<w:tcW w:w="{round(wide * TWIPS)}" w:type="dxa"/>{span}{merge}{upright}{place}'
    content = paragraph(box.text, box.align, box.face, box.size)
    if box.foot:
        content += paragraph(box.foot, "right", box.face, box.size)
    return f"<w:tc><w:tcPr>{inner}</w:tcPr>{content}</w:tc>"


def row_xml(boxes: Sequence[WordCell], widths: Sequence[float], height: float, heading: bool = False) -> CT_Row:
    """A row of at least `height` mm; heading rows repeat on every page."""
    cells = []
    column = 0
    for box in boxes:
        cells.append(cell_xml(box, sum(widths[column : column + box.span])))
        column += box.span
    repeated = "<w:tblHeader/>" if heading else ""
    size = f'<w:trHeight w:val="{round(height * TWIPS)}" w:hRule="atLeast"/>'
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr>{size}{repeated}</w:trPr>{''.join(cells)}</w:tr>")


def table_xml(widths: Sequence[float]) -> CT_Tbl:
    """An empty bordered table with fixed columns (mm)."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in BORDERS)
    columns = "".join(f'<w:gridCol w:w="{round(wide * TWIPS)}"/>' for wide in widths)
    total = round(sum(widths) * TWIPS)
    sides = (("top", 30), ("left", 60), ("bottom", 30), ("right", 60))
    inner = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in sides)
    margins = f"<w:tblCellMar>{inner}</w:tblCellMar>"
    look = f'<w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
    fixed = f'<w:tblPr>{look}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
    return parse_xml(f"<w:tbl {nsdecls('w')}>{fixed}<w:tblGrid>{columns}</w:tblGrid></w:tbl>")


def add_grid(body: WordDocument, grid: FormGrid) -> None:
    """Puts a form at the end of a Word document."""
    table = table_xml(grid.widths)
    at = {(row, column): cell for row, column, cell in places(grid)}
    below = {(row + down, column): cell for (row, column), cell in at.items() for down in range(1, cell.rows)}
    for row in range(len(grid.rows)):
        boxes = []
        column = 0
        high = grid.row_mm
        while column < len(grid.widths):
            cell = at.get((row, column)) or below.get((row, column)) or Cell()
            boxes.append(grid_box(cell, grid, (row, column) in below))
            if cell.rows == 1:
                high = max(high, cell.height_mm, cell.lines * LINE_MM)
            column += cell.span
        table.append(row_xml(boxes, grid.widths, high))
    body.element.body.sectPr.addprevious(table)
    _add_photos(table, body, at, grid)


def grid_box(cell: Cell, grid: FormGrid, continued: bool) -> WordCell:
    """A field of a form as a Word cell."""
    merge = ("continue" if continued else "restart") if cell.rows > 1 else ""
    text = "" if continued or cell.photo else cell.text
    if cell.vertical:
        text = "\n".join(clean(text))
    top = bool(cell.top or cell.lines or cell.foot)
    usual: Align = "left" if top and not cell.label else "center"
    face = "黑体" if cell.bold else "宋体"
    foot = "" if continued else cell.foot
    return WordCell(text, cell.span, merge, cell.align or usual, cell.size or grid.size, face, top, False, foot)


def _add_photos(table: CT_Tbl, body: WordDocument, at: dict[tuple[int, int], Cell], grid: FormGrid) -> None:
    drawn = WordTable(table, body)
    for (row, column), cell in at.items():
        if not cell.photo:
            continue
        wide = sum(grid.widths[column : column + cell.span]) - 3
        high = max(cell.height_mm, cell.rows * grid.row_mm) - 2
        wide_px, high_px = prepared(cell.photo, round(wide * MM, 1), round(high * MM, 1)).getSize()
        scale = min(wide / wide_px, high / high_px)
        place = drawn.cell(row, column).paragraphs[0].add_run()
        place.add_picture(io.BytesIO(cell.photo), Mm(wide_px * scale), Mm(high_px * scale))


def add_listing(body: WordDocument, listing: Listing, measure: float) -> None:
    """Puts a listing (`measure` mm wide) at the end of a Word document."""
    rows = list(listing.rows)
    plain = [row for row in rows if not isinstance(row, Band)]
    wide = [points / MM for points in column_widths(listing.columns, plain[:300], measure * MM, listing.size)]
    table = table_xml(wide)
    for boxes in heading_boxes(listing.columns, listing.size):
        table.append(row_xml(boxes, wide, listing.row_mm, heading=True))
    for boxes in body_boxes(listing, rows):
        table.append(row_xml(boxes, wide, listing.row_mm))
    body.element.body.sectPr.addprevious(table)


def heading_boxes(columns: Sequence[ListingColumn], size: float) -> list[list[WordCell]]:
    """One or two heading rows."""
    low = [WordCell(column.title, align="center", size=size, face="黑体") for column in columns]
    if not any(column.group for column in columns):
        return [low]
    high = [
        WordCell(name or columns[start].title, count if name else 1, "" if name else "restart", "center", size, "黑体")
        for name, start, count in grouped(columns)
    ]
    under = [
        box if column.group else WordCell("", merge="continue", size=size)
        for box, column in zip(low, columns, strict=True)
    ]
    return [high, under]


def body_boxes(listing: Listing, rows: Iterable[Sequence[str] | Band]) -> Iterable[list[WordCell]]:
    """The rows and the totals as Word cells."""
    aligns: list[Align] = [
        "right" if column.kind == "number" and column.align == "left" else column.align for column in listing.columns
    ]
    for row in rows:
        if isinstance(row, Band):
            yield [WordCell(row.text, len(listing.columns), size=listing.size, face="黑体")]
        else:
            yield [WordCell(text, align=align, size=listing.size) for text, align in zip(row, aligns, strict=True)]
    if listing.totals is not None:
        pairs = zip(listing.totals, aligns, strict=True)
        yield [WordCell(text, align=align, size=listing.size, face="黑体") for text, align in pairs]
