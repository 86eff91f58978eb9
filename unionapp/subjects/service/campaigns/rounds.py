"""The rounds of handing out that a campaign makes: the round, the lines of its sign list, the families' measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from unionapp.records import codes
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.states import GoodsForm
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidSite
from unionapp.subjects.service.campaigns.states import CampaignType
from unionapp.subjects.service.households.helping_models import AidMeasure
from unionapp.subjects.service.households.states import AidMeasureType

_MEASURES: Mapping[str, str] = {
    CampaignType.STUDY: AidMeasureType.STUDY,
    CampaignType.MEDICAL: AidMeasureType.MEDICAL,
    CampaignType.MUTUAL: AidMeasureType.MEDICAL,
    CampaignType.JOBS: AidMeasureType.WORK,
}
"""The measure (code table aid-measure) that a type of campaign is in the file of a family."""


def fields_of(campaign: AidCampaign, day: date) -> dict[str, object]:
    """The fields of the round that follow from the campaign."""
    return {
        "book": campaign.book_id,
        "title": _title(campaign),
        "item": _item_of(campaign),
        "day": day,
        "form": campaign.form,
        "goods": campaign.goods,
        "project": campaign.project_id,
        "handler": campaign.handler,
        "approver": campaign.approver,
        "approved_on": campaign.approved_on,
        "festival": "",
    }


def _title(campaign: AidCampaign) -> str:
    """The title of the campaign; further rounds are numbered."""
    rounds = len(handouts_of(campaign))
    return f"{campaign.title}（第{rounds + 1}批）" if rounds else str(campaign.title)


def handouts_of(campaign: AidCampaign) -> list[Handout]:
    """The rounds of handing out that a campaign made."""
    lines = AidRecipient.select(AidRecipient.line).where(AidRecipient.campaign == campaign.id)
    sites = AidSite.select(AidSite.line).where(AidSite.campaign == campaign.id)
    numbers = HandoutLine.select(HandoutLine.handout).where(HandoutLine.id.in_(lines) | HandoutLine.id.in_(sites))
    return list(Handout.select().where(Handout.id.in_(numbers)).order_by(Handout.id))


def _item_of(campaign: AidCampaign) -> str:
    """The item of the local limits that a type of campaign falls under (code table limit-item)."""
    marks = codes.table("campaign-type").by_key[campaign.type].marks
    return next(mark.removeprefix("item:") for mark in marks if mark.startswith("item:"))


def line_of(handout: Handout, campaign: AidCampaign, recipient: AidRecipient) -> HandoutLine:
    """One line of the sign list; the account of a family only where money goes to it."""
    family = recipient.household if campaign.form == GoodsForm.TRANSFER else None
    return HandoutLine(
        handout=handout,
        member=recipient.member_id,
        name=recipient.name,
        union=recipient.union_id,
        id_number=recipient.id_number,
        phone=recipient.phone,
        sort=register.category_of(recipient),
        goods=recipient.goods or campaign.goods,
        quantity=recipient.quantity,
        amount=recipient.amount,
        form=campaign.form,
        bank=family.bank if family else "",
        account=family.account if family else "",
    )


def line_of_site(handout: Handout, site: AidSite) -> HandoutLine:
    """The line of a site: its signer takes the goods for all who work there."""
    return HandoutLine(
        handout=handout,
        name=site.signer or site.name,
        union=site.union_id,
        phone=site.phone,
        sort=site.name,
        goods=site.goods,
        quantity=site.quantity,
        amount=site.amount,
        form=GoodsForm.GOODS,
        remark=f"{site.people or 0} 人",
    )


def measure_of(campaign: AidCampaign, recipient: AidRecipient, day: date) -> AidMeasure:
    """What a family's file says of it."""
    return AidMeasure(
        household=recipient.household_id,
        day=day,
        type=_MEASURES.get(campaign.type, AidMeasureType.UNION),
        content=campaign.title,
        amount=recipient.amount,
        goods=recipient.goods,
        quantity=recipient.quantity if recipient.goods else None,
        source=campaign.source,
        line=recipient.line_id,
        by=campaign.handler,
    )
