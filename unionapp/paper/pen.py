"""Drawing on one canvas: text with fallback by glyph, lines, pictures. Everything in points from the lower left.

Strings go to the page stream directly: composing reportlab text objects for each would take most of the time
of a thousand-page ledger.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from unionapp.errors import Refused
from unionapp.paper.document import Align
from unionapp.paper.fonts import Face, Role, chosen, clean, width

MM = 72 / 25.4
HAIR, THICK = 0.5, 1.0
"""Widths of inner and outer borders in points."""
DOTS_PER_POINT = 300 / 72


class Codes(dict[str, str]):
    """For one role in one document: each character's code, when the role's first face draws it."""

    def __init__(self, role: Role, first: Face, doc: PDFDocument) -> None:
        super().__init__()
        self.table = chosen(role)
        self.first = first
        self.used = first.font.used(doc)

    def __missing__(self, character: str) -> str:
        if self.table[character] is not self.first:
            raise KeyError(character)
        self[character] = code = f"{self.used.code(ord(character)):04X}"
        return code


class Pen:
    """Draws on the current page of a canvas."""

    def __init__(self, out: BinaryIO, size: tuple[float, float], title: str) -> None:
        first = chosen("song").faces[0]
        self.canvas = Canvas(out, pagesize=size, pageCompression=1, invariant=1, initialFontName=first.name)
        self.canvas.setTitle(title)
        self.canvas.setProducer("")
        self.page_size = size
        self.codes: dict[Role, Codes] = {}
        self.marks = 0

    def _codes(self, role: Role) -> Codes:
        found = self.codes.get(role)
        if found is None:
            first = chosen(role).faces[0]
            found = self.codes[role] = Codes(role, first, self.canvas._doc)
        return found

    def text(
        self, x: float, y: float, text: str, role: Role, size: float, spacing: float = 0.0, bold: bool = False
    ) -> None:
        """Draws one line of text from x on the base line y; `spacing` is added after every character."""
        if not text:
            return
        extra = f"{spacing:.3f} Tc " if spacing else ""
        heavy = f"2 Tr {size * 0.03:.2f} w " if bold else ""
        shown = self._shown(text, role, size)
        tail = (" 0 Tc" if spacing else "") + (" 0 Tr" if bold else "")
        self.canvas._code.append(f"BT {extra}{heavy}1 0 0 1 {x:.2f} {y:.2f} Tm {shown}{tail} ET")

    def _shown(self, text: str, role: Role, size: float) -> str:
        codes = self._codes(role)
        try:
            coded = "".join(map(codes.__getitem__, text))
        except KeyError:
            return self._pieces(text, role, size)
        return f"{self._font(codes.first)} {size:g} Tf <{coded}> Tj"

    def _pieces(self, text: str, role: Role, size: float) -> str:
        doc = self.canvas._doc
        parts = []
        for face, piece in groupby(text, chosen(role).__getitem__):
            used = face.font.used(doc)
            coded = "".join(f"{used.code(ord(character)):04X}" for character in piece)
            parts.append(f"{self._font(face)} {size:g} Tf <{coded}> Tj")
        return " ".join(parts)

    def _font(self, face: Face) -> str:
        return face.font.getSubsetInternalName(0, self.canvas._doc)

    def aligned(
        self,
        left: float,
        right: float,
        y: float,
        text: str,
        role: Role,
        size: float,
        align: Align,
        bold: bool = False,
        red: bool = False,
    ) -> None:
        """Draws one line of text at the left, the middle or the right of a space."""
        x = left
        if align != "left":
            rest = right - left - width(text, role, size)
            x += rest if align == "right" else rest / 2
        if red:
            self.canvas._code.append("q 0.85 0 0 rg")
        self.text(x, y, text, role, size, bold=bold)
        if red:
            self.canvas._code.append("Q")

    def path(self, segments: list[tuple[float, float, float, float]], wide: float = HAIR, red: bool = False) -> None:
        """Strokes lines (x1, y1, x2, y2) at once."""
        if not segments:
            return
        drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in segments)
        body = f"{wide:g} w {drawn} S"
        self.canvas._code.append(f"q 0.8 0 0 RG {body} Q" if red else body)

    def box(self, left: float, bottom: float, right: float, top: float, wide: float = HAIR) -> None:
        """Strokes a rectangle."""
        self.canvas._code.append(f"{wide:g} w {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re S")

    def red_text(self, left: float, right: float, y: float, text: str, role: Role, size: float) -> None:
        """Draws a centred line in red."""
        self.aligned(left, right, y, text, role, size, "center", red=True)

    def picture(self, data: bytes, left: float, bottom: float, right: float, top: float) -> None:
        """Draws a picture as large as the box allows, in the middle of it."""
        image = prepared(data, round(right - left, 1), round(top - bottom, 1))
        wide, high = image.getSize()
        scale = min((right - left) / wide, (top - bottom) / high)
        x = left + (right - left - wide * scale) / 2
        y = bottom + (top - bottom - high * scale) / 2
        self.canvas.drawImage(image, x, y, wide * scale, high * scale)

    def shared(self, name: str, x: float, y: float) -> None:
        """Puts a shared piece with its origin at (x, y); it may be defined later."""
        self.canvas._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self.canvas.doForm(name)
        self.canvas._code.append("Q")

    def define(self, name: str, draw: Callable[[], None]) -> None:
        """Makes a shared piece, kept once in the file; pages may already have asked for it."""
        self.canvas.beginForm(name, 0, -self.page_size[1], *self.page_size)
        draw()
        self.canvas.endForm()

    def turn(self, size: tuple[float, float]) -> None:
        """The pages from here on have another format."""
        self.page_size = size
        self.canvas.setPageSize(size)

    def bookmark(self, text: str, y: float) -> None:
        """An entry of the outline."""
        self.marks += 1
        key = f"mark{self.marks}"
        self.canvas.bookmarkHorizontal(key, 0, y)
        self.canvas.addOutlineEntry(clean(text), key, 0)


def across(pen: Pen, text: str) -> None:
    """Draws a word large, pale and slanting over the whole page."""
    wide, high = pen.page_size
    size = min(wide, high) * 0.7 / len(text)
    lean = math.radians(35)
    turn = f"{math.cos(lean):.4f} {math.sin(lean):.4f} {-math.sin(lean):.4f} {math.cos(lean):.4f}"
    pen.canvas._code.append(f"q 0.9 g {turn} {wide / 2:.2f} {high / 2:.2f} cm")
    pen.text(-width(text, "hei", size) / 2, -size / 3, text, "hei", size)
    pen.canvas._code.append("Q")


@lru_cache(maxsize=64)
def prepared(data: bytes, wide: float, high: float) -> ImageReader:
    """A picture upright, in RGB over white and no finer than 300 dots per inch for its box in points."""
    try:
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    except (UnidentifiedImageError, OSError) as error:
        raise Refused("照片打不开：文件已损坏，或者不是 JPEG、PNG 图片。请重新选择照片后再打印。") from error
    if image.mode != "RGB":
        layers = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(layers, mask=layers.getchannel("A"))
    limit = (max(1, int(wide * DOTS_PER_POINT)), max(1, int(high * DOTS_PER_POINT)))
    image.thumbnail(limit)
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=88)
    packed.seek(0)
    return ImageReader(packed)
