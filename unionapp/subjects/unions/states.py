"""The codes of unions that the program itself speaks of."""

from __future__ import annotations

from enum import StrEnum


class UnionState(StrEnum):
    """状态: whether a union still stands."""

    ACTIVE = "active"
    DISSOLVED = "dissolved"
    MERGED = "merged"


class UnionType(StrEnum):
    """基层工会类型: of one unit, of several, of unions."""

    INDEPENDENT = "01"
    JOINT = "02"
    FEDERATION = "federation"
    INDUSTRIAL = "industrial"
    GENERAL = "general"


class UnionLevel(StrEnum):
    """工会级别: from the province down to the unit."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    BASE = "base"


class FoundingWay(StrEnum):
    """建会方式: by one unit alone or with others."""

    SINGLE = "single"
    JOINT = "joint"
    ATTACHED = "attached"
    INTERIM = "interim"
