"""名单与签到: who takes part, where they come from, and the board on which they are signed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.errors import Refused
from unionapp.store import editing, rows
from unionapp.subjects.activities import actions, register
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import ACTIVITIES, PARTICIPANTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from ui.activities.asking import ask_to_give
from ui.activities.joining import open_joining
from ui.activities.sign_in import SignInBoard
from ui.cases.asking import ask_for
from ui.cases.part import CasePart
from ui.exchange import importing
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.choosing import RecordChoice
from ui.kit.plain import label
from ui.members.picking import members_for
from ui.records.picking import pick
from ui.session import Session

_GUEST = ("name", "sex", "unit", "union", "phone", "id_number", "group", "team")
_EDITED = ("name", "union", "unit", "phone", "id_number", "group", "team", "signed_up", "present", "signed_in")
_REWARD = ("level", "award", "goods", "quantity", "amount", "received", "remark")


class PeoplePart(CasePart[Activity]):
    """The list of an activity."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.people: list[Participant] = []
        self.choice = RecordChoice(session, MEMBERS)
        self.board = SignInBoard(session, activity)
        self.hint = label("", "faint")
        self._lay_out()
        self.choice.chosen.connect(lambda: self.attempt(self.add))
        self.choice.entered.connect(lambda: self.attempt(self._refuse_unknown))
        self.board.opened.connect(lambda: self.attempt(self._edit))
        self.show_case(activity)
        self.setFocusProxy(self.board if self.people else self.choice)

    def _lay_out(self) -> None:
        self.choice.line.setPlaceholderText("会员姓名或拼音首字母，回车就加入名单")
        self.choice.line.setAccessibleName("添加会员到名单")
        row = QHBoxLayout()
        row.addWidget(label("新增"))
        row.addWidget(self.choice, 1)
        row.addWidget(
            self.bar(
                Action("pick", "从名册选人", self._pick, "Ctrl+Shift+N"),
                Action("guest", "名册外的人", self._guest),
                Action("import", "从 Excel 导入", self._import),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.board, 1)
        column.addWidget(
            self.bar(
                Action("edit", "编辑", self._edit),
                Action("give", "发放物品", self._give),
                Action("reward", "登记获奖领物", self._reward),
                Action("remove", "删除", self._remove),
                Action("join", "集中入会", self._join),
                Action("print-sign-in", "打印签到表", lambda: self.print("activity-sign-in")),
            )
        )

    def show_case(self, record: Activity) -> None:
        """Read the list anew."""
        super().show_case(record)
        self.people = [*register.participants(record)]
        self.board.show_people(record, self.people)
        guests = sum(1 for each in self.people if not each.member_id)
        said = f"其中 {guests} 人不是在册会员，可以点“集中入会”办理。" if guests else ""
        none = "名单还是空的：输入会员姓名一个个添加，或“从名册选人”按工会、群体一次加入，或从 Excel 导入报名表。"
        self.hint.setText(said if self.people else none)
        self.hint.setVisible(bool(self.hint.text()))

    def choose(self, number: int) -> None:
        """Bring somebody to the eye."""
        self.board.line.clear()
        self.board.table.choose(number)

    def add(self) -> None:
        """Put the member chosen by typing on the list; the line is ready for the next one."""
        number = self.choice.value() if self.choice.offer is not None else None
        if number is None:
            return
        self.choice.set_offer(None)
        made = actions.enlist(self.session.store.journal, self.record, [rows.get(Member, number)])
        if not made:
            raise Refused("这位会员已经在名单里了。")
        undoing.offer(self, self.session, f"已添加“{made[0].name}”")
        self.show_case(self.record)
        self.choose(made[0].id)
        self.choice.setFocus()

    def _refuse_unknown(self) -> None:
        """Enter on a text that means nobody, or several: it stays, and is said."""
        try:
            self.choice.value()
        except ValueError as error:
            raise Refused(f"{error}不是会员的人点“名册外的人”登记。") from error

    @property
    def chosen(self) -> list[Participant]:
        """Those selected in the list; Refused where nobody is."""
        found = self.board.table.people_selected()
        if not found:
            raise Refused("请先在名单里选中一个人。")
        return found

    def _pick(self) -> None:
        activity, journal = self.record, self.session.store.journal

        def act(members: Sequence[Member]) -> str:
            return f"已把 {len(actions.enlist(journal, activity, members)):,} 名会员加入名单"

        group = activity.groups[0] if len(activity.groups) == 1 else ""
        picking = members_for(
            f"选参加人　{activity.title}",
            act,
            lambda members: actions.marks(activity, members),
            union=activity.union_id,
            group=group,
        )
        pick(self, self.session, picking)

    def _guest(self) -> None:
        made = Participant(activity=self.record.id)
        about = "不是在册会员的人在这里登记。要集中入会的，请把证件号码也填上。"
        ask_for(self, self.session, PARTICIPANTS, made, _GUEST, "登记名册外的人", about)

    def _import(self) -> None:
        """A sign-up sheet; the activity is known, whatever the sheet says or leaves out."""
        given = (("activity", ACTIVITIES.shown(self.record, "number")),)
        importing.begin(self, self.session, PARTICIPANTS, given=given)

    def _edit(self) -> None:
        person = rows.fresh(self.chosen[0])
        ask_for(self, self.session, PARTICIPANTS, person, _EDITED, f"修改：{person.name}")

    def _reward(self) -> None:
        person = rows.fresh(self.chosen[0])
        about = "直接授予的奖和领的物品登记在这里；比赛的名次奖在“比赛”里评。"
        ask_for(self, self.session, PARTICIPANTS, person, _REWARD, f"获奖和领物：{person.name}", about)

    def _give(self) -> None:
        ask_to_give(self, self.session, self.record, self.board.table.people_selected())

    def _remove(self) -> None:
        found = self.chosen
        editing.remove(self.session.store.journal, PARTICIPANTS, found)
        who = f"“{found[0].name}”" if len(found) == 1 else f" {len(found)} 人"
        undoing.offer(self, self.session, f"已从名单去掉{who}")

    def _join(self) -> None:
        open_joining(self, self.session, self.record)
