"""What the regulations say of numbers in an election: pure functions that return Problems.

Sources: 《工会基层组织选举工作条例》(总工发〔2016〕27号), 《基层工会会员代表大会条例》(总工发〔2019〕6号).
Article numbers marked 依据待核对 are from memory. Figures a clerk may set stand in `thresholds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from unionapp.errors import Problem
from unionapp.records import figures
from unionapp.records.options import Option
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.states import AssemblyForm, BodyKind, Exclusion
from unionapp.subjects.elections.thresholds import (
    CHAIR_2008,
    DELEGATES_2019,
    ELECTION_2016,
    TRADE_UNION_LAW,
)
from unionapp.values import periods, workdays

DELEGATES = "delegates"
"""What is elected beside the bodies: 会员代表."""
BODIES: Mapping[str, str] = {
    BodyKind.COMMITTEE: "委员会委员",
    BodyKind.STANDING: "常务委员会委员",
    BodyKind.AUDIT: "经费审查委员会委员",
    BodyKind.WOMEN: "女职工委员会委员",
    BodyKind.CHAIR: "主席、副主席",
    DELEGATES: "会员代表",
}
_MARGINS: Mapping[str, Option[int]] = {
    BodyKind.COMMITTEE: thresholds.MARGIN_COMMITTEE,
    BodyKind.STANDING: thresholds.MARGIN_STANDING,
    DELEGATES: thresholds.MARGIN_DELEGATES,
}
YEARS = (3, 5)
"""任期: three or five years (工会法 第十六条)."""
Bands = Sequence[tuple[int, int | None, int, int]]
"""会员人数 from, to (None: without an end); 委员 or 代表 from, to."""


def committee_bands() -> Bands:
    """How many 委员 for how many members (总工发〔2016〕27号 第八条, 依据待核对)."""
    return figures.table("elections.committee_bands")


def delegate_bands() -> Bands:
    """How many 代表 for how many members (总工发〔2019〕6号 第十条, 依据待核对)."""
    return figures.table("elections.delegate_bands")


def quorate(present: int, due: int) -> bool:
    """At least two thirds of those due are present (总工发〔2016〕27号 第十七条)."""
    return 3 * present >= 2 * due


def over_half(votes: int, due: int) -> bool:
    """More than half of those due, not of those present (总工发〔2016〕27号 第二十六条)."""
    return 2 * votes > due


def margin(body: str) -> Fraction | None:
    """The least share of candidates beyond the seats (差额比例), reckoned on the seats; None where a body has none."""
    option = _MARGINS.get(body)
    return None if option is None else Fraction(option.value, 10_000)


def least_candidates(body: str, seats: int) -> int:
    """The least number of candidates for so many seats: the share rounded up, at least one more than seats."""
    share = margin(body)
    if share is None or seats < 1:
        return seats
    extra = share * seats
    return seats + max(1, -(-extra.numerator // extra.denominator))


def enough_candidates(body: str, seats: int, candidates: int) -> list[Problem]:
    """A differential election has more candidates than seats, by the share of its body."""
    least = least_candidates(body, seats)
    if candidates >= least or body not in _MARGINS:
        return []
    share = f"{float((margin(body) or 0) * 100):g}%"
    source = f"{DELEGATES_2019}（差额率不低于15%）" if body == DELEGATES else f"{ELECTION_2016}第十七条（依据待核对）"
    message = (
        f"{BODIES[body]}应选 {seats} 名，候选人 {candidates} 名，差额不足："
        f"差额不低于 {share}，至少要 {least} 名候选人。"
    )
    return [Problem("candidates", message, source, rule="margin")]


def enterprise_chair_margin(seats: int, candidates: int) -> list[Problem]:
    """Where the assembly of an enterprise elects the chair, there are more candidates than seats."""
    if candidates > seats:
        return []
    message = f"企业工会主席候选人应多于应选人：应选 {seats} 名，候选人 {candidates} 名。"
    return [Problem("candidates", message, f"{CHAIR_2008}第八条", "warning", "chair-margin")]


def band(members: int, bands: Bands) -> tuple[int, int] | None:
    """The least and greatest number for so many members; None below the lowest band."""
    for first, last, least, most in bands:
        if first <= members and (last is None or members <= last):
            return least, most
    return None


def committee_band(members: int) -> tuple[int, int]:
    """How many 委员 a committee may have; below 25 members 3 to 5, or one chair or organiser (第八条, 依据待核对)."""
    return band(members, committee_bands()) or (3, 5)


def delegate_band(members: int) -> tuple[int, int] | None:
    """How many delegates an assembly has; None below 100 members, where all members meet (总工发〔2019〕6号 第三条)."""
    return band(members, delegate_bands())


def committee_size(members: int, seats: int) -> list[Problem]:
    """委员 within the band of the members; an odd number is advised (深圳福田区总工会 makes it a rule)."""
    least, most = committee_band(members)
    source = f"{ELECTION_2016}第八条（依据待核对）"
    if not least <= seats <= most and not (members < thresholds.SMALL.value and seats == 1):
        message = f"会员 {members} 人，委员应为 {least} 至 {most} 名，现为 {seats} 名。"
        return [Problem("seats", message, source, "warning", "committee-band")]
    if seats % 2 == 0:
        return [Problem("seats", f"委员名额 {seats} 名是双数，宜为单数。", "地方做法", "info", "odd")]
    return []


def audit_size(members: int, seats: int) -> list[Problem]:
    """经费审查委员会 has 3 to 11 members (a setting); a very small union may have one 经审员."""
    least, most = thresholds.AUDIT_LEAST.value, thresholds.AUDIT_MOST.value
    if least <= seats <= most or (members < thresholds.SMALL.value and seats == 1):
        return []
    message = f"经费审查委员会委员一般为 {least} 至 {most} 名，现为 {seats} 名。"
    return [Problem("seats", message, thresholds.AUDIT_LEAST.source, "warning", "audit-size")]


def women_body(women: int, seats: int) -> list[Problem]:
    """From ten women members on there is a 女职工委员会, with fewer one 女职工委员."""
    least = thresholds.WOMEN_LEAST.value
    if women >= least and seats < 2:
        message = f"女会员 {women} 人，满 {least} 人应建立女职工委员会。"
    elif women < least and seats > 1:
        message = f"女会员 {women} 人，不足 {least} 人，设 1 名女职工委员即可。"
    else:
        return []
    return [Problem("seats", message, thresholds.WOMEN_LEAST.source, "warning", "women-body")]


def assembly_form(members: int, form: str) -> list[Problem]:
    """Below a hundred members all of them meet."""
    least = thresholds.ALL_MEET.value
    if form != AssemblyForm.DELEGATES or members >= least:
        return []
    message = f"会员 {members} 人，不足 {least} 人，应召开会员大会。"
    return [Problem("form", message, thresholds.ALL_MEET.source, "warning", "form")]


def delegate_number(members: int, delegates: int) -> list[Problem]:
    """Delegates within the band of the members."""
    found = delegate_band(members)
    if found is None or found[0] <= delegates <= found[1]:
        return []
    message = f"会员 {members} 人，代表应为 {found[0]} 至 {found[1]} 名，现为 {delegates} 名。"
    return [Problem("planned_delegates", message, f"{DELEGATES_2019}第十条（依据待核对）", "warning", "delegate-band")]


def managers_share(managers: int, delegates: int) -> list[Problem]:
    """Managers from the middle rank up are at most a fifth of the delegates (a setting)."""
    most = thresholds.MANAGERS.value
    if managers * 10_000 <= most * delegates:
        return []
    message = f"中层以上管理人员 {managers} 名，占代表 {delegates} 名的比例超过 {most / 100:g}%。"
    return [Problem("managers", message, thresholds.MANAGERS.source, "warning", "managers")]


def notice_workdays(first: date, last: date) -> list[Problem]:
    """公示 of candidates lasts five working days (a setting), the first and the last day counted."""
    calendar, least = workdays.official(), thresholds.NOTICE.value
    days = calendar.workdays_between(first, last) + calendar.is_workday(first) if last >= first else 0
    if days >= least:
        return []
    message = f"候选人公示 {days} 个工作日，应不少于 {least} 个工作日（法定节假日不算）。"
    return [Problem("notice_to", message, thresholds.NOTICE.source, "warning", "notice")]


def chair_notice(first: date, last: date) -> list[Problem]:
    """公示 of the candidates for an enterprise's chair lasts seven days (a setting), first and last day counted."""
    days, least = (last - first).days + 1, thresholds.CHAIR_NOTICE.value
    if days >= least:
        return []
    message = f"企业工会主席候选人公示 {max(days, 0)} 日，应为 {least} 日。"
    return [Problem("notice_to", message, thresholds.CHAIR_NOTICE.source, "warning", "chair-notice")]


def term_years(years: int) -> list[Problem]:
    """A term is three or five years."""
    if years in YEARS:
        return []
    return [Problem("years", "任期应为 3 年或 5 年。", f"{TRADE_UNION_LAW}第十六条", rule="years")]


def delay(ends: date, extended_to: date, document: str) -> list[Problem]:
    """A late 换届 is approved by the higher union and generally not half a year late."""
    found, source = [], thresholds.DELAY.source
    months = thresholds.DELAY.value
    if extended_to > periods.add_months(ends, months):
        message = f"延期一般不超过 {months} 个月，即不晚于 {periods.add_months(ends, months)}。"
        found.append(Problem("extended_to", message, source, "warning", "delay"))
    if not document:
        message = "延期换届须经上一级工会批准，请填写批复文号。"
        found.append(Problem("extension_no", message, source, "warning", "delay-approved"))
    return found


EXCLUDED: dict[str, str] = {
    Exclusion.HEAD: f"{ELECTION_2016}第十一条（依据待核对）",
    Exclusion.LEGAL: f"{ELECTION_2016}第十一条（依据待核对）",
    Exclusion.PARTNER: f"{ELECTION_2016}第十一条（依据待核对）",
    Exclusion.KIN: f"{TRADE_UNION_LAW}第十条；{ELECTION_2016}第十一条（依据待核对）",
}
"""What bars from 委员、常委、主席、副主席 of any union, with the article."""
EXCLUDED_CHAIR: dict[str, str] = dict.fromkeys(
    (Exclusion.DEPUTY, Exclusion.PERSONNEL, Exclusion.FOREIGN), f"{CHAIR_2008}第六条"
)
"""What bars beside from 主席 of an enterprise's union."""
EXCLUDED_AUDIT: dict[str, str] = {Exclusion.FINANCE: f"{ELECTION_2016}第三十三至三十六条（依据待核对）"}
"""What bars from the 经费审查委员会."""
_LEADING = (BodyKind.COMMITTEE, BodyKind.STANDING, BodyKind.CHAIR)


def exclusions(body: str, flags: Iterable[str], enterprise_chair: bool) -> dict[str, str]:
    """Which of a candidate's circumstances bar the candidacy, each with its article."""
    barred = dict(EXCLUDED) if body in _LEADING else {}
    if enterprise_chair:
        barred.update(EXCLUDED_CHAIR)
    if body in (BodyKind.AUDIT, BodyKind.AUDIT_HEAD):
        barred.update(EXCLUDED_AUDIT)
    return {flag: barred[flag] for flag in flags if flag in barred}


def tellers_are_not_candidates(tellers: Iterable[str], counters: Iterable[str], names: Iterable[str]) -> list[Problem]:
    """监票人 and 计票人 are not candidates; the first by rule, the others by practice."""
    standing, found = set(names), []
    for field, word, people in (("tellers", "监票人", tellers), ("counters", "计票人", counters)):
        both = [name for name in people if name in standing]
        if both:
            message = f"{word}{'、'.join(both)}是候选人，候选人不得担任{word}。"
            found.append(Problem(field, message, f"{ELECTION_2016}第二十一条（依据待核对）", rule="tellers"))
    return found


def audit_is_independent(audit: Iterable[str], leading: Iterable[str], committee: Iterable[str]) -> list[Problem]:
    """主席 and the 副主席 in charge of finance are not 经审委员; 委员 had better not be."""
    members, source = list(audit), "经费审查委员会独立监督"
    heads, others = set(leading), set(committee)
    found = [
        Problem("audit", f"{name}是主席、副主席，不得兼任经费审查委员会委员。", _AUDIT, rule="audit-chair")
        for name in members
        if name in heads
    ]
    both = [name for name in members if name in others and name not in heads]
    if both:
        message = f"{'、'.join(both)}同时是工会委员会和经费审查委员会的人选，宜分开。"
        found.append(Problem("audit", message, source, "warning", "audit-committee"))
    return found


_AUDIT = f"{ELECTION_2016}第三十三至三十六条（依据待核对）"


def chair_is_on_the_committee(
    chairs: Iterable[str], committee: Iterable[str], office: str = "主席、副主席"
) -> list[Problem]:
    """主席 and 副主席 are elected 委员, and so are the heads of the other bodies."""
    elected = set(committee)
    return [
        Problem("chair", f"{name}不是当选委员，不能当选{office}。", f"{ELECTION_2016}第三条、第三十二条", rule="chair")
        for name in chairs
        if name not in elected
    ]
