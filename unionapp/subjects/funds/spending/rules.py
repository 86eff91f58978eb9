"""What audits ask of spending, as sentences that must hold of a voucher; they warn and never stand in the way.

Limits differ by province and by year (`limits`), figures that may be set stand in `thresholds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from unionapp.errors import Level, Problem
from unionapp.records import formats
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.handouts.states import LimitItem, LimitPer
from unionapp.subjects.funds.income.apportionment import WHOLE
from unionapp.subjects.funds.spending import voucher_features as facts
from unionapp.subjects.funds.spending.voucher_features import VoucherFeatures
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.states import PaperSort, VoucherState
from unionapp.values import money

EIGHT_BANS = (
    "不准使用工会经费请客送礼",
    "不准违反工会经费使用规定，滥发奖金、津贴、补贴",
    "不准使用工会经费从事高消费性娱乐和健身活动",
    "不准单位行政利用工会账户，违规设立“小金库”",
    "不准将工会账户并入单位行政账户，使工会经费开支失去控制",
    "不准截留、挪用工会经费",
    "不准用工会经费参与非法集资活动，或为非法集资活动提供经济担保",
    "不准用工会经费报销与工会活动无关的费用",
)
"""八不准: what the one who hands in a reimbursement ticks off (总工办发〔2017〕32号)."""
BANS = f"{thresholds.SPENDING_2017}（八不准）"
_FORBIDDEN = (
    (1, "宴请|请客|送礼|招待费|接待餐|烟酒|白酒|香烟"),
    (2, "奖金|津贴|滥发"),
    (3, "高尔夫|夜总会|歌厅|KTV|桑拿|足浴|会所"),
    (7, "集资|担保"),
)
_CARDS = "购物卡|消费卡|储值卡|充值卡|礼品卡|代金券|现金券"
_PLAIN_GIFTS = (
    LimitItem.FESTIVAL,
    LimitItem.BIRTHDAY,
    LimitItem.WEDDING,
    LimitItem.BIRTH,
    LimitItem.RETIREMENT,
    LimitItem.SOUVENIR,
)
"""What is given in goods: cakes, gifts and keepsakes; money is spoken of only for illness and death."""
_PER: Mapping[str, str] = {
    LimitPer.PERSON_TIME: "每人次",
    LimitPer.PERSON_YEAR: "每人每年",
    LimitPer.PERSON_DAY: "每人每天",
}


def prizes_go_to_a_share(it: VoucherFeatures) -> list[Problem]:
    """Prizes go to no more than two thirds of those who took part, or the province's share."""
    cap = it.prize_cap
    share = cap.share if cap and cap.share else thresholds.PRIZES.value
    if not it.taking_part or not it.people or within_share(it.people, it.taking_part, share):
        return []
    most = share * it.taking_part // WHOLE
    part = formats.show(thresholds.PRIZES.field, share)
    message = f"奖励 {it.people} 人，超过参加 {it.taking_part} 人的 {part}（最多 {most} 人）。"
    return [doubt("people", message, cap.document if cap else thresholds.PRIZES.source, "prize-share")]


def within_share(number: int, whole: int, share: int) -> bool:
    """Whether a number is within that share of the whole; a share is exact to half a hundredth of a percent, so that
    two of three are within 66.67 %."""
    return number * WHOLE * 2 <= (2 * share + 1) * whole


def trips_end_the_same_day(it: VoucherFeatures) -> list[Problem]:
    """Spring and autumn outings come back the same day."""
    if it.item == LimitItem.OUTING and re.search("住宿|宾馆|酒店|过夜|两日|二日|三日", it.words):
        return [doubt("summary", "春游秋游应当当日往返，不能列支住宿。", thresholds.SPENDING_2017, "same-day")]
    return []


def cash_is_paid_only_in_small(it: VoucherFeatures) -> list[Problem]:
    """Above the settlement threshold money is transferred (现金管理暂行条例)."""
    most = thresholds.CASH_PAYMENT.value
    if it.cash > most:
        message = f"现金支付 {money.show(it.cash)} 元，超过 {money.show(most)} 元应转账。"
        return [doubt("", message, thresholds.CASH_PAYMENT.source, "cash-payment")]
    return []


def nothing_goes_to_private_accounts(it: VoucherFeatures) -> list[Problem]:
    """Money of the union is paid to a person only against a list that the receivers signed."""
    if it.personal and it.spent > 0 and PaperSort.SIGN_LIST not in it.sorts:
        message = f"收款人“{it.payee or '个人'}”是个人，请附签领表或说明，公款不能转入个人账户。"
        return [doubt("payee", message, "经审常见问题：公款私存", "personal")]
    return []


def approval_comes_before_payment(it: VoucherFeatures) -> list[Problem]:
    """Spending is approved first and paid then."""
    paid = it.paid or it.day
    if it.spent > 0 and it.approved and it.approved > paid:
        message = f"审批日期 {it.approved} 晚于付款日期 {paid}，是先支后批。"
        return [doubt("approved_on", message, "经审常见问题：先支后批", "approved-late")]
    return []


def papers_are_attached(it: VoucherFeatures) -> list[Problem]:
    """Other than closings and corrections every voucher rests on papers (会计基础工作规范 51)."""
    if it.normal and it.spent > 0 and not it.papers:
        return [
            doubt("papers", "没有附单据，请补原始凭证，填附单据数。", f"{thresholds.GROUNDWORK}第五十一条", "papers")
        ]
    return []


def earmarked_money_stays_in_its_place(it: VoucherFeatures) -> list[Problem]:
    """Money of a project is spent on what it is meant for (工会会计制度 22)."""
    found = []
    for each in it.earmarks:
        if each.allowed and not each.account.startswith(each.allowed):
            message = f"项目“{each.project}”不能在科目 {each.account} 列支，只能用于 {'、'.join(each.allowed)}。"
            found.append(doubt("project", message, f"{thresholds.SYSTEM_2021}第22条", "earmarked"))
    return found


def earmarked_money_is_used_in_time(it: VoucherFeatures) -> list[Problem]:
    """A project's money is not spent after its last day."""
    late = {each.project: each.until for each in it.earmarks if each.until and it.day > each.until}
    return [
        doubt("project", f"项目“{name}”的使用期限是 {until}，已经过期。", f"{thresholds.SYSTEM_2021}第22条", "late")
        for name, until in late.items()
    ]


def gifts_are_goods(it: VoucherFeatures) -> list[Problem]:
    """On festivals and the like goods are given, no cash and no cards."""
    if it.item not in _PLAIN_GIFTS:
        return []
    if it.cash > 0:
        return [doubt("", "节日、生日等慰问应发实物，不能发现金。", thresholds.SPENDING_2017, "gift-cash")]
    if re.search(_CARDS, it.words):
        return [doubt("summary", "慰问不能发购物卡、代金券。", thresholds.SPENDING_2017, "gift-cards")]
    return []


def gifts_keep_the_limit(it: VoucherFeatures) -> list[Problem]:
    """What is given a head keeps the province's limit, or says on what ground it does not."""
    found = []
    for cap in it.caps:
        if cap.amount is None or not it.people or it.spent <= cap.amount * it.people:
            continue
        each = money.show(it.spent // it.people)
        message = f"人均 {each} 元，超过标准{_PER.get(cap.per, '')} {money.show(cap.amount)} 元"
        end = "，已写明依据。" if it.reason else "，请核对，或在“超标准说明”里写明依据。"
        level: Level = "info" if it.reason else "warning"
        found.append(replace(doubt("reason", message + end, cap.document, "limit"), level=level))
    return found


def nothing_forbidden_is_paid(it: VoucherFeatures) -> list[Problem]:
    """The words of a voucher that sound like one of the eight bans."""
    if it.spent <= 0:
        return []
    hits = [(number, match.group()) for number, words in _FORBIDDEN if (match := re.search(words, it.words))]
    return [
        doubt("summary", f"摘要里有“{word}”，请对照：{EIGHT_BANS[number - 1]}。", BANS, "eight-bans")
        for number, word in hits
    ]


RULES: tuple[Callable[[VoucherFeatures], list[Problem]], ...] = (
    prizes_go_to_a_share,
    trips_end_the_same_day,
    cash_is_paid_only_in_small,
    nothing_goes_to_private_accounts,
    approval_comes_before_payment,
    papers_are_attached,
    earmarked_money_stays_in_its_place,
    earmarked_money_is_used_in_time,
    gifts_are_goods,
    gifts_keep_the_limit,
    nothing_forbidden_is_paid,
)


def judge(it: VoucherFeatures) -> list[Problem]:
    """What all rules say of one voucher; closings and reversals are not judged."""
    return [problem for rule in RULES for problem in rule(it)] if it.normal else []


def of_voucher(
    voucher: Voucher, lines: Sequence[VoucherLine], papers: Sequence[VoucherPaper] | None = None
) -> list[Problem]:
    """What the rules say of a voucher with its lines, the budget among them; nothing of it forbids saving."""
    if voucher.day is None or not voucher.book_id:
        return []
    found = judge(facts.of_voucher(voucher, lines, papers))
    return found + budgets.over_budget(voucher.book, lines, voucher.day, voucher.id)


def of_paper(paper: VoucherPaper) -> list[Problem]:
    """An invoice is made out to the union itself and used once; used again, it says why in its remark."""
    return [*_title(paper), *_used_before(paper)]


def _title(paper: VoucherPaper) -> list[Problem]:
    if paper.sort != PaperSort.INVOICE or not paper.title or not paper.voucher_id:
        return []
    book = paper.voucher.book
    right = book.title or book.union.name
    if paper.title.strip() == right:
        return []
    return [doubt("title", f"发票抬头应是“{right}”。", "经审常见问题：发票抬头不是工会全称", "invoice-title")]


def _used_before(paper: VoucherPaper) -> list[Problem]:
    if not paper.number:
        return []
    taken_back = Voucher.select(Voucher.reverses).where(
        Voucher.reverses.is_null(False), Voucher.state == VoucherState.POSTED
    )
    other = (
        VoucherPaper.select()
        .where(
            (VoucherPaper.number == paper.number)
            & (VoucherPaper.code == paper.code)
            & (VoucherPaper.sort == paper.sort)
            & (VoucherPaper.voucher.is_null() | (VoucherPaper.voucher != paper.voucher_id))
            & (VoucherPaper.voucher.is_null() | VoucherPaper.voucher.not_in(taken_back))
        )
        .first()
    )
    if other is None:
        return []
    message = (
        f"票据号码 {paper.number} 已在“{other.voucher.label if other.voucher_id else '别的凭证'}”用过，不能重复报销。"
    )
    article = "财会〔2024〕12号第21条（二）：防止电子凭证重复入账"
    if paper.sort != PaperSort.INVOICE or paper.remark.strip():
        return [doubt("number", message, article, "used-before")]
    return [Problem("number", f"{message}确实分次报销的，请在备注里写明。", article, rule="funds-used-before")]


def doubt(field: str, message: str, article: str, rule: str) -> Problem:
    """A warning of a rule of this name: nothing of spending stands in the way of saving."""
    return Problem(field, message, article, "warning", f"funds-{rule}")
