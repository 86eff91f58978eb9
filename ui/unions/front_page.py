"""组织建设首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import unions as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = (
    "有多少工会和涵盖单位、各是什么类型，法人资格证书到期没有，会员在哪些工会。\n"
    "点一个数字、图上的一条或一行，就列出是哪些。"
)
_DEEDS = (
    ("新增工会", Lead("unions", deed="new")),
    ("打开工会与涵盖单位", Lead("unions")),
)


def front_page(session: Session) -> FrontPage:
    """组织建设首页."""
    return FrontPage(session, "组织建设", front.look, _DEEDS)
