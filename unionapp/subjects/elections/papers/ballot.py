"""选票: drawn once per body, put down as often as it is to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.errors import Refused
from unionapp.paper.document import Block, Cell, Copies, Document, FormGrid, Page, Paragraph, Space, Title
from unionapp.records.options import Option
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting.ballot_form import PAPER, PLACE, SYMBOLS, TOGETHER
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import EM, figure, padded, spaced_date
from unionapp.subjects.elections.papers.panel import Panel
from unionapp.subjects.elections.states import BodyKind


@dataclass(frozen=True)
class Legend:
    """What the marks of a ballot mean: the sentence at its foot and in the rules, and the heads of its mark cells."""

    rule: str
    heads: tuple[str, ...] = ("符号",)


LEGENDS = {
    "A": Legend("赞成的，在候选人符号栏内画“○”；不赞成的，画“×”；弃权的，不画任何符号。"),
    "B": Legend(
        "在候选人的“赞成”“不赞成”“弃权”三栏中选一栏画“√”；三栏都不画的，按弃权计。", ("赞成", "不赞成", "弃权")
    ),
    "C": Legend("赞成的，不画任何符号；不赞成的，在候选人符号栏内画“×”；弃权的，画“○”。"),
    "D": Legend("赞成的，在候选人符号栏内画“√”；不赞成的，画“×”；弃权的，不画任何符号。"),
}


def legend() -> str:
    """The symbols in force; Refused where the setting names none."""
    return _one_of(SYMBOLS, tuple(LEGENDS))


def _one_of(option: Option[str], known: tuple[str, ...]) -> str:
    value = str(option.value).strip().upper()
    if value not in known:
        raise Refused(f"参数设置“{option.title}”现为“{option.value}”，应是 {'、'.join(known)} 之一。")
    return value


WIDE_A5 = Page("A5", landscape=True, margins=(9.0, 10.0, 8.0, 10.0))
TALL_A4 = Page("A4", margins=(10.0, 14.0, 9.0, 14.0))
WIDE_A4 = Page("A4", landscape=True, margins=(12.0, 14.0, 10.0, 14.0))
FIRST_MM = 9.0
LEAST_MM = 8.6
"""The narrowest column that can be marked with a pen."""
MOST_ON_A5, MOST_TOGETHER = 20, 20
"""So many names, or empty places, go on A5; so many of both for each body where all bodies share a sheet."""


def ballot(case: ElectionFacts) -> Document:
    """The ballots of all bodies that are elected by ballot."""
    panels = [panel for panel in case.shown_panels if panel.by_ballot] or list(case.shown_panels) or [Panel()]
    paper = _one_of(PAPER, ("A5", "A5单张", "A4"))
    sheets = _one_of(TOGETHER, ("是", "否"))
    at_once = [panel for panel in panels if panel in case.assembly_panels]
    if sheets == "是" and 1 < len(at_once) < 4 and all(_width(panel) <= MOST_TOGETHER for panel in at_once):
        rest = [_sheet(case, panel, TALL_A4) for panel in panels if panel not in at_once]
        return _bound([_together(case, at_once, TALL_A4), *rest], TALL_A4, case.copies, 1)
    large = paper == "A4" or any(max(len(panel.ballot), panel.seats or 0) > MOST_ON_A5 for panel in panels)
    page = WIDE_A4 if large else WIDE_A5
    made = [_sheet(case, panel, page) for panel in panels]
    up = 2 if paper == "A5" and not large else 1
    return _bound(made, page, case.copies, up)


def _width(panel: Panel) -> int:
    """The columns of a body's ballot."""
    return len(panel.ballot) + (panel.seats or 9)


def _bound(sheets: Sequence[Document], page: Page, copies: int, up: int) -> Document:
    """Each ballot on its own sheets of paper; two up, a full sheet at least."""
    outer = Page("A4", margins=page.margins) if up == 2 else page
    blocks = tuple(Copies(sheet, max(copies, up), up) for sheet in sheets)
    return Document("选票", blocks, outer, footer=False)


def _sheet(case: ElectionFacts, panel: Panel, page: Page) -> Document:
    blocks: list[Block] = [*_body(case, panel, page, 15.0), *_foot(case, _width(panel) > MOST_ON_A5)]
    return Document(f"{case.office(panel)}选票", tuple(blocks), page, footer=False)


def _together(case: ElectionFacts, panels: Sequence[Panel], page: Page) -> Document:
    blocks: list[Block] = [Title(f"{case.short}{case.term}领导机构选票", 17)]
    for panel in panels:
        blocks += [*_body(case, panel, page, 13.0, whole=False), Space(3)]
    blocks += _foot(case, tight=True)
    return Document(f"{case.term}领导机构选票", tuple(blocks), page, footer=False)


def _body(case: ElectionFacts, panel: Panel, page: Page, size: float, whole: bool = True) -> list[Block]:
    """Title, the line of numbers, and the names with their cells."""
    candidates = len(panel.ballot) or None
    extra = None if candidates is None or panel.seats is None else max(0, candidates - panel.seats)
    left = "等额选举" if extra == 0 else f"差额{figure(extra)}名"
    numbers = f"应选{figure(panel.seats)}名　候选{figure(candidates)}名　{left}"
    head = f"{case.short}{case.office(panel)}选票" if whole else f"{case.office(panel)}"
    measure = page.width - page.margins[1] - page.margins[3]
    line = Paragraph(f"（以姓氏笔画为序）　{numbers}", indent=False, align="center", style="small")
    names = [padded(name) for name in panel.ballot] or [""] * ((panel.seats or 9) + 1)
    blanks = max(panel.seats or 9, extra or 0)
    place = _one_of(PLACE, ("上", "下", "左", "右"))
    posts = _posts(panel)
    whole_bands = page.height > 140 and whole
    if place in "上下":
        grids: list[Block] = _upright(Names(tuple(names), blanks, posts), measure, place, whole_bands)
    else:
        grids = _across(
            [f"{post}\n{name}" if post else name for name, post in zip(names, posts, strict=False)] if posts else names,
            blanks,
            measure,
            place,
        )
    return [Title(head, size), line, *grids]


@dataclass(frozen=True)
class Names:
    """What a band of a ballot holds: names, empty places, and the office of each where offices differ."""

    names: tuple[str, ...]
    blanks: int
    posts: tuple[str, ...] = ()


def _posts(panel: Panel) -> tuple[str, ...]:
    """The office of each name on the ballot of 主席、副主席."""
    offices = {one.shown_as: one.office for one in panel.people}
    return tuple(offices.get(name, "") for name in panel.ballot) if panel.key == BodyKind.CHAIR else ()


def _bands(whole: Names, most: int) -> list[Names]:
    """One band where the width allows it, else the names first and the empty places after them."""
    names, blanks = whole.names, whole.blanks
    if len(names) + blanks <= most:
        return [whole]
    per = -(-len(names) // -(-len(names) // most))
    bands = [
        Names(names[start : start + per], 0, whole.posts[start : start + per]) for start in range(0, len(names), per)
    ]
    return bands + [Names((), min(most, blanks - start)) for start in range(0, blanks, most)]


def _upright(whole: Names, measure: float, place: str, roomy: bool) -> list[Block]:
    """Names written downwards with their marks over or under them, in as many bands as the width asks for."""
    bands = _bands(whole, int((measure - FIRST_MM) // LEAST_MM))
    columns = max(len(band.names) + band.blanks for band in bands)
    each = min(15.0, (measure - FIRST_MM) / columns)
    roomy = roomy and len(bands) == 1 and not (any(whole.posts) and len(LEGENDS[legend()].heads) > 1)
    scale = 1.0 if len(bands) < 4 else 0.85
    return [_band(band, each, place, roomy, scale) for band in bands]


def _size(name: str, roomy: bool) -> float:
    """The type of a name written downwards, in points; long names of minorities are set smaller where bands share."""
    return 15.0 if roomy else max(9.0, min(14.0, 75.0 / max(1, len(name))))


def _band(band: Names, each: float, place: str, roomy: bool, scale: float) -> FormGrid:
    heads = LEGENDS[legend()].heads
    empty = [Cell("")] * band.blanks
    mark_mm = 16.0 if roomy and len(heads) == 1 else 10.0 * scale
    name_mm = 40.0 if roomy else 22.0 * scale
    title = Cell("姓名" if band.names else "另选他人", vertical=True, size=10.5, height_mm=name_mm)
    names = (title, *(Cell(name, vertical=True, size=_size(name, roomy)) for name in band.names), *empty)
    marks = [
        (
            Cell(head, vertical=True, size=9.0 if roomy else 8.0, height_mm=mark_mm),
            *[Cell("")] * (len(band.names) + band.blanks),
        )
        for head in heads
    ]
    offices = [
        (Cell("职务", vertical=True, size=9.0), *(Cell(post, vertical=True, size=10.5) for post in band.posts), *empty)
    ]
    rows = [*marks, names] if place == "上" else [names, *marks]
    if any(band.posts):
        rows = [*marks, *offices, names] if place == "上" else [*offices, names, *marks]
    return FormGrid((FIRST_MM, *[each] * (len(band.names) + band.blanks)), tuple(rows))


def _across(names: Sequence[str], blanks: int, measure: float, place: str) -> list[Block]:
    """Names written across with their marks at the left or right, in columns side by side."""
    heads = LEGENDS[legend()].heads
    narrow, wide = (14.0, 30.0) if len(heads) == 1 else (11.5, 28.0)
    side = int(measure // (narrow * len(heads) + wide))
    shapes = [Cell(name, size=13.0, align="center") for name in [*names, *[""] * blanks]]
    depth = -(-len(shapes) // side)
    shapes += [Cell("", border=True)] * (depth * side - len(shapes))
    mark = [Cell("") for _ in heads]
    top = [Cell(head.replace(EM, ""), size=9.0, align="center") for head in heads]
    title = Cell("姓　名", size=10.5, align="center")
    left = place == "左"
    rows = [tuple(cell for _ in range(side) for cell in ((*top, title) if left else (title, *top)))]
    for row in range(depth):
        line = [shapes[column * depth + row] for column in range(side)]
        rows.append(tuple(cell for one in line for cell in ((*mark, one) if left else (one, *mark))))
    pair = (*[narrow] * len(heads), wide) if left else (wide, *[narrow] * len(heads))
    return [FormGrid(pair * side, tuple(rows), row_mm=8.4)]


def _foot(case: ElectionFacts, tight: bool) -> list[Block]:
    """The rules of filling in, date and place for the seal; who may write in another is a setting."""
    who = "不赞成的，" if thresholds.WRITE_INS.value else ""
    rules = (
        f"说明：1.{LEGENDS[legend()].rule}2.{who}可以另选他人：在空白栏内写上姓名，并画上赞成的符号。"
        f"3.所选人数多于应选人数的，整张选票无效。4.请用蓝黑或黑色钢笔、签字笔填写。"
    )
    return [
        Space(1),
        Paragraph(rules, indent=False, style="small" if tight else "song"),
        Paragraph(f"（盖章）　　　{spaced_date(case.day)}", indent=False, align="right", style="small"),
    ]
