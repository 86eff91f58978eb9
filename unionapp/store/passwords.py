"""What a new password must be, said in one place; an old one that is weaker goes on opening."""

from __future__ import annotations

from unionapp.errors import Refused
from unionapp.records import texts

SHORTEST = 8
"""Characters of a new password."""
_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_USUAL = ("password", "passw0rd", "qwer1234", "abcd1234", "1qaz2wsx", "admin123", "88888888", "gonghui1")


def wrong_with(password: str, operator: str = "") -> str:
    """What is wrong with a new password for an operator, in words; empty where it is good."""
    if texts.broken(password):
        return "密码里有残缺的字符，以后会输不进去。请换一个密码。"
    if len(password) < SHORTEST:
        return f"密码太短，至少要 {SHORTEST} 位。"
    plain = password.lower()
    if len(set(plain)) < 3 or plain in _USUAL or any(plain in run for run in _RUNS):
        return "这个密码太容易被猜到。请换一个，例如几个不相干的字的拼音加数字。"
    if operator and (operator.lower() in plain or plain in operator.lower()):
        return "密码里不要有自己的姓名。请换一个。"
    return ""


def need_good(password: str, operator: str = "") -> None:
    """Refused where a new password will not do."""
    if wrong := wrong_with(password, operator):
        raise Refused(wrong)
