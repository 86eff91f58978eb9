"""概况 of a family's file: its stages from the application to leaving, each one click from being mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.values import money
from unionapp.values.stages import Stage

from ui.cases.stages_part import Course, Mend, StagesPart
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
MENDS: Mapping[str, Sequence[Mend[Household]]] = {
    "apply": (Mend("登记申请", asks=("applied_on", "id_number", "promised"), today=("applied_on",)),),
    "survey": (Mend("登记入户核查", asks=("surveyed_on", "surveyors"), today=("surveyed_on",)),),
    "papers": (Mend("登记材料和同意书", "papers"),),
    "grade": (Mend("填收入和支出", asks=_FIGURES, today=("assessed_on",)), Mend("看怎样推算", "reckoning")),
    "publicity": (
        Mend("开始公示", does=household_deeds.publicity),
        Mend("登记公示结果", asks=("published_from", "published_to", "objections")),
    ),
    "approval": (
        Mend("登记审批意见", asks=_OPINIONS),
        Mend("不予建档", asks=("refused", "county_day", "county_opinion")),
    ),
    "file": (Mend("建档", asks=("filed_on", "filer", "contact", "contact_name"), today=("filed_on",)),),
    "plan": (Mend("写本年计划", does=household_deeds.plan), Mend("看计划和措施", "help")),
    "help": (Mend("登记走访", does=household_deeds.visit), Mend("登记措施", does=household_deeds.measure)),
    "review": (Mend("复核", does=household_deeds.review), Mend("看历次复核", "visits")),
    "leave": (Mend("退档", does=household_deeds.leave), Mend("恢复档案", does=household_deeds.reopen)),
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
        super().__init__(session, household, Course(HOUSEHOLDS, "档案", MENDS, PAPERS))

    def read(self, record: Household) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the family say."""
        known = life.facts(record, date.today())
        return life.stages(known, date.today()), figures(known)


def figures(known: life.Facts) -> tuple[str, ...]:
    """Papers, measures and the last visit and review in words."""
    last = known.last_review
    return (
        f"材料 {known.papers} 份",
        f"措施 {known.measures} 项，{money.show(known.given)} 元",
        f"最近走访 {known.last_visit or '没有'}",
        f"最近复核 {last.day if last is not None else '没有'}",
    )
