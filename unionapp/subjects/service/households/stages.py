"""困难职工档案的一生: from application to leaving, read from the file and what hangs on it; nothing is ticked off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.records.record import Record
from unionapp.subjects.service import reminders as due
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households import register, rules
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.models import HardshipConsent, Household, HouseholdPaper
from unionapp.subjects.service.households.states import HouseholdState
from unionapp.values import periods, workdays
from unionapp.values.stages import Stage, first_missing

TITLES: Mapping[str, str] = {
    "apply": "申请",
    "survey": "入户核查",
    "papers": "材料与同意书",
    "grade": "核定类别",
    "publicity": "公示",
    "approval": "三级审批",
    "file": "建档",
    "plan": "帮扶计划",
    "help": "措施与走访",
    "review": "半年复核",
    "leave": "退档",
}
"""The stages in their order."""
_BEFORE = ("apply", "survey", "papers", "grade", "publicity", "approval", "file")
"""Stages up to the file being in force."""


@dataclass(frozen=True)
class HouseholdFacts:
    """What the records say of one family, counted; `household` is its row."""

    household: Household
    papers: int
    consented: bool
    """Whether a consent of its own to sensitive data is in force."""
    plan: AidPlan | None
    """The plan of this year."""
    measures: int
    given: int
    """What the measures came to, in fen."""
    last_measure: date | None
    last_visit: date | None
    last_review: HouseholdReview | None

    @property
    def in_force(self) -> bool:
        """Whether the family is on file now."""
        return bool(self.household.state == HouseholdState.FILED)


def facts(household: Household, today: date) -> HouseholdFacts:
    """The facts of a family as the file holds them."""
    measures = list(AidMeasure.select().where(AidMeasure.household == household.id))
    own = Visit.select(Visit.day).where(Visit.household == household.id)
    visits = [day for (day,) in own.tuples()]
    holding = HardshipConsent.withdrawn.is_null() & HardshipConsent.sensitive
    reviews = HouseholdReview.select().where(HouseholdReview.household == household.id)
    return HouseholdFacts(
        household,
        papers=HouseholdPaper.select().where(HouseholdPaper.household == household.id).count(),
        consented=HardshipConsent.select().where((HardshipConsent.household == household.id) & holding).exists(),
        plan=register.plan_of(household, today.year),
        measures=len(measures),
        given=sum(each.amount or 0 for each in measures),
        last_measure=max((each.day for each in measures), default=None),
        last_visit=max(visits, default=None),
        last_review=reviews.order_by(HouseholdReview.day.desc(), HouseholdReview.id.desc()).first(),
    )


def stages(known: HouseholdFacts, today: date) -> list[Stage]:
    """How every stage stands on a day; what a closed or refused file does not need any more is said so."""
    return [_stage(key, title, known, today) for key, title in TITLES.items()]


def next_stage(known: HouseholdFacts, today: date) -> Stage | None:
    """The first stage that is missing; leaving is never missed."""
    return first_missing(stages(known, today))


def _stage(key: str, title: str, known: HouseholdFacts, today: date) -> Stage:
    household = known.household
    day, missing, late = _READ[key](known, today)
    if key == "leave":
        return Stage(key, title, "done" if household.left_on else "unneeded", (), household.left_on)
    closed = household.state in rules.GONE
    early = key not in _BEFORE and not household.filed_on
    if early or (closed and missing):
        return Stage(key, title, "unneeded", (), day)
    return Stage(key, title, "missing" if missing else "done", tuple(missing), day, bool(missing) and late)


Read = tuple[date | None, Sequence[str], bool]
"""The day of a stage, what it lacks in words, and whether that is late."""


def lacking(record: Record, *names: str) -> list[str]:
    """The labels of fields that are empty."""
    fields = record._meta.fields
    return [fields[name].label for name in names if record.__data__.get(name) in (None, "", (), [])]


def _apply(known: HouseholdFacts, today: date) -> Read:
    return known.household.applied_on, lacking(known.household, "applied_on", "id_number", "promised"), False


def _survey(known: HouseholdFacts, today: date) -> Read:
    return known.household.surveyed_on, lacking(known.household, "surveyed_on", "surveyors"), False


def _papers(known: HouseholdFacts, today: date) -> Read:
    words = [] if known.papers else ["建档材料"]
    return None, words + ([] if known.consented else ["敏感信息的单独同意书"]), known.in_force


def _grade(known: HouseholdFacts, today: date) -> Read:
    names = ("assessed_on", "income", "people", "allowance", "cause", "grade")
    return known.household.assessed_on, lacking(known.household, *names), known.in_force


def _publicity(known: HouseholdFacts, today: date) -> Read:
    household = known.household
    words = lacking(household, "published_from", "published_to")
    if household.published_to and household.published_to >= today:
        words.append(f"公示到 {household.published_to} 期满")
    elif household.published_to and not household.objections:
        words.append("公示结果")
    return household.published_from, words, known.in_force


def _approval(known: HouseholdFacts, today: date) -> Read:
    household = known.household
    if household.refused:
        return household.county_day or household.upper_day, [], False
    return household.county_day, lacking(household, "unit_day", "upper_day", "county_day"), known.in_force


def _file(known: HouseholdFacts, today: date) -> Read:
    return known.household.filed_on, lacking(known.household, "filed_on"), False


def _plan(known: HouseholdFacts, today: date) -> Read:
    plan = known.plan
    if plan is None:
        return None, [f"{today.year} 年帮扶计划"], False
    return plan.since, [] if plan.goal or plan.steps else ["帮扶目标或措施"], False


def _help(known: HouseholdFacts, today: date) -> Read:
    household, words = known.household, []
    if not known.measures:
        words.append("帮扶措施")
    begun = known.last_visit or household.filed_on
    term = periods.add_months(begun, options.VISIT_MONTHS.value) if begun else None
    late = term is not None and term < today
    if late:
        words.append(f"走访（{begun} 以后没有记录）" if known.last_visit else "走访")
    days = [day for day in (known.last_measure, known.last_visit) if day]
    return max(days, default=None), words, late


def _review(known: HouseholdFacts, today: date) -> Read:
    last = known.last_review
    term = due.review_due(known.household, {} if last is None else {known.household.id: last})
    near = term is not None and term <= periods.add_days(today, options.AHEAD.value)
    return (last.day if last else None), [f"{term} 前复核"] if near else [], bool(term and term < today)


def _leave(known: HouseholdFacts, today: date) -> Read:
    return known.household.left_on, [], False


_READ: Mapping[str, Callable[[HouseholdFacts, date], Read]] = {
    "apply": _apply,
    "survey": _survey,
    "papers": _papers,
    "grade": _grade,
    "publicity": _publicity,
    "approval": _approval,
    "file": _file,
    "plan": _plan,
    "help": _help,
    "review": _review,
    "leave": _leave,
}


def publicity_end(first: date) -> date:
    """The last day of a publicity that begins on a day and lasts the least number of working days (a setting)."""
    calendar = workdays.official()
    left = options.PUBLICITY.value - calendar.is_workday(first)
    return calendar.add_workdays(first, left) if left > 0 else first
