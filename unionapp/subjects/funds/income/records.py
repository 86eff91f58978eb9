"""Kinds of what is paid in: members' dues and employers' contributions."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.funds.income import rules as paying_rules
from unionapp.subjects.funds.income.models import Contribution, Due

DUES = Kind(
    key="dues",
    model=Due,
    title="会费收缴",
    noun="会费",
    columns=("month", "union", "member", "people", "due", "paid", "day", "voucher"),
    sections={
        "会费": ("book", "union", "member", "month", "people", "wage", "due", "paid", "day"),
        "记账": ("voucher", "remark"),
    },
    identity=("book", "union", "member", "month"),
    loose=("member",),
    search=("month", "remark"),
    filters=("book", "union", "month"),
    order=("-month", "union", "id"),
    fixed=("voucher",),
    rules=(paying_rules.paid_on_a_day, paying_rules.dues_are_those_of_the_wage),
    moves=(paying_rules.booked_stays,),
    complete=paying_rules.reckon_dues,
    empty="还没有会费记录。按人或按单位登记每月会费，也可以从 Excel 表导入。",
    help="会费按月收缴。连续六个月不交会费，经教育不改的，按章程可视为自动退会；程序到时提醒。",
)

CONTRIBUTIONS = Kind(
    key="contributions",
    model=Contribution,
    title="经费拨缴",
    noun="拨缴",
    columns=("month", "union", "unit", "workers", "due", "paid", "way", "kept", "upward", "downward", "voucher"),
    sections={
        "拨缴": ("book", "union", "unit", "month", "workers", "wages", "due", "paid", "day", "way", "founding"),
        "分成": ("kept", "upward", "downward", "passed_up", "passed_down"),
        "记账": ("voucher", "remark"),
    },
    search=("unit", "remark"),
    filters=("book", "union", "month", "way"),
    order=("-month", "id"),
    fixed=("voucher",),
    amounts=("wages", "due", "paid"),
    rules=(
        paying_rules.paid_on_a_day,
        paying_rules.payer_is_named,
        paying_rules.contribution_is_of_the_wages,
        paying_rules.parts_make_the_whole,
    ),
    moves=(paying_rules.booked_stays,),
    complete=paying_rules.reckon_contribution,
    empty="还没有拨缴记录。登记各单位按工资总额 2% 拨缴的经费，留成、上缴、返还由程序按比例算好。",
    help="用人单位每月按全部职工工资总额的 2% 拨缴工会经费（《工会法》第四十三条）。分成比例在“参数设置”里填。",
)

KINDS: tuple[Kind, ...] = (DUES, CONTRIBUTIONS)
