"""What the rules doubt of vouchers, said again to whoever approves them, and the reason without which she may not.

《会计法》第十四条: what a voucher rests on is examined by the rules before it is accepted, not its sums alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from unionapp.errors import Problem, Refused
from unionapp.records import search, texts
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import chain, register
from unionapp.subjects.funds.vouchers import rules as checks
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHERS

RULE = "doubt"
"""The rule of a refusal to approve without a reason."""
Reasons = Mapping[int, str] | str
"""Why vouchers with doubts are approved: by their ids, or one reason for all."""


def doubts(vouchers: Sequence[Voucher]) -> dict[Voucher, list[Problem]]:
    """The doubtful ones among vouchers that are not posted yet, in their order, each with what is doubted.

    That is what was said while it was typed: of the voucher and its lines, of spending and budget, of its papers.
    """
    lines, papers = chain.lines_of(vouchers), register.by_voucher(VoucherPaper, vouchers)
    search.fetch_link([line for entries in lines.values() for line in entries], VoucherLine.project)
    found = {each: _of_one(each, lines.get(each.id, []), papers.get(each.id, [])) for each in vouchers}
    return {each: said for each, said in found.items() if said}


def _of_one(voucher: Voucher, lines: Sequence[VoucherLine], papers: Sequence[VoucherPaper]) -> list[Problem]:
    said = [*problems(voucher, lines), *rules.of_voucher(voucher, lines, papers)]
    for paper in papers:
        paper.voucher = voucher
        said += rules.of_paper(paper)
    return list(dict.fromkeys(each for each in said if each.level == "warning"))


def problems(voucher: Voucher, entries: Sequence[VoucherLine]) -> list[Problem]:
    """What is wrong or doubtful with a voucher and its lines in themselves, but for what audits ask of spending."""
    voucher.lines = entries
    said = [*VOUCHERS.missing(voucher), *(problem for rule in checks.MUST for problem in rule(voucher))]
    voucher.lines = None
    for place, line in enumerate(entries, 1):
        line.voucher = voucher
        said += [replace(problem, line=place) for problem in VOUCHER_LINES.check(line)]
    return said


def explain(vouchers: Sequence[Voucher], reasons: Reasons) -> None:
    """Put to each doubtful voucher why it is approved all the same; Refused with the doubts where one has no reason."""
    said, field = doubts(vouchers), Voucher.explained
    for each in vouchers:
        given = reasons if isinstance(reasons, str) else reasons.get(each.id, "")
        each.explained = texts.reason(given, field.label, field.longest) if each in said else ""
    silent = {each: found for each, found in said.items() if not each.explained}
    if silent:
        told = sentences(silent)
        more = [Problem("", f"另有 {len(told) - _MOST:,} 处疑点没有列出。", rule=RULE)] if len(told) > _MOST else []
        raise Refused([Problem("", _WORDS.format(count=len(silent)), rule=RULE), *told[:_MOST], *more])


_MOST = 50
"""Doubts named one by one in a refusal."""
_WORDS = (
    "{count} 张凭证有疑点，没有写明理由，所选的都没有审核。请逐张核对：有误的先更正；"
    "确实可以列支的，写明“疑点说明”再审核（命令行用 --because 说明）。"
)


def sentences(said: Mapping[Voucher, Sequence[Problem]]) -> list[Problem]:
    """The doubts of vouchers as sentences that name the voucher and the article."""
    return [
        replace(problem, field="", line=0, message=f"{each.label}：{worded(problem)}", rule=RULE, level="error")
        for each, found in said.items()
        for problem in found
    ]


def worded(problem: Problem) -> str:
    """A doubt with where it comes from, in one sentence."""
    return f"{problem}（{problem.article}）" if problem.article else str(problem)
