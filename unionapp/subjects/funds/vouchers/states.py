"""The codes of vouchers and their papers that the program itself goes by."""

from __future__ import annotations

from enum import StrEnum


class VoucherState(StrEnum):
    """凭证状态: from the draft to the books."""

    DRAFT = "draft"
    APPROVED = "approved"
    POSTED = "posted"


class VoucherSort(StrEnum):
    """凭证性质: an everyday voucher, or one that takes back, corrects or closes."""

    NORMAL = "normal"
    REVERSAL = "reversal"
    ADJUST = "adjust"
    CLOSING = "closing"


class PaperSort(StrEnum):
    """原始凭证种类: what a voucher rests on; those that the program names, a clerk may have more."""

    INVOICE = "invoice"
    SIGN_LIST = "sign-list"
    NOTICE = "notice"
    PLAN = "plan"
    SIGN_IN = "sign-in"
    PHOTO = "photo"
    ITEMS = "list"
    MINUTES = "minutes"
    CONTRACT = "contract"
