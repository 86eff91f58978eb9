"""How each type of field is shown and read: the two small tables `show` and `parse`.

`show` never fails. `parse` takes what a clerk or a sheet gives (text, number, date) and raises ValueError with a
Chinese sentence when it cannot be read. A date that leaves out its century or its year is completed by the nearest: who
types sees at once what was understood; what reads files (`exchange.lenient`) notes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import singledispatch
from typing import Any

from unionapp.errors import Problem
from unionapp.records import access, fields, sight, texts
from unionapp.values import creditcode, datereading, idnumber, money, names, periods, phone
from unionapp.values.partialdate import PartialDate
from unionapp.values.text import brief, half_width, squeeze


def show(field: fields.RecordField, value: object) -> str:
    """The value of a field as the clerk reads it; None and empty are the empty text, what she may not see is masked."""
    if not access.may_see(field):
        return masked(field, value)
    text = _shown(field, value)
    if text:
        sight.shown(field, text)
    return text


@singledispatch
def _shown(field: fields.RecordField, value: object) -> str:
    return "" if value is None else str(value)


@_shown.register
def _(field: fields.Date, value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else (value or "")


@_shown.register
def _(field: fields.KnownDate, value: PartialDate | str | None) -> str:
    return "" if value is None else str(value).rstrip("-")


@_shown.register
def _(field: fields.Money, value: int | None) -> str:
    return "" if value is None else money.show(value)


@_shown.register
def _(field: fields.Percent, value: int | None) -> str:
    if value is None:
        return ""
    return f"{value / 100:.2f}".rstrip("0").rstrip(".") + "%"


@_shown.register
def _(field: fields.YesNo, value: bool | None) -> str:
    return "" if value is None else ("是" if value else "否")


@_shown.register
def _(field: fields.Choice, value: str) -> str:
    return field.codes.label(value)


@_shown.register
def _(field: fields.Choices, value: Sequence[str] | None) -> str:
    return "、".join(field.codes.label(key) for key in value or ())


@_shown.register
def _(field: fields.Link, value: object) -> str:
    return "" if value is None else value.label if hasattr(value, "label") else str(value)


@_shown.register
def _(field: fields.Attachment, value: str | None) -> str:
    return value.partition("/")[2] if value else ""


@_shown.register
def _(field: fields.IdNumber, value: str | None) -> str:
    return value or ""


def masked(field: fields.RecordField, value: object) -> str:
    """The value with its private part hidden, for lists that are posted or handed on."""
    if getattr(field, "right", ""):
        return access.HIDDEN  # filled or not: that somebody has an illness at all is told by a cell that is not empty
    text = _shown(field, value)
    if not getattr(field, "private", False) or not text:
        return text
    if isinstance(field, fields.IdNumber):
        return idnumber.mask(text)
    return phone.mask(text) if isinstance(field, fields.Phone) else access.HIDDEN


def parse(field: fields.RecordField, raw: object) -> Any:
    """What the clerk typed or a cell holds, as the value that is stored; ValueError says what is wrong.

    It is a `texts.TooLong` where nothing is wrong but the length.
    """
    value = _read(field, raw)
    return texts.bounded(field, value) if value.__class__ is str else value


def parse_beside(field: fields.RecordField, raw: object, stored: Any) -> Any:
    """The same where a value stands already: a text kept from before there was a greatest length may stay."""
    try:
        return parse(field, raw)
    except texts.TooLong as error:
        if error.value != _read(field, stored):
            raise
        return stored


@singledispatch
def _read(field: fields.RecordField, raw: object) -> Any:
    """The value whatever its length."""
    return squeeze(_text(raw))


@_read.register
def _(field: fields.LongText, raw: object) -> str:
    return texts.lines(_text(raw))


@_read.register
def _(field: fields.Name, raw: object) -> str:
    return names.clean(_text(raw))


@_read.register
def _(field: fields.IdNumber, raw: object) -> str:
    return re.sub(r"\s", "", half_width(_text(raw))).upper()


@_read.register
def _(field: fields.CreditCodeText, raw: object) -> str:
    text = re.sub(r"\s", "", half_width(_text(raw))).upper()
    return _part(creditcode.read(text), "code") if text else ""


@_read.register
def _(field: fields.Phone, raw: object) -> str:
    text = _text(raw).strip()
    found = phone.read(text) if text else ""
    if isinstance(found, Problem):
        raise ValueError(found.message)
    return found


@_read.register
def _(field: fields.Date, raw: object) -> date | None:
    text = raw.isoformat()[:10] if isinstance(raw, date) else _text(raw).strip()
    return datereading.whole(text, sense(field, True)).day.first if text else None


@_read.register
def _(field: fields.KnownDate, raw: object) -> PartialDate | None:
    text = raw.isoformat()[:10] if isinstance(raw, date) else _text(raw).strip()
    return datereading.read(text, sense(field, True)).day if text else None


def sense(field: fields.Date, this_year: bool) -> datereading.DateSense:
    """What helps to understand the dates of a field that leave something out."""
    return datereading.DateSense(date.today(), field.past, this_year and not field.past)


@_read.register
def _(field: fields.MonthText, raw: object) -> str:
    text = raw.isoformat()[:7] if isinstance(raw, date) else _text(raw).strip()
    return str(periods.parse_month(text)) if text else ""


_MOST = 10**15
"""Figures are smaller: spreadsheets keep 15 digits, and the data file little more."""


def _bounded(digits: str, text: str) -> int:
    """The figure of the digits, unless it is larger than any that could be meant."""
    figure = int(digits) if len(digits) < 1000 else _MOST
    if abs(figure) >= _MOST:
        raise ValueError(f"“{brief(text)}”太大，请核对是否多录了几位。")
    return figure


@_read.register
def _(field: fields.Number, raw: object) -> int | None:
    text = half_width(_text(raw)).strip().replace(",", "")
    if not text:
        return None
    if not re.fullmatch(r"[+-]?\d+(\.0+)?", text):
        raise ValueError(f"“{brief(text)}”不是整数。请只填数字。")
    return _bounded(text.split(".")[0], text)


@_read.register
def _(field: fields.Money, raw: object) -> int | None:
    text = _text(raw).strip()
    return _bounded(str(money.parse(text)), text) if text else None


@_read.register
def _(field: fields.Percent, raw: object) -> int | None:
    text = half_width(_text(raw)).strip().rstrip("%")
    if not text:
        return None
    if not re.fullmatch(r"[+-]?\d+(\.\d{1,2})?", text):
        raise ValueError(f"“{brief(text)}”不是百分数。请填如 60 或 60.5%，最多两位小数。")
    whole, _, part = text.partition(".")
    return _bounded(whole + part.ljust(2, "0"), text)


_YES = dict.fromkeys(("是", "是的", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "1"), True)
_NO = dict.fromkeys(("否", "不是", "无", "没有", "错", "×", "✗", "✘", "✕", "n", "no", "false", "0"), False)


@_read.register
def _(field: fields.YesNo, raw: object) -> bool | None:
    text = squeeze(half_width(_text(raw))).lower()
    if not text:
        return None
    if text not in _YES and text not in _NO:
        raise ValueError(f"“{brief(text)}”不明确。请填“是”或“否”。")
    return _YES.get(text, False)


@_read.register
def _(field: fields.Choice, raw: object) -> str:
    text = squeeze(_text(raw))
    return _code(field, text) if text else ""


@_read.register
def _(field: fields.Choices, raw: object) -> tuple[str, ...]:
    if isinstance(raw, tuple | list):
        return tuple(raw)
    words = [squeeze(word) for word in re.split(r"[、,，;；/]", _text(raw))]
    return tuple(dict.fromkeys(_code(field, word) for word in words if word))


def _code(field: fields.Choice, word: str) -> str:
    words = field.codes.by_word
    code = words.get(word) or words.get(half_width(word).replace(" ", ""))
    if code is None:
        listed = "、".join(code.label for code in field.codes.codes[:12])
        more = "等" if len(field.codes.codes) > 12 else ""
        raise ValueError(f"“{brief(word)}”不在“{field.codes.title}”代码表中。可填：{listed}{more}。")
    return code.key


def _part(found: Any, part: str) -> Any:
    if isinstance(found, Problem):
        raise ValueError(found.message)
    return getattr(found, part)


def _text(raw: object) -> str:
    """A cell as clean text: whole floats lose their point, dates their midnight, None is empty."""
    if isinstance(raw, str):
        return texts.clean(raw)
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, date) else str(raw)
