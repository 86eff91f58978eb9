"""What must hold of links: somebody at both ends, days in order, reports of months that have begun."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Problem
from unionapp.records.rules import in_order, not_in_the_future
from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit, StayLog
from unionapp.subjects.service import thresholds as options
from unionapp.values.present import present

pair_ends_after_it_begins = in_order("since", "until")
visit_has_happened = not_in_the_future("day")
visit_is_solved_later = in_order("day", "solved_on")
report_has_been_made = not_in_the_future("day")
stay_has_happened = not_in_the_future("day")
stay_ends_after_it_begins = in_order("since", "until")
stay_is_solved_later = in_order("day", "solved_on")


def somebody_is_linked(pair: LinkPair) -> list[Problem]:
    """A pair has another end: a union, an enterprise or a family."""
    if any(pair.__data__.get(name) for name in ("union", "unit", "household")):
        return []
    message = "还没有选联系的工会、企业或困难家庭。"
    return [Problem("union", message, options.LINKS, "warning", "target")]


def report_is_of_a_month_that_began(report: LinkReport) -> list[Problem]:
    """A month is reported when it is over, at the earliest within it."""
    if report.month and report.day and report.month > f"{report.day:%Y-%m}":
        return [Problem("month", "上报日期在所报月份之前，请核对。", options.LINKS, rule="month")]
    return []


def report_is_within_the_link(report: LinkReport) -> list[Problem]:
    """Months outside of the link are not reported."""
    if not report.pair_id or not report.month:
        return []
    pair = report.pair
    before = pair.since and report.month < f"{pair.since:%Y-%m}"
    behind = pair.until and report.month > f"{pair.until:%Y-%m}"
    if before or behind:
        return [Problem("month", "这个月份不在结对期间，请核对。", level="warning", rule="link-month")]
    return []


def solved_problems_are_named(visit: LinkVisit) -> list[Problem]:
    """What was solved had been raised."""
    if visit.solved_on and not visit.problem:
        return [Problem("problem", "填了解决日期，还没有写是什么问题。", level="warning", rule="problem")]
    return []


def fill_pair(pair: LinkPair) -> None:
    """Name and phone of the cadre."""
    if pair.cadre_id:
        pair.name = pair.name or present(pair.cadre).name
        pair.phone = pair.phone or present(pair.cadre).phone


def fill_stay(stay: StayLog) -> None:
    """Name of the cadre; the union is the point where none is named."""
    if stay.cadre_id:
        stay.name = stay.name or present(stay.cadre).name
    if stay.union_id:
        stay.point = stay.point or present(stay.union).name


def fill_report(report: LinkReport) -> None:
    """Who is linked reports, today."""
    if report.pair_id:
        report.by = report.by or report.pair.name
    report.day = report.day or date.today()
