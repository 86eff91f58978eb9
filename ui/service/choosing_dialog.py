"""Whom a choice would put on the list of a campaign, and whom it cannot with the reason, before it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.campaigns.records import AID_RECIPIENTS
from unionapp.values import money

from ui.kit import messages, undoing
from ui.kit.plain import decision, label
from ui.kit.sizes import fit
from ui.kit.text_model import Told
from ui.kit.text_table import TextTable, told_table
from ui.records.columns import field_columns
from ui.session import Session

_COLUMNS = ("name", "union", "category", "grade", "amount", "goods")


class ChosenDialog(QDialog):
    """Lists what a choice would bring; its button puts them on the list as one step."""

    def __init__(self, parent: QWidget | None, session: Session, campaign: AidCampaign, chosen: aid.AidChoice) -> None:
        super().__init__(parent)
        self.session = session
        self.campaign = campaign
        self.chosen = chosen
        self.setWindowTitle(f"加入名单　{campaign.title}")
        total = sum(each.amount or 0 for each in chosen.taken)
        said = f"可以加入 {len(chosen.taken):,} 人，合计 {money.show(total)} 元"
        none = "没有可以加入的对象：符合条件的都已经在名单里了。"
        if chosen.refused:
            none = "没有可以加入的对象，原因见下面。金额还没有填的，请先在“帮扶标准”里定好各类对象的金额。"
        self.said = label(said if chosen.taken else none, "heading")
        self.taken = TextTable("可以加入的", field_columns(AID_RECIPIENTS, _COLUMNS, mask=True))
        self.taken.show_rows(chosen.taken)
        self.refused = told_table("不能加入的", ("姓名", "原因"))
        why = [(each.name, "；".join(str(problem) for problem in problems)) for each, problems in chosen.refused]
        self.refused.show_rows([Told(place, texts) for place, texts in enumerate(why)])
        self.take = QPushButton(f"加入名单（{len(chosen.taken):,} 人）")
        self.take.setEnabled(bool(chosen.taken))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.taken, 3)
        self.taken.setVisible(bool(self.chosen.taken))
        if self.chosen.refused:
            column.addWidget(label(f"不能加入 {len(self.chosen.refused)} 人", "heading"))
            column.addWidget(self.refused, 2)
        column.addWidget(decision(self, self.take))
        fit(self, 64, 40)

    def accept(self) -> None:
        """Put them on the list."""
        try:
            made = aid.choose(self.session.store.journal, self.campaign, self.chosen)
        except Refused as refused:
            messages.report(self, refused)
            return
        super().accept()
        undoing.offer(self.parentWidget(), self.session, f"已把 {len(made):,} 人加入名单")
