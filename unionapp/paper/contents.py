"""目录: titles with the page where each begins, known only after all has been drawn."""

from __future__ import annotations

from unionapp.paper.document import Contents
from unionapp.paper.flow import TypeSetting, base
from unionapp.paper.fonts import clean, width
from unionapp.paper.layout import fit
from unionapp.paper.pen import Pen
from unionapp.paper.sheet import PageSpace, Strip

FIELD = 36.0
"""Width of the page number in points."""
SIZE = 12.0


def contents_strips(block: Contents, way: TypeSetting) -> list[Strip]:
    """A line for each part: number, title, dots, page."""
    return [_line(place, title, way) for place, title in enumerate(block.titles)]


def _line(place: int, title: str, way: TypeSetting) -> Strip:
    height = SIZE * 1.65
    number = f"{place + 1}．"
    begin = width("99．", "song", SIZE) + 2
    fitted = fit(title, way.measure - begin - FIELD - 24, SIZE * 1.4, "song", SIZE, 8.0, wrap=False)
    text = clean(" ".join(fitted.lines))

    def draw(sheet: PageSpace, y: float) -> None:
        bottom = base(y, height, SIZE)
        sheet.pen.aligned(sheet.left, sheet.left + begin - 4, bottom, number, "song", SIZE, "right")
        sheet.pen.text(sheet.left + begin, bottom, text, "song", fitted.size)
        used = sheet.left + begin + width(text, "song", fitted.size) + 6
        dot = width("·", "song", SIZE)
        end = sheet.right - FIELD
        dots = "·" * max(0, int((end - used) / dot))
        sheet.pen.text(end - len(dots) * dot, bottom, dots, "song", SIZE)
        sheet.pen.shared(_name(place), sheet.right - FIELD, bottom)

    return Strip(height, draw)


def define_place(pen: Pen, place: int, page: int) -> None:
    """Tells the contents on which page a part begins."""
    pen.define(_name(place), lambda: pen.aligned(0, FIELD, 0, str(page), "song", SIZE, "right"))


def _name(place: int) -> str:
    return f"place{place}"
