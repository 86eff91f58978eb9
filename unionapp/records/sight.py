"""What the operator at work may see: the one place that decides over fields whose sight takes a right.

`formats.show` asks here, so whatever shows a value by its field hides it by itself, a paper not yet thought of too;
`search` refuses to ask by such a field. Only what hands out stored values as they lie must ask `sees` of its own.
"""

from __future__ import annotations

from typing import Any

from unionapp.records import context

HIDDEN = "＊＊＊"
"""Stands in the place of what may not be seen, whether anything is there or not."""


def sees(shown: Any) -> bool:
    """Whether the operator at work may see the values of a field."""
    right = getattr(shown, "right", "")
    return not right or context.may(right)
