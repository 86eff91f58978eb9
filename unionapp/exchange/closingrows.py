"""Rows that are no records: the sum at the foot of a list, remarks, signatures, the numbers of pages.

A row counts as one only where its first filled cell is such a word alone, or with a colon or a figure behind it, and
nothing else in the row tells a record: 注塑厂工会 is a union, 注：含农民工 is a remark. A row with a day and an
amount, or with the number of an account or a transfer, is a record whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unionapp.exchange.book import Cell, SheetRow
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import SPOILT, UID, Layout, is_heading_again
from unionapp.exchange.parsing import SILENT
from unionapp.records import fields, formats
from unionapp.records.fields import RecordField
from unionapp.records.kind import LINE, Kind
from unionapp.values.text import half_width

_IN_BRACKETS = r"(?:\([^)]*\))?"
_SUMS = (
    "(?:本[页月年季期]|全[年部]|以上|当前页?|人数|金额)?(?:合计|小计|总计|共计|累计|汇总)"
    rf"{_IN_BRACKETS}(?:$|[:¥+-]|\d|人民币|大写|[^:]{{1,12}}:)"
)
_COUNTS = (
    r"(?:以上)?共(?:计|有)?:?(?:\d+|[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)[个家人名户条项笔张份件页元]"
)
_BY = "(?:填表|填报|制表|制单|审核|审批|复核|经办|经手|编制|报送|打印)"
_NOTES = (
    rf"(?:注|备注|附注|说明|(?:填表|填报|编制|使用)说明|注意事项|{_BY}人?|单位负责人)\d{{0,2}}{_IN_BRACKETS}(?:$|[:.])"
    rf"|{_BY}人(?!员)|(?:数据|资料)来源(?:$|:)|[本此]表[由中内一为所数须应只共请仅适经是按在]|\((?!空\))[^()]{{3,}}\)$"
)
_SIGNED = (
    "(?:(?:工会)?负责人|(?:工会)?主席|主管(?:领导)?|分管领导|会计(?:主管)?|出纳|记账|单位|(?:填报|填表|报送|编制)单位|盖章|签字|签名|"
    rf"(?:填表|填报|制表|打印|导出|编制|截止|截至|统计|上报|报送)?(?:日期|时间)|联系人|联系电话){_IN_BRACKETS}:"
    "|(?:[^:]{0,4}(?:人|主席|领导|会计|出纳|单位|工会|部门|审核|复核|主管|主任|经理|组长))?(?:签字|签名|签章|盖章)"
    rf"{_IN_BRACKETS}(?:$|:)"
)
_PAGES = (
    r"(?:[\x00-\x1f]+|第?\d+页(?:[,/]?共\d+页)?|共\d+页(?:[,/]?第\d+页)?|第?\d+/\d+页?"
    r"|以下(?:空白|无正文|无内容)|[续接][上下]?表|[接承续][上前]页|[转过接][下次]页)\)?[-。.]*$"
)
_CLOSING = re.compile(f"(?:{_SUMS}|{_COUNTS}|{_NOTES}|{_SIGNED}|{_PAGES})")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[).、]\D")
"""How a remark of several rows goes on: 2、本表由基层工会填写。"""
_BEFORE = re.compile(r"(?:[*※★☆●▲■◆#~…-]|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[).、](?=[本此]表))+")
"""Marks before a remark, and its number where it speaks of the sheet."""
_BLANKS = re.compile(r"\s")
_FIGURES = (fields.Money, fields.Number, fields.Percent, fields.Date)
_DAYS, _AMOUNTS = (fields.Date, fields.MonthText), (fields.Money, fields.Number)
_NAMING = (fields.Link, fields.Name, fields.IdNumber, fields.CreditCodeText)
_COUNT = re.compile(r"\d{1,6}(?:\.\d+)?[个家人名户条项笔张份件元]?")
"""What names nobody, though it stands in a column of names or of numbers of persons: how many there are."""


class ClosingRows:
    """Tells the closing rows of one sheet as they pass, and keeps their numbers."""

    def __init__(self, kind: Kind, layout: Layout) -> None:
        self.numbers: list[int] = []
        telling = {*_telling(kind), UID, SPOILT}
        self._telling = tuple(index for index, name in layout.columns.items() if name in telling)
        self._held = tuple((index, kind.on_sheet[n]) for index, n in layout.columns.items() if n in kind.on_sheet)
        self._naming = frozenset(index for index, each in self._held if isinstance(each, _NAMING))
        self._remarking = False

    def take(self, row: SheetRow) -> bool:
        """Whether a row closes a list; it is noted then."""
        at = next((index for index, cell in enumerate(row.cells) if _said(cell)), None)
        if at is None:
            return False
        text = _said(row.cells[at])
        closes = _closes(text) and not self._tells(row.cells, at) and not self._books(row.cells)
        goes_on = self._remarking and bool(_NUMBERED.match(text)) and not any(map(_said, row.cells[at + 1 :]))
        self._remarking = closes or goes_on
        if self._remarking:
            self.numbers.append(row.number)
        return self._remarking

    def _tells(self, cells: Sequence[Cell], at: int) -> bool:
        """Whether another cell tells a record; a further signature does not, nor a sum among names."""
        texts = ((index, _said(cells[index])) for index in self._telling if index != at)
        return any(
            text and not _closes(text) and not (index in self._naming and _COUNT.fullmatch(text))
            for index, text in texts
        )

    def _books(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a day and an amount, or the number of an account or a transfer, as records of money do."""
        held = [(each, cells[index]) for index, each in self._held if _said(cells[index]) not in SILENT]
        if any(_is_number(each, cell) for each, cell in held):
            return True
        return all(
            any(isinstance(each, types) and _is_read(each, cell) for each, cell in held) for types in (_DAYS, _AMOUNTS)
        )


def _is_read(field: RecordField, cell: Cell) -> bool:
    try:
        return formats.parse(field, cell) not in (None, "")
    except ValueError:
        return False


def _is_number(field: RecordField, cell: Cell) -> bool:
    """Whether a cell holds the number of a thing (流水号, 银行账号), and not how many there are."""
    text = _said(cell)
    numbers = isinstance(field, fields.Text) and field.label.endswith("号")
    return numbers and bool(re.search(r"\d{4}", text)) and not _COUNT.fullmatch(text) and not _closes(text)


def _closes(text: str) -> bool:
    """Whether a cell begins as closing rows do; enumeration commas are for the eye (合、计)."""
    return bool(_CLOSING.match(_BEFORE.sub("", text, count=1).replace("、", "") if text else ""))


def _said(cell: Cell) -> str:
    """A cell as it is compared: half width, without blanks."""
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


def is_no_record(closing: ClosingRows, layout: Layout, row: SheetRow) -> bool:
    """Whether a row repeats the headings, or closes a list."""
    return is_heading_again(layout, row.cells) or closing.take(row)
