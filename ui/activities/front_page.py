"""活动首页: where the subject stands."""

from __future__ import annotations

from unionapp.office.fronts import activities as front
from unionapp.records.lead import Lead

from ui.figures.front_page import FrontPage
from ui.session import Session

HELP = "今年办了多少活动、多少人参加，接下来有什么，办过的还差什么。\n点一个数字、图上的一条或一行，就列出是哪些。"
_DEEDS = (
    ("新增活动", Lead("activities", deed="new")),
    ("打开活动台账", Lead("activities")),
)


def front_page(session: Session) -> FrontPage:
    """活动首页."""
    return FrontPage(session, "活动", front.look, _DEEDS)
