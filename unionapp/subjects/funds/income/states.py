"""The codes of what is paid in that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class ContributionWay(StrEnum):
    """收缴方式: who collects the contributions."""

    OWN = "own"
    TAX = "tax"
    FISCAL = "fiscal"
