"""Names of persons: their clean form, their order by strokes or pinyin, and what they are found by."""

from __future__ import annotations

import re

from unionapp.values.pinyin import pinyin_keys, pinyin_sort_key, search_parts, search_tokens
from unionapp.values.strokes import StrokeKey, is_han, missing, stroke_key, strokes
from unionapp.values.text import NAME_DOTS, seen, squeeze

__all__ = [
    "StrokeKey",
    "clean",
    "is_han",
    "missing",
    "pinyin_keys",
    "pinyin_sort_key",
    "search_parts",
    "search_tokens",
    "spelled",
    "stroke_key",
    "strokes",
]

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_DOT_IN_HAN = re.compile(f"(?<=[{_HAN}]) ?[{re.escape(NAME_DOTS)}.] ?(?=[{_HAN}])")


_BRACKETS = str.maketrans("()", "（）")


def spelled(name: str) -> str:
    """A name as two are compared on a ballot: 王伟(女) is 王伟（女）."""
    return clean(name).translate(_BRACKETS)


def clean(name: str) -> str:
    """A name as it is kept: no blanks between Han characters (王  伟), one middle dot (买买提·吐尔逊)."""
    name = seen(name)
    if name.isalpha():
        return name
    return _DOT_IN_HAN.sub("·", _BETWEEN_HAN.sub("", squeeze(name)))
