"""The codes of budgets that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class BudgetSort(StrEnum):
    """预算类别: the budget of the year, or a later version of it."""

    FIRST = "first"
    ADJUSTED = "adjusted"


class BudgetState(StrEnum):
    """预算进度: from the draft to the higher union."""

    DRAFT = "draft"
    COMMITTEE = "committee"
    AUDIT = "audit"
    SENT = "sent"
    APPROVED = "approved"
