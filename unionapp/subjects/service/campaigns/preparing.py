"""What a campaign begins with: the standards of the last one, applications out of the files of families, and what is to
be known of somebody before she is put on its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.errors import Refused, errors_only
from unionapp.records.kind import Kind
from unionapp.records.picking import Mark
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidStandard, MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.records import AID_STANDARDS, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.campaigns.states import CampaignType
from unionapp.subjects.service.households.models import FamilyMember, Household


def applied(campaign: AidCampaign) -> set[tuple[int | None, str]]:
    """Who has applied to a campaign: the family and the name."""
    models = (StudentAid, MedicalAid)
    return {
        (household, name)
        for model in models
        for household, name in model.select(model.household, model.name).where(model.campaign == campaign.id).tuples()
    }


def apply_for(
    journal: Journal, campaign: AidCampaign, persons: Sequence[FamilyMember], values: Mapping[str, object]
) -> list[StudentAid | MedicalAid]:
    """Register applications of persons of families on file as one step; what the files know comes along."""
    kind: Kind = STUDENT_AIDS if campaign.type == CampaignType.STUDY else MEDICAL_AIDS
    model = StudentAid if campaign.type == CampaignType.STUDY else MedicalAid
    made: list[StudentAid | MedicalAid] = [
        model(campaign=campaign.id, household=person.household, name=person.name, **values) for person in persons
    ]
    if errors := errors_only(problem for each in made for problem in editing.check(kind, each)):
        raise Refused(errors)
    with journal.step(f"“{campaign.title}”登记 {len(made)} 份申请"):
        editing.put(kind, made)
    return made


def take_standards(journal: Journal, campaign: AidCampaign) -> AidCampaign:
    """Give a campaign the standards of the last one of its type as one step; which one that is.

    Refused where it has standards, or none can be taken over.
    """
    last = register.last_of_its_type(campaign)
    former = register.standards(last.id) if last is not None else []
    if last is None or not former:
        raise Refused("以前没有登记过同类活动的帮扶标准，请在下面填。")
    if register.standards(campaign.id):
        raise Refused("这次活动已经有帮扶标准，没有改动。要照上一批的，请先删去下面各行。")
    made = [AidStandard(**_said(each) | {"campaign": campaign.id}) for each in former]
    with journal.step(f"“{campaign.title}”照“{last.title}”定帮扶标准 {len(made)} 条"):
        editing.put(AID_STANDARDS, made)
    return last


def _said(standard: AidStandard) -> dict[str, object]:
    return {name: value for name, value in standard.plain().items() if name not in ("id", "uid")}


Person = Member | Household | StudentAid | MedicalAid
"""Somebody who may be put on the list of a campaign, by what stands for her."""


def marks(campaign: AidCampaign, persons: Sequence[Person]) -> dict[int, Mark]:
    """What speaks against persons before they are put on a list, by id: she stands on it, or had of the same money.

    All of them are looked at by one reading, as `rules.nobody_is_given_twice` looks at each once more in the end.
    """
    numbers: dict[str, AidRecipient] = {}
    named: dict[tuple[str, int, str], AidRecipient] = {}
    for row in _same_money(campaign):
        if row.id_number:
            numbers[row.id_number] = row
        for link in ("member", "household"):
            if number := row.__data__.get(link):
                named[link, number, row.name] = row
    found = {}
    for person in persons:
        other = numbers.get(person.id_number or "-") or next(
            (named[key] for key in _keys(person) if key in named), None
        )
        if other is not None:
            same = other.campaign_id == campaign.id
            found[person.id] = Mark("已经在名单里" if same else f"“{other.campaign.title}”用同一笔钱救助过", bars=True)
    return found


def _same_money(campaign: AidCampaign) -> list[AidRecipient]:
    """Those whom this campaign and others of its money and year give something, this one's last."""
    same = AidCampaign.id == campaign.id
    if campaign.project_id and campaign.year:
        same |= (AidCampaign.project == campaign.project_id) & (AidCampaign.year == campaign.year)
    select = AidRecipient.select(AidRecipient, AidCampaign).join(AidCampaign).where(same)
    return list(select.order_by(AidCampaign.id == campaign.id, AidRecipient.id))


def _keys(person: Person) -> list[tuple[str, int, str]]:
    if isinstance(person, (Member, Household)):
        return [("member" if isinstance(person, Member) else "household", person.id, person.name)]
    links = (("member", person.member_id), ("household", person.household_id))
    return [(link, number, person.name) for link, number in links if number]
