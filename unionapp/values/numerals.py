"""Whole numbers in Chinese numerals, small and capital: 二〇一九, 二十三, 三百零五, 壹仟贰佰, 三万."""

from __future__ import annotations

import re

_DIGITS = (
    dict.fromkeys("零〇○", 0)
    | {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
    | {sign: value for value, sign in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
    | {"两": 2}
)
_TENS = {"廿": 20, "卅": 30}
_SECTIONS = {"万": 10**4, "萬": 10**4, "亿": 10**8}
SIGNS = "".join([*_DIGITS, *_TENS, *_SECTIONS, *"十拾百佰千仟"])
"""All characters of such numbers."""

_DIGIT = f"[{''.join(sign for sign, value in _DIGITS.items() if value)}]"
_SECTION = re.compile(
    f"(?:({_DIGIT})[千仟])?[零〇]?(?:({_DIGIT})[百佰])?([零〇])?(?:({_DIGIT})?([十拾])|([廿卅]))?([零〇])?({_DIGIT})?"
)


def whole(text: str) -> int | None:
    """The number that numerals mean; None where they are none, or short for one (三百五, 一万二)."""
    if not text or any(sign not in SIGNS for sign in text):
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    for sign in ("亿", "万", "萬"):
        before, found, after = text.rpartition(sign)
        if found:
            high, low = whole(before), (whole(after) if after else 0)
            short = len(after) == 1 and after not in "十"
            return None if high is None or low is None or short else high * _SECTIONS[sign] + low
    return _section(text)


def _section(text: str) -> int | None:
    """A number below ten thousand with its units."""
    match = _SECTION.fullmatch(text)
    if not match:
        return None
    thousand, hundred, before, many, ten, score, behind, one = match.groups()
    if one and (thousand or hundred) and not (ten or score or before or behind):
        return None
    tens = _TENS[score] if score else _DIGITS[many or "一"] * 10 if ten else 0
    return _digit(thousand) * 1000 + _digit(hundred) * 100 + tens + _digit(one)


def _digit(sign: str | None) -> int:
    return _DIGITS[sign] if sign else 0
