"""公民身份号码 (GB 11643-1999): what it says about its holder, or exactly what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal, NamedTuple

from unionapp.errors import Problem
from unionapp.values.text import figure

Sex = Literal["男", "女"]

_ARTICLE = "GB 11643-1999"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLDEST_YEAR = 1900
_CROSSES = str.maketrans({"×": "X", "Ⅹ": "X", "ⅹ": "X", "Х": "X", "х": "X"})
_USUAL = re.compile("[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]*)?E\+?[0-9]+")
# Mainland provinces, 台湾, and the residence permits of 港澳台 residents (81, 82, 83).
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()  # noqa: SIM905
)


class Identity(NamedTuple):
    """What an ID number says; `number` has 18 characters, also for an old number of 15."""

    birth: date
    sex: Sex
    region: str
    number: str


def normal(text: str) -> str:
    """An ID number as typed, in half width, without blanks, with a capital X."""
    if _USUAL.fullmatch(text):
        return text
    number = figure(text).lstrip("'`").upper().translate(_CROSSES)
    return re.sub(r"\.0+$", "", number)


def read(text: str, today: date | None = None) -> Identity | Problem:
    """What an ID number says, or the problem in words; a birth after `today` cannot be."""
    return _read(text, today or date.today())


@lru_cache(maxsize=1024)
def _read(text: str, today: date) -> Identity | Problem:
    """The same, remembered, since several rules ask for the number of one person one after the other."""
    number = normal(text)
    wrong = _wrong_form(number)
    if wrong:
        return _problem(wrong)
    upgraded = _upgraded(number) if len(number) == 15 else number
    born = _birth(upgraded[6:14], today)
    if isinstance(born, str):
        return _problem(born)
    if upgraded[17] != check_digit(upgraded[:17]):
        return _problem("身份证号的校验码不对，至少有一位录错了，请与证件逐位核对。")
    return Identity(born, "男" if int(upgraded[16]) % 2 else "女", upgraded[:6], upgraded)


def check_digit(first17: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    total = sum(map(mul, map(int, first17), _WEIGHTS))
    return _CHECKS[total % 11]


def spoilt(text: str) -> bool:
    """Whether Excel has destroyed the number: 1.10105E+17, or the last three digits turned into 000."""
    number = normal(text)
    if _USUAL.fullmatch(number) and not number.endswith("000"):
        return False
    if _SCIENTIFIC.fullmatch(number):
        return True
    return bool(re.fullmatch("[0-9]{15}000", number)) and check_digit(number[:17]) != "0"


def region_known(region: str) -> bool:
    """Whether the province (first two digits) exists; an unknown one is worth a warning, no more."""
    return region[:2] in _PROVINCES


def mask(text: str) -> str:
    """The number for public papers: 110105********002X; other documents keep two characters at each end."""
    number = normal(text)
    head, tail = (6, 4) if len(number) >= 15 else (2, 2)
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[-tail:] if hidden > 0 else "*" * len(number)


def _problem(message: str) -> Problem:
    """A problem of the field id_number."""
    return Problem("id_number", message, _ARTICLE)


def _wrong_form(number: str) -> str:
    """What is wrong with the length or the characters; empty when nothing is."""
    if not number:
        return "没有填写身份证号。"
    if spoilt(number):
        if "E" in number:
            return "身份证号被 Excel 改坏，成了科学计数，后几位已丢失，请按原件重录。"
        return "身份证号被 Excel 改坏，后三位已丢失，请按原件重录。"
    if "*" in number:
        return "身份证号中有 * 号，是遮盖过的号码，请按原件录入完整号码。"
    strange = dict.fromkeys(re.sub("[0-9X]", "", number))
    if strange:
        return f"身份证号中有不该有的字符“{''.join(strange)}”，只能是数字，末位可以是 X。"
    if len(number) not in (15, 18):
        return f"身份证号应为18位，现在是{len(number)}位，{'少' if len(number) < 18 else '多'}录了。"
    if "X" in number[:-1] or (len(number) == 15 and "X" in number):
        return "身份证号的字母 X 只能在18位号码的最后一位。"
    return ""


def _birth(digits: str, today: date) -> date | str:
    """The birth date of eight digits, or why it cannot be one."""
    shown = f"{digits[:4]}年{digits[4:6]}月{digits[6:]}日"
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return f"身份证号第7至14位的出生日期“{shown}”不存在。"
    if born > today:
        return f"身份证号第7至14位的出生日期“{shown}”还没有到。"
    if born.year < _OLDEST_YEAR:
        return f"身份证号第7至14位的出生日期“{shown}”太早，不可能是真的。"
    return born


def _upgraded(old: str) -> str:
    """The 18 characters of a number of 15 digits: the century added, the check digit appended."""
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + check_digit(first17)
