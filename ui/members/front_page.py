"""会员首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import members as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = "有多少会员、各是哪些人、这个月来了谁、有什么要办。\n点一个数字、图上的一条或一行，就打开名册，只列出那些人。"
_DEEDS = (
    ("登记会员", Lead("members", deed="new")),
    ("登记入会申请", Lead("applications", deed="new")),
    ("打开会员名册", Lead("members")),
)


def front_page(session: Session) -> FrontPage:
    """会员首页."""
    return FrontPage(session, "会员", front.look, _DEEDS)
