"""Rows that are no records: the sum at the foot of a list, remarks, who filled it in.

A row counts as one only where its first filled cell is such a word alone, or with a colon or a figure behind it, and
nothing else in the row tells a record: 注塑厂工会 is a union, 注：含农民工 is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unionapp.exchange.book import Cell, Row
from unionapp.exchange.headings import SPOILT, UID, Layout, is_heading_again
from unionapp.exchange.parsing import as_text
from unionapp.records import fields
from unionapp.records.kind import LINE, Kind
from unionapp.values.text import half_width

_SUMS = (
    "(?:本[页月年季期]|全[年部]|以上|当前页?|人数|金额)?(?:合计|小计|总计|共计|累计|汇总)"
    r"(?:\([^)]*\))?(?:$|[:¥+-]|\d|人民币|大写|[^:]{1,12}:)"
)
_NOTES = (
    "(?:注|备注|附注|说明|(?:填表|填报|编制|使用)说明|注意事项|"
    "(?:填表|填报|制表|制单|审核|审批|复核|经办|经手|编制|报送|打印)人?|单位负责人)"
    r"\d{0,2}(?:\([^)]*\))?(?:$|[:.])"
)
_SIGNED = (
    "(?:(?:工会)?负责人|(?:工会)?主席|主管(?:领导)?|分管领导|会计(?:主管)?|出纳|记账|单位|(?:填报|填表|报送|编制)单位|盖章|签字|签名|"
    r"(?:填表|填报|制表|打印|导出|编制)?(?:日期|时间)|联系人|联系电话)(?:\([^)]*\))?:"
)
_CLOSING = re.compile(f"(?:{_SUMS}|{_NOTES}|{_SIGNED})")
_NUMBERED = re.compile(r"\(?\d{1,2}[).]\D")
"""How a remark of several rows goes on: 2.本表由基层工会填写。"""
_BLANKS = re.compile(r"[\s、]")
_FIGURES = (fields.Money, fields.Number, fields.Percent, fields.Date)
_NAMING = (fields.Link, fields.Name, fields.IdNumber, fields.CreditCode)


class ClosingRows:
    """Tells the closing rows of one sheet as they pass, and keeps their numbers."""

    def __init__(self, kind: Kind, layout: Layout) -> None:
        self.numbers: list[int] = []
        telling = {*_telling(kind), UID, SPOILT}
        self._telling = tuple(index for index, name in layout.columns.items() if name in telling)
        self._remarking = False

    def take(self, row: Row) -> bool:
        """Whether a row closes a list; it is noted then."""
        at = next((index for index, cell in enumerate(row.cells) if _said(cell)), None)
        if at is None:
            return False
        text = _said(row.cells[at])
        closes = bool(_CLOSING.match(text)) and not self._tells(row.cells, at)
        goes_on = self._remarking and bool(_NUMBERED.match(text)) and not any(map(_said, row.cells[at + 1 :]))
        self._remarking = closes or goes_on
        if self._remarking:
            self.numbers.append(row.number)
        return self._remarking

    def _tells(self, cells: Sequence[Cell], at: int) -> bool:
        """Whether another cell tells a record; a further signature does not."""
        return any(
            text and not _CLOSING.match(text)
            for text in (_said(cells[index]) for index in self._telling if index != at)
        )


def _said(cell: Cell) -> str:
    """A cell as it is compared: half width, without blanks and enumeration commas."""
    return "" if cell is None else _BLANKS.sub("", half_width(as_text(cell)))


def _telling(kind: Kind) -> set[str]:
    """The columns that tell a record, none of figures and days, which stand in closing rows too."""
    own = {*kind.identity, *kind.likeness, *kind.worded}
    if kind.lines is not None:
        own |= {LINE + name for name in kind.lines.kind.worded}
    return {
        name
        for name, each in kind.on_sheet.items()
        if (name in own or each.required or isinstance(each, _NAMING)) and not isinstance(each, _FIGURES)
    }


def is_no_record(closing: ClosingRows, layout: Layout, row: Row) -> bool:
    """Whether a row repeats the headings, or closes a list."""
    return is_heading_again(layout, row.cells) or closing.take(row)
