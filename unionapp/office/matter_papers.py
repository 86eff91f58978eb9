"""要办的事 on paper: the list by day, and the calendar of a month to hang on the wall."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.office import matters
from unionapp.office.matters import SPANS, DueMatter
from unionapp.paper.document import (
    Band,
    Block,
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    Page,
    Paragraph,
    Title,
    label,
)
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records.duty import Duty
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.values.periods import Month, chinese_date

_LIST = "要办的事"
_COLUMNS = (
    ListingColumn("序号", 2.0, "center"),
    ListingColumn("要办的事", 16.0),
    ListingColumn("范围", 4.0),
    ListingColumn("期限", 4.2, "center"),
    ListingColumn("安排", 5.0),
    ListingColumn("办结日期", 4.0),
)
_BLANK_ROWS = 20
_WEEK = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_CELL_LINES = 4
"""So many things stand in the cell of a day; of more, how many there are."""
_WIDE, _HIGH = 38.0, 114.0
"""A column, and all weeks together, in mm, so that what stands below them is on the same sheet."""


@dataclass(frozen=True)
class MatterList:
    """Whose matters, of which day, and the lines under their headings."""

    unit: str = ""
    line: str = ""
    rows: Sequence[Sequence[str] | Band] = ()


def _gather_list(store: Store, request: PrintRequest) -> MatterList:
    """Every matter by when it is due, then those put aside."""
    day = request.day or date.today()
    found = matters.due(day)
    open_ones = [each for each in found if not each.aside]
    parts = [(words, [each for each in open_ones if each.span == span]) for span, words in SPANS.items()]
    parts.append(("改期和不办的", [each for each in found if each.aside]))
    return MatterList(tree.own_name(), f"{chinese_date(day)}　共 {len(open_ones)} 件", list(_rows(parts)))


def _rows(parts: Iterable[tuple[str, Sequence[DueMatter]]]) -> Iterator[Sequence[str] | Band]:
    number = 0
    for words, found in parts:
        if found:
            yield Band(f"{words}（{len(found)} 件）")
        for each in found:
            number += 1
            due = each.day.isoformat() if each.day else ""
            yield (str(number), each.words, each.sort.told, due, each.arrangement, "")


def _blank_list(store: Store) -> MatterList:
    rows = [[str(number), *[""] * (len(_COLUMNS) - 1)] for number in range(1, _BLANK_ROWS + 1)]
    return MatterList(tree.own_name(), "　　　　年　　月　　日", rows)


def _draw_list(facts: MatterList) -> Document:
    header = f"单位：{facts.unit}\t\t{facts.line}"
    page = Page(margins=(16.0, 12.0, 15.0, 12.0))
    return Document(_LIST, (Title(_LIST), Listing(_COLUMNS, facts.rows, size=9.0)), page, header=header)


@dataclass(frozen=True)
class MatterCalendar:
    """A month: what is due on each of its days, what was due before it, and what has no day."""

    unit: str = ""
    month: Month | None = None
    days: Mapping[int, Sequence[str]] = field(default_factory=dict)
    before: Sequence[str] = ()
    undated: Sequence[str] = ()


def _gather_calendar(store: Store, request: PrintRequest) -> MatterCalendar:
    """The matters of the month that is asked for, as they stand today."""
    today = request.day or date.today()
    month = request.month or Month.of(today)
    days: dict[int, list[str]] = {}
    before, undated = [], []
    for matter in matters.due(today):
        arranged = matter.arranged
        if matter.aside:
            if arranged is not None and arranged.until and Month.of(arranged.until) == month:
                days.setdefault(arranged.until.day, []).append(f"{matter.title}（改到）")
            continue
        for day, words in _by_day(matter, month):
            days.setdefault(day, []).append(words)
        if earlier := _counted(matter, [each for each in matter.duties if each.day and each.day < month.first()]):
            before.append(earlier)
        if some_time := _counted(matter, [each for each in matter.duties if each.day is None]):
            undated.append(some_time)
    return MatterCalendar(tree.own_name(), month, days, before, undated)


def _by_day(matter: DueMatter, month: Month) -> Iterator[tuple[int, str]]:
    """On which days of a month something of a matter is due, and how much."""
    days = sorted({each.day for each in matter.duties if each.day and Month.of(each.day) == month})
    for day in days:
        yield day.day, _counted(matter, [each for each in matter.duties if each.day == day])


def _counted(matter: DueMatter, duties: Sequence[Duty]) -> str:
    """How much of a matter these are, empty for none; who does it stands behind."""
    number = sum(each.number for each in duties)
    who = f"（{matter.arranged.who}）" if matter.arranged is not None and matter.arranged.who else ""
    return f"{matter.told(number)}{who}" if number else ""


def _draw_calendar(facts: MatterCalendar) -> Document:
    """Seven columns from Monday, a row for each week."""
    title = f"{facts.month.chinese() if facts.month else '　　　　年　　月'}要办的事"
    weeks = Calendar().monthdayscalendar(facts.month.year, facts.month.month) if facts.month else [[0] * 7] * 5
    rows = [tuple(label(each) for each in _WEEK)]
    high = _HIGH / len(weeks)
    rows += [tuple(_cell(day, facts.days.get(day, ()), high) for day in week) for week in weeks]
    blocks: list[Block] = [Title(title), FormGrid((_WIDE,) * 7, tuple(rows), size=8.0, row_mm=6.0)]
    for lead, found in (("以前就该办的：", facts.before), ("没有期限的：", facts.undated)):
        if found:
            blocks.append(Paragraph("；".join(found) + "。", indent=False, style="small", lead=lead))
    page = Page(landscape=True, margins=(14.0, 15.0, 12.0, 15.0))
    return Document(title, tuple(blocks), page, header=f"单位：{facts.unit}", footer=False)


def _cell(day: int, found: Sequence[str], high: float) -> Cell:
    """A day with what is due on it."""
    lines = list(found[:_CELL_LINES])
    if len(found) > _CELL_LINES:
        lines[-1] = f"等 {len(found)} 件，见清单"
    return Cell("\n".join([str(day) if day else "", *lines]), height_mm=high, top=True, align="left")


PAPERS = (
    Paper(
        "reminders",
        "要办的事清单",
        "list",
        _gather_list,
        _draw_list,
        _blank_list,
        takes=("day",),
        help="工作台上要办的事：今天、本周、已逾期、以后，加上改期和不办的。",
    ),
    Paper(
        "calendar",
        "要办的事日历",
        "list",
        _gather_calendar,
        _draw_calendar,
        lambda store: MatterCalendar(tree.own_name()),
        takes=("month",),
        help="一个月里每天到期的事，贴在墙上看；逾期的和没有期限的列在下面。",
    ),
)
