"""What belongs to a campaign, by which name a sheet tells it, and in which words somebody is on its list."""

from __future__ import annotations

from unionapp.records import codes
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidStandard


def standards(campaign_id: int) -> list[AidStandard]:
    """What a campaign gives to whom, in the order of registering."""
    rows = AidStandard.select().where(AidStandard.campaign == campaign_id)
    return list(rows.order_by(AidStandard.id))


def name_on_sheets(campaign: AidCampaign) -> str:
    """The title of a campaign where no other bears it, else the number that is its own."""
    alone = AidCampaign.select().where(AidCampaign.title == campaign.title).count() == 1
    return str(campaign.title if alone else campaign.uid)


def category_of(recipient: AidRecipient) -> str:
    """The words for why somebody is given something: the category, else the class of the file."""
    return str(
        codes.table("aid-category").label(recipient.category) or codes.table("hardship-class").label(recipient.grade)
    )
