"""Normal forms of typed text: half width for figures, no stray blanks."""

from __future__ import annotations

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = {0x3000: " ", 0x00A0: " ", 0x2007: " ", 0x202F: " "}
INVISIBLE = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that are not seen, as a regular expression's class has them: all of Unicode's category Cf, and what else
is ignored where it is drawn (variation selectors, tags, fillers). No text keeps them, or two names would look alike."""
_PRIVATE = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼"
    "䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
"""The characters at FE50 to FEA0 of GBK. Unicode had none of them at first, so that old programs gave them the private
codes from U+E815 on (GB 18030-2022, annex D)."""
_FIRST_PRIVATE = 0xE815
_MEANT = {chr(_FIRST_PRIVATE + place): letter for place, letter in enumerate(_PRIVATE)}
_UNSEEN = re.compile(f"[{INVISIBLE}\ue815-\ue864]")
_MARKS = {0xFFE5: "¥", 0x2212: "-", 0x2013: "-", 0x2014: "-", 0x2010: "-", 0x2011: "-", 0x3002: "."}
_HALF: dict[int, int | str] = {**_FULL_WIDTH, **_BLANKS, **_MARKS}
QUOTED = 20
"""Characters of a wrong value that a message quotes."""


def seen(text: str) -> str:
    """A text without the characters that are not seen, and with the right ones for the private codes of old GBK."""
    return text if text.isascii() else _UNSEEN.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    return _MEANT.get(found[0], "")


def brief(text: str, most: int = QUOTED) -> str:
    """A text as a message quotes it: its beginning where it is long."""
    return text if len(text) <= most else f"{text[:most]}…"


def half_width(text: str) -> str:
    """Digits, letters and punctuation of a figure in half width, without invisible marks."""
    return text if text.isascii() else seen(text).translate(_HALF)


def squeeze(text: str) -> str:
    """Without blanks at the ends, with one blank where there were several, without invisible marks."""
    return " ".join(seen(text).translate(_BLANKS).split())


def without_blanks(text: str) -> str:
    """Without any blank or invisible mark."""
    return "".join(seen(text).translate(_BLANKS).split())


def figure(text: str) -> str:
    """A number as typed, in half width and without blanks."""
    return "".join(half_width(text).split())


# The marks that are typed for the dot in names such as 买买提·吐尔逊; the first is the right one.
NAME_DOTS = "·•・‧∙⋅･˙●．｡"
