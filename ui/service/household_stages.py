"""概况 of a family's file: its stages from the application to leaving, each one click from being mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from unionapp.errors import Refused
from unionapp.records import sight
from unionapp.subjects.service import actions, life
from unionapp.subjects.service.models.families import Household
from unionapp.subjects.service.models.helping import AidMeasure, AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.records.families import HOUSEHOLDS
from unionapp.subjects.service.records.helping import AID_MEASURES, AID_PLANS, HOUSEHOLD_REVIEWS, VISITS
from unionapp.values import money

from ui import undoing
from ui.cases.asking import ask_and_do, ask_for
from ui.cases.stages_part import Course, Mend, Stage, StagesPart
from ui.forms import Asked
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
MENDS: Mapping[str, Sequence[Mend]] = {
    "apply": (Mend("登记申请", asks=("applied_on", "id_number", "promised"), today=("applied_on",)),),
    "survey": (Mend("登记入户核查", asks=("surveyed_on", "surveyors"), today=("surveyed_on",)),),
    "papers": (Mend("登记材料和同意书", "papers"),),
    "grade": (Mend("填收入和支出", asks=_FIGURES, today=("assessed_on",)), Mend("看怎样推算", "reckoning")),
    "publicity": (
        Mend("开始公示", does="publicity"),
        Mend("登记公示结果", asks=("published_from", "published_to", "objections")),
    ),
    "approval": (
        Mend("登记审批意见", asks=_OPINIONS),
        Mend("不予建档", asks=("refused", "county_day", "county_opinion")),
    ),
    "file": (Mend("建档", asks=("filed_on", "filer", "contact", "contact_name"), today=("filed_on",)),),
    "plan": (Mend("写本年计划", does="plan"), Mend("看计划和措施", "help")),
    "help": (Mend("登记走访", does="visit"), Mend("登记措施", does="measure")),
    "review": (Mend("复核", does="review"), Mend("看历次复核", "visits")),
    "leave": (Mend("退档", does="leave"), Mend("恢复档案", does="reopen")),
}
"""What helps each stage on, the likeliest first."""
PAPERS: Mapping[str, Sequence[tuple[str, str]]] = {
    "apply": (("打印困难职工档案表", "hardship-file"),),
    "file": (("打印困难职工档案表", "hardship-file"),),
    "plan": (("打印帮扶计划", "aid-plan"),),
}
PLAN = ("year", "needs", "goal", "steps", "leader", "since", "until")
VISIT = ("day", "visitors", "situation", "requests", "answer", "photo")
MEASURE = ("day", "type", "content", "amount", "goods", "quantity", "source", "by", "effect")
_REVIEW = ("day", "by", "income", "fixed_costs", "sudden_costs", "people", "result", "remark")


class HouseholdStages(StagesPart):
    """The stages of one file."""

    def __init__(self, session: Session, household: Any) -> None:
        super().__init__(session, household, Course("档案", MENDS, PAPERS))

    def read(self, record: Any) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the family say."""
        known = life.facts(record, date.today())
        return life.stages(known, date.today()), figures(known)

    def ask(self, mend: Mend) -> None:
        """Fields of the file; days that are still empty are proposed as today."""
        fresh = Household.get_by_id(self.record.id)
        for name in mend.today:
            if getattr(fresh, name) is None:
                setattr(fresh, name, date.today())
        ask_for(self, self.session, HOUSEHOLDS, fresh, mend.asks, mend.words)

    def do(self, what: str) -> None:
        """What takes more than fields of the file."""
        getattr(self, f"_{what}")()

    def _publicity(self) -> None:
        """Propose the days: from today on, as many working days as are set."""
        fresh = Household.get_by_id(self.record.id)
        if fresh.published_from is None:
            fresh.published_from = date.today()
            fresh.published_to = life.publicity_end(fresh.published_from)
        ask_for(self, self.session, HOUSEHOLDS, fresh, ("published_from", "published_to"), "开始公示")

    def _plan(self) -> None:
        today = date.today()
        made = AidPlan.get_or_none((AidPlan.household == self.record.id) & (AidPlan.year == today.year))
        plan = made or AidPlan(household=self.record, year=today.year, leader=self.record.contact_name)
        ask_for(self, self.session, AID_PLANS, plan, PLAN, f"{today.year} 年帮扶计划：{self.record.name}")

    def _visit(self) -> None:
        made = Visit(household=self.record, day=date.today(), visitors=self.record.contact_name)
        ask_for(self, self.session, VISITS, made, VISIT, f"登记走访：{self.record.name}")

    def _measure(self) -> None:
        made = AidMeasure(household=self.record, day=date.today())
        ask_for(self, self.session, AID_MEASURES, made, MEASURE, f"登记措施：{self.record.name}")

    def _review(self) -> None:
        """A review takes the figures of the file as its proposal, and brings the file to its own."""
        if not sight.sees(HOUSEHOLD_REVIEWS.fields["income"]):
            raise Refused("复核要填家庭收入，请由有权查看困难家庭隐私的操作员来做。")
        household, journal = Household.get_by_id(self.record.id), self.session.store.journal
        given = {name: getattr(household, name) for name in ("income", "fixed_costs", "sudden_costs", "people")}
        given |= {"day": date.today(), "result": "keep"}
        asked = [Asked(name, HOUSEHOLD_REVIEWS.fields[name], value=given.get(name)) for name in _REVIEW]

        def act(**values: Any) -> None:
            former = HOUSEHOLDS.shown(household, "grade") or "未定"
            actions.review(journal, HouseholdReview(household=household, **values))
            now = HOUSEHOLDS.shown(household, "grade") or "未定"
            changed = f"类别由“{former}”变为“{now}”" if now != former else f"类别仍是“{now}”"
            undoing.offer(self, self.session, f"已复核“{household.name}”，{changed}")

        about = "照最近十二个月的情况填，低保标准按复核日期取用。保存后档案的收入、人口和类别跟着更新。"
        ask_and_do(self, self.session, "复核", about, asked, act)

    def _leave(self) -> None:
        household, journal = Household.get_by_id(self.record.id), self.session.store.journal
        names = ("left_on", "leave_reason", "leave_approver")
        asked = [Asked(name, HOUSEHOLDS.fields[name], required=name != "leave_approver") for name in names]

        def act(left_on: date, leave_reason: str, leave_approver: str) -> None:
            actions.leave(journal, household, left_on, leave_reason, leave_approver)
            undoing.offer(self, self.session, f"“{household.name}”已退档")

        about = "脱困退档要有复核查明人均收入连续高于低保标准；以后再困难的，恢复这份档案，不另建新档。"
        ask_and_do(self, self.session, "退档", about, asked, act)

    def _reopen(self) -> None:
        household, journal = Household.get_by_id(self.record.id), self.session.store.journal
        if household.state != "left":
            raise Refused("这一户没有退档，不用恢复。")
        asked = [Asked("day", HOUSEHOLDS.fields["filed_on"], "重新建档日期", date.today(), required=True)]

        def act(day: date) -> None:
            actions.reopen(journal, household, day)
            undoing.offer(self, self.session, f"已恢复“{household.name}”的档案")

        ask_and_do(self, self.session, "恢复档案", "一户只有一份档案：申请、核查、公示从头办理。", asked, act)


def figures(known: life.Facts) -> tuple[str, ...]:
    """Papers, measures and the last visit and review in words."""
    last = known.last_review
    return (
        f"材料 {known.papers} 份",
        f"措施 {known.measures} 项，{money.show(known.given)} 元",
        f"最近走访 {known.last_visit or '没有'}",
        f"最近复核 {last.day if last is not None else '没有'}",
    )
