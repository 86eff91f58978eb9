"""The parts of a campaign that are typed in place: its standards, its approval, and what it came to."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout
from unionapp.subjects.service import figures
from unionapp.subjects.service.campaigns import preparing, register
from unionapp.subjects.service.campaigns.models import AidCampaign, AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.values import money

from ui.cases.fields_part import FieldsPart
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.session import Session

_STANDARDS = (
    GridColumn("grade", 8),
    GridColumn("category", 14),
    GridColumn("stage", 6),
    GridColumn("filed", 5),
    GridColumn("amount", 6),
    GridColumn("goods", 10),
    GridColumn("quantity", 4),
    GridColumn("remark", 10),
)


class StandardsPart(CasePart[AidCampaign]):
    """帮扶标准, typed in a grid."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(session, campaign)
        self.grid = KeptGrid(session, AID_STANDARDS, _STANDARDS, lambda: AidStandard(campaign=campaign.id))
        self.problems = ProblemList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        said = "各类对象给多少。空着的栏不限；几条都合适时，用写得最具体的那一条。选对象时自动带出金额。"
        column.addWidget(label(said, "faint"))
        column.addWidget(self.bar(Action("like-last", "照上一批", self.take_last)))
        column.addWidget(self.grid, 1)
        column.addWidget(self.problems)
        self.grid.said.connect(self.problems.show_problems)
        self.setFocusProxy(self.grid)
        self.show_case(campaign)

    def show_case(self, record: AidCampaign) -> None:
        """Read the standards anew."""
        super().show_case(record)
        self.grid.show_stored(register.standards(record.id))

    def take_last(self) -> None:
        """The standards of the last campaign of this type."""
        last = preparing.take_standards(self.session.store.journal, self.record)
        undoing.offer(self, self.session, f"已照“{last.title}”填好帮扶标准，可以再改")
        self.show_case(self.record)

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.grid.may_leave()


class SummaryPart(FieldsPart[AidCampaign]):
    """总结: figures that write themselves, checked with the sign lists, and the text."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(session, AID_CAMPAIGNS, campaign, ("总结",))
        self.figures.show()
        self.show_case(campaign)

    def show_case(self, record: AidCampaign) -> None:
        """Besides, say what the campaign came to."""
        super().show_case(record)
        self.figures.setText(given_words(record))


class ApprovalPart(FieldsPart[AidCampaign]):
    """方案: the money, publicity and approval, kept as they are typed."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(session, AID_CAMPAIGNS, campaign, ("活动", "资金与发放", "公示与审批"))


def given_words(campaign: AidCampaign) -> str:
    """What was given in words, and whether list, sign lists and vouchers say the same."""
    found = figures.given(campaign)
    signed = figures.sum_of_handouts([campaign.id])
    same = (
        "名单与签领表核对一致"
        if signed == found.amount
        else f"签领表合计 {money.show(signed)} 元，与名单不一致，请核对"
    )
    sites = f"，慰问点 {found.people_at_sites:,} 人" if found.people_at_sites else ""
    waiting = f"，还有 {found.waiting} 人待发" if found.waiting else ""
    return (
        f"救助困难户 {found.households:,} 户、{found.persons:,} 人次{sites}，"
        f"发放 {money.show(found.amount)} 元{waiting}。{same}。"
    )
