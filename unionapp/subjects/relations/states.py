"""The codes of 双联 that the program itself names."""

from __future__ import annotations

from enum import StrEnum


class LinkMode(StrEnum):
    """结对方式: who is linked to whom; a clerk may have more."""

    ONE = "one"
    SEVERAL = "several"
    UNIT = "unit"
