"""Running text: paragraphs, titles and the parts of an official letter, as strips for the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from unionapp.paper.document import (
    Addressee,
    Attachments,
    Masthead,
    Page,
    Paragraph,
    Signature,
    Space,
    Style,
    Title,
)
from unionapp.paper.fonts import Role, clean, width
from unionapp.paper.layout import balanced, lines
from unionapp.paper.pen import MM
from unionapp.paper.sheet import PageSpace, Strip

Flowing = Title | Paragraph | Masthead | Addressee | Attachments | Signature | Space
EM = "　"
TIGHT = 4.0
"""A line is not stretched by more than size / TIGHT between characters."""


@dataclass(frozen=True)
class TypeSetting:
    """How text is set on a page: measure, line pitch, width added to each character; points."""

    measure: float
    pitch: float
    size: float
    body: Role
    spacing: float
    title: float
    title_pitch: float

    def face(self, style: Style) -> tuple[Role, float]:
        """Face and type size of a style."""
        roles: dict[Style, Role] = {"body": self.body, "song": "song", "kai": "kai", "hei": "hei", "small": "song"}
        return roles[style], self.size * 0.75 if style == "small" else self.size


def setting(page: Page) -> TypeSetting:
    """GB/T 9704 grid (3号仿宋, 22 lines of 28 characters, title 2号) or the freer setting of forms."""
    top, right, bottom, left = page.margins
    measure = (page.width - left - right) * MM
    if page.grid:
        pitch = (page.height - top - bottom) * MM / 22
        return TypeSetting(measure, pitch, 16.0, "fang", measure / 28 - 16.0, 22.0, pitch)
    return TypeSetting(measure, 20.0, 12.0, "song", 0.0, 18.0, 27.0)


def base(y: float, pitch: float, size: float) -> float:
    """The base line of a line that begins at y: the characters' middle in the middle of the pitch."""
    return y - pitch / 2 - 0.38 * size


def strips(block: Flowing, way: TypeSetting) -> list[Strip]:
    """The strips of one block."""
    match block:
        case Title():
            return title_strips(block, way)
        case Paragraph():
            return text_strips(block, way)
        case Masthead():
            return masthead_strips(block, way)
        case Addressee():
            ended = block.text if block.text.endswith(("：", ":")) else block.text + "："
            return text_strips(Paragraph(ended, indent=False), way)
        case Attachments():
            return attachment_strips(block, way)
        case Signature():
            return signature_strips(block, way)
        case Space():
            return [blank(block.mm * MM)]


def blank(height: float) -> Strip:
    """Empty height."""
    return Strip(height, lambda sheet, y: None, blank=True)


def title_strips(block: Title, way: TypeSetting) -> list[Strip]:
    """A title in as few lines as it needs, of like length (GB/T 9704-2012, 7.3.1), and space under it."""
    size = block.size or way.title
    pitch = way.title_pitch if size <= way.title else size * 1.4

    def strip(line: str) -> Strip:
        def draw(sheet: PageSpace, y: float) -> None:
            sheet.pen.aligned(sheet.left, sheet.right, base(y, pitch, size), line, "title", size, "center")

        return Strip(pitch, draw, keep=True)

    found = [
        strip(line) for part in clean(block.text).split("\n") for line in balanced(part, way.measure, "title", size)
    ]
    return [*found, replace(blank(way.pitch if way.spacing else 6.0), keep=True)]


def text_strips(block: Paragraph, way: TypeSetting) -> list[Strip]:
    """The lines of a paragraph; full lines reach both margins."""
    role, size = way.face(block.style)
    pitch = way.pitch * (size / way.size if block.style == "small" else 1)
    lead = (EM * 2 if block.indent else "") + clean(block.lead)
    hang = block.hang * (size + way.spacing)
    broken = lines(lead + clean(block.text), way.measure, role, size, way.spacing, hang)
    found = []
    place = 0
    for number, line in enumerate(broken):
        last = number == len(broken) - 1
        opening = max(0, len(lead) - place) if block.lead else 0
        place += len(line)
        shift = hang if number else 0.0
        found.append(_line(block, way, (role, size, pitch), line, (opening, shift, last)))
    whole_heading = len(found) < 3 and block.style in ("hei", "kai") and block.align == "left"
    return [replace(strip, keep=True) for strip in found] if whole_heading else found


def _line(
    block: Paragraph, way: TypeSetting, face: tuple[Role, float, float], line: str, place: tuple[int, float, bool]
) -> Strip:
    role, size, pitch = face
    opening, shift, last = place
    natural = width(line, role, size)
    spacing = way.spacing
    if not last and block.align == "left":
        spacing = stretched(natural, way.measure - shift, len(line), size, way.spacing)

    def draw(sheet: PageSpace, y: float) -> None:
        bottom = base(y, pitch, size)
        if block.align != "left":
            sheet.pen.aligned(sheet.left, sheet.right, bottom, line, role, size, block.align, block.bold)
            return
        x = sheet.left + shift
        if opening:
            first = way.face(block.lead_style)[0]
            sheet.pen.text(x, bottom, line[:opening], first, size, spacing)
            x += width(line[:opening], first, size) + spacing * opening
        sheet.pen.text(x, bottom, line[opening:], role, size, spacing, block.bold)

    return Strip(pitch, draw)


def stretched(natural: float, measure: float, count: int, size: float, usual: float) -> float:
    """Space after each character so that the line fills the measure, unless it would gape."""
    rest = measure - natural
    found = rest / count if rest <= 0 or count == 1 else rest / (count - 1)
    return found if found <= size / TIGHT else usual


def masthead_strips(block: Masthead, way: TypeSetting) -> list[Strip]:
    """The red head, 发文字号 and 签发人, and the red line (GB/T 9704-2012, 7.2)."""
    cell = way.size + way.spacing

    def head(sheet: PageSpace, y: float) -> None:
        size = min(40.0, sheet.measure / max(1.0, width(block.issuer, "title", 1.0)))
        sheet.pen.red_text(sheet.left, sheet.right, base(y, way.pitch * 2, size), block.issuer, "title", size)

    def number(sheet: PageSpace, y: float) -> None:
        bottom = base(y, way.pitch, way.size)
        left, right = sheet.left + cell, sheet.right - cell
        if not block.signer:
            sheet.pen.aligned(left, right, bottom, clean(block.number), way.body, way.size, "center")
            return
        sheet.pen.text(left, bottom, clean(block.number), way.body, way.size)
        name = clean(block.signer)
        x = right - width(name, "kai", way.size)
        sheet.pen.text(x, bottom, name, "kai", way.size)
        sheet.pen.aligned(left, x, bottom, "签发人：", way.body, way.size, "right")

    def line(sheet: PageSpace, y: float) -> None:
        sheet.pen.path([(sheet.left, y - 4 * MM, sheet.right, y - 4 * MM)], 1.4, red=True)

    found = [Strip(way.pitch * 2, head), blank(way.pitch)] if block.issuer else []
    if block.number or block.signer:
        found.append(Strip(way.pitch, number))
    if block.issuer:
        found.append(Strip(way.pitch, line))
    return [*found, blank(way.pitch)] if found else []


def attachment_strips(block: Attachments, way: TypeSetting) -> list[Strip]:
    """附件：1. … under each other, one line below the body (GB/T 9704-2012, 7.3.4)."""
    cell = way.size + way.spacing
    found = [blank(way.pitch)]
    several = len(block.names) > 1
    for number, name in enumerate(block.names, 1):
        mark = f"{number}." if several else ""
        left = 5 * cell
        offset = left + (width(mark, way.body, way.size) + way.size / 4 if several else 0.0)
        opening = "附件：" if number == 1 else ""
        for place, line in enumerate(lines(clean(name), way.measure - offset, way.body, way.size, way.spacing)):
            marks = (opening, mark) if place == 0 else ("", "")
            found.append(_attachment(way, marks, line, (left, offset)))
    return found


def _attachment(way: TypeSetting, marks: tuple[str, str], line: str, places: tuple[float, float]) -> Strip:
    cell = way.size + way.spacing

    def draw(sheet: PageSpace, y: float) -> None:
        bottom = base(y, way.pitch, way.size)
        sheet.pen.text(sheet.left + 2 * cell, bottom, marks[0], way.body, way.size, way.spacing)
        sheet.pen.text(sheet.left + places[0], bottom, marks[1], way.body, way.size)
        sheet.pen.text(sheet.left + places[1], bottom, line, way.body, way.size, way.spacing)

    return Strip(way.pitch, draw)


def signature_strips(block: Signature, way: TypeSetting) -> list[Strip]:
    """落款: the date four characters from the right, the issuer centred over it (GB/T 9704-2012, 7.3.5.1).

    Two empty lines above leave the seal its place (one on forms); all stays on one page.
    """
    cell = way.size + way.spacing
    day = written(block.day)
    end = way.measure - 4 * cell
    middle = end - width(day, way.body, way.size) / 2
    issuers = lines(clean(block.issuer), way.measure - 2 * cell, way.body, way.size) if block.issuer else []

    def put(line: str) -> Strip:
        wide = width(line, way.body, way.size)
        x = max(0.0, min(middle - wide / 2, way.measure - 2 * cell - wide))

        def draw(sheet: PageSpace, y: float) -> None:
            sheet.pen.text(sheet.left + x, base(y, way.pitch, way.size), line, way.body, way.size)

        return Strip(way.pitch, draw, keep=True)

    gap = Strip(way.pitch * (2 if way.spacing else 1), lambda sheet, y: None, keep=True)
    return [gap, *(put(line) for line in issuers), replace(put(day), keep=False)]


def written(day: date | None) -> str:
    """成文日期 in Arabic digits without leading zeros; blanks for the pen when unknown."""
    return f"{day.year}年{day.month}月{day.day}日" if day else f"{EM * 3}年{EM * 2}月{EM * 2}日"


def kept_before(found: Sequence[Strip], least: int = 2) -> list[Strip]:
    """The strips with the last lines tied to what follows, so that no 落款 stands alone on a page."""
    kept = list(found)
    for place in range(max(0, len(kept) - least), len(kept)):
        kept[place] = replace(kept[place], keep=True)
    return kept


def paginate(sheet: PageSpace, found: Sequence[Strip]) -> None:
    """Puts strips on the sheet; those that are kept together move to a new page together."""
    group: list[Strip] = []
    for strip in found:
        group.append(strip)
        if not strip.keep:
            _put_group(sheet, group)
            group = []
    _put_group(sheet, group)


def _put_group(sheet: PageSpace, group: list[Strip]) -> None:
    if sum(strip.height for strip in group) > sheet.room + 0.1 and not sheet.fresh:
        sheet.next_page()
    for strip in group:
        if strip.height > sheet.room + 0.1 and not sheet.fresh and not strip.blank:
            sheet.next_page()
        sheet.put(strip)
