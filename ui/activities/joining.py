"""集中入会: who would join, who is a member already, who cannot and why; then all of it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import fields
from unionapp.store import rows
from unionapp.subjects.activities import joining, register
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union

from ui import tasks
from ui.cases.asking import opened
from ui.kit import undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.choosing import RecordChoice
from ui.kit.fields import editor_for
from ui.kit.forms import FormDialog
from ui.kit.plain import label
from ui.kit.sizes import fit
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.members.group_joining import ROSTER, join_from_sheet
from ui.members.many import may_go_on
from ui.printing.opening import print_paper
from ui.session import Session

_HEADINGS = ("怎么办", "姓名", "证件号码", "单位", "加入工会", "说明")
_LEVELS = {"✕": "error", "⚠": "warning", "✓": "good"}


class JoinDialog(QDialog):
    """Plans a ceremony and carries it out."""

    def __init__(self, parent: QWidget | None, session: Session, activity: Activity) -> None:
        super().__init__(parent)
        self.session = session
        self.activity = activity
        self.plan: joining.JoiningPlan | None = None
        self.distinct: set[int] = set()
        """Participants whom the clerk knows to be somebody else than the member they look like."""
        self.day = editor_for(fields.Date("入会日期"), session)
        self.union = RecordChoice(session, session.kind("unions"))
        people = register.participants(activity)
        came = sum(1 for person in people if person.present)
        self.only_present = QCheckBox(f"只办理已签到的（名单 {len(people)} 人，已签到 {came} 人）")
        self.print = QCheckBox(f"办好后打印“{cabinet.paper(ROSTER).title}”")
        self.sheet = QPushButton("改从 Excel 办理…")
        self.said = label("正在核对名单……", "heading")
        self.table = told_table("集中入会名单", _HEADINGS)
        self.differ = QPushButton("不是同一个人")
        self.go = QPushButton("办理入会")
        self.setWindowTitle(f"集中入会　{activity.title}")
        self._lay_out()
        self.day.set_value(activity.day)
        self.union.choose(activity.union_id)
        self.only_present.setChecked(True)
        self.day.edited.connect(self.look)
        self.union.chosen.connect(self.look)
        self.only_present.toggled.connect(self.look)
        self.sheet.clicked.connect(self.from_sheet)
        self.differ.clicked.connect(self.tell_apart)
        self.table.chosen_changed.connect(self._settle)
        self.look()
        self.table.setFocus()

    def _lay_out(self) -> None:
        about = "名单上还不是会员的人逐个核对：写好入会申请、登记为会员、记一笔会籍变动，一步办完，可以整体撤销。"
        form = QFormLayout()
        form.addRow("加入工会", self.union)
        form.addRow("入会日期", self.day)
        form.addRow("", self.only_present)
        box = QDialogButtonBox()
        for button in (self.differ, self.sheet):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
        box.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        ActionBar(self, None, (Action("differ", "不是同一个人", self.differ.click, "Space"),))
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(label(about))
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.print)
        column.addWidget(box)
        fit(self, 66, 40)

    def look(self) -> None:
        """Plan anew off the GUI thread."""
        try:
            day = self.day.value()
        except ValueError:
            day = None
        self.go.setEnabled(False)
        if not isinstance(day, date):
            self.said.setText("请填写入会日期，如 2024-3-15。")
            return
        union = self._union()
        if union is None:
            self.said.setText("请选择加入哪个工会。")
            return
        activity, distinct, only = self.activity, tuple(self.distinct), self.only_present.isChecked()
        tasks.look(self, lambda progress: joining.plan(activity, day, distinct, union, only), self.show_plan)

    def show_plan(self, plan: joining.JoiningPlan) -> None:
        """Show what would happen with everybody, what needs the clerk first."""
        self.plan = plan
        unsure = [each for each in plan.doubles if each not in plan.linked]
        self.said.setText(
            f"可以入会 {len(plan.joining)} 人，已是会员 {len(plan.linked)} 人，请核对 {len(unsure)} 人，"
            f"不能办理 {len(plan.hindered)} 人"
        )
        if self.only_present.isChecked() and not (plan.joining or plan.doubles or plan.hindered):
            self.said.setText("没有要办理的人：还没有人签到，或签到的都是会员了。先签到，或去掉勾选办理名单上所有人。")
        lines = [self._row(each.participant, "✕ 不能办理", _why(each.problems)) for each in plan.hindered]
        lines += [
            self._row(each.participant, "⚠ 请核对" if not each.sure else "✕ 不能办理", _like(each)) for each in unsure
        ]
        lines += [self._row(each.participant, "＝ 已是会员", f"{each.why}，只对上名册") for each in plan.linked]
        lines += [self._row(each, "✓ 入会", "") for each in plan.joining]
        self.table.show_rows(lines)
        count = len(plan.joining)
        self.go.setText(f"办理入会（{count} 人）" if count else "对上名册")
        self.go.setEnabled(bool(plan.joining or plan.linked))
        self._settle()

    def tell_apart(self) -> None:
        """The chosen one is somebody else than the member she looks like; again takes it back."""
        number = self.table.chosen()
        if isinstance(number, int) and number in self._unsure() | self.distinct:
            self.distinct ^= {number}
            self.look()

    def accept(self) -> None:
        """Carry it out off the GUI thread."""
        assert self.plan is not None
        plan, activity, journal = self.plan, self.activity, self.session.store.journal
        if not may_go_on(self, joining.doubts(activity, plan)):
            return
        tasks.run(self, "集中入会", lambda progress: joining.enrol(journal, activity, plan), self._enrolled)

    def _enrolled(self, made: Sequence[Member]) -> None:
        assert self.plan is not None
        linked = f"，{len(self.plan.linked)} 人对上名册" if self.plan.linked else ""
        parent, wanted = self.parentWidget(), self.print.isChecked()
        super().accept()
        undoing.offer(parent, self.session, f"已办理 {len(made)} 人入会{linked}")
        if wanted and made:
            print_paper(self.session, parent, cabinet.paper(ROSTER), PrintRequest(chosen=tuple(made)))

    def from_sheet(self) -> None:
        """Leave, and take those who join from a sheet."""
        self.reject()
        join_at(self.parentWidget() or self, self.session, self.activity)

    def _union(self) -> Union | None:
        try:
            return rows.find(Union, self.union.value())
        except ValueError:
            return None

    def _unsure(self) -> set[int]:
        doubles = self.plan.doubles if self.plan is not None else ()
        return {each.participant.id for each in doubles if not each.sure}

    def _settle(self) -> None:
        number = self.table.chosen()
        self.differ.setEnabled(number in self._unsure() | self.distinct)
        self.differ.setText("还是按疑似重复处理（空格）" if number in self.distinct else "不是同一个人")

    def _row(self, person: Participant, deed: str, why: str) -> Told:
        number = PARTICIPANTS.shown(person, "id_number", mask=True)
        home = self.plan.union_of(person).name if self.plan is not None else ""
        return Told(person.id, (deed, person.name, number, person.unit, home, why), _LEVELS.get(deed[:1], ""))


def open_joining(parent: QWidget, session: Session, activity: Activity) -> QDialog:
    """Let those on the list join; where all of them are members, or nobody is on it, take them from a sheet."""
    if all(person.member_id for person in register.participants(activity)):
        return join_at(parent, session, activity)
    return opened(JoinDialog(parent, session, activity))


def join_at(parent: QWidget, session: Session, activity: Activity) -> FormDialog:
    """Take those who join at a ceremony from a sheet; they stand on its list afterwards as having come."""
    group = activity.groups[0] if len(activity.groups) == 1 else ""
    return join_from_sheet(
        parent, session, activity.union, activity.day, group, partial(joining.enlist_joined, activity)
    )


def _why(problems: Sequence[Problem]) -> str:
    return "；".join(each.message for each in problems)


def _like(double: joining.Double) -> str:
    return f"像是会员“{double.member.label}”：{double.why}" + ("" if double.sure else "。不是同一个人就按空格")
