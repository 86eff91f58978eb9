"""Applications out of the families on file: the student or the patient is chosen, the rest is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.records.picking import Mark
from unionapp.subjects.service.campaigns import preparing
from unionapp.subjects.service.campaigns.models import AidCampaign, StudentAid
from unionapp.subjects.service.campaigns.records import MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.households.models import FamilyMember
from unionapp.subjects.service.households.records import FAMILY_MEMBERS

from ui.cases.hanging import ChildRecords, ChildRecordsPart
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.records.picking import Picking, pick
from ui.service.campaign_hanging import PATIENTS, STUDENTS
from ui.session import Session


class ApplicantsPart(ChildRecordsPart[AidCampaign]):
    """The applications to a campaign, of one kind."""

    def __init__(self, session: Session, campaign: AidCampaign, hanging: ChildRecords[AidCampaign]) -> None:
        super().__init__(session, campaign, (hanging,))
        self.model = hanging.kind.model
        self.column.insertWidget(2, self.bar(Action("from-families", "从困难家庭选", self.pick)))

    def pick(self) -> None:
        """Choose of the families on file who applies."""
        campaign, journal, model = self.record, self.session.store.journal, self.model
        student = model is StudentAid
        of = (STUDENT_AIDS if student else MEDICAL_AIDS).fields

        def act(chosen: Sequence[FamilyMember], **values: object) -> str:
            return f"已登记 {len(preparing.apply_for(journal, campaign, chosen, values))} 份申请"

        picking: Picking[FamilyMember] = Picking(
            FAMILY_MEMBERS,
            f"从困难家庭选　{campaign.title}",
            act,
            lambda chosen: _marks(campaign, chosen),
            take="登记申请",
            columns=("household", "relation", "standing"),
            filters=("relation", "standing"),
            preset={"standing": "student"} if student else {},
            asked=(
                *((Asked("stage", of["stage"], required=True),) if student else ()),
                Asked("received", of["received"], value=date.today(), required=True),
            ),
        )
        pick(self, self.session, picking)


def _marks(campaign: AidCampaign, chosen: Sequence[FamilyMember]) -> Mapping[int, Mark]:
    listed = preparing.applied(campaign)
    return {person.id: Mark("已经申请", bars=True) for person in chosen if (person.household_id, person.name) in listed}


def students_part(session: Session, campaign: AidCampaign) -> ApplicantsPart:
    """助学申请."""
    return ApplicantsPart(session, campaign, STUDENTS)


def patients_part(session: Session, campaign: AidCampaign) -> ApplicantsPart:
    """救助申请."""
    return ApplicantsPart(session, campaign, PATIENTS)
