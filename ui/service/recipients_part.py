"""对象: whom a campaign gives to, chosen by rule, by hand or out of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.store import editing, rows
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import register
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_RECIPIENTS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import money

from ui.cases.asking import ask_and_do, ask_for, opened
from ui.cases.part import CasePart, one_of
from ui.exchange import importing
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.service.choosing_dialog import ChosenDialog
from ui.session import Session

_WANTED = (("grades", "grade"), ("causes", "cause"), ("key_groups", "groups"))
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
            Action("pick", "按条件选", self.pick, "F6"),
            Action("add-households", "新增困难户", partial(self.add, "households", "困难家庭")),
            Action("add-members", "新增会员", partial(self.add, "members", "会员")),
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
        none = "名单还是空的：点“按条件选”，按困难类别、致困原因或会员群体一次选出，也可以逐个添加。"
        self.said.setText(f"名单 {len(self.people):,} 人，合计 {total} 元" if self.people else none)

    def pick(self) -> None:
        """Ask who is meant; whom that brings is shown before."""
        if self.record.type in campaign_life.APPLICATIONS:
            self._offer(aid.candidates(rows.fresh(self.record), aid.WantedRecipients()))
            return
        asked = [Asked(name, _several(HOUSEHOLDS.fields[field])) for name, field in _WANTED]
        asked.append(Asked("union", AID_CAMPAIGNS.fields["union"], "所在工会（含下属）"))
        asked.append(
            Asked("groups", fields.Choices("会员群体", "member-group", help="填了就从会员名册里选，不看困难档案"))
        )
        asked.append(Asked("category", AID_RECIPIENTS.fields["category"]))

        def act(union: int | None, category: str | None, **several: Sequence[str] | None) -> None:
            unions = tuple(tree.below(rows.get(Union, union))) if union else ()
            codes = {name: tuple(keys or ()) for name, keys in several.items()}
            wanted = aid.WantedRecipients(unions=unions, category=category or "", **codes)
            self._offer(aid.candidates(rows.fresh(self.record), wanted))

        about = "空着的不限。困难家庭只选在册的；名单上已有的不重复，用同一笔钱救助过的会列出来。"
        ask_and_do(self, self.session, "按条件选", about, asked, act)

    def add(self, kind: str, noun: str) -> None:
        """One member or one family, by typing."""
        link = fields.Link(noun, Household if kind == "households" else Member)
        asked = [Asked("chosen", link, required=True), Asked("category", AID_RECIPIENTS.fields["category"])]

        def act(chosen: int, category: str) -> None:
            campaign = rows.fresh(self.record)
            if kind == "households":
                found = aid.of_households(campaign, [rows.get(Household, chosen)], category)
            else:
                found = aid.of_members(campaign, [rows.get(Member, chosen)], category)
            if found.refused:
                raise Refused(found.refused[0][1])
            made = aid.choose(self.session.store.journal, campaign, found)
            undoing.offer(self, self.session, f"已添加“{made[0].name}”")

        ask_and_do(self, self.session, f"添加{noun}", "输入姓名、拼音首字母或号码。", asked, act)

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

    def _offer(self, chosen: aid.AidChoice) -> None:
        opened(ChosenDialog(self, self.session, rows.fresh(self.record), chosen))


def _several(field: fields.Choice) -> fields.Choices:
    """A field that takes several codes where the file has one."""
    return field if isinstance(field, fields.Choices) else fields.Choices(field.label, field.codes.key)


def _recipient(each: AidRecipient) -> Sequence[str]:
    state = "○ 待发" if each.line is None else "✓ 已签收" if each.line.signed else "已发，待签收"
    home = each.union.name if each.union else ""
    return (each.name, home, register.category_of(each), money.show(each.amount or 0), each.goods, state)
