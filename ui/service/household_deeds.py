"""What is done with a family's file beyond its fields: publishing, planning, visiting, reviewing, leaving."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Refused
from unionapp.records import access
from unionapp.store import rows
from unionapp.subjects.service import actions
from unionapp.subjects.service.households import register
from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.helping_models import HouseholdReview
from unionapp.subjects.service.households.helping_records import AID_PLANS, HOUSEHOLD_REVIEWS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState, ReviewResult

from ui.cases.asking import ask_and_do, ask_for
from ui.cases.hanging import add
from ui.cases.part import CasePart
from ui.kit import undoing
from ui.kit.forms import Asked
from ui.service.household_hanging import FAMILY_VISITS, MEASURES, PLANS

_REVIEW = ("day", "by", "income", "fixed_costs", "sudden_costs", "people", "result", "remark")


def publicity(part: CasePart[Household]) -> None:
    """Propose the days: from today on, as many working days as are set."""
    fresh = rows.fresh(part.record)
    if fresh.published_from is None:
        fresh.published_from = date.today()
        fresh.published_to = life.publicity_end(fresh.published_from)
    ask_for(part, part.session, HOUSEHOLDS, fresh, ("published_from", "published_to"), "开始公示")


def plan(part: CasePart[Household]) -> None:
    """The plan of this year, made or gone on with."""
    year = date.today().year
    made = register.plan_of(part.record, year)
    if made is None:
        add(part, PLANS)
    else:
        ask_for(part, part.session, AID_PLANS, made, PLANS.asks, f"{year} 年帮扶计划：{part.record.name}")


def visit(part: CasePart[Household]) -> None:
    """A visit to the family."""
    add(part, FAMILY_VISITS)


def measure(part: CasePart[Household]) -> None:
    """Something done for the family."""
    add(part, MEASURES)


def review(part: CasePart[Household]) -> None:
    """A review takes the figures of the file as its proposal, and brings the file to its own."""
    if not access.may_see(HOUSEHOLD_REVIEWS.fields["income"]):
        raise Refused("复核要填家庭收入，请由有权查看困难家庭隐私的操作员来做。")
    household, journal = rows.fresh(part.record), part.session.store.journal
    given = {name: getattr(household, name) for name in ("income", "fixed_costs", "sudden_costs", "people")}
    given |= {"day": date.today(), "result": ReviewResult.KEEP}
    asked = [Asked(name, HOUSEHOLD_REVIEWS.fields[name], value=given.get(name)) for name in _REVIEW]

    def act(**values: object) -> None:
        former = HOUSEHOLDS.shown(household, "grade") or "未定"
        actions.review(journal, HouseholdReview(household=household, **values))
        now = HOUSEHOLDS.shown(household, "grade") or "未定"
        changed = f"类别由“{former}”变为“{now}”" if now != former else f"类别仍是“{now}”"
        undoing.offer(part, part.session, f"已复核“{household.name}”，{changed}")

    about = "照最近十二个月的情况填，低保标准按复核日期取用。保存后档案的收入、人口和类别跟着更新。"
    ask_and_do(part, part.session, "复核", about, asked, act)


def leave(part: CasePart[Household]) -> None:
    """Close the file; what refuses it is shown."""
    household, journal = rows.fresh(part.record), part.session.store.journal
    names = ("left_on", "leave_reason", "leave_approver")
    asked = [Asked(name, HOUSEHOLDS.fields[name], required=name != "leave_approver") for name in names]

    def act(left_on: date, leave_reason: str, leave_approver: str) -> None:
        actions.leave(journal, household, left_on, leave_reason, leave_approver)
        undoing.offer(part, part.session, f"“{household.name}”已退档")

    about = "脱困退档要有复核查明人均收入连续高于低保标准；以后再困难的，恢复这份档案，不另建新档。"
    ask_and_do(part, part.session, "退档", about, asked, act)


def reopen(part: CasePart[Household]) -> None:
    """Put a closed file into force again."""
    household, journal = rows.fresh(part.record), part.session.store.journal
    if household.state != HouseholdState.LEFT:
        raise Refused("这一户没有退档，不用恢复。")
    asked = [Asked("day", HOUSEHOLDS.fields["filed_on"], "重新建档日期", date.today(), required=True)]

    def act(day: date) -> None:
        actions.reopen(journal, household, day)
        undoing.offer(part, part.session, f"已恢复“{household.name}”的档案")

    ask_and_do(part, part.session, "恢复档案", "一户只有一份档案：申请、核查、公示从头办理。", asked, act)
