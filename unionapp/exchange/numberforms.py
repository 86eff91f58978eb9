"""What a number format says that a clerk would miss in the bare number (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re

from unionapp.exchange.book import Mark

BUILT_IN: dict[int, Mark] = {9: "percent", 10: "percent"}
"""The formats 0% and 0.00%, which need no code of their own."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a format code that stand for themselves."""
_LETTERS = re.compile(r'"[^"]+"|\\[^ ]')
"""Words beside the digits, which are part of what is shown."""
_ZEROS = re.compile("0{2,}")
MOST_ZEROS = 30


def mark(code: str) -> Mark | None:
    """How a format code shows a number: as percent, or filled up with zeros; None for any other way."""
    bare = _QUOTED.sub("", code)
    if "%" in bare:
        return "percent"
    first = bare.partition(";")[0].strip()
    lettered = _LETTERS.search(code.partition(";")[0])
    return first if _ZEROS.fullmatch(first) and len(first) <= MOST_ZEROS and not lettered else None
