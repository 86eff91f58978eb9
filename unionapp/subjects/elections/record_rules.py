"""What must hold of the rows of an election, each looking at one row and what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from unionapp.errors import Level, Problem
from unionapp.records import codes
from unionapp.records.rules import in_order, not_in_the_future, not_negative
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.models import (
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    Nomination,
    Term,
)
from unionapp.subjects.elections.states import AssemblyForm, BodyKind, ChairWay
from unionapp.subjects.members.states import CadrePost, MemberStatus
from unionapp.subjects.unions.models import Union

ENTERPRISES = re.compile("[123][0-9]{2}|700")
"""单位性质类别 that 《企业工会主席产生办法》 第二条 speaks of: enterprises of every sort, 民办非企业单位."""


def lines(text: str | None) -> list[str]:
    """The names of a list, one a line or set off by 、, without blanks."""
    return [name.strip() for name in re.split(r"[\n、]", text or "") if name.strip()]


VOID = "!"
"""The marks of a sheet that is void for another reason than too many names: no seal, illegible."""


def number_is_positive(record: Term | Election) -> list[Problem]:
    """第一届 is the first."""
    if record.number is not None and not 1 <= record.number <= 99:
        return [Problem("number", "届次应是 1 至 99 的整数。", rule="number")]
    return []


def years_are_three_or_five(record: Term | Election) -> list[Problem]:
    """工会法 第十六条."""
    return [] if record.years is None else rules.term_years(record.years)


def term_ends_after_the_election(term: Term) -> list[Problem]:
    """A term that ends on another day than reckoned is said; one that ends before it begins is refused."""
    if not term.elected or not term.ends:
        return []
    if term.ends <= term.elected:
        return [Problem("ends", "届满日期应在选举日期之后。", rule="term-dates")]
    return []


def delay_is_short_and_approved(term: Term) -> list[Problem]:
    """延期换届."""
    if not term.extended_to or not term.ends:
        return []
    if term.extended_to <= term.ends:
        return [Problem("extended_to", "延期后的日期应在届满日期之后。", rule="extension-dates")]
    return rules.delay(term.ends, term.extended_to, term.extension_no or "")


reply_follows_the_election = in_order("elected", "reply_day", level="warning", rule="reply-day")


def form_fits_the_members(election: Election) -> list[Problem]:
    """会员大会 below a hundred members."""
    return [] if election.members is None else rules.assembly_form(election.members, election.form or "")


def delegates_fit_the_band(election: Election) -> list[Problem]:
    """代表名额 by the number of members."""
    if election.form != AssemblyForm.DELEGATES or election.members is None or not election.planned_delegates:
        return []
    return rules.delegate_number(election.members, election.planned_delegates)


def assembly_is_quorate(election: Election) -> list[Problem]:
    """Two thirds of those due have come."""
    return _heads(election.due, election.present, f"{thresholds.ELECTION_2016}第十七条")


def _heads(due: int | None, present: int | None, source: str, level: Level = "error") -> list[Problem]:
    if due is None or present is None:
        return []
    if present > due:
        return [Problem("present", f"实到 {present} 人多于应到 {due} 人，请核对。", source, rule="present")]
    if present and not rules.quorate(present, due):
        message = f"实到 {present} 人，不足应到 {due} 人的三分之二，不能选举。"
        return [Problem("present", message, source, level, "quorum")]
    return []


def notice_is_long_enough(election: Election) -> list[Problem]:
    """公示 of the candidates; an enterprise's chair needs seven days."""
    first, last = election.notice_from, election.notice_to
    if not first or not last:
        return []
    if last < first:
        return [Problem("notice_to", "公示结束日期早于开始日期。", rule="notice-dates")]
    found = rules.notice_workdays(first, last)
    if election.chairing == ChairWay.ASSEMBLY and election.union_id and is_enterprise(election.union):
        found += rules.chair_notice(first, last)
    if election.day and last >= election.day:
        found.append(
            Problem("notice_to", "公示应在大会之前结束。", thresholds.NOTICE.source, "warning", "notice-before")
        )
    return found


reply_follows_its_request = in_order("request_day", "reply_day", rule="reply-order")
result_reply_follows_its_report = in_order("result_day", "result_reply_day", rule="reply-order")


def is_enterprise(union: Union) -> bool:
    """Whether a union's unit is one that 《企业工会主席产生办法》 第二条 speaks of."""
    return ENTERPRISES.fullmatch(union.unit_nature or "") is not None


step_was_not_done_tomorrow = not_in_the_future("done", rule="done")


def seats_fit_the_body(body: Body) -> list[Problem]:
    """Seats are positive; those of committee and 经审会 fit the number of members."""
    if body.__data__.get("seats") is None:
        return []
    if body.seats < 1:
        return [Problem("seats", "应选名额至少 1 名。", rule="seats")]
    members = body.election.members if body.election_id else None
    if members is None:
        return []
    sized: Mapping[str, Callable[[int, int], list[Problem]]] = {
        BodyKind.COMMITTEE: rules.committee_size,
        BodyKind.AUDIT: rules.audit_size,
    }
    return sized[body.body](members, body.seats) if body.body in sized else []


_quota_is_not_negative = not_negative("staff", "members", "seats", "candidates", rule="quota")
_recommended_is_not_negative = not_negative("votes", rule="nominations")


def quota_fits(each: Constituency) -> list[Problem]:
    """Parts of a quota are not negative and not more than the whole."""
    found = _quota_is_not_negative(each)
    for name in ("front_line", "managers", "women", "young", "models"):
        part = getattr(each, name)
        if part is not None and not 0 <= part <= (each.seats or 0):
            found.append(Problem(name, "应在 0 和代表名额之间。", rule="quota-part"))
    return found


def constituency_is_quorate(each: Constituency) -> list[Problem]:
    """Two thirds of a constituency's members have come (总工发〔2019〕6号)."""
    return _heads(each.due, each.present, f"{thresholds.DELEGATES_2019}（选举代表须三分之二以上会员到会）", "warning")


def constituency_has_enough_candidates(each: Constituency) -> list[Problem]:
    """15 % more candidates than seats."""
    if not each.seats or each.seats < 1 or each.candidates is None or each.candidates < 0:
        return []
    return rules.enough_candidates(rules.DELEGATES, each.seats, each.candidates)


def constituency_is_of_the_election(delegate: Delegate) -> list[Problem]:
    """A delegate's constituency belongs to the same election."""
    constituency = delegate.constituency
    if constituency is not None and constituency.election_id != delegate.election_id:
        return [Problem("constituency", "所选代表团不属于这次选举，请重选。", rule="constituency")]
    return []


def delegate_is_a_member(delegate: Delegate) -> list[Problem]:
    """A delegate is a voting member (保留会籍 does not vote)."""
    return _votes(delegate)


def candidate_is_a_voting_member(candidate: Candidate) -> list[Problem]:
    """A candidate who is in the register is 在籍; someone from outside is recommended by the higher union."""
    return _votes(candidate)


def _votes(person: Delegate | Candidate) -> list[Problem]:
    member = person.member
    if member is None or member.status == MemberStatus.IN:
        return []
    state = codes.table("member-state").label(member.status)
    message = f"{person.name}现在是“{state}”，没有选举权和被选举权。"
    return [Problem("member", message, f"{thresholds.ELECTION_2016}第四条", rule="voting")]


votes_are_not_negative = not_negative("votes", "recommended", rule="votes")


def candidate_is_not_excluded(candidate: Candidate) -> list[Problem]:
    """依法不得作为候选人的情形, each with its article."""
    if not candidate.body_id or not candidate.flags:
        return []
    body = candidate.body
    chair = candidate.office == CadrePost.CHAIR and is_enterprise(body.election.union)
    label = Candidate.flags.codes.label
    return [
        Problem(
            "flags", f"{candidate.name}是{label(flag)}，不得作为{_office(candidate)}候选人。", article, rule="excluded"
        )
        for flag, article in rules.exclusions(body.body, candidate.flags, chair).items()
    ]


def _office(candidate: Candidate) -> str:
    return Candidate.office.codes.label(candidate.office) or "本机构"


OFFICES: Mapping[str, frozenset[str]] = {
    BodyKind.COMMITTEE: frozenset({CadrePost.CHAIR, CadrePost.VICE_CHAIR, CadrePost.MEMBER, CadrePost.ORGANISER}),
    BodyKind.STANDING: frozenset({CadrePost.CHAIR, CadrePost.VICE_CHAIR, CadrePost.MEMBER}),
    BodyKind.CHAIR: frozenset({CadrePost.CHAIR, CadrePost.VICE_CHAIR}),
    BodyKind.AUDIT: frozenset({CadrePost.AUDIT_HEAD, CadrePost.AUDIT_MEMBER}),
    BodyKind.AUDIT_HEAD: frozenset({CadrePost.AUDIT_HEAD}),
    BodyKind.WOMEN: frozenset({CadrePost.WOMEN_HEAD, CadrePost.WOMEN_MEMBER}),
    BodyKind.WOMEN_HEAD: frozenset({CadrePost.WOMEN_HEAD}),
}
"""工会职务 that each body has."""


def office_belongs_to_the_body(candidate: Candidate) -> list[Problem]:
    """A candidate for the 经审会 does not become 主席 by it."""
    if not candidate.body_id or not candidate.office:
        return []
    if candidate.office in OFFICES.get(candidate.body.body, frozenset()):
        return []
    message = f"拟任职务“{_office(candidate)}”不是这个机构的职务，请核对。"
    return [Problem("office", message, level="warning", rule="office")]


def recommendations_fit_the_group(nomination: Nomination) -> list[Problem]:
    """No more recommend than took part, and no more take part than there are."""
    found = _recommended_is_not_negative(nomination)
    if nomination.present is not None and (nomination.votes or 0) > nomination.present:
        found.append(Problem("votes", "推荐人数多于参加推荐的人数，请核对。", rule="nominations"))
    if nomination.members is not None and (nomination.present or 0) > nomination.members:
        found.append(Problem("present", "参加推荐的人数多于会员数，请核对。", rule="nominations"))
    return found
