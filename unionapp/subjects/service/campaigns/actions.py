"""What the clerk does with a campaign: choose whom it gives to, publish them, hand out in one step, take that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.service.campaigns import register, rounds
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidRecipient,
    AidSite,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.campaigns.records import (
    AID_CAMPAIGNS,
    AID_RECIPIENTS,
    AID_SITES,
)
from unionapp.subjects.service.campaigns.states import AidApplicationState, CampaignState, CampaignType
from unionapp.subjects.service.households.helping_models import AidMeasure
from unionapp.subjects.service.households.helping_records import AID_MEASURES
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.states import HouseholdState

Applied = TypeVar("Applied", StudentAid, MedicalAid)


@dataclass(frozen=True)
class WantedRecipients:
    """Whom a campaign is for; empty fields ask nothing. With `groups` members of these groups are meant, not files."""

    grades: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    key_groups: tuple[str, ...] = ()
    unions: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True)
class AidChoice:
    """What a choice would bring: recipients that can be taken, and those that cannot with the reason."""

    taken: tuple[AidRecipient, ...]
    refused: tuple[tuple[AidRecipient, tuple[Problem, ...]], ...]


def candidates(campaign: AidCampaign, wanted: WantedRecipients) -> AidChoice:
    """Whom the rule finds for a campaign, not yet written: approved applications, files in force, or members.

    Who is on the list already is left out in silence; who was given something from the same money stands in `refused`.
    """
    if campaign.type == CampaignType.STUDY:
        found = _applied(StudentAid, campaign)
    elif campaign.type in (CampaignType.MEDICAL, CampaignType.MUTUAL):
        found = _applied(MedicalAid, campaign)
    elif wanted.groups:
        found = [AidRecipient(member=each) for each in _members(wanted)]
    else:
        found = [AidRecipient(household=each) for each in _households(wanted)]
    return _sifted(campaign, found, wanted.category)


def of_applications(campaign: AidCampaign, applications: Iterable[StudentAid | MedicalAid]) -> AidChoice:
    """The same for applications chosen by hand."""
    return _sifted(campaign, [_asking(each) for each in applications], "")


def of_members(campaign: AidCampaign, members: Iterable[Member], category: str = "") -> AidChoice:
    """The same for members chosen by hand."""
    return _sifted(campaign, [AidRecipient(member=member) for member in members], category)


def of_households(campaign: AidCampaign, households: Iterable[Household], category: str = "") -> AidChoice:
    """The same for families chosen by hand."""
    return _sifted(campaign, [AidRecipient(household=each) for each in households], category)


def choose(journal: Journal, campaign: AidCampaign, chosen: AidChoice) -> list[AidRecipient]:
    """Write those who can be taken as one step; Refused where there are none."""
    if not chosen.taken:
        raise Refused("没有可以加入的对象：符合条件的都已经在名单里，或用同一笔钱救助过。")
    records = list(chosen.taken)
    with journal.step(f"“{campaign.title}”加入 {len(records)} 名帮扶对象"):
        editing.put(AID_RECIPIENTS, records)
        if campaign.state == CampaignState.PLANNED:
            campaign.state = CampaignState.CHOOSING
            editing.put(AID_CAMPAIGNS, [campaign])
    return records


def _applied(model: type[Applied], campaign: AidCampaign) -> list[AidRecipient]:
    """A recipient for each application that was approved, with the family it comes from."""
    passed = (model.campaign == campaign.id) & (model.state == AidApplicationState.PASSED)
    applications = list(model.select().where(passed).order_by(model.id))
    search.fetch_link(applications, model.household)
    return [_asking(each) for each in applications]


def _asking(each: StudentAid | MedicalAid) -> AidRecipient:
    """The recipient that an application would bring, with the family it comes from."""
    name = "student" if isinstance(each, StudentAid) else "medical"
    return AidRecipient(**{name: each, "household": each.household if each.household_id else None})


def _households(wanted: WantedRecipients) -> list[Household]:
    select = Household.select().where(Household.state == HouseholdState.FILED).order_by(Household.id)
    for column, values in ((Household.grade, wanted.grades), (Household.union, wanted.unions)):
        if values:
            select = select.where(column.in_(values))
    return [each for each in select if _is_meant(each, wanted)]


def _is_meant(household: Household, wanted: WantedRecipients) -> bool:
    causes = {household.cause, *household.other_causes}
    return bool(
        (not wanted.causes or causes & set(wanted.causes))
        and (not wanted.key_groups or set(household.groups) & set(wanted.key_groups))
    )


def _members(wanted: WantedRecipients) -> list[Member]:
    select = (
        Member.select().where((Member.status == MemberStatus.IN) & Member.group.in_(wanted.groups)).order_by(Member.id)
    )
    return list(select.where(Member.union.in_(wanted.unions)) if wanted.unions else select)


def _sifted(campaign: AidCampaign, records: Sequence[AidRecipient], category: str) -> AidChoice:
    """Those who can be taken, each once; on the list already means nothing to do."""
    listed = list(AidRecipient.select().where(AidRecipient.campaign == campaign.id))
    known = {key for each in listed for key in _keys(each)}
    taken: list[AidRecipient] = []
    refused: list[tuple[AidRecipient, tuple[Problem, ...]]] = []
    for record in records:
        record.campaign, record.category = campaign, category
        problems = errors_only(editing.check(AID_RECIPIENTS, record))
        keys = _keys(record)
        if keys & known:
            continue
        known |= keys
        if problems:
            refused.append((record, tuple(problems)))
        else:
            taken.append(record)
    return AidChoice(tuple(taken), tuple(refused))


def _keys(recipient: AidRecipient) -> set[tuple[object, ...]]:
    """What tells a person among the recipients of one campaign: the ID number, else the name with each link there is.

    A link that is not there tells nobody: two members of one name without a file are two.
    """
    if recipient.id_number:
        return {("id", recipient.id_number)}
    links = {link: recipient.__data__.get(link) for link in ("member", "household", "student", "medical")}
    return {(link, number, recipient.name) for link, number in links.items() if number is not None}


@dataclass(frozen=True)
class PublicRow:
    """One line of the list that is hung out: name, unit and class, no number, no phone, no illness (§9)."""

    place: int
    name: str
    union: str
    category: str
    amount: int
    """In fen."""


def public_list(campaign: AidCampaign) -> list[PublicRow]:
    """The list of a campaign as it may be published."""
    rows = enumerate(recipients_of(campaign), 1)
    return [
        PublicRow(place, each.name, each.union.name if each.union else "", register.category_of(each), each.amount)
        for place, each in rows
    ]


def recipients_of(campaign: AidCampaign) -> list[AidRecipient]:
    """Those whom a campaign gives something, in the order they were chosen, with what they link to."""
    own = AidRecipient.select(AidRecipient.id).where(AidRecipient.campaign == campaign.id).order_by(AidRecipient.id)
    return search.rows(AID_RECIPIENTS, [number for (number,) in own.tuples()])


def hand_out(journal: Journal, campaign: AidCampaign, day: date) -> Handout:
    """Make one round of handing out of all who wait, with its sign list, and note it in the families' measures.

    One step. Refused where nobody waits, where no set of books pays, or where somebody may not be given anything.
    """
    waiting = [each for each in recipients_of(campaign) if not each.line_id]
    sites = list(
        AidSite.select().where((AidSite.campaign == campaign.id) & AidSite.line.is_null()).order_by(AidSite.id)
    )
    handout = Handout(**rounds.fields_of(campaign, day))
    problems = _hindrances(campaign, waiting, sites) or errors_only(editing.check(HANDOUTS, handout))
    if problems:
        raise Refused(problems)
    with journal.step(f"“{campaign.title}”发放 {len(waiting) + len(sites)} 份"):
        editing.put(HANDOUTS, [handout])
        lines = [rounds.line_of(handout, campaign, each) for each in waiting]
        lines += [rounds.line_of_site(handout, each) for each in sites]
        for place, line in enumerate(lines, 1):
            line.place = place
        handing_rules.remember_accounts(lines)
        editing.put(HANDOUT_LINES, lines)
        listed: list[AidRecipient | AidSite] = [*waiting, *sites]
        for record, line in zip(listed, lines, strict=True):
            record.line = line
        editing.put(AID_RECIPIENTS, waiting)
        editing.put(AID_SITES, sites)
        editing.put(AID_MEASURES, [rounds.measure_of(campaign, each, day) for each in waiting if each.household_id])
        campaign.state = CampaignState.GIVEN
        editing.put(AID_CAMPAIGNS, [campaign])
    return handout


def _hindrances(campaign: AidCampaign, waiting: Sequence[AidRecipient], sites: Sequence[AidSite]) -> list[Problem]:
    """Why nothing can be handed out."""
    if not waiting and not sites:
        return [Problem("", "没有等待发放的对象。请先选对象，或已经全部发放。")]
    if not campaign.book_id:
        return [Problem("book", "还没有选账套或项目资金，不知道由哪本账支出。")]
    found = [
        Problem(problem.field, f"{each.name}：{problem.message}", problem.article)
        for each in waiting
        for problem in errors_only(editing.check(AID_RECIPIENTS, each))
    ]
    return found + [Problem("amount", f"{each.name}：还没有填物资金额。") for each in sites if each.amount is None]


def revert(journal: Journal, campaign: AidCampaign, handout: Handout) -> None:
    """Take back a round that is neither signed for nor booked: its list goes, the recipients wait again."""
    lines = list(HandoutLine.select().where(HandoutLine.handout == handout.id))
    if handout.voucher_id or any(line.signed for line in lines):
        raise Refused("这一批已经签收或已经记账，不能撤回。")
    numbers = [line.id for line in lines]
    with journal.step(f"撤回“{handout.title}”的发放"):
        for chunk in editing.chunks(numbers):
            AidMeasure.delete().where(AidMeasure.line.in_(chunk)).execute()
            for model in (AidRecipient, AidSite):
                model.update(line=None).where(model.line.in_(chunk)).execute()
        editing.delete(HandoutLine, HandoutLine.handout, [handout.id])
        editing.delete(Handout, Handout.id, [handout.id])
        campaign.state = CampaignState.GIVEN if rounds.handouts_of(campaign) else CampaignState.CHOOSING
        editing.put(AID_CAMPAIGNS, [campaign])
