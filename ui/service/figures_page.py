"""服务统计: families in hardship, what campaigns gave, people served in places, with a picture; each line opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from unionapp.records import codes, fields
from unionapp.records.search import Condition
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.service import figures
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS
from unionapp.subjects.service.figures import FamilyLine, FamilyWay, Given, Served
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.places import register
from unionapp.subjects.service.places.records import SERVICE_LOG
from unionapp.subjects.service.records import KINDS
from unionapp.subjects.unions import tree
from unionapp.values import money
from unionapp.values.periods import Month, parse_month

from ui.figures.page import Counted, FiguresPage, FiguresQuestion, largest
from ui.figures.table import FigureRow, Head
from ui.session import Session

HELP = (
    "困难家庭按截止日期在册的一户一档案统计，建档、脱困按期间；帮扶活动按年度，金额取签领名单，和账上一致；"
    "服务人次取服务登记簿。\n回车或双击一行，列出那些档案、活动或登记。"
)
_WAYS = {
    "grade": "困难家庭按类别",
    "cause": "按致困原因",
    "union": "按建档工会",
    "campaign": "帮扶活动",
    "place": "服务按站点",
    "month": "服务按月份",
    "item": "服务按事项",
}
_FAMILY_WAYS = ("grade", "cause", "union")


class ServiceFiguresPage(FiguresPage):
    """Figures of service."""

    def __init__(self, session: Session) -> None:
        kinds = (*KINDS, HANDOUTS, HANDOUT_LINES)
        super().__init__(session, "服务统计", _WAYS, "全部工会（输入名称或首字母，含下属）", kinds)

    def count(self, asked: FiguresQuestion) -> Counted:
        """Count by the way that is asked."""
        if asked.way in _FAMILY_WAYS:
            return _families(asked)
        return _campaigns(asked) if asked.way == "campaign" else _served(asked)

    def open_line(self, asked: FiguresQuestion, line: FigureRow) -> None:
        """List what stands behind a line; the sum has all of it."""
        words = f"{line.values[0]}，{asked.when}"
        if asked.way in _FAMILY_WAYS:
            self.session.show_rows(HOUSEHOLDS, words, Condition("id", "in", cast(tuple[int, ...], line.leads)))
        elif asked.way == "campaign":
            self.session.show_rows(AID_CAMPAIGNS, words, Condition("id", "in", cast(tuple[int, ...], line.leads)))
        else:
            self.session.show_rows(SERVICE_LOG, words, *_entries(asked, line.leads))


def _families(asked: FiguresQuestion) -> Counted:
    by = cast(FamilyWay, asked.way)
    found = figures.families(by, asked.first, asked.last, asked.unions)
    lines = [FigureRow([_word_of_family(by, each), *_of_families([each])], leads=each.ids) for each in found]
    every = tuple(number for each in found for number in each.ids)
    if found:
        lines.append(FigureRow(["合计", *_of_families(found)], strong=True, leads=every))
    counted = ("在册户数", "家庭人口", "本期建档", "本期脱困", "其他退档")
    heads = [_first(asked), *(Head(fields.Number(words), 4) for words in counted)]
    drawn = largest([(_word_of_family(by, each), each.households) for each in found])
    summary = (
        f"{asked.last} 在册困难家庭 {len(every):,} 户　本期建档 {sum(each.filed for each in found)} 户　"
        f"脱困 {sum(each.lifted for each in found)} 户"
        if found
        else f"{asked.last} 没有在册的困难家庭。在“困难职工档案”建档以后，这里就有数字。"
    )
    return Counted(asked, f"困难职工家庭统计表（{_WAYS[by]}）", heads, lines, summary, "", {"在册户数": drawn})


def _of_families(lines: Sequence[FamilyLine]) -> list[int]:
    names = ("households", "persons", "filed", "lifted", "left")
    return [sum(getattr(each, name) for each in lines) for name in names]


def _word_of_family(by: FamilyWay, line: FamilyLine) -> str:
    if isinstance(line.key, int):
        return tree.names()[line.key]
    table = Household.grade.codes if by == "grade" else Household.cause.codes
    return table.label(line.key) if line.key else "（没有填）"


def _campaigns(asked: FiguresQuestion) -> Counted:
    every = figures.campaigns(asked.first.year, asked.last.year)
    found = [each for each in every if asked.unions is None or each.campaign.union_id in asked.unions]
    lines = [FigureRow([each.campaign.title, *_of_campaigns([each])], leads=(each.campaign.id,)) for each in found]
    if found:
        lines.append(FigureRow(["合计", *_of_campaigns(found)], strong=True, leads=tuple(x.campaign.id for x in found)))
    counted = ("困难户次", "救助人次", "慰问点人数", "待发放")
    heads = [_first(asked), *(Head(fields.Number(words), 4) for words in counted), Head(fields.Money("金额（元）"), 7)]
    total = sum(each.amount for each in found)
    summary = (
        f"{_years(asked)}帮扶活动 {len(found)} 次　救助 {sum(each.persons for each in found):,} 人次　"
        f"发放 {money.show(total)} 元"
        if found
        else f"{_years(asked)}还没有帮扶活动。在“四季帮扶活动”里登记、发放以后，这里就有数字。"
    )
    pictures = {
        "金额（元）": largest([(each.campaign.title, each.amount // 100) for each in found]),
        "救助人次": largest([(each.campaign.title, each.persons) for each in found]),
    }
    more = _fairs(asked) + _checked(found, total)
    return Counted(asked, "四季帮扶统计表", heads, lines, summary, more, pictures)


def _of_campaigns(found: Sequence[Given]) -> list[int]:
    names = ("households", "persons", "people_at_sites", "waiting", "amount")
    return [sum(getattr(each, name) for each in found) for name in names]


def _checked(found: Sequence[Given], total: int) -> str:
    """Whether campaigns and sign lists say the same; a sign list may hold others besides."""
    if not found:
        return ""
    signed = figures.sum_of_handouts(each.campaign.id for each in found)
    if signed == total:
        return f"与签领名单核对一致：{money.show(signed)} 元。"
    return f"签领名单合计 {money.show(signed)} 元，相差 {money.show(signed - total)} 元，请核对发放批次。"


def _fairs(asked: FiguresQuestion) -> str:
    every = [figures.fairs(year) for year in range(asked.first.year, asked.last.year + 1)]
    if not any(each.fairs for each in every):
        return ""
    names = ("fairs", "units", "posts", "attendance", "intentions")
    held, units, posts, came, willing = (sum(getattr(each, name) for each in every) for name in names)
    return f"招聘会 {held} 场，{units} 家单位、{posts:,} 个岗位，求职 {came:,} 人次，达成意向 {willing:,} 人。"


def _years(asked: FiguresQuestion) -> str:
    first, last = asked.first.year, asked.last.year
    return f"{first} 年度" if first == last else f"{first}—{last} 年度"


def _served(asked: FiguresQuestion) -> Counted:
    found = figures.served(asked.first, asked.last, _places(asked))
    grouped: dict[int | str, list[Served]] = {}
    for each in found:
        grouped.setdefault(getattr(each, asked.way), []).append(each)
    named = _named(asked.way, list(grouped) if asked.way != "month" else sorted(grouped, key=str))
    lines = [FigureRow([named[key], *_of_served(grouped[key])], leads=key) for key in named]
    if found:
        lines.append(FigureRow(["合计", *_of_served(found)], strong=True))
    counted = ("本级会员", "外地会员", "非会员", "合计人次")
    heads = [_first(asked), *(Head(fields.Number(title), 4) for title in counted)]
    every = [(named[key], _of_served(grouped[key])[-1]) for key in named]
    drawn = every if asked.way == "month" else largest(every)
    own, elsewhere, others, people = _of_served(found)
    summary = (
        f"{asked.when}　服务 {people:,} 人次：本级会员 {own:,}、外地会员 {elsewhere:,}、非会员 {others:,}"
        if found
        else f"{asked.when}　还没有服务登记。在“服务登记台”登记以后，这里就有数字。"
    )
    open_now = figures.places()
    more = f"现有开放的服务阵地 {open_now.open} 处，六有齐全 {open_now.complete} 处，图书 {open_now.books:,} 册。"
    return Counted(asked, f"服务站点统计表（{_WAYS[asked.way]}）", heads, lines, summary, more, {"服务人次": drawn})


def _of_served(found: Sequence[Served]) -> list[int]:
    whole = figures.together(found)
    return [whole.own, whole.elsewhere, whole.others, whole.people]


def _named(way: str, keys: Sequence[int | str]) -> dict[int | str, str]:
    """How places and items are called, in the order given; months as they are."""
    places = register.names() if way == "place" else {}
    items = {code.key: code.label for code in codes.table("service-item").codes} if way == "item" else {}
    return {key: places.get(key, str(key)) if isinstance(key, int) else items.get(key, key) for key in keys}


def _places(asked: FiguresQuestion) -> tuple[int, ...] | None:
    """The places of the unions that are asked for."""
    return None if asked.unions is None else register.of_unions(asked.unions)


def _entries(asked: FiguresQuestion, key: object) -> list[Condition]:
    """What the entries behind a line have in common."""
    first, last = asked.first, asked.last
    found = []
    if asked.way == "month" and isinstance(key, str):
        month: Month = parse_month(key)
        first, last = max(first, month.first()), min(last, month.last())
    elif key is not None:
        found.append(Condition(asked.way, "=", key))
    places = _places(asked)
    if places is not None and asked.way != "place":
        found.append(Condition("place", "in", places))
    return [Condition("day", ">=", first), Condition("day", "<=", last), *found]


def _first(asked: FiguresQuestion) -> Head:
    return Head(
        fields.Text(_WAYS[asked.way].removeprefix("困难家庭").removeprefix("服务").removeprefix("按")), 10, stretch=True
    )
