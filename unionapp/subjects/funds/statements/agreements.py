"""勾稽: what must agree within and between the statements, each said in words with where it comes from.

All look at finished statements and figures alone, so that whoever reads a statement can ask them.
"""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.errors import Level, Problem
from unionapp.subjects.funds.statements.forms import Statement
from unionapp.values import money

FORMS = "《工会会计制度》财会〔2021〕7号 附录1 第五部分"
EQUATION = "《工会会计制度》财会〔2021〕7号 第9条"
PAIRED = "由《工会会计制度》附录1 资产基金与各项资产的同时分录推出"
REASONED = "由《工会会计制度》附录1 收入支出表各行推出"
_LASTING = ("141", "151", "161", "fixed", "intangible", "181")


def sides_agree(sheet: Statement) -> list[Problem]:
    """资产总计 = 负债与净资产总计, in each column."""
    pairs = zip(sheet.columns, sheet.line("assets").values, sheet.line("claims").values, strict=True)
    return [
        differs("sides", f"资产负债表“{column}”两边不等：资产总计", left, "负债与净资产总计", right, EQUATION)
        for column, left, right in pairs
        if left != right
    ]


def asset_fund_agrees(sheet: Statement) -> list[Problem]:
    """资产基金 = what it stands for: stores, investments, works, fixed and intangible assets less wear, 待摊费用."""
    fund = sheet.line("301").values[-1] or 0
    lasting = sum(sheet.line(key).values[-1] or 0 for key in _LASTING)
    if fund == lasting:
        return []
    words = "库存物品、投资、在建工程、固定资产净值、无形资产净值、长期待摊费用合计"
    found = differs("asset-fund", "资产基金", fund, words, lasting, PAIRED, "warning")
    return [_and(found, "请检查购置、领用、折旧是否都同时登记了 301。")]


def year_so_far_agrees(flows: Statement, former: Statement) -> list[Problem]:
    """本年累计 = 上月累计 + 本月数, in each line of 02; `former` is the statement of the month before."""
    found = []
    for line in flows.lines:
        now, so_far, before = line.values[0], line.values[1], former.line(line.key).values[1]
        if now is not None and so_far != (before or 0) + now:
            words = f"收入支出表“{line.label.strip()}”本年累计"
            found.append(differs("so-far", words, so_far, "上月累计加本月", (before or 0) + now, FORMS))
    return found


def beginning_agrees(sheet: Statement, former: Statement) -> list[Problem]:
    """年初余额 = 上年年末余额, in each line of 01; `former` is the statement of the year before."""
    ended = {line.key: line for line in former.lines}
    found = []
    for line in sheet.lines:
        now, before = line.values[0], ended[line.key].values[1] if line.key in ended else line.values[0]
        if now != before:
            label = line.label.strip()
            found.append(differs("beginning", f"资产负债表“{label}”年初余额", now, "上年年末余额", before, FORMS))
    return found


def former_ending_agrees(flows: Statement) -> list[Problem]:
    """上年 02 表 六 = 本年 02 表 一, of a yearly statement that has a year before."""
    found = []
    for part, label in (("", "年初资金结转结余"), ("-carried", "年初资金结转"), ("-free", "年初资金结余")):
        begun, ended = flows.line(f"opening{part}").values[0], flows.line(f"ending{part}").values[1]
        if ended is not None and begun != ended:
            found.append(differs("former-ending", f"收入支出表“{label}”", begun, "上年年末数", ended, FORMS))
    return found


def ending_follows(figures: Mapping[str, int]) -> list[Problem]:
    """年末结转结余 = 年初 + 调整 + 收支差额; an investment of money, which 32205 bears directly, breaks it."""
    reckoned = figures["opening"] + figures["adjusted"] + figures["surplus"]
    if figures["ending"] == reckoned:
        return []
    words = "年初结转结余加调整加收支差额"
    found = differs("ending", "期末资金结转结余", figures["ending"], words, reckoned, REASONED, "warning")
    return [_and(found, "有货币资金对外投资等直接冲减结余的，属正常；否则请检查 321、322 的凭证。")]


def differs(
    rule: str, left: str, one: int | None, right: str, other: int | None, article: str, level: Level = "error"
) -> Problem:
    """That two amounts are not the same, by how much."""
    gap = money.show(abs((one or 0) - (other or 0)))
    words = f"{left} {money.show(one or 0)} 与{right} {money.show(other or 0)} 相差 {gap} 元。"
    return Problem("", words, article, level, f"statement-{rule}")


def _and(problem: Problem, advice: str) -> Problem:
    return Problem("", problem.message + advice, problem.article, problem.level, problem.rule)
