"""换届选举首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import elections as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = "哪些工会已届满、快届满，哪里主席空缺，正在办的选举到了哪一步。\n点一个数字、图上的一条或一行，就列出是哪些。"
_DEEDS = (
    ("开始换届", Lead("terms", deed="begin")),
    ("打开届期一览", Lead("terms")),
)


def front_page(session: Session) -> FrontPage:
    """换届选举首页."""
    return FrontPage(session, "换届选举", front.look, _DEEDS)
