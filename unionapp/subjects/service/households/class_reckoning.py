"""How the class of a family was reckoned, in words that can be checked by hand line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households import assessing, poverty
from unionapp.subjects.service.households.models import Allowance, Household
from unionapp.subjects.service.households.states import HardshipScheme
from unionapp.values import money


@dataclass(frozen=True)
class ReckoningLine:
    """One line: what it is, how it comes about, and the rule behind it."""

    title: str
    text: str
    source: str = ""


def steps(household: Household) -> list[ReckoningLine]:
    """From income and costs to the class; what is missing is said in its place."""
    means = assessing.means_of(household)
    if means is None:
        return [
            _allowance(household),
            ReckoningLine("类别", f"还不能推算：缺{_missing(household)}。"),
            _entered(household),
        ]
    return [
        ReckoningLine("可支配收入", _left(means)),
        ReckoningLine("家庭人均", _per_head(means)),
        _allowance(household),
        *(_old_lines(household, means) if household.scheme == HardshipScheme.OLD else _lines(household, means)),
        _entered(household),
    ]


def public_steps(household: Household) -> list[ReckoningLine]:
    """The same for who may not see the figures of a family: none from which its income follows."""
    return [_allowance(household), _entered(household)]


def _missing(household: Household) -> str:
    fields = Household._meta.fields
    return "、".join(
        fields[name].label for name in ("income", "people", "allowance") if not household.__data__.get(name)
    )


def _left(means: poverty.Means) -> str:
    income, fixed, left = (money.show(fen) for fen in (means.income, means.fixed_costs, means.left))
    return f"年度总收入 {income} 元 － 刚性支出 {fixed} 元 ＝ {left} 元"


def _per_head(means: poverty.Means) -> str:
    return (
        f"{money.show(means.left)} 元 ÷ {means.people} 人 ÷ 12 个月 ＝ 每人每月 "
        f"{money.show(poverty.per_head(means.left, means.people))} 元（不足一分舍去）"
    )


def _allowance(household: Household) -> ReckoningLine:
    if household.allowance is None:
        return ReckoningLine("低保标准", "还没有：填核定日期，程序按当天的“低保标准”取用。")
    day = household.allowance_day or household.assessed_on
    found = None
    if day is not None:
        mine = (Allowance.region == household.region) & (Allowance.since <= day)
        found = Allowance.select().where(mine).order_by(Allowance.since.desc()).first()
    source = found.document if found is not None and found.amount == household.allowance else ""
    taken = f"（{household.region}，{day} 取用，以后标准调整不影响）" if day else ""
    return ReckoningLine("低保标准", f"每人每月 {money.show(household.allowance)} 元{taken}", source)


def _line(means: poverty.Means, share: int, or_equal: bool = False) -> str:
    """A line of a class for the whole family in a year, and on which side of it the family lies."""
    line = means.floor * share
    limit, rest = divmod(line, poverty.WHOLE)
    exact = money.show(limit) + ("多" if rest else "")
    short = line - means.left * poverty.WHOLE
    met = short >= 0 if or_equal else short > 0
    apart = money.show(abs(short) // poverty.WHOLE)
    side = (
        f"低于 {apart} 元，符合"
        if short > 0
        else f"高出 {apart} 元，不符合"
        if short < 0
        else "正好在线上，" + ("符合" if met else "不符合")
    )
    verb = "不超过" if or_equal else "低于"
    return f"可支配收入{verb}全家一年低保的 {_percent(share)}（{exact} 元）；这一户{side}"


def _percent(share: int) -> str:
    whole, rest = divmod(share, 100)
    return f"{whole}%" if not rest else f"{whole}.{rest:02d}".rstrip("0") + "%"


def _lines(household: Household, means: poverty.Means) -> Sequence[ReckoningLine]:
    lines = assessing.lines()
    found = [
        ReckoningLine("深度困难", _line(means, poverty.WHOLE), options.RELATIVE.source),
        ReckoningLine("相对困难", _line(means, lines.relative), options.RELATIVE.source),
    ]
    costs, limit = money.show(means.sudden_costs), _percent(lines.sudden)
    sudden = assessing.is_sudden((household.cause, *household.other_causes))
    why = "致困原因是疾病、灾害或意外" if sudden else "致困原因不是疾病、灾害或意外，不适用"
    met = "超过" if means.sudden_costs * poverty.WHOLE > means.income * lines.sudden else "没有超过"
    text = f"{why}；年度致困费用 {costs} 元，{met}年度总收入的 {limit}"
    return [*found, ReckoningLine("意外致困", text, options.SUDDEN.source)]


def _old_lines(household: Household, means: poverty.Means) -> Sequence[ReckoningLine]:
    lines = assessing.lines()
    return [
        ReckoningLine("低保户", "享受低保，符合" if household.on_allowance else "没有享受低保，不符合"),
        ReckoningLine("低保边缘户", _line(means, lines.old_edge, or_equal=True), options.OLD_EDGE.source),
        ReckoningLine("意外致困户", _line(means, lines.old_accident, or_equal=True), options.OLD_ACCIDENT.source),
    ]


def _entered(household: Household) -> ReckoningLine:
    table = Household.grade.codes
    by_formula = table.label(household.degree) if household.degree else "不符合困难条件"
    entered = table.label(household.grade) if household.grade else "还没有填"
    if assessing.means_of(household) is None:
        return ReckoningLine("档案里的类别", entered)
    return ReckoningLine("结论", f"按公式：{by_formula}；档案里的类别：{entered}", options.RELATIVE.source)
