"""概况 of a family's file: its stages from the application to leaving, each one click from being mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.values import money
from unionapp.values.stages import Stage

from ui.cases.stages_part import Fix, StagesPart, Workflow
from ui.service import household_deeds
from ui.session import Session

_OPINIONS = tuple(f"{who}_{what}" for who in ("unit", "upper", "county") for what in ("day", "by", "opinion"))
_FIGURES = (
    "assessed_on",
    "region",
    "income",
    "fixed_costs",
    "sudden_costs",
    "people",
    "cause",
    "other_causes",
    "grade",
)
MENDS: Mapping[str, Sequence[Fix[Household]]] = {
    "apply": (Fix("登记申请", asks=("applied_on", "id_number", "promised"), today=("applied_on",)),),
    "survey": (Fix("登记入户核查", asks=("surveyed_on", "surveyors"), today=("surveyed_on",)),),
    "papers": (Fix("登记材料和同意书", "papers"),),
    "grade": (Fix("填收入和支出", asks=_FIGURES, today=("assessed_on",)), Fix("看怎样推算", "reckoning")),
    "publicity": (
        Fix("开始公示", does=household_deeds.publicity),
        Fix("登记公示结果", asks=("published_from", "published_to", "objections")),
    ),
    "approval": (
        Fix("登记审批意见", asks=_OPINIONS),
        Fix("不予建档", asks=("refused", "county_day", "county_opinion")),
    ),
    "file": (Fix("建档", asks=("filed_on", "filer", "contact", "contact_name"), today=("filed_on",)),),
    "plan": (Fix("写本年计划", does=household_deeds.plan), Fix("看计划和措施", "help")),
    "help": (Fix("登记走访", does=household_deeds.visit), Fix("登记措施", does=household_deeds.measure)),
    "review": (Fix("复核", does=household_deeds.review), Fix("看历次复核", "visits")),
    "leave": (Fix("退档", does=household_deeds.leave), Fix("恢复档案", does=household_deeds.reopen)),
}
"""What helps each stage on, the likeliest first."""
PAPERS: Mapping[str, Sequence[tuple[str, str]]] = {
    "apply": (("打印困难职工档案表", "hardship-file"),),
    "file": (("打印困难职工档案表", "hardship-file"),),
    "plan": (("打印帮扶计划", "aid-plan"),),
}


class HouseholdStages(StagesPart[Household]):
    """The stages of one file."""

    def __init__(self, session: Session, household: Household) -> None:
        super().__init__(session, household, Workflow(HOUSEHOLDS, "档案", MENDS, PAPERS))

    def read(self, record: Household) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the family say."""
        known = life.facts(record, date.today())
        return life.stages(known, date.today()), figures(known)


def figures(known: life.HouseholdFacts) -> tuple[str, ...]:
    """Papers, measures and the last visit and review in words."""
    last = known.last_review
    return (
        f"材料 {known.papers} 份",
        f"措施 {known.measures} 项，{money.show(known.given)} 元",
        f"最近走访 {known.last_visit or '没有'}",
        f"最近复核 {last.day if last is not None else '没有'}",
    )
