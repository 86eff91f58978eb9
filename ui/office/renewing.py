"""Asking before the data key is renewed: what old copies still open, and who needs a new password afterwards."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget
from unionapp.store import renewal

from ui.kit import messages
from ui.session import Session

Answer = Literal["now", "later", "no"]
"""Dismiss and renew the key, dismiss only, or neither."""
_DISMISSING = (
    "停用后“{name}”不能再登录，做过的记录都保留。随后更换数据钥匙，以后的数据用旧钥匙打不开。\n"
    "{name}手里若有旧备份或旧钥匙文件，仍能打开那份旧数据，请收回或销毁。"
)
_RENEWING = (
    "给全部数据和附件换一把新钥匙，各人的密码和恢复码照旧。以前的备份不变，仍用当时的密码打开；"
    "怕被人看到的旧备份，请收回或销毁。"
)
_CLOSES = "更换时程序关闭片刻，做完自动打开。"
_WAITING = "“{names}”很久没有登录，换钥匙后进不来，要由管理员用“重设密码…”设新密码；也可以等他们登录一次以后再换。"
_OLD_CODE = "恢复码是早先的程序发的，要先“换发恢复码”，才能“更换数据钥匙”，所以这次只停用。"


def ask_dismissal(page: QWidget, session: Session, name: str) -> Answer:
    """What is to be done when an operator is put out of use."""
    words = _DISMISSING.format(name=name)
    seen = renewal.outlook(session.folder, session.store.key)
    if not seen.code:
        return "later" if messages.ask(page, f"{words}\n{_OLD_CODE}", "停用", "取消") else "no"
    if waiting := [each for each in seen.waiting if each != name]:
        text = f"{words}\n{_WAITING.format(names='”、“'.join(waiting))}\n{_CLOSES}"
        chosen = messages.choose(page, text, ("停用，以后再换钥匙", "停用并更换钥匙"))
        return "no" if chosen is None else "now" if chosen else "later"
    return "now" if messages.ask(page, f"{words}\n{_CLOSES}", "停用", "取消") else "no"


def ask_renewal(page: QWidget, session: Session) -> bool:
    """Whether the key is to be renewed; Refused where the recovery code is to be renewed first."""
    renewal.need(session.folder, session.store.key, session.store.operator)
    waiting = renewal.outlook(session.folder, session.store.key).waiting
    more = [_WAITING.format(names="”、“".join(waiting))] if waiting else []
    return messages.ask(page, "\n".join((_RENEWING, *more, _CLOSES)), "更换", "取消")


def start(session: Session) -> None:
    """Close the data, renew the key, and open them again."""
    session.renewing = True
    session.closing_wanted.emit()
