"""基层工会组织: the kinds of unions and of the units they cover; their rows stand in `models`."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.unions import rules
from unionapp.subjects.unions.models import CoveredUnit, Union

UNIONS = Kind(
    key="unions",
    model=Union,
    title="基层工会",
    noun="工会",
    sole=True,
    columns=("name", "type", "parent", "chair", "phone", "employees", "founded", "state"),
    sections={
        "工会": ("name", "short_name", "code", "parent", "level", "type", "founded", "way", "state"),
        "负责人与联系": ("chair", "chair_phone", "phone", "address", "postcode", "email", "region"),
        "所在单位": ("unit_name", "unit_code", "unit_nature", "economy", "industry", "employees"),
        "法人资格与账户": ("certificate", "certificate_from", "certificate_to", "bank", "account", "sealed"),
        "会费与场所": ("dues_each", "office_area", "activity_area"),
        "备注": ("remark",),
    },
    identity=("name",),
    rules=(
        rules.code_is_a_unions,
        rules.unit_code_is_not_a_unions,
        rules.certificate_ends_after_it_begins,
        rules.founded_not_in_the_future,
        rules.counts_are_not_negative,
    ),
    search=("name", "short_name", "chair", "code", "phone"),
    filters=("type", "parent", "state"),
    order=("id",),
    complete=rules.name_is_tidy,
    empty="还没有工会。点“新增”录入下属工会，或点“导入”从 Excel 表导入。",
    help="本级工会和下属基层工会的底册。会员、换届、经费都按这里的工会归集。",
)

COVERED_UNITS = Kind(
    key="covered-units",
    model=CoveredUnit,
    title="涵盖单位",
    noun="涵盖单位",
    columns=("name", "union", "nature", "industry", "employees", "leader", "phone"),
    sections={
        "单位": ("union", "name", "code", "nature", "industry", "employees", "women", "migrants"),
        "联系": ("leader", "phone", "address", "remark"),
    },
    identity=("union", "name"),
    rules=(
        rules.unit_code_is_not_a_unions,
        rules.counts_are_not_negative,
        rules.women_are_among_the_workers,
        rules.migrants_are_among_the_workers,
    ),
    search=("name", "leader", "phone", "code"),
    filters=("union", "nature"),
    order=("name",),
    empty="还没有涵盖单位。联合基层工会涵盖的单位在这里登记，可从 Excel 表导入。",
    help="联合基层工会、工会联合会所涵盖的单位。",
)

KINDS = (UNIONS, COVERED_UNITS)
