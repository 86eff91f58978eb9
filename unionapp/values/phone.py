"""Telephone numbers: mobile and landline, in one form."""

from __future__ import annotations

import re

from unionapp.errors import Problem
from unionapp.values.text import figure

_MOBILE = re.compile("1[3-9][0-9]{9}")
_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(f"({_AREA})-?([2-9][0-9]{{6,7}})(?:(?:-|转|#|EXT)([0-9]{{1,6}}))?")
_SERVICE = re.compile("[48]00[0-9]{7}")
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=1[3-9][0-9]{9}$))-?")
_SEVERAL = re.compile("[/,;、；或]")


def read(text: str) -> str | Problem:
    """The number as it is kept (13800001234, 0971-6123456, 0971-6123456-801), or the problem in words."""
    number = re.sub(r"\.0+$", "", figure(text).lstrip("'`").upper())
    joined = _COUNTRY.sub("", re.sub("[()]", "-", number).strip("-"))
    digits = joined.replace("-", "")
    bare = _COUNTRY.sub("", digits)
    if _MOBILE.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return bare
    local = joined if joined.startswith("0") else f"0{joined}" if number.startswith("+86") else joined
    landline = _LANDLINE.fullmatch(re.sub("-+", "-", local)) or _LANDLINE.fullmatch(local.replace("-", ""))
    if landline:
        return "-".join(part for part in landline.groups() if part)
    return Problem("phone", _complaint(number, bare))


def mask(text: str) -> str:
    """The number for public papers: 138****1234, 0971-****456."""
    kept = read(text)
    number = figure(text) if isinstance(kept, Problem) else kept
    if _MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    area, dash, local = number.partition("-")
    return area + dash + re.sub("[0-9](?=.*[0-9]{3})", "*", local) if dash else _hidden(number)


def _hidden(number: str) -> str:
    """All but the last three characters hidden."""
    return "*" * max(len(number) - 3, 0) + number[-3:] if len(number) > 3 else "*" * len(number)


def _complaint(number: str, digits: str) -> str:
    """What is wrong with a number that cannot be read."""
    if not number:
        return "没有填写电话号码。"
    if re.fullmatch(r"[0-9](?:\.[0-9]*)?E\+?[0-9]+", number):
        return "电话号码被 Excel 改成了科学计数，请重新录入。"
    if "*" in number:
        return "电话号码中有 * 号，是遮盖过的号码，请录入完整号码。"
    if _SEVERAL.search(number):
        return "这里只能填一个电话号码，其余的请写在备注里。"
    if not digits.isdigit():
        return "电话号码中有不该有的字符，只能是数字，例如 13800001234 或 0971-6123456。"
    if re.fullmatch("[2-9][0-9]{6,7}", digits):
        return "固定电话缺少区号，请写成 0971-6123456 的样子。"
    if digits.startswith("1"):
        return _mobile_complaint(digits)
    return f"电话号码有{len(digits)}位，既不是11位手机号，也不是带区号的固定电话。"


def _mobile_complaint(digits: str) -> str:
    """What is wrong with a number that looks like a mobile number."""
    if len(digits) != 11:
        return f"手机号应为11位，现在是{len(digits)}位，{'少' if len(digits) < 11 else '多'}录了。"
    return f"手机号不会以“{digits[:2]}”开头，请核对。"
