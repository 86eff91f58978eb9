"""职工服务首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import service as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = "今天服务了多少人、在册的困难家庭、今年帮扶了多少，有什么到期。\n点一个数字、图上的一条或一行，就列出是哪些。"
_DEEDS = (
    ("服务登记", Lead("service-counter")),
    ("困难职工建档", Lead("households", deed="new")),
    ("打开四季帮扶", Lead("aid-campaigns")),
)


def front_page(session: Session) -> FrontPage:
    """职工服务首页."""
    return FrontPage(session, "职工服务", front.look, _DEEDS)
