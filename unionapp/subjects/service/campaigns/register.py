"""What belongs to a campaign, by which name a sheet tells it, and in which words somebody is on its list."""

from __future__ import annotations

from unionapp.records import codes
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidStandard
from unionapp.subjects.service.campaigns.states import CampaignState


def standards(campaign_id: int) -> list[AidStandard]:
    """What a campaign gives to whom, in the order of registering."""
    rows = AidStandard.select().where(AidStandard.campaign == campaign_id)
    return list(rows.order_by(AidStandard.id))


def only_running(*types: str) -> AidCampaign | None:
    """The campaign of these types that is not over, where there is but one."""
    found = AidCampaign.select().where(
        AidCampaign.type.in_(types), AidCampaign.state.not_in((CampaignState.GIVEN, CampaignState.CLOSED))
    )
    running = list(found.limit(2))
    return running[0] if len(running) == 1 else None


def last_of_its_type(campaign: AidCampaign) -> AidCampaign | None:
    """The latest other campaign of the same type."""
    others = AidCampaign.select().where(AidCampaign.type == campaign.type, AidCampaign.id != (campaign.id or 0))
    found: AidCampaign | None = others.order_by(AidCampaign.year.desc(), AidCampaign.id.desc()).first()
    return found


def name_on_sheets(campaign: AidCampaign) -> str:
    """The title of a campaign where no other bears it, else the number that is its own."""
    alone = AidCampaign.select().where(AidCampaign.title == campaign.title).count() == 1
    return str(campaign.title if alone else campaign.uid)


def category_of(recipient: AidRecipient) -> str:
    """The words for why somebody is given something: the category, else the class of the file."""
    return str(
        codes.table("aid-category").label(recipient.category) or codes.table("hardship-class").label(recipient.grade)
    )
