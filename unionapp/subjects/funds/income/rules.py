"""What must hold of what is paid in: dues and the employers' contributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unionapp.errors import Problem
from unionapp.records.rules import not_negative
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.income.states import ContributionWay
from unionapp.subjects.members import roster
from unionapp.subjects.members import rules as member_rules
from unionapp.subjects.members.roster import Standing
from unionapp.values import money
from unionapp.values.periods import Month, parse_month

WAY = ContributionWay.OWN


def reckon_dues(due: Due) -> None:
    """What is owed follows from the wage, the union from the member."""
    if not due.book_id and (only := books.only()) is not None:
        due.book = only
    member = due.member if due.member_id else None
    if member is not None:
        due.people = 1
        if not due.union_id:
            due.union_id = member.union_id
        if due.wage is None:
            due.wage = member.wage
    elif due.people is None and due.union_id and due.month:
        due.people = len(payers(parse_month(due.month), [due.union_id]))
    if due.due is None and due.wage is not None:
        due.due = sharing.dues(due.wage)
    if due.due is None and due.union_id and (each := due.union.dues_each) is not None and due.people is not None:
        due.due = each * due.people


def payers(month: Month, unions: Iterable[int]) -> list[Standing]:
    """Who owes dues at the end of a month in some unions, as the register of that day says."""
    return [each for each in roster.as_of(month.last(), unions) if member_rules.pays(each.state)]


def reckon_contribution(one: Contribution) -> None:
    """What is owed follows from the wages, the parts from what was paid, each where it is still empty."""
    if not one.book_id and (only := books.only()) is not None:
        one.book = only
    if one.due is None and one.wages is not None:
        one.due = sharing.contribution(one.wages)
    if not one.unit and one.union:
        one.unit = one.union.unit_name
    if one.paid is not None and not one.founding and (one.kept, one.upward, one.downward) == (None, None, None):
        parts = sharing.shares(one.paid, one.way or WAY)
        one.kept, one.upward, one.downward = parts.kept, parts.upward, parts.downward


_paid_is_not_negative = not_negative("paid", rule="paid-day")
_parts_are_not_negative = not_negative("kept", "upward", "downward", rule="parts")


def paid_on_a_day(row: Due | Contribution) -> list[Problem]:
    """What was paid was paid on some day."""
    if row.paid and not row.day:
        label = type(row)._meta.fields["day"].label
        return [Problem("day", f"已填实收金额，请填{label}。", rule="paid-day")]
    return _paid_is_not_negative(row)


def dues_are_those_of_the_wage(due: Due) -> list[Problem]:
    """Dues are half a percent of the wage, of which the odd yuan do not count."""
    if due.wage is None or due.due is None or not due.member_id:
        return []
    right = sharing.dues(due.wage)
    if due.due == right:
        return []
    return [Problem("due", f"按月工资应交 {money.show(right)} 元，请核对。", thresholds.DUES.source, "warning", "dues")]


def contribution_is_of_the_wages(one: Contribution) -> list[Problem]:
    """An employer owes 2 % of all wages."""
    if one.wages is None or one.due is None or one.due == sharing.contribution(one.wages):
        return []
    right = money.show(sharing.contribution(one.wages))
    return [
        Problem(
            "due", f"按工资总额应缴 {right} 元，请核对。", thresholds.CONTRIBUTION.source, "warning", "contribution"
        )
    ]


def parts_make_the_whole(one: Contribution) -> list[Problem]:
    """What stays, goes up and goes down is together what came in."""
    parts = [one.kept, one.upward, one.downward]
    if one.founding or parts == [None, None, None]:
        return []
    if wrong := _parts_are_not_negative(one):
        return wrong
    if sum(part or 0 for part in parts) != (one.paid or 0):
        message = f"留成、上缴、返还合计应等于实缴 {money.show(one.paid or 0)} 元。"
        return [Problem("upward", message, thresholds.SYSTEM_2021, rule="parts")]
    return []


def payer_is_named(one: Contribution) -> list[Problem]:
    """Somebody pays: a union's employer, or a unit that has no union yet."""
    if not one.union_id and not one.unit.strip():
        return [Problem("unit", "请选缴费单位工会，没有建会的填缴费单位全称。", rule="payer")]
    if not one.founding and not one.union_id:
        message = "没有建会的单位缴的是建会筹备金，请勾选“建会筹备金”。"
        return [Problem("founding", message, f"{thresholds.SYSTEM_2021} 215 科目", "warning", "founding")]
    return []


def booked_stays(row: Due | Contribution, old: Mapping[str, object]) -> list[Problem]:
    """What a voucher stands for is not changed under it."""
    if old["voucher"] and any(row.__data__.get(name) != old[name] for name in ("book", "paid", "month")):
        return [Problem("paid", "已经生成凭证，不能再改金额。请先作废草稿凭证，已记账的用红字冲销。", rule="booked")]
    return []
