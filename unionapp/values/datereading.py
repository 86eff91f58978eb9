"""Reading dates as people write them: 2019-07-01, 2019.7, 198004, 18.4.9, 二〇一九年七月, 43831 of a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from unionapp.values import numerals
from unionapp.values.partialdate import PartialDate
from unionapp.values.periods import add_years
from unionapp.values.text import brief, figure

_YEARS = range(1850, 2151)
_TIME = re.compile(r"[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIALS = range(10_000, 73_051)
_BEFORE_SERIALS = date(1899, 12, 30)
_EARLIEST_BY_SIX = 1930
"""Six digits are year and month from here on; what would be an earlier month is year, month and day of two digits."""
_NUMERAL = re.compile(f"[{numerals.SIGNS}]+")
_BEHIND = re.compile("(?:出生|生|份)$")

GUESSED = "“{shown}”读作 {day}，请核对。"
SERIAL = "“{shown}”是 Excel 的日期序号，读作 {day}。"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as it was read; `note` says how in a sentence where that was a guess."""

    day: PartialDate
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateSense:
    """What helps to understand a date that leaves out its century, or its year."""

    today: date
    past: int | None = None
    """How many years it lies back at least; None where it may lie ahead."""
    this_year: bool = False
    """Whether month and day alone mean this year."""

    def year(self, two: int) -> int:
        """The year of two digits: the latest that lies back far enough, else the nearest."""
        if self.past is not None:
            latest = self.today.year - self.past
            return latest - (latest - two) % 100
        return min((1900 + two, 2000 + two, 2100 + two), key=lambda year: abs(year - self.today.year))


def read(text: str, sense: DateSense) -> DateReading:
    """The date that a text means, known as far as it says; ValueError in words."""
    shown = brief(text.strip())
    typed = _BEHIND.sub("", _TIME.sub("", text.strip()))
    plain = _NUMERAL.sub(_number, figure(typed))
    serial = _SERIAL.fullmatch(plain)
    if serial and int(serial[1]) in _SERIALS:
        day = PartialDate.of(_BEFORE_SERIALS + timedelta(int(serial[1])))
        return DateReading(day, SERIAL.format(shown=shown, day=day))
    parts = re.sub("[日号]$", "", re.sub("[/.年月]", "-", plain)).rstrip("-").split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) > 3:
        raise ValueError(_complaint(shown, plain))
    found = _known(parts, plain, sense)
    if found is None:
        raise ValueError(_complaint(shown, plain))
    known, guessed = found
    day = _existing(known, shown, guessed and sense.past is not None and len(known) > 1, sense)
    return DateReading(day, GUESSED.format(shown=shown, day=day) if guessed else "")


def whole(text: str, sense: DateSense) -> DateReading:
    """The same of a date that must be known to the day."""
    found = read(text, sense)
    if not found.day.whole:
        lacks = "日" if found.day.month else "月和日"
        raise ValueError(f"日期“{brief(text.strip())}”不完整，缺少{lacks}，请写成 2024-01-02 的样子。")
    return found


def _number(match: re.Match[str]) -> str:
    """Chinese numerals as digits: 二〇一九 is 2019, 二十三 is 23."""
    found = numerals.whole(match[0])
    return match[0] if found is None else str(found)


def _known(parts: list[str], plain: str, sense: DateSense) -> tuple[tuple[int, ...], bool] | None:
    """Year, month and day as far as they are said, and whether that is a guess; None where it cannot be told."""
    if len(parts) == 1:
        return _unparted(parts[0], "年" in plain, sense)
    first = parts[0]
    numbers = tuple(map(int, parts))
    if max(map(len, parts[1:])) > 2:
        return None
    if len(first) == 4:
        return _said(numbers), False
    if len(parts) == 2 and sense.this_year and int(first) <= 12 and "年" not in plain:
        return (sense.today.year, *numbers), True
    is_year = len(first) == 2 and (int(first) > 12 or "年" in plain or (len(parts) == 3 and "/" not in plain))
    return ((sense.year(int(first)), *_said(numbers[1:])), True) if is_year else None


def _unparted(digits: str, named: bool, sense: DateSense) -> tuple[tuple[int, ...], bool] | None:
    """The same of one number, perhaps named a year: a year, a year and a month, or all three."""
    if len(digits) == 4:
        return (int(digits),), False
    if len(digits) == 2 and named:
        return (sense.year(int(digits)),), True
    if len(digits) == 8:
        return _said((int(digits[:4]), int(digits[4:6]), int(digits[6:]))), False
    if len(digits) != 6:
        return None
    year, month = int(digits[:4]), int(digits[4:])
    if _EARLIEST_BY_SIX <= year <= 2150 and month <= 12:
        return _said((year, month)), False
    return (sense.year(int(digits[:2])), int(digits[2:4]), month), True


def _said(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Without the parts that are written as nought: 1980-05-00 is 1980-05."""
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers


def _existing(known: tuple[int, ...], shown: str, guessed: bool, sense: DateSense) -> PartialDate:
    """The date of year, month and day, a century earlier where its guessed year would not lie back far enough."""
    if known[0] not in _YEARS:
        raise ValueError(f"日期“{shown}”的年份不合理，请核对。")
    try:
        if 0 in known:
            raise ValueError
        day = PartialDate(*known)
        if guessed and day > add_years(sense.today, -(sense.past or 0)):
            day = PartialDate(known[0] - 100, *known[1:])
    except ValueError:
        raise ValueError(f"日期“{shown}”不存在，请核对月和日。") from None
    return day


def _complaint(shown: str, plain: str) -> str:
    """What is wrong with a date that cannot be read."""
    if not plain:
        return "没有填写日期。"
    if re.fullmatch("[0-9]{1,2}[-/.月][0-9]{1,2}[日号]?", plain):
        return f"日期“{shown}”没有写年份，请写成 2024-01-02 的样子。"
    if re.fullmatch("[0-9]{1,2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}[日号]?", plain):
        return f"日期“{shown}”的年份请写四位并放在最前，例如 2024-01-02。"
    return f"日期“{shown}”看不懂，请写成 2024-01-02 的样子。"
