"""The codes of handing out that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class HandoutState(StrEnum):
    """发放进度: from the list to the voucher."""

    PLANNED = "planned"
    APPROVED = "approved"
    GIVEN = "given"
    BOOKED = "booked"


class GoodsForm(StrEnum):
    """发放形式: in what form it is given."""

    GOODS = "goods"
    VOUCHER_CARD = "voucher-card"
    TRANSFER = "transfer"
    CASH = "cash"


class LimitPer(StrEnum):
    """标准计算单位: what a limit is reckoned by."""

    PERSON_TIME = "person-time"
    PERSON_YEAR = "person-year"
    PERSON_DAY = "person-day"
    SHARE = "share"
    BUDGET_SHARE = "budget-share"


class LimitItem(StrEnum):
    """发放标准项目: what something is given for; those that the program names, a clerk may have more."""

    FESTIVAL = "festival"
    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    BIRTH = "birth"
    HOSPITAL = "hospital"
    SURGERY = "surgery"
    DEATH_SELF = "death-self"
    DEATH_FAMILY = "death-family"
    RETIREMENT = "retirement"
    RELIEF = "relief"
    WARMTH = "warmth"
    COOLING = "cooling"
    STUDY = "study"
    MEDICAL = "medical"
    PRIZE_SHARE = "prize-share"
    SOUVENIR = "souvenir"
    OUTING = "outing"
    CLOTHES = "clothes"
    FILM = "film"
