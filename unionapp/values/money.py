"""Money in whole fen: reading what is typed, showing it, and capital numerals for vouchers and cheques."""

from __future__ import annotations

import re

from unionapp.values.text import brief, figure

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = (("仟", 1000), ("佰", 100), ("拾", 10))
_PLAIN = re.compile(r"[0-9]*(?:\.[0-9]*)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_LONGEST = 1000
"""Digits; no amount is longer, and much longer ones Python would not read."""
_SIGNS = {"-": -1, "负": -1, "+": 1}
_PREFIXES = ("人民币", "RMB", "CNY", "¥")


def parse(text: str) -> int:
    """The fen of an amount as typed ("1,680.32", "￥1680.32", "(5.00)"); ValueError in words."""
    rest, sign = _unsigned(figure(text))
    if not rest:
        raise ValueError("没有填写金额。")
    if not (_PLAIN.fullmatch(rest) or _GROUPED.fullmatch(rest)) or rest == ".":
        raise ValueError(_complaint(text, rest))
    yuan, _, fraction = rest.replace(",", "").partition(".")
    if fraction[2:].strip("0"):
        raise ValueError(f"金额“{text.strip()}”的小数超过两位，最小到分。")
    if len(yuan) > _LONGEST:
        raise ValueError("金额太大，请核对是否多录了几位。")
    return sign * (int(yuan or "0") * 100 + int(fraction[:2].ljust(2, "0")))


def _unsigned(text: str) -> tuple[str, int]:
    """The amount without currency, brackets and sign, and the sign (1 or -1)."""
    sign = 1
    rest = text.upper()
    if rest.startswith("(") and rest.endswith(")"):
        return _bare(rest[1:-1]), -1
    rest = _bare(rest)
    if rest[:1] in _SIGNS:
        sign = _SIGNS[rest[0]]
        rest = _bare(rest[1:])
    return rest, sign


def _bare(text: str) -> str:
    """Without a currency in front and 元 behind."""
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix)
    return text.removesuffix("元")


def _complaint(text: str, rest: str) -> str:
    """What is wrong with an amount that cannot be read."""
    shown = brief(text.strip())
    if "万" in rest or "亿" in rest:
        return f"金额“{shown}”请换算成元，只写数字，例如 30000.00。"
    if re.fullmatch(r"[0-9.]+E[+-]?[0-9]+", rest):
        return f"金额“{shown}”是科学计数，请写出全部数字，例如 1680.32。"
    if "," in rest and re.fullmatch(r"[0-9,]+(?:\.[0-9]*)?", rest):
        return f"金额“{shown}”的千分位逗号位置不对，请按 1,680.32 的样子写。"
    return f"金额“{shown}”看不懂，请只写数字，例如 1680.32。"


def plain(fen: int) -> str:
    """An amount for files and input fields: 168032 -> "1680.32"."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def show(fen: int) -> str:
    """An amount for reading: 168032 -> "1,680.32"."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def capital(fen: int) -> str:
    """大写金额 without 人民币 in front (支付结算办法 附一; 会计基础工作规范 第五十二条)."""
    if fen < 0:
        return "负" + capital(-fen)
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    if not rest:
        return (_whole(yuan) or "零") + "元整"
    text = _whole(yuan) + "元" if yuan else ""
    if yuan and (not jiao or yuan % 10 == 0):
        text += "零"
    text += _DIGITS[jiao] + "角" if jiao else ""
    return text + (_DIGITS[cents] + "分" if cents else "整")


def _whole(number: int) -> str:
    """A whole number in capitals, empty for nought; 亿 and 万 are read as sections."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _whole(high) + unit + gap + _whole(low)
    return _section(number)


def _section(number: int) -> str:
    """A number below ten thousand in capitals, with one 零 for inner gaps."""
    text, gap = "", False
    for unit, size in _PLACES:
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = not digit and bool(text)
    return text + ("零" if gap and number else "") + (_DIGITS[number] if number else "")
