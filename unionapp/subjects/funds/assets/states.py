"""The codes of what the union owns that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class AssetState(StrEnum):
    """资产状态: in use, lying idle, or disposed of."""

    USED = "used"
    IDLE = "idle"
    GONE = "gone"
