"""Whom a campaign gives something: families by their file, members, or those whose application was approved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import preparing
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign, MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.records import AID_RECIPIENTS, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.campaigns.states import AidApplicationState
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState

from ui.kit.forms import Asked
from ui.members.picking import members_for
from ui.records.picking import Picking, pick
from ui.session import Session

Choice = Callable[[AidCampaign, Sequence[Any], str], aid.AidChoice]
"""What a choice by hand would bring, with the class (慰问对象类别) that was asked for."""


def pick_households(parent: QWidget, session: Session, campaign: AidCampaign) -> None:
    """Choose families whose file is in force."""
    picking: Picking[Household] = Picking(
        HOUSEHOLDS,
        f"选困难户　{campaign.title}",
        _taking(session, campaign, aid.of_households),
        partial(preparing.marks, campaign),
        columns=("union", "grade", "cause", "groups"),
        filters=("union", "grade", "cause", "groups"),
        fixed=(Condition("state", "=", HouseholdState.FILED),),
        asked=_category(),
    )
    pick(parent, session, picking)


def pick_members(parent: QWidget, session: Session, campaign: AidCampaign) -> None:
    """Choose members, who need no file."""
    picking = members_for(
        f"选会员　{campaign.title}",
        _taking(session, campaign, aid.of_members),
        partial(preparing.marks, campaign),
        union=campaign.union_id,
        asked=_category(),
    )
    pick(parent, session, picking)


def pick_applications(parent: QWidget, session: Session, campaign: AidCampaign) -> None:
    """Choose those whose application to the campaign was approved."""
    student = campaign_life.APPLICATIONS[campaign.type] is StudentAid
    kind = STUDENT_AIDS if student else MEDICAL_AIDS

    def of_applications(campaign: AidCampaign, chosen: Sequence[StudentAid | MedicalAid], _: str) -> aid.AidChoice:
        return aid.of_applications(campaign, chosen)

    picking: Picking[Any] = Picking(
        kind,
        f"选申请人　{campaign.title}",
        _taking(session, campaign, of_applications),
        partial(preparing.marks, campaign),
        columns=("union", "parent", "stage", "school") if student else ("union",),
        filters=("union", "stage") if student else ("union",),
        fixed=(
            Condition("campaign", "=", campaign.id),
            Condition("state", "=", AidApplicationState.PASSED),
        ),
    )
    pick(parent, session, picking)


def _category() -> Sequence[Asked]:
    return (Asked("category", AID_RECIPIENTS.fields["category"]),)


def _taking(session: Session, campaign: AidCampaign, choice: Choice) -> Callable[..., str]:
    """What puts the chosen ones on the list, all of them or none."""
    journal = session.store.journal

    def act(chosen: Sequence[Household | Member], category: str | None = None) -> str:
        found = choice(rows.fresh(campaign), chosen, category or "")
        if found.refused:
            raise Refused([problem for _, problems in found.refused for problem in problems])
        return f"已把 {len(aid.choose(journal, rows.fresh(campaign), found)):,} 人加入名单"

    return act
