"""经费首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import funds as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = (
    "本级账套现在有多少现金和存款、本月收支、预算用了多少，这个月的账走到哪一步。数字都按已记账的凭证。\n"
    "点一个数字、图上的一条或一行，就列出是哪些。"
)
_DEEDS = (
    ("收钱", Lead("vouchers", deed="money-in")),
    ("付钱", Lead("vouchers", deed="money-out")),
    ("填凭证", Lead("vouchers", deed="write")),
)


def front_page(session: Session) -> FrontPage:
    """经费首页."""
    return FrontPage(session, "经费", front.look, _DEEDS)
