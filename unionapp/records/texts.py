"""What a text of any field may hold, however it comes in: typed, pasted, from a sheet, from the command line.

Characters that can be neither seen nor printed (`values.text` lists the unseen) are dropped, half characters are
refused, and every type of field has a greatest length (`fields`). A value that was kept before there was one stays
readable, and is refused only when it is given anew.
"""

from __future__ import annotations

import re

from unionapp.errors import Refused
from unionapp.records.fields import RecordField
from unionapp.values.text import seen

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls (category Cc) but those that are blanks or line breaks
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters of the first plane, then those at the end of the others
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")

HALVES = "{label}里有残缺的字符（半个字，多半是复制时断开的），无法保存。请删去重新录入；没有保存。"
REASON = 500
"""The greatest length of a reason that stands in the log, in characters."""
TOO_LONG = "{label}最长 {longest:,} 个字，现在 {now:,} 个，请缩短；没有保存。"


class TooLong(ValueError):
    """A text that is longer than its field allows; `value` is the text as it was read."""

    def __init__(self, message: str, value: str) -> None:
        super().__init__(message)
        self.value = value


def clean(text: str) -> str:
    """A text without characters that no field may hold; ValueError in words where it has half characters."""
    if text.isascii() and text.isprintable():
        return text
    if broken(text):
        raise ValueError(HALVES.format(label="这一项"))
    return dropped(text)


def dropped(text: str) -> str:
    """A text without controls, noncharacters and what is not seen; half characters stay."""
    return _DROPPED.sub("", seen(text))


def lines(text: str) -> str:
    """A text of several lines with one sort of line break, without blanks at the ends of lines and of the whole."""
    return "\n".join(line.rstrip() for line in _BREAKS.sub("\n", text).strip().split("\n"))


def broken(text: str) -> bool:
    """Whether a text has halves of surrogate pairs, which no file can hold."""
    return not text.isascii() and _HALVES.search(text) is not None


def reason(text: str, label: str = "原因", longest: int = REASON) -> str:
    """A reason as it is kept, empty where nothing was said; Refused in words where it cannot be kept."""
    try:
        words = lines(clean(text))
    except ValueError:
        raise Refused(HALVES.format(label=f"“{label}”")) from None
    if len(words) > longest:
        raise Refused(TOO_LONG.format(label=f"“{label}”", longest=longest, now=len(words)))
    return words


def complaint(field: RecordField, value: str) -> str:
    """Why a field may not hold a text, in words; empty where it may."""
    label = f"“{field.label}”"
    if broken(value):
        return HALVES.format(label=label)
    longest = getattr(field, "longest", 0)
    return TOO_LONG.format(label=label, longest=longest, now=len(value)) if 0 < longest < len(value) else ""


def bounded(field: RecordField, value: str) -> str:
    """The text as it was read; TooLong where it is longer than its field allows."""
    longest = getattr(field, "longest", 0)
    if 0 < longest < len(value):
        raise TooLong(complaint(field, value), value)
    return value
