"""What a campaign begins with: the standards of the last one, applications out of the files of families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.errors import Refused, errors_only
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns.models import AidCampaign, AidStandard, MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.records import AID_STANDARDS, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.campaigns.states import CampaignType
from unionapp.subjects.service.households.models import FamilyMember


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
