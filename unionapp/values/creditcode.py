"""统一社会信用代码 (GB 32100-2015): reading and checking; a union's own code begins with 81 or 89."""

from __future__ import annotations

import re
from typing import NamedTuple

from unionapp.errors import Problem
from unionapp.values.text import figure

_ARTICLE = "GB 32100-2015"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BODY_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LIKELY = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}


class CreditCode(NamedTuple):
    """A code that is right; `region` is that of the registering office."""

    code: str
    region: str
    is_union: bool


def read(text: str) -> CreditCode | Problem:
    """The code in its normal form, or the problem in words."""
    code = figure(text).lstrip("'`").upper().replace("-", "")
    wrong = _wrong_form(code)
    if not wrong and code[17] != check_digit(code[:17]):
        wrong = "统一社会信用代码的校验码不对，至少有一位录错了，请与证书逐位核对。"
    if wrong:
        return Problem("credit_code", wrong, _ARTICLE)
    return CreditCode(code, code[2:8], code[:2] in ("81", "89"))


def check_digit(first17: str) -> str:
    """The 18th character that belongs to the first 17."""
    total = sum(_VALUES[char] * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def body_check_digit(first8: str) -> str:
    """The check character of the inner organisation code (GB 11714), position 17 of the whole."""
    total = sum(_BODY_CHARS.index(char) * weight for char, weight in zip(first8, _BODY_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def _wrong_form(code: str) -> str:
    """What is wrong with the length or the characters; empty when nothing is."""
    if not code:
        return "没有填写统一社会信用代码。"
    if re.fullmatch(r"[0-9](?:\.[0-9]*)?E\+[0-9]+", code):
        return "统一社会信用代码被 Excel 改坏，成了科学计数，请按证书重录。"
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现在是{len(code)}位，{'少' if len(code) < 18 else '多'}录了。"
    for place, char in enumerate(code, 1):
        if char not in _VALUES:
            hint = f"，可能是 {_LIKELY[char]}" if char in _LIKELY else ""
            return f"统一社会信用代码第{place}位“{char}”不会出现在代码里{hint}。"
    if not code[2:8].isdigit():
        return "统一社会信用代码第3至8位是行政区划，只能是数字。"
    return ""
