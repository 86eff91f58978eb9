"""Normal forms of typed text: half width for figures, no stray blanks."""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = {0x3000: " ", 0x00A0: " ", 0x2007: " ", 0x202F: " "}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x202D, 0x202C, 0x200E, 0x200F))
_MARKS = {0xFFE5: "¥", 0x2212: "-", 0x2013: "-", 0x2014: "-", 0x2010: "-", 0x2011: "-", 0x3002: "."}
_HALF = {**_FULL_WIDTH, **_BLANKS, **_INVISIBLE, **_MARKS}
_SPACES = {**_BLANKS, **_INVISIBLE}


def half_width(text: str) -> str:
    """Digits, letters and punctuation of a figure in half width, without invisible marks."""
    return text if text.isascii() else text.translate(_HALF)


def squeeze(text: str) -> str:
    """Without blanks at the ends, with one blank where there were several, without invisible marks."""
    return " ".join(text.translate(_SPACES).split())


def without_blanks(text: str) -> str:
    """Without any blank or invisible mark."""
    return "".join(text.translate(_SPACES).split())


def figure(text: str) -> str:
    """A number as typed, in half width and without blanks."""
    return "".join(half_width(text).split())


# The marks that are typed for the dot in names such as 买买提·吐尔逊; the first is the right one.
NAME_DOTS = "·•・‧∙⋅･˙●．｡"
