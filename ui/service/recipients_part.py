"""对象: whom a campaign gives to, chosen by rule, by hand or out of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from unionapp.store import editing, rows
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient
from unionapp.subjects.service.campaigns.records import AID_RECIPIENTS
from unionapp.values import money

from ui.cases.asking import ask_for
from ui.cases.part import CasePart, one_of
from ui.exchange import importing
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.service.picking import pick_applications, pick_households, pick_members
from ui.session import Session

_EDITED = ("category", "amount", "goods", "quantity", "again", "remark")
_RECIPIENTS = ("姓名", "所属工会", "类别", "金额（元）", "品名", "状态")


class RecipientsPart(CasePart[AidCampaign]):
    """The list of a campaign."""

    def __init__(self, session: Session, campaign: AidCampaign) -> None:
        super().__init__(session, campaign)
        self.people: list[AidRecipient] = []
        self.said = label("", "heading")
        self.table = told_table("帮扶对象", _RECIPIENTS, ("金额（元）",))
        actions = (
            Action("pick", "选申请人" if self.applied else "选困难户", self.pick, "F6"),
            *(() if self.applied else (Action("pick-members", "选会员", self.pick_members),)),
            Action("import", "从 Excel 导入", self.bring_in, "Ctrl+I"),
            Action("edit", "编辑", self.edit, "F2"),
            Action("remove", "删除", self.remove),
            Action("publish", "打印公示表", self.publish),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.bar(*actions))
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.attempt(self.edit))
        self.setFocusProxy(self.table)
        self.show_case(campaign)

    def show_case(self, record: AidCampaign) -> None:
        """Read the list anew."""
        super().show_case(record)
        self.people = aid.recipients_of(record)
        self.table.show_rows([Told(each.id, _recipient(each)) for each in self.people])
        total = money.show(sum(each.amount or 0 for each in self.people))
        none = "名单还是空的：点“选困难户”或“选会员”，按困难类别、致困原因、群体筛选出来，全选或逐个选。"
        self.said.setText(f"名单 {len(self.people):,} 人，合计 {total} 元" if self.people else none)

    @property
    def applied(self) -> bool:
        """Whether its recipients apply."""
        return self.record.type in campaign_life.APPLICATIONS

    def pick(self) -> None:
        """Choose families, or approved applications."""
        (pick_applications if self.applied else pick_households)(self, self.session, rows.fresh(self.record))

    def pick_members(self) -> None:
        """Choose members who have no file."""
        pick_members(self, self.session, rows.fresh(self.record))

    def bring_in(self) -> None:
        """Recipients out of a sheet; the campaign is known."""
        given = (("campaign", register.name_on_sheets(self.record)),)
        importing.begin(self, self.session, AID_RECIPIENTS, given=given)

    def edit(self) -> None:
        """Change what the chosen one gets."""
        found = rows.fresh(self._chosen())
        ask_for(self, self.session, AID_RECIPIENTS, found, _EDITED, f"修改：{found.name}")

    def remove(self) -> None:
        """Take the chosen one off the list."""
        found = self._chosen()
        editing.remove(self.session.store.journal, AID_RECIPIENTS, [found])
        undoing.offer(self, self.session, f"已从名单去掉“{found.name}”")

    def publish(self) -> None:
        """The list as it is hung out: no number, no phone, no illness."""
        self.print("aid-publicity")

    def _chosen(self) -> AidRecipient:
        return one_of(self.people, self.table.chosen(), "请先在名单里选中一个人。")


def _recipient(each: AidRecipient) -> Sequence[str]:
    state = "○ 待发" if each.line is None else "✓ 已签收" if each.line.signed else "已发，待签收"
    home = each.union.name if each.union else ""
    return (each.name, home, register.category_of(each), money.show(each.amount or 0), each.goods, state)
