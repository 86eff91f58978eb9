"""四季帮扶活动: the register, and one campaign as a case from the money to the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from unionapp.records.search import Condition
from unionapp.subjects.service import campaign_life
from unionapp.subjects.service.models.campaigns import AidCampaign
from unionapp.subjects.service.records.campaigns import (
    AID_CAMPAIGNS,
    AID_SITES,
    JOB_FAIRS,
    MEDICAL_AIDS,
    STUDENT_AIDS,
)
from unionapp.values import money
from unionapp.work import Progress

from ui import page_actions
from ui.cases.asking import ask_for
from ui.cases.facts import history_part
from ui.cases.hanging import Hanging, hanging_part
from ui.cases.head import Overview
from ui.cases.headed import HeadedCase
from ui.cases.papers_part import papers_part
from ui.cases.stages_part import Course, Mend, Stage, StagesPart
from ui.cases.view import Parts
from ui.conditions import Filter
from ui.exchange import page_of
from ui.record_page import RecordPage
from ui.record_view import RecordView
from ui.service.campaign_parts import ApprovalPart, GivingPart, RecipientsPart, StandardsPart, SummaryPart
from ui.session import Session

MENDS: Mapping[str, Sequence[Mend]] = {
    "plan": (Mend("填写方案和资金", "plan"),),
    "standards": (Mend("定帮扶标准", "standards"),),
    "apply": (Mend("登记、审定申请", "apply"),),
    "choose": (Mend("确定对象", "people"),),
    "publicity": (Mend("登记公示", asks=("published_from", "published_to"), today=("published_from",)),),
    "approval": (Mend("登记审批", asks=("approver", "approved_on", "handler"), today=("approved_on",)),),
    "give": (Mend("去发放", "give"),),
    "sign": (Mend("去签收", "give"),),
    "book": (Mend("生成凭证", "give"),),
    "summary": (Mend("写总结", "summary"),),
}
"""What helps each stage on."""
_APPLY = ("received", "unit_opinion", "upper_opinion", "county_opinion", "state")
_STUDENT = ("name", "id_number", "household", "member", "parent", "union", "stage", "school", "fees", *_APPLY)
_PATIENT = ("name", "id_number", "household", "member", "worker", "union", "illness", *_APPLY)
_SITE = ("name", "union", "route", "day", "people", "leader", "goods", "quantity", "price", "amount", "signer", "phone")
_FAIR = ("title", "day", "place", "units", "posts", "attendance", "intentions", "hired", "advice")


def _today(name: str) -> Any:
    return lambda campaign: {name: date.today()}


_SPECIAL: Mapping[str, tuple[str, str, Hanging]] = {
    "study": (
        "apply",
        "助学申请",
        Hanging(
            STUDENT_AIDS,
            "campaign",
            ("name", "parent", "union", "stage", "school", "state"),
            _STUDENT,
            _today("received"),
        ),
    ),
    "medical": (
        "apply",
        "救助申请",
        Hanging(
            MEDICAL_AIDS, "campaign", ("name", "worker", "union", "received", "state"), _PATIENT, _today("received")
        ),
    ),
    "cooling": (
        "special",
        "慰问点",
        Hanging(
            AID_SITES, "campaign", ("name", "route", "day", "people", "goods", "amount", "signer"), _SITE, _today("day")
        ),
    ),
    "jobs": (
        "special",
        "招聘会",
        Hanging(JOB_FAIRS, "campaign", ("title", "day", "units", "posts", "attendance", "hired"), _FAIR, _today("day")),
    ),
}
"""What some types have besides, or in place of the list of recipients: the part, its heading, what hangs there."""


class CampaignStages(StagesPart):
    """The stages of one campaign."""

    def __init__(self, session: Session, campaign: Any) -> None:
        super().__init__(
            session, campaign, Course("帮扶活动", MENDS, {"publicity": (("打印公示表", "aid-publicity"),)})
        )

    def read(self, record: Any) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the campaign say."""
        return campaign_life.stages(campaign_life.facts(record), date.today()), ()

    def ask(self, mend: Mend) -> None:
        """Fields of the campaign; days that are still empty are proposed as today."""
        fresh = AidCampaign.get_by_id(self.record.id)
        for name in mend.today:
            if getattr(fresh, name) is None:
                setattr(fresh, name, date.today())
        ask_for(self, self.session, AID_CAMPAIGNS, fresh, mend.asks, mend.words)


def campaigns_page(session: Session) -> RecordPage:
    """四季帮扶活动."""
    page = page_of(session, AID_CAMPAIGNS, (), CampaignsPage)
    page.offer("本年的", lambda: Filter("本年的", (Condition("year", "=", date.today().year),)))
    page.offer("没办完的", lambda: Filter("没办完的", (Condition("id", "in", unfinished()),)))
    return page


def unfinished() -> tuple[int, ...]:
    """The campaigns that lack a stage before the summary."""
    rows = AidCampaign.select().where(AidCampaign.state != "closed")
    today = date.today()
    found = ((each.id, campaign_life.next_stage(campaign_life.facts(each), today)) for each in rows)
    return tuple(number for number, stage in found if stage is not None)


class CampaignsPage(RecordPage):
    """The list of campaigns; one that is opened shows its whole case."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one campaign."""
        return CampaignCase(self.session, self.kind, row_id, page_actions.for_one(self))


class CampaignCase(HeadedCase):
    """The page of a campaign in place of the plain page of a record."""

    def parts(self) -> Parts:
        """Applications, sites or fairs only where such a campaign has them."""
        type_ = (
            "medical" if self.record is not None and self.record.type == "mutual" else self.record and self.record.type
        )
        special = _SPECIAL.get(type_ or "")
        found: dict[str, Any] = {"stages": ("概况", CampaignStages), "plan": ("方案与资金", ApprovalPart)}
        if type_ != campaign_life.FAIRS:
            found["standards"] = ("帮扶标准", StandardsPart)
        if special is not None:
            key, heading, hanging = special
            found[key] = (heading, hanging_part(hanging))
        if type_ != campaign_life.FAIRS:
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
        campaign = AidCampaign.get_or_none(AidCampaign.id == row_id)
        if campaign is None:
            return None
        today, known = date.today(), campaign_life.facts(campaign)
        stage = campaign_life.next_stage(known, today)
        late = "（已经逾期）" if stage is not None and stage.late else ""
        words = f"下一步：{stage.title}{late}，要补：{'、'.join(stage.missing)}。" if stage else "各环节都办齐了。"
        return Overview(words, stage.key if stage else "", tuple(AID_CAMPAIGNS.check(campaign)), figures(known))

    def go_on(self) -> None:
        """Do what is missing next."""
        if self.found is not None and self.found.next_key:
            self.lead("stages")
            part = self.part("stages")
            assert isinstance(part, CampaignStages)
            part.choose(self.found.next_key)
            part.attempt(part.mend)

    def _title(self, record: Any) -> str:
        return f"{record.title}　{AID_CAMPAIGNS.shown(record, 'type')}"

    def _facts(self, record: Any) -> str:
        paid = record.project.label if record.project_id else record.book.label if record.book_id else "还没有选资金"
        days = f"{record.since or '＿'} 至 {record.until or '＿'}"
        return "　".join((f"{record.year} 年", record.union.name, days, paid, AID_CAMPAIGNS.shown(record, "state")))


def figures(known: campaign_life.Facts) -> tuple[str, ...]:
    """The list and what was given of it, in words."""
    if known.campaign.type == campaign_life.FAIRS:
        return (f"招聘会 {known.fairs} 场",)
    return (
        f"名单 {known.chosen} 人（点），{money.show(known.amount)} 元",
        f"已发放 {money.show(known.given)} 元",
        f"待发放 {known.waiting}",
        f"没签收 {known.unsigned}",
    )
