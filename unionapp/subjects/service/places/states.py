"""The codes of service places that the program itself names: how a place stands, what became of it, who came."""

from __future__ import annotations

from enum import StrEnum


class PlaceState(StrEnum):
    """阵地状态: whether a place is open."""

    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class PlaceVerdict(StrEnum):
    """复评结论: what the yearly look at a place came to."""

    KEEP = "keep"
    UP = "up"
    DOWN = "down"
    GONE = "gone"
    MEND = "mend"


class VisitorSort(StrEnum):
    """服务对象: whose member a visitor is."""

    OWN = "own"
    ELSEWHERE = "elsewhere"
    NONE = "none"


class PlaceType(StrEnum):
    """服务阵地类型: what sort of place it is; a clerk may have more."""

    STATION = "station"
    REST = "rest"
    RELAY = "relay"
    MOTHER = "mother"
    BOOKS = "books"
    CULTURE = "culture"
    OTHER = "other"


class PlaceWay(StrEnum):
    """建设方式: whether a union built a place alone."""

    OWN = "own"
    JOINT = "joint"
