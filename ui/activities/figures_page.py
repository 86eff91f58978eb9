"""活动统计: activities, 人次 and money of a period by type, month, union or group, with a picture; each line opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from unionapp.records import fields
from unionapp.records.search import Condition
from unionapp.subjects.activities import figures
from unionapp.subjects.activities.figures import By, FigureLine, FiguresPeriod
from unionapp.subjects.activities.records import ACTIVITIES, KINDS
from unionapp.values import money

from ui.figures.page import Counted, FiguresPage, FiguresQuestion, largest
from ui.figures.table import FigureRow, Head
from ui.kit.charts import Figures
from ui.session import Session

HELP = (
    "选好起止日期和主办工会，按类型、月份、工会、群体统计活动次数、参加人次和经费；回车或双击一行，列出那些活动。\n"
    "人次按签到名单，没有名单的按填写的到场人数；已取消的活动不计。按群体、按参加人所属工会的，一次活动可能计入几行。"
)
_WAYS: dict[str, str] = {
    "type": "按类型",
    "month": "按月份",
    "union": "按主办工会",
    "group": "按参加人群体",
    "home": "按参加人所属工会",
}
_SHARED = ("group", "home")
"""Ways in which an activity may count in several lines, so that activities and money are not added up."""
_MEASURES = (("参加人次", "people"), ("活动次数", "activities"), ("实际经费（元）", "spent"))


class ActivityFiguresPage(FiguresPage):
    """Figures of activities."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "活动统计", _WAYS, "全部主办工会（输入名称或首字母，含下属）", KINDS)

    def count(self, asked: FiguresQuestion) -> Counted:
        """Count by the way that is asked, those at nought left out."""
        period, by = _period(asked), cast(By, asked.way)
        shown = [each for each in figures.BY[by](period) if each.activities or each.people]
        lines = [FigureRow(_values(each, by), leads=each.key) for each in shown]
        if shown and by not in _SHARED:
            lines.append(FigureRow(_values(figures.total(shown), by), strong=True))
        title = f"工会活动统计表（{_WAYS[by]}）"
        pictures = {words: _drawn(shown, name, by) for words, name in _MEASURES}
        return Counted(asked, title, _heads(by), lines, _summary(asked, shown), _more(period), pictures)

    def open_line(self, asked: FiguresQuestion, line: FigureRow) -> None:
        """List the activities behind a line, all of them behind the sum."""
        period = _period(asked)
        words, ids = asked.when, tuple(each.id for each in figures.held(period))
        if line.leads is not None:
            ids = tuple(figures.behind(period, cast(By, asked.way), line.leads))
            words = f"{line.values[0]}，{words}"
        self.session.show_rows(ACTIVITIES, words, Condition("id", "in", ids))


def _period(asked: FiguresQuestion) -> FiguresPeriod:
    return FiguresPeriod(asked.first, asked.last, asked.unions)


def _summary(asked: FiguresQuestion, shown: Sequence[FigureLine]) -> str:
    if not shown:
        return f"{asked.when}　还没有活动。在“活动台账”登记活动、签到以后，这里就有数字。"
    if asked.way in _SHARED:
        people = sum(each.people for each in shown)
        return f"{asked.when}　{_WAYS[asked.way]}　共 {people:,} 人次（按签到名单）"
    whole = figures.total(shown)
    spent = money.show(whole.spent)
    return f"{asked.when}　活动 {whole.activities} 次　参加 {whole.people:,} 人次　实际经费 {spent} 元"


def _more(period: FiguresPeriod) -> str:
    contests, made = figures.contests(period), figures.proposals(period)
    return (
        f"其中劳动和技能竞赛 {contests.activities} 次、{contests.events} 个项目、{contests.people:,} 人次，"
        f"晋级 {contests.promoted} 人。合理化建议 {made.made} 条，采纳 {made.adopted} 条，实施 {made.done} 条，"
        f"产生效益 {money.show(made.benefit)} 元，奖励 {money.show(made.reward)} 元。"
    )


def _drawn(lines: Sequence[FigureLine], name: str, by: By) -> Figures:
    """What is drawn: months in their order, else the largest first."""
    every = [(each.label, _figure(each, name)) for each in lines if getattr(each, name)]
    return every if by == "month" else largest(every)


def _heads(by: By) -> list[Head]:
    first = Head(fields.Text(_WAYS[by].removeprefix("按")), 10, stretch=True)
    counted = [fields.Number(words) for words in ("活动次数", "参加人次", "会员", "非会员", "新就业形态")]
    paid = [] if by in _SHARED else [Head(fields.Money("预算（元）"), 6), Head(fields.Money("实际（元）"), 6)]
    return [first, *(Head(field, 4) for field in counted), *paid]


def _values(each: FigureLine, by: By) -> list[str | int]:
    counted: list[str | int] = [each.label, each.activities, each.people, each.members, each.others, each.new_forms]
    return counted if by in _SHARED else [*counted, each.planned, each.spent]


def _figure(each: FigureLine, name: str) -> int:
    """A figure as it is drawn: money in whole yuan."""
    value = int(getattr(each, name))
    return value // 100 if name == "spent" else value
