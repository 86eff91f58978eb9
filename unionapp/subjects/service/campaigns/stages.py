"""四季帮扶活动的一生: from where the money comes from to the summary, read from the records; nothing is ticked off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import peewee

from unionapp.records.fields import RecordField
from unionapp.records.record import Row
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidRecipient,
    AidSite,
    AidStandard,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.campaigns.rounds import handouts_of
from unionapp.subjects.service.campaigns.states import AidApplicationState, CampaignState, CampaignType
from unionapp.subjects.service.households.stages import Read, lacking
from unionapp.values.stages import Stage, first_missing

TITLES: Mapping[str, str] = {
    "plan": "方案与资金",
    "standards": "帮扶标准",
    "apply": "申请与审定",
    "choose": "确定对象",
    "publicity": "公示",
    "approval": "审批",
    "give": "发放",
    "sign": "签收",
    "book": "记账",
    "summary": "总结",
}
"""The stages in their order."""
APPLICATIONS: Mapping[str, type[StudentAid] | type[MedicalAid]] = {
    CampaignType.STUDY: StudentAid,
    CampaignType.MEDICAL: MedicalAid,
    CampaignType.MUTUAL: MedicalAid,
}
"""Types of campaigns whose recipients apply, and what holds the applications."""
FAIRS, SITES = CampaignType.JOBS, CampaignType.COOLING
"""Types that give nothing to persons: 春送岗位 holds fairs, 送清凉 goes to sites."""
_OF_MONEY = ("standards", "publicity", "approval", "give", "sign", "book")


@dataclass(frozen=True)
class CampaignFacts:
    """What the records say of one campaign, counted; `campaign` is its row."""

    campaign: AidCampaign
    standards: int
    applications: int
    undecided: int
    """Applications neither passed nor refused."""
    chosen: int
    """Recipients and sites on the list."""
    amount: int
    """What the list comes to, in fen."""
    waiting: int
    """Those of them who were not given anything yet."""
    fairs: int
    rounds: Sequence[Handout]
    given: int
    """What the rounds come to, in fen."""
    unsigned: int
    """Lines of the rounds that nobody signed for."""


def facts(campaign: AidCampaign) -> CampaignFacts:
    """The facts of a campaign as the file holds them."""
    model = APPLICATIONS.get(campaign.type)
    states = [] if model is None else [state for (state,) in _own(model, campaign, model.state).tuples()]
    listed = [*_own(AidRecipient, campaign), *_own(AidSite, campaign)]
    rounds = handouts_of(campaign)
    lines = list(HandoutLine.select().where(HandoutLine.handout.in_([each.id for each in rounds])))
    return CampaignFacts(
        campaign,
        standards=_own(AidStandard, campaign).count(),
        applications=len(states),
        undecided=sum(state == AidApplicationState.RECEIVED for state in states),
        chosen=len(listed),
        amount=sum(each.amount or 0 for each in listed),
        waiting=sum(not each.line_id for each in listed),
        fairs=_own(JobFair, campaign).count(),
        rounds=rounds,
        given=sum(line.amount for line in lines),
        unsigned=sum(not line.signed for line in lines),
    )


def _own(model: type[Row], campaign: AidCampaign, *columns: RecordField) -> peewee.ModelSelect[Row]:
    return model.select(*columns).where(model._meta.fields["campaign"] == campaign.id)


def stages(known: CampaignFacts, today: date) -> list[Stage]:
    """How every stage stands on a day."""
    return [_stage(key, title, known, today) for key, title in TITLES.items()]


def next_stage(known: CampaignFacts, today: date) -> Stage | None:
    """The first stage that is missing."""
    return first_missing(stages(known, today))


def unfinished(today: date) -> tuple[int, ...]:
    """The ids of the campaigns in force that lack a stage."""
    rows = list(AidCampaign.select().where(AidCampaign.state != CampaignState.CLOSED))
    return tuple(each.id for each in rows if next_stage(facts(each), today) is not None)


def _stage(key: str, title: str, known: CampaignFacts, today: date) -> Stage:
    if not _needed(key, known):
        return Stage(key, title, "unneeded")
    day, missing, late = _READ[key](known, today)
    return Stage(key, title, "missing" if missing else "done", tuple(missing), day, bool(missing) and late)


def _needed(key: str, known: CampaignFacts) -> bool:
    """A fair gives no money; a list is published where persons are given money; only some apply."""
    type_ = known.campaign.type
    if key == "apply":
        return type_ in APPLICATIONS
    if key in ("standards", "publicity") and type_ == SITES:
        return False
    return not (key in _OF_MONEY and type_ == FAIRS and not known.chosen)


def _plan(known: CampaignFacts, today: date) -> Read:
    campaign = known.campaign
    words = lacking(campaign, "since", "until", "handler")
    if campaign.type != FAIRS and not campaign.book_id:
        words.append("账套或项目资金")
    return campaign.since, words, False


def _standards(known: CampaignFacts, today: date) -> Read:
    return None, [] if known.standards else ["各类对象的金额"], False


def _apply(known: CampaignFacts, today: date) -> Read:
    if not known.applications:
        return None, ["申请表"], False
    return None, [f"{known.undecided} 份申请没有审定"] if known.undecided else [], _over(known, today)


def _choose(known: CampaignFacts, today: date) -> Read:
    if known.campaign.type == FAIRS:
        return None, [] if known.fairs else ["招聘会"], _over(known, today)
    word = "慰问点" if known.campaign.type == SITES else "帮扶对象"
    return None, [] if known.chosen else [word], _over(known, today)


def _publicity(known: CampaignFacts, today: date) -> Read:
    campaign = known.campaign
    words = lacking(campaign, "published_from", "published_to")
    if campaign.published_to and campaign.published_to >= today:
        words.append(f"公示到 {campaign.published_to} 期满")
    return campaign.published_from, words, bool(known.rounds)


def _approval(known: CampaignFacts, today: date) -> Read:
    return known.campaign.approved_on, lacking(known.campaign, "approver", "approved_on"), bool(known.rounds)


def _give(known: CampaignFacts, today: date) -> Read:
    day = known.rounds[-1].day if known.rounds else None
    if not known.chosen:
        return day, ["先确定对象"], False
    return day, [f"{known.waiting} 人（点）没有发放"] if known.waiting else [], _over(known, today)


def _sign(known: CampaignFacts, today: date) -> Read:
    if not known.rounds:
        return None, ["先发放"], False
    return None, [f"{known.unsigned} 人没有签收"] if known.unsigned else [], _over(known, today)


def _book(known: CampaignFacts, today: date) -> Read:
    if not known.rounds:
        return None, ["先发放"], False
    open_rounds = sum(not each.voucher_id for each in known.rounds)
    return None, [f"{open_rounds} 批没有生成凭证"] if open_rounds else [], _over(known, today)


def _summary(known: CampaignFacts, today: date) -> Read:
    return None, lacking(known.campaign, "summary"), False


def _over(known: CampaignFacts, today: date) -> bool:
    """Whether the campaign should have ended."""
    return bool(known.campaign.until and known.campaign.until < today)


_READ: Mapping[str, Callable[[CampaignFacts, date], Read]] = {
    "plan": _plan,
    "standards": _standards,
    "apply": _apply,
    "choose": _choose,
    "publicity": _publicity,
    "approval": _approval,
    "give": _give,
    "sign": _sign,
    "book": _book,
    "summary": _summary,
}
