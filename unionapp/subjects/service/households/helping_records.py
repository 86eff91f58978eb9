"""Kinds of helping one family: plans, measures, visits, reviews."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.service import derive as follow
from unionapp.subjects.service.campaigns import rules as aid_rules
from unionapp.subjects.service.households import rules
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, HouseholdReview, Visit

AID_PLANS = Kind(
    key="aid-plans",
    model=AidPlan,
    title="帮扶计划",
    noun="帮扶计划",
    columns=("household", "year", "needs", "goal", "leader", "until"),
    sections={"计划": ("household", "year", "needs", "goal", "steps", "leader", "since", "until", "outcome", "remark")},
    identity=("household", "year"),
    rules=(aid_rules.year_is_a_year, aid_rules.plan_ends_after_it_begins),
    search=("leader", "goal"),
    filters=("household", "year"),
    order=("-year", "household"),
    complete=follow.fill_plan,
    empty="还没有帮扶计划。每户每年一份，写明需求、目标和责任人。",
    help="一户一计划：帮扶需求清、措施清、责任人清。",
)

AID_MEASURES = Kind(
    key="aid-measures",
    model=AidMeasure,
    title="帮扶措施",
    noun="帮扶措施",
    columns=("household", "day", "type", "content", "amount", "goods", "source", "by"),
    sections={
        "措施": ("household", "day", "type", "content", "amount", "goods", "quantity", "source"),
        "经手": ("line", "by", "effect", "scan", "remark"),
    },
    rules=(aid_rules.measure_figures_are_not_negative, aid_rules.measure_is_of_the_handout),
    search=("content", "goods", "by"),
    filters=("household", "type", "source", "day"),
    order=("-day", "-id"),
    fixed=("line",),
    complete=follow.fill_measure,
    empty="还没有帮扶措施。发放慰问金、助学金时自动登记，其他帮扶点“新增”。",
    help="一户一措施：为每户做了什么、花了多少、见了什么成效。",
)

VISITS = Kind(
    key="visits",
    model=Visit,
    title="走访记录",
    noun="走访",
    columns=("household", "day", "visitors", "requests", "answer"),
    sections={"走访": ("household", "day", "visitors", "situation", "requests", "answer", "photo", "remark")},
    rules=(aid_rules.visit_has_happened,),
    search=("visitors",),
    filters=("household", "day"),
    order=("-day", "-id"),
    empty="还没有走访记录。帮扶联系人每次走访后登记。",
    help="帮扶联系人和工会干部走访困难家庭的记录。",
)

HOUSEHOLD_REVIEWS = Kind(
    key="household-reviews",
    model=HouseholdReview,
    title="动态复核",
    noun="复核",
    columns=("household", "day", "by", "people", "allowance", "degree", "result", "next_due"),
    sections={
        "复核": ("household", "day", "by"),
        "收入与支出": ("income", "fixed_costs", "sudden_costs", "people", "per_head", "allowance", "degree"),
        "结果": ("result", "next_due", "remark"),
    },
    identity=("household", "day"),
    rules=(
        rules.somebody_lives_there,
        aid_rules.review_figures_are_not_negative,
        aid_rules.review_has_happened,
        aid_rules.review_comes_before_the_next,
        aid_rules.lifted_by_the_figures,
    ),
    search=("by",),
    filters=("household", "result", "next_due"),
    order=("-day", "-id"),
    complete=follow.fill_review,
    empty="还没有复核。建档后每半年复核一次收入和困难类别。",
    help="每半年重新核对收入、人口和低保标准，决定继续帮扶、调整类别还是脱困退档。",
)

KINDS: tuple[Kind, ...] = (AID_PLANS, AID_MEASURES, VISITS, HOUSEHOLD_REVIEWS)
