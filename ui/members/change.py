"""会籍变动: one change of membership for one member or many, with what stands in the way said per member first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem, errors_only
from unionapp.records import fields
from unionapp.store import rows
from unionapp.subjects.members import actions, rules
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import ChangeReason, ChangeType
from unionapp.subjects.unions.models import Union

from ui import tasks
from ui.kit import messages
from ui.kit.forms import Asked, FieldForm
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.records.columns import field_columns
from ui.session import Session

_PAUSE = 150
"""Milliseconds after the last key until the change is looked at anew."""

_REASONS = {
    ChangeType.RETIRE: ChangeReason.AGE,
    ChangeType.DIE: ChangeReason.DEATH,
    ChangeType.LAPSE: ChangeReason.UNPAID,
    ChangeType.WITHDRAW: ChangeReason.WISH,
}
"""The reason that goes without saying with a type of change."""
_COMING = (ChangeType.ARRIVE, ChangeType.JOIN, ChangeType.RETURN)
_MOVING = (ChangeType.ARRIVE, ChangeType.LEAVE)


def allowed_types(members: Sequence[Member]) -> tuple[str, ...]:
    """The types of change that every one of the members may undergo now."""
    states = {member.status for member in members}
    codes = MembershipChange.type.codes.codes
    return tuple(
        code.key for code in codes if not any(rules.move_problems(state, code.key, "type") for state in states)
    )


class ConcernedTable(TextTable[Member]):
    """The members concerned, and beside each what stands in the way."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.problems: dict[int, str] = {}
        """What stands in the way of a member, by id."""
        self.judged = False
        super().__init__("办理变动的会员", self._columns(), key=lambda member: member.id, wrap=False)
        self.show_rows(list(members))

    def _columns(self) -> list[Column[Member]]:
        wide = {"name": 5, "union": 9, "status": 5}
        columns = zip(field_columns(MEMBERS, tuple(wide)), wide.values(), strict=True)
        known = [Column[Member](each.title, each.text, each.align, width) for each, width in columns]
        return [*known, Column("能否办理", self._judgement, width=8, stretch=True)]

    def _judgement(self, member: Member) -> str:
        return self.problems.get(member.id, "") or ("可以办理" if self.judged else "")

    @property
    def members(self) -> Sequence[Member]:
        """The members concerned."""
        return self.rows.shown

    def judge(self, change: actions.Change | None) -> None:
        """Say of each member what stands in the way of the change; of none while the change is not yet clear."""
        self.judged = change is not None
        self.problems = {member.id: _hindrance(member, change) for member in self.members} if change else {}
        self.rows.refresh()

    def drop_hindered(self) -> None:
        """Leave out the members for whom something stands in the way."""
        self.show_rows([member for member in self.members if not self.problems.get(member.id)])

    @property
    def hindered(self) -> int:
        """For how many members something stands in the way."""
        return sum(1 for member in self.members if self.problems.get(member.id))


def _hindrance(member: Member, change: actions.Change) -> str:
    found = errors_only(actions.change_problems([member], change))
    return "；".join(problem.message.removeprefix(f"{member.name}：") for problem in found)


class ChangeDialog(FilledDialog):
    """Asks for a change of membership and makes it for all members as one step."""

    done_for = Signal(str)
    """The change was made; the text says for whom."""

    def __init__(self, parent: QWidget | None, session: Session, members: Sequence[Member]) -> None:
        super().__init__(parent, session)
        self.people = ConcernedTable(members)
        self.form = FieldForm(session, _asked(allowed_types(members)))
        self.apply = QPushButton()
        self.drop = QPushButton()
        self.hint = QLabel()
        self._reason_is_ours = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.judge)
        self.setWindowTitle("会籍变动")
        self._lay_out()
        self._watch()
        self._type_was_chosen()
        self.judge()
        self.form.focus_first()
        self._was = self.form.said()

    def about(self) -> str:
        """The members concerned."""
        return " ".join(member.uid for member in self.people.members)

    def typed(self) -> bool:
        """Whether the clerk filled something in."""
        return self.form.said() != self._was

    def change(self) -> tuple[actions.Change | None, list[Problem]]:
        """The change as it stands in the form, None while it cannot be read; and what is wrong with the form."""
        values, problems = self.form.read()
        if values.get("type") == ChangeType.ARRIVE and not values.get("union"):
            problems.append(Problem("union", "转入要写明转到哪个工会。"))
        if problems:
            return None, problems
        union = rows.get(Union, values["union"]) if values.get("union") else None
        return actions.Change(**{**values, "union": union}), []

    def judge(self) -> None:
        """Look at the change anew: the problem of each member, and what the buttons would do."""
        self._pause.stop()
        change, _ = self.change()
        self.people.judge(change)
        hindered, all_of_them = self.people.hindered, len(self.people.members)
        self.apply.setText(f"办理（{all_of_them} 人）")
        self.drop.setText(f"去掉不能办理的 {hindered} 人")
        self.drop.setVisible(bool(hindered) and hindered < all_of_them)
        self.apply.setEnabled(not hindered and bool(all_of_them))
        self.hint.setText(_hint(hindered, all_of_them, self.people.judged))

    def accept(self) -> None:
        """Make the change off the GUI thread; what the form lacks is said in place."""
        self.judge()
        change, problems = self.change()
        self.form.show_problems(problems)
        if problems or change is None:
            self.form.focus_first(problems)
        elif self.apply.isEnabled():
            members, journal = self.people.members, self.session.store.journal
            tasks.run(
                self,
                "办理会籍变动",
                lambda progress: actions.change_membership(journal, members, change),
                lambda _: self._finish(change),
            )

    def _finish(self, change: actions.Change) -> None:
        word = MembershipChange.type.codes.label(change.type)
        members = self.people.members
        who = f"“{members[0].name}”" if len(members) == 1 else f"{len(members)} 名会员"
        super().accept()
        self.done_for.emit(f"已办理{who}{word}")

    def _watch(self) -> None:
        self.form.edited.connect(self._pause.start)
        self.form.edits["type"].edited.connect(self._type_was_chosen)
        self.form.edits["reason"].edited.connect(self._reason_was_chosen)
        self.drop.clicked.connect(self._drop_hindered)

    def _reason_was_chosen(self) -> None:
        self._reason_is_ours = False

    def _type_was_chosen(self) -> None:
        kind = self.form.edits["type"].value()
        self.form.show_row("union", kind in _COMING)
        self.form.show_row("counterpart", kind in _MOVING)
        self.form.show_row("dues_until", bool(kind) and kind not in _COMING)
        if self._reason_is_ours:
            self.form.edits["reason"].set_value(_REASONS.get(kind, ""))

    def _drop_hindered(self) -> None:
        self.people.drop_hindered()
        self.judge()
        self.apply.setFocus()

    def _lay_out(self) -> None:
        self.drop.setAutoDefault(False)
        self.hint.setWordWrap(True)
        right = QVBoxLayout()
        right.addWidget(QLabel(_who(self.people.members)))
        right.addWidget(self.people, 1)
        right.addWidget(self.hint)
        right.addWidget(self.drop, alignment=Qt.AlignmentFlag.AlignLeft)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addLayout(left, 4)
        middle.addLayout(right, 7)
        column = QVBoxLayout(self)
        column.addLayout(middle, 1)
        column.addWidget(decision(self, self.apply))
        self.resize(1260, 600)


def open_change(parent: QWidget | None, session: Session, members: Sequence[Member]) -> ChangeDialog | None:
    """Show the dialog for these members; where no change fits them all, say why."""
    if not allowed_types(members):
        labels = sorted({MEMBERS.shown(member, "status") for member in members})
        messages.warn(
            parent,
            f"所选会员的会籍状态是“{'、'.join(labels)}”，没有一种变动能同时办理。"
            "什么都没有改动，请按“会籍状态”筛选后分批选择。",
        )
        return None
    dialog = ChangeDialog(parent, session, members)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _asked(types: tuple[str, ...]) -> tuple[Asked, ...]:
    """The fields of the form, in the order in which they are filled."""
    field = MEMBERSHIP_CHANGES.fields
    only = types[0] if len(types) == 1 else None
    return (
        Asked("type", field["type"], required=True, codes=types, value=only),
        Asked("date", field["date"], value=date.today(), required=True),
        Asked("reason", field["reason"]),
        Asked("union", field["union"], "所到工会"),
        Asked("counterpart", field["counterpart"]),
        Asked("document", field["document"]),
        Asked("dues_until", field["dues_until"]),
        Asked("remark", fields.Text("备注")),
    )


def _who(members: Sequence[Member]) -> str:
    """Whom the change concerns; where their states differ, why fewer types are offered."""
    states = Counter(MEMBERS.shown(member, "status") for member in members)
    if len(states) < 2:
        return "办理这些会员："
    counts = "、".join(f"{state} {count} 人" for state, count in states.most_common())
    return f"办理这些会员（{counts}；变动类型只列出都能办理的）："


def _hint(hindered: int, members: int, clear: bool) -> str:
    if not members:
        return "名单里没有人了，请取消后重新选择会员。"
    if not clear:
        return "先把左边带 * 的填好，每个人能不能办理会写在上表里。"
    if hindered:
        return f"有误：{hindered} 人不能办理，原因见上表。改动左边的内容，或从名单中去掉这些人。"
    return "全部作为一次操作，办错了可以撤销。"
