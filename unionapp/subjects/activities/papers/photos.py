"""活动照片粘贴页: two or four pictures to a page, each upright and as large as its place allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from unionapp.errors import Refused
from unionapp.paper.document import Block, Cell, Document, FormGrid, PageBreak, Title
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity, ActivityPhoto
from unionapp.subjects.activities.papers.common import FORM, number, when
from unionapp.values.periods import chinese_date

PER_PAGE = Question("per_page", fields.Number("每页张数", help="2 张或 4 张"), "2")
_PLACES = {2: ((174.0,), 98.0), 4: ((87.0, 87.0), 96.0)}
"""Column widths and height of a picture in mm, by pictures to a page."""
_CAPTION = 10.0


@dataclass(frozen=True)
class PhotoPages:
    """The pictures of an activity with their captions; None is a place to paste one on."""

    title: str = ""
    unit: str = ""
    when: str = ""
    pictures: Sequence[tuple[bytes | None, str]] = ()
    per_page: int = 2


def gather(store: Store, request: PrintRequest) -> PhotoPages:
    """The pictures in their order; Refused where neither two nor four to a page are asked for."""
    activity: Activity = request.record
    per_page = number(request, "per_page", 2)
    if per_page not in _PLACES:
        raise Refused("每页张数只能是 2 或 4。")
    found = [(store.files.photo(each.photo), _caption(each)) for each in actions.photos(activity)]
    return PhotoPages(activity.title, activity.union.name, when(activity), found, per_page)


def _caption(photo: ActivityPhoto) -> str:
    day = chinese_date(photo.day) if photo.day else ""
    return "　".join(text for text in (photo.caption, day) if text)


def blank(store: Store) -> PhotoPages:
    """A page to paste pictures on."""
    return PhotoPages()


def draw(facts: PhotoPages) -> Document:
    """Page after page; the last is filled up with empty places."""
    title = "活动照片"
    blocks: list[Block] = [Title(f"工会{title}")]
    for place, page in enumerate(_pages(facts)):
        if place:
            blocks.append(PageBreak())
        blocks.append(_page(page, facts.per_page))
    line = "　".join(text for text in (facts.title, facts.when) if text)
    return Document(title, tuple(blocks), FORM, header=f"{facts.unit}\t\t{line}")


def _pages(facts: PhotoPages) -> Iterable[Sequence[tuple[bytes | None, str]]]:
    """The pictures by pages, at least one page, each full."""
    rest = iter(facts.pictures)
    page = list(islice(rest, facts.per_page))
    while True:
        yield [*page, *[(None, "")] * (facts.per_page - len(page))]
        page = list(islice(rest, facts.per_page))
        if not page:
            return


def _page(pictures: Sequence[tuple[bytes | None, str]], per_page: int) -> FormGrid:
    widths, high = _PLACES[per_page]
    rows: list[tuple[Cell, ...]] = []
    for start in range(0, len(pictures), len(widths)):
        side_by_side = pictures[start : start + len(widths)]
        rows.append(tuple(_place(photo, high) for photo, _ in side_by_side))
        rows.append(tuple(Cell(f"说明：{caption}", align="left", height_mm=_CAPTION) for _, caption in side_by_side))
    return FormGrid(widths, tuple(rows))


def _place(photo: bytes | None, high: float) -> Cell:
    return Cell("" if photo else "（粘贴照片）", photo=photo, align="center", height_mm=high)
