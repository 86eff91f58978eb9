"""双联: the kinds of pairs, visits, monthly reports and the log of staying."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.subjects.relations import rules
from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit, StayLog


def pairs_are_removed(pairs: Sequence[LinkPair]) -> None:
    """A pair entered by mistake goes with its visits and reports."""
    gone = [pair.id for pair in pairs]
    for model in (LinkVisit, LinkReport):
        editing.delete(model, model.pair, gone)


LINK_PAIRS = Kind(
    key="link-pairs",
    model=LinkPair,
    title="双联结对",
    noun="结对",
    columns=("name", "office", "mode", "union", "unit", "household", "since", "until"),
    sections={
        "联系人": ("cadre", "name", "office", "phone"),
        "联系对象": ("mode", "union", "unit", "household"),
        "任务": ("since", "until", "task", "document", "remark"),
    },
    rules=(rules.somebody_is_linked, rules.pair_ends_after_it_begins),
    search=("name", "office", "phone"),
    filters=("mode", "union", "until"),
    order=("name", "id"),
    complete=rules.fill_pair,
    removing=pairs_are_removed,
    empty="还没有结对。单位联企业、干部联职工，每一对登记一条。",
    help="谁联系哪个工会、企业或困难家庭，任务是什么。结对期间每月一汇报、每季一调度。",
)

LINK_VISITS = Kind(
    key="link-visits",
    model=LinkVisit,
    title="双联走访",
    noun="双联走访",
    columns=("pair", "day", "visitors", "problem", "due", "solved_on"),
    sections={
        "走访": ("pair", "day", "visitors", "situation"),
        "问题": ("problem", "solver", "due", "solved_on", "how", "remark"),
    },
    rules=(rules.visit_has_happened, rules.visit_is_solved_later, rules.solved_problems_are_named),
    search=("visitors", "solver"),
    filters=("pair", "day", "solved_on"),
    order=("-day", "-id"),
    empty="还没有走访记录。每次走访登记一条，反映的问题写清楚，解决后补填日期。",
    help="结对走访的记录，问题从提出到解决都在这里。",
)

LINK_REPORTS = Kind(
    key="link-reports",
    model=LinkReport,
    title="双联月汇报",
    noun="月汇报",
    columns=("pair", "month", "day", "work", "problems", "by"),
    sections={"月汇报": ("pair", "month", "day", "work", "problems", "solved", "plan", "by", "remark")},
    identity=("pair", "month"),
    rules=(rules.report_has_been_made, rules.report_is_of_a_month_that_began, rules.report_is_within_the_link),
    search=("by",),
    filters=("pair", "month"),
    order=("-month", "-id"),
    complete=rules.fill_report,
    empty="还没有月汇报。每对每月一份，次月初上报。",
    help="一月一汇报。没有按时上报的列入提醒和季调度表。",
)

STAY_LOGS = Kind(
    key="stay-logs",
    model=StayLog,
    title="蹲点日志",
    noun="蹲点日志",
    columns=("day", "name", "point", "union", "talked", "problem", "solved_on"),
    sections={
        "蹲点": ("cadre", "name", "union", "point", "since", "until"),
        "日志": ("day", "diary", "talked", "problem", "solved_on", "how", "remark"),
    },
    rules=(rules.stay_has_happened, rules.stay_ends_after_it_begins, rules.stay_is_solved_later),
    search=("name", "point"),
    filters=("union", "day"),
    order=("-day", "-id"),
    complete=rules.fill_stay,
    empty="还没有蹲点日志。工会干部在基层联系点蹲点，每天登记一条。",
    help="基层联系点和工会干部蹲点的记录。",
)

KINDS: tuple[Kind, ...] = (LINK_PAIRS, LINK_VISITS, LINK_REPORTS, STAY_LOGS)
