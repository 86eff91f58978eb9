"""四季帮扶活动: the register, and one campaign as a case from the money to the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS
from unionapp.values import money
from unionapp.values.stages import Stage
from unionapp.work import Progress

from ui.cases.facts import history_part
from ui.cases.hanging import hanging_part
from ui.cases.head import Overview
from ui.cases.papers_part import papers_part
from ui.cases.part import Made
from ui.cases.staged import StagedCase, next_words
from ui.cases.stages_part import Fix, StagesPart, Workflow
from ui.cases.view import Parts
from ui.exchange.page import page_of
from ui.records.conditions import Filter
from ui.records.record_head import APART
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.service.applicants import patients_part, students_part
from ui.service.campaign_hanging import SPECIAL
from ui.service.campaign_parts import ApprovalPart, StandardsPart, SummaryPart
from ui.service.giving_part import GivingPart
from ui.service.recipients_part import RecipientsPart
from ui.session import Session

MENDS: Mapping[str, Sequence[Fix[AidCampaign]]] = {
    "plan": (Fix("填写方案和资金", "plan"),),
    "standards": (Fix("定帮扶标准", "standards"),),
    "apply": (Fix("登记、审定申请", "apply"),),
    "choose": (Fix("确定对象", "people"),),
    "publicity": (Fix("登记公示", asks=("published_from", "published_to"), today=("published_from",)),),
    "approval": (Fix("登记审批", asks=("approver", "approved_on", "handler"), today=("approved_on",)),),
    "give": (Fix("去发放", "give"),),
    "sign": (Fix("去签收", "give"),),
    "book": (Fix("生成凭证", "give"),),
    "summary": (Fix("写总结", "summary"),),
}
"""What helps each stage on."""
PAPERS: Mapping[str, Sequence[tuple[str, str]]] = {"publicity": (("打印公示表", "aid-publicity"),)}


class CampaignStages(StagesPart[AidCampaign]):
    """The stages of one campaign."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(
            session,
            campaign,
            Workflow(AID_CAMPAIGNS, "帮扶活动", MENDS, {"publicity": (("打印公示表", "aid-publicity"),)}),
        )

    def read(self, record: AidCampaign) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the campaign say."""
        return campaign_life.stages(campaign_life.facts(record), date.today()), ()


_APPLICANTS: Mapping[str, Made[AidCampaign]] = {
    "student-aids": students_part,
    "medical-aids": patients_part,
}
"""What makes the part of applications, by their kind."""


def campaigns_page(session: Session) -> RecordPage:
    """四季帮扶活动."""
    page = page_of(session, AID_CAMPAIGNS, sort=CampaignsPage)
    page.offer("本年的", lambda: Filter("本年的", (Condition("year", "=", date.today().year),)))
    page.offer("没办完的", lambda: Filter("没办完的", (Condition("id", "in", campaign_life.unfinished(date.today())),)))
    return page


class CampaignsPage(RecordPage):
    """The list of campaigns; one that is opened shows its whole case."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one campaign."""
        return CampaignCase(self.session, self.kind, row_id, self.actions_for_one())


class CampaignCase(StagedCase[AidCampaign]):
    """The page of a campaign in place of the plain page of a record."""

    def parts(self) -> Parts[AidCampaign]:
        """Applications, sites or fairs only where such a campaign has them."""
        sort = str(self.record.type) if self.record is not None else ""
        money = sort != campaign_life.FAIRS
        found: dict[str, tuple[str, Made[AidCampaign]]] = {
            "stages": ("概况", CampaignStages),
            "plan": ("方案与资金", ApprovalPart),
        }
        if money:
            found["standards"] = ("帮扶标准", StandardsPart)
        if sort in SPECIAL:
            key, heading, hanging = SPECIAL[sort]
            found[key] = (heading, _APPLICANTS.get(hanging.kind.key) or hanging_part(hanging))
        if money:
            found |= {"people": ("对象", RecipientsPart), "give": ("发放", GivingPart)}
        found["summary"] = ("总结", SummaryPart)
        found["papers"] = ("表格", papers_part(AID_CAMPAIGNS))
        found["history"] = ("历史", history_part(AID_CAMPAIGNS))
        return found

    def lead(self, where: str) -> None:
        """Whom a campaign is for are sites or fairs in some types."""
        super().lead("special" if where == "people" and "special" in self.parts() else where)

    def look(self, row_id: int, progress: Progress) -> Overview | None:
        """The next stage, what it came to so far, and what is wrong by which rule."""
        campaign = rows.find(AidCampaign, row_id)
        if campaign is None:
            return None
        known = campaign_life.facts(campaign)
        stage = campaign_life.next_stage(known, date.today())
        problems = tuple(AID_CAMPAIGNS.check(campaign))
        late = stage is not None and stage.late
        return Overview(next_words(stage), stage.key if stage else "", problems, figures(known), late)

    def _title(self, record: AidCampaign) -> str:
        return f"{record.title}　{AID_CAMPAIGNS.shown(record, 'type')}"

    def _words(self, record: AidCampaign) -> str:
        paid = record.project.label if record.project else record.book.label if record.book else "还没有选资金"
        days = f"{record.since or '＿'} 至 {record.until or '＿'}"
        return APART.join((f"{record.year} 年", record.union.name, days, paid))


def figures(known: campaign_life.CampaignFacts) -> tuple[str, ...]:
    """The list and what was given of it, in words."""
    if known.campaign.type == campaign_life.FAIRS:
        return (f"招聘会 {known.fairs} 场",)
    return (
        f"名单 {known.chosen} 人（点），{money.show(known.amount)} 元",
        f"已发放 {money.show(known.given)} 元",
        f"待发放 {known.waiting}",
        f"没签收 {known.unsigned}",
    )
