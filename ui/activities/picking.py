"""从名册选人: by union and group, with how many there are and who they are before they are put on the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.records import fields
from unionapp.store import rows
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union

from ui import tasks
from ui.kit import undoing
from ui.kit.choosing import RecordChoice
from ui.kit.fields import ChoicesEdit
from ui.kit.plain import decision, label
from ui.kit.sizes import fit
from ui.kit.text_table import TextTable
from ui.records.columns import field_columns
from ui.session import Session

_SHOWN = 200
"""So many of them are listed before."""
_COLUMNS = ("name", "sex", "union", "group", "mobile")


class MemberPicker(QDialog):
    """Chooses members for the list of an activity."""

    def __init__(self, parent: QWidget | None, session: Session, activity: Activity) -> None:
        super().__init__(parent)
        self.session = session
        self.activity = activity
        self.union = RecordChoice(session, session.kind("unions"))
        self.below = QCheckBox("包括下属工会")
        self.groups = ChoicesEdit(fields.Choices("面向群体", "member-group"))
        self.said = label("", "heading")
        columns = field_columns(MEMBERS, _COLUMNS, mask=True)
        self.table = TextTable("将要加入名单的会员", columns, key=lambda member: member.id)
        self.take = QPushButton("加入名单")
        self.found: Sequence[Member] = ()
        self._asked = 0
        self.setWindowTitle(f"从名册选人　{activity.title}")
        self._lay_out()
        self.union.chosen.connect(self.look)
        self.below.toggled.connect(self.look)
        self.groups.edited.connect(self.look)
        self.groups.set_value(activity.groups)
        self.union.choose(activity.union_id)
        self.union.setFocus()
        self.look()

    def _lay_out(self) -> None:
        self.union.line.setPlaceholderText("全部工会（可输入名称或拼音首字母）")
        self.below.setChecked(True)
        rows = QFormLayout()
        rows.addRow("工会", self.union)
        rows.addRow("", self.below)
        rows.addRow("群体（不选为全部）", self.groups)
        column = QVBoxLayout(self)
        column.addLayout(rows)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(decision(self, self.take))
        fit(self, 60, 44)

    def look(self) -> None:
        """Find off the GUI thread who is meant; an answer that was overtaken is dropped."""
        self._asked += 1
        asked, activity, groups = self._asked, self.activity, self.groups.value()
        union, below = self._union(), self.below.isChecked()
        self.take.setEnabled(False)
        self.said.setText("正在查名册……")

        def work(progress: object) -> list[Member]:
            unions = [] if union is None else tree.below(union) if below else [union.id]
            return actions.open_to(activity, unions, groups)

        tasks.look(self, work, lambda found: self.show_found(found) if asked == self._asked else None)

    def _union(self) -> Union | None:
        try:
            number = self.union.value()
        except ValueError:
            return None
        return rows.find(Union, number)

    def show_found(self, found: Sequence[Member]) -> None:
        """Show whom the button would put on the list."""
        self.found = found
        more = f"，下面列出前 {_SHOWN} 人" if len(found) > _SHOWN else ""
        none = "没有可以加入的会员：名册里没有，或都已经在名单上了。"
        self.said.setText(f"在籍、还不在名单上的会员 {len(found):,} 人{more}" if found else none)
        self.table.show_rows(found[:_SHOWN])
        self.take.setText(f"加入名单（{len(found):,} 人）")
        self.take.setEnabled(bool(found))

    def accept(self) -> None:
        """Put them on the list as one step, off the GUI thread."""
        journal, activity, found = self.session.store.journal, self.activity, self.found
        tasks.run(self, "加入名单", lambda progress: actions.enlist(journal, activity, found), self._enlisted)

    def _enlisted(self, made: Sequence[Participant]) -> None:
        super().accept()
        undoing.offer(self.parentWidget(), self.session, f"已把 {len(made):,} 名会员加入名单")
