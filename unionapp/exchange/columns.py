"""The columns of a sheet that go nowhere although they hold something, and those without which it says nothing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from unionapp.errors import Refused
from unionapp.exchange.book import SheetRow
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import NOT_FIELDS, UID, Layout
from unionapp.exchange.outcome import Plan
from unionapp.exchange.parsing import SILENT
from unionapp.records.heads import AMOUNT, SIDE, normal, without_notes
from unionapp.records.kind import Kind

NO_AMOUNTS = (
    "没有找到金额列：{labels}。没有导入任何内容。{unknown}请把金额一列的栏目名改成{labels}（一列一个，只占一行）再导入，"
    "或在窗口的“导入”里指定每一列对应的栏目。"
)
NO_SIDE = (
    "“{amount}”一列没有写是哪一方，没有导入任何内容。{unknown}请加一列“方向”，每行填 借 或 贷；"
    "或把金额分在{labels}两列，再导入。"
)
UNKNOWN = "没有看懂的栏目：{headings}。"
_MOST_NAMED, _SAMPLES = 12, 5
_LIKE = 0.6
"""How like a name of a field a heading must be to be offered for it (difflib)."""


def unread(layout: Layout, rows: Sequence[SheetRow], skipped: Set[int]) -> list[int]:
    """The places of columns that hold something in the rows that were read, and that no field takes."""
    body = [row for row in rows[layout.last + 1 :] if row.number not in skipped]
    width = min(len(body[0].cells), len(layout.headings)) if body else 0
    others = [place for place in range(width) if place not in layout.columns and _may_say(layout, place)]
    return [place for place in others if any(as_text(row.cells[place]).strip() not in SILENT for row in body)]


def _may_say(layout: Layout, place: int) -> bool:
    """Whether a column may hold more than the numbers of the rows."""
    heading = normal(layout.headings[place]) if place < len(layout.headings) else ""
    return heading not in NOT_FIELDS


def heading(layout: Layout, place: int) -> str:
    """A column by its heading, by its letter where it has none."""
    text = layout.headings[place].replace("\n", "／") if place < len(layout.headings) else ""
    return text or f"{letter(place)} 列（无栏目名）"


def letter(place: int) -> str:
    """The letter of a column as Excel shows it; 0 is A."""
    text = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def need_amounts(kind: Kind, layout: Layout) -> None:
    """Refused where a kind lives by its amounts and the sheet has no column of them, nor names stored records."""
    held = {*layout.columns.values(), *layout.constants}
    sided = AMOUNT in held and (SIDE in held or kind.sides == "money")
    if not kind.amounts or UID in held or sided or held.intersection(kind.amounts):
        return
    labels = "、".join(f"“{kind.fields[name].label}”" for name in kind.amounts)
    others = dict.fromkeys(heading(layout, place) for place in layout.unknown[:_MOST_NAMED])
    unknown = UNKNOWN.format(headings="、".join(others)) if others else ""
    amount = next((heading(layout, place) for place, name in layout.columns.items() if name == AMOUNT), "")
    raise Refused((NO_SIDE if amount else NO_AMOUNTS).format(labels=labels, unknown=unknown, amount=amount))


@dataclass(frozen=True)
class LeftOver:
    """A column that holds something and goes nowhere: its place, how it is called, its first texts, what it may be."""

    place: int
    heading: str
    samples: tuple[str, ...]
    likely: str


def left_over(plan: Plan, rows: Sequence[SheetRow]) -> list[LeftOver]:
    """The columns of a sheet that were not read although they hold something, for a clerk to say what they are.

    `rows` are those of the sheet as read; `likely` is a field of the kind without a column, empty where none is near.
    """
    layout, found = plan.layout, []
    for place in plan.unread:
        texts = (as_text(row.cells[place]).strip() for row in rows[layout.last + 1 :])
        samples = tuple(islice(dict.fromkeys(text for text in texts if text not in SILENT), _SAMPLES))
        found.append(LeftOver(place, heading(layout, place), samples, _likely(plan.kind, layout, place)))
    return found


def _likely(kind: Kind, layout: Layout, place: int) -> str:
    """The field without a column whose names are most like a heading."""
    held = set(layout.columns.values())
    names = {word: heads[0].name for word, heads in kind.heads.items() if heads[0].name not in held}
    near = difflib.get_close_matches(without_notes(layout.headings[place]), names, 1, _LIKE)
    return names[near[0]] if near else ""
