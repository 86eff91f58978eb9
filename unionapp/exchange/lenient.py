"""Reading a cell as people fill it in: what a field takes, else what can be understood of it, and what was left out.

Nothing is changed without a word: a value that was guessed, or of whose cell a part was left out, comes `Noted`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch

from unionapp.exchange.book import Cell
from unionapp.records import fields, formats, texts
from unionapp.records.codes import CodeTable
from unionapp.records.fields import RecordField
from unionapp.records.options import Option
from unionapp.values import creditcode, datereading, idnumber, numerals, phone
from unionapp.values.partialdate import PartialDate
from unionapp.values.text import brief, figure, half_width

AREA_CODE = Option("members.area_code", str)

NOTED_RULE = "noted"
"""The rule of the warnings that such notes become."""
READ_AS = "“{cell}”读作 {value}，请核对。"
LEFT_OUT = "“{cell}”读作 {value}，“{rest}”没有录入。"
ALSO_LEFT_OUT = "“{rest}”没有录入。"
AREA_ADDED = "“{cell}”没有区号，按本地区号读作 {value}。"
JANUARY_OR_OCTOBER = "数字 {cell} 分不清是 {year} 年 1 月还是 10 月，先只记年份，请核对。"
_NOTHING = frozenset(("无", "没有", "暂无", "不详", "未知", "未填", "N/A", "n/a", "NA", "NULL", "null", "None"))
_REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Noted:
    """A value of which the clerk is told how it was understood."""

    value: object
    message: str


def says_nothing(field: RecordField, text: str) -> bool:
    """Whether a text stands for an empty cell: 无, 不详 in a field that is neither free text nor knows the word."""
    if text not in _NOTHING or isinstance(field, fields.Text | fields.LongText | fields.Name | fields.YesNo):
        return False
    return not isinstance(field, fields.Choice) or text not in field.codes.by_word


@singledispatch
def read(field: RecordField, cell: Cell) -> object:
    """The value of a cell, `Noted` where it was not plainly said; ValueError where nothing can be understood."""
    return formats.parse(field, cell)


def _else(field: RecordField, cell: Cell, understand: Callable[[str], object]) -> object:
    """What the field takes by itself, else what is understood of a text; None says nothing is."""
    try:
        return formats.parse(field, cell)
    except texts.TooLong:
        raise
    except ValueError:
        found = understand(half_width(str(cell)).strip())
        if found is None:
            raise
        return found


def _noted(field: RecordField, cell: Cell, value: object, rest: str = "") -> Noted:
    """A value with what became of its cell."""
    words = LEFT_OUT if rest else READ_AS
    return Noted(value, words.format(cell=brief(str(cell).strip()), value=formats.show(field, value), rest=rest))


@read.register
def _(field: fields.Date, cell: Cell) -> object:
    if isinstance(cell, date) or cell is None:
        return formats.parse(field, cell)
    in_part = isinstance(field, fields.KnownDate)
    if in_part and isinstance(cell, float) and re.fullmatch(r"(?:19|20)[0-9]{2}\.1", str(cell)):
        return Noted(PartialDate(int(cell)), JANUARY_OR_OCTOBER.format(cell=cell, year=int(cell)))
    understand = datereading.read if in_part else datereading.whole
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    remarks = "".join(_REMARK.findall(half_width(text)))
    found = understand(_REMARK.sub("", half_width(text)) if remarks else text, formats.sense(field, False))
    value = found.day if in_part else found.day.first
    if found.note:
        return Noted(value, found.note + (ALSO_LEFT_OUT.format(rest=remarks) if remarks else ""))
    return _noted(field, cell, value, remarks) if remarks else value


@read.register
def _(field: fields.MonthText, cell: Cell) -> object:
    def understand(text: str) -> object:
        found = datereading.read(text, formats.sense(fields.Date(field.label), False)).day
        return _noted(field, cell, str(found)[:7]) if found.month else None

    return _else(field, cell, understand)


_AMOUNT = re.compile(
    r"(?P<before>[^0-9+-]*)(?P<number>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<scale>[百千万亿]*)(?P<after>[^0-9]*)"
)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_WORDED = re.compile(f"(?P<before>[^{numerals.SIGNS}]*)(?P<number>[{numerals.SIGNS}]+)(?P<after>.*)")
_BEFORE = re.compile("(?:约|共|共计|合计|计|人民币|RMB|CNY|¥|每?月|每?年)?")
_AFTER_MONEY = re.compile(r"(?:元|块|圆)?(?:整|正)?(?:/?每?(?:月|年|人|次|季度?))?")
_AFTER_NUMBER = re.compile("[^\\W\\d_以余多几]{0,4}|㎡|m2|平方米")


def _quantity(text: str, after: re.Pattern[str]) -> str | None:
    """The figure of a text that holds one figure, perhaps with its scale, among words that only say what is counted."""
    plain = _REMARK.sub("", figure(text).upper()).removeprefix("百分之")
    match = _AMOUNT.fullmatch(plain)
    if match:
        scale = _SCALES.get(match["scale"])
        number = None if scale is None else Decimal(match["number"].replace(",", "")) * scale
    else:
        match = _WORDED.fullmatch(plain)
        whole = numerals.whole(match["number"]) if match else None
        number = None if whole is None else Decimal(whole)
    if match is None or number is None:
        return None
    fits = _BEFORE.fullmatch(match["before"]) and after.fullmatch(match["after"])
    return f"{number.normalize():f}" if fits else None


def _reckoned(field: RecordField, cell: Cell, after: re.Pattern[str]) -> object:
    def understand(text: str) -> object:
        number = _quantity(text, after)
        if number is None:
            return None
        return _noted(field, cell, formats.parse(field, number), "".join(_REMARK.findall(text)))

    return _else(field, cell, understand)


@read.register
def _(field: fields.Number, cell: Cell) -> object:
    return _reckoned(field, cell, _AFTER_NUMBER)


@read.register
def _(field: fields.Money, cell: Cell) -> object:
    return _reckoned(field, cell, _AFTER_MONEY)


@read.register
def _(field: fields.Percent, cell: Cell) -> object:
    return _reckoned(field, cell, re.compile("%?"))


_CITIZEN = re.compile("(?<![0-9A-Z])(?:[0-9]{17}[0-9X]|[0-9]{15})(?![0-9A-Z])")
_BETWEEN_DIGITS = re.compile("(?<=[0-9])[-._·—](?=[0-9X])")


@read.register
def _(field: fields.IdNumber, cell: Cell) -> object:
    strict: str = formats.parse(field, cell)
    plain = _BETWEEN_DIGITS.sub("", idnumber.normal(strict))
    found = _CITIZEN.findall(plain.replace("身份证", " ").replace("ID", " "))
    if len(found) != 1:
        return strict
    before, _, after = plain.partition(found[0])
    if not before and not after:
        return found[0] if plain != strict else strict
    return _noted(field, cell, found[0], before + after)


_CODE = re.compile("(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")


@read.register
def _(field: fields.CreditCodeText, cell: Cell) -> object:
    def understand(text: str) -> object:
        plain = figure(text).upper().replace("-", "")
        right = [code for code in _CODE.findall(plain) if isinstance(creditcode.read(code), creditcode.CreditCode)]
        return _noted(field, cell, right[0], plain.replace(right[0], "")) if len(right) == 1 else None

    return _else(field, cell, understand)


_NUMBERS = re.compile(r"\+?[0-9][0-9\- ]{4,}[0-9]")
_LOCAL = re.compile("[2-9][0-9]{6,7}")


@read.register
def _(field: fields.Phone, cell: Cell) -> object:
    def understand(text: str) -> object:
        area = AREA_CODE.value
        if area and _LOCAL.fullmatch(figure(text)) and isinstance(value := phone.read(f"{area}-{figure(text)}"), str):
            return Noted(value, AREA_ADDED.format(cell=text, value=value))
        for part in _NUMBERS.findall(text):
            value = phone.read(part)
            if isinstance(value, str):
                return _noted(field, cell, value, text.replace(part, "", 1).strip(" /,;、"))
        return None

    return _else(field, cell, understand)


@read.register
def _(field: fields.YesNo, cell: Cell) -> object:
    def understand(text: str) -> object:
        remarks = "".join(_REMARK.findall(text))
        said = _REMARK.sub("", text).strip()
        return _noted(field, cell, formats.parse(field, said), remarks) if remarks and said else None

    return _else(field, cell, understand)


@read.register
def _(field: fields.Choice, cell: Cell) -> object:
    def understand(text: str) -> object:
        found = _code(field.codes, text)
        return None if found is None else _noted(field, cell, found, "".join(_REMARK.findall(text)))

    return _else(field, cell, understand)


@read.register
def _(field: fields.Choices, cell: Cell) -> object:
    def understand(text: str) -> object:
        found = [_code(field.codes, word) for word in filter(None, re.split(r"[、,;/\s]+", text))]
        keys = tuple(dict.fromkeys(key for key in found if key is not None))
        return None if None in found else _noted(field, cell, keys)

    return _else(field, cell, understand)


def _code(table: CodeTable, text: str) -> str | None:
    """The code of a word beside its number (1男), with a remark behind it, or cut short where only one begins so."""
    plain = _REMARK.sub("", text).replace(" ", "")
    match = re.fullmatch(r"([0-9]*)[-.、:_]?(.*?)[-.、:_]?([0-9]*)", plain)
    assert match is not None
    number, word = match[1] or match[3], match[2]
    named = {code.key: code for other, code in table.by_word.items() if word and half_width(other) == word}
    begun = [code for code in table.codes if len(word) > 1 and half_width(code.label).startswith(word)]
    found = next(iter(named.values()), begun[0] if len(begun) == 1 else None)
    numbered = table.by_word.get(number) or table.by_word.get(number.lstrip("0")) if number else None
    return None if found is None or (numbered is not None and numbered != found) else found.key
