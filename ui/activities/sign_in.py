"""签到: a line to find somebody by letters or number, the list, and how many came; Space ticks at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from unionapp.errors import Refused, Trouble
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.unions import tree

from ui.activities.people_table import ParticipantTable
from ui.kit import messages
from ui.kit.plain import label
from ui.session import Session


class FindLine(QLineEdit):
    """A line whose arrows walk through the list and whose Space ticks."""

    walked = Signal(int)
    ticked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk, Space and Enter tick, Esc empties the line first."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class SignInBoard(QWidget):
    """Ticks who came."""

    opened = Signal()
    """The clerk wants to see the one with the cursor."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__()
        self.session = session
        self.activity = activity
        self.line = FindLine()
        self.table = ParticipantTable()
        self.count = label("", "heading")
        self.said = label("", "faint")
        self._lay_out()
        self.line.textChanged.connect(self.table.narrow)
        self.line.walked.connect(lambda by: self.table.go(self.table.currentIndex().row() + by))
        self.line.ticked.connect(self.tick)
        self.table.ticked.connect(self.tick)
        self.table.opened.connect(lambda: self.opened.emit())
        self.table.typed.connect(self._type)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText("输入姓名、拼音首字母、序号或手机号，空格签到；↑↓ 移动")
        self.line.setAccessibleName("查找参加人并签到")
        self.line.setClearButtonEnabled(True)
        self.count.setAccessibleName("签到人数")
        self.said.setAccessibleName("刚才的签到")
        self.count.setWordWrap(False)
        row = QHBoxLayout()
        row.addWidget(label("签到"))
        row.addWidget(self.line, 2)
        row.addWidget(self.count)
        row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.line)

    def show_people(self, activity: Activity, people: Sequence[Participant]) -> None:
        """Show the list as it is stored now, the cursor where it was."""
        self.activity = activity
        self._count(people)
        if _said(people) == _said(self.table.people):
            return
        self.table.show_people(people, tree.names())

    def tick(self) -> None:
        """Sign in the one with the cursor, or all selected; found by typing, the line is ready for the next one."""
        found, chosen = bool(self.line.text().strip()), self.table.people_selected()
        if not chosen:
            self.said.setText("没有找到，请换几个字，或先“新增”到名单。" if found else "")
            return
        if found and chosen[0].present:
            self._say(f"{chosen[0].name} 已经签到过了 {chosen[0].signed_in}".rstrip())
            self.line.clear()
            return
        present = not all(each.present for each in chosen)
        if self._sign(chosen, present):
            self._after(chosen, found, present)

    def _sign(self, chosen: Sequence[Participant], present: bool) -> bool:
        """One step on the disk, before the next is called."""
        running = self.activity.day <= date.today() <= (self.activity.until or self.activity.day)
        at = f"{datetime.now():%H:%M}" if running and present else ""
        try:
            actions.sign_in(self.session.store.journal, chosen, at, present)
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return False
        return True

    def _after(self, chosen: Sequence[Participant], found: bool, present: bool) -> None:
        last = self.table.row_of(chosen[-1].id)
        if found:
            self.line.clear()
            self.table.go(self.table.row_of(chosen[-1].id))
        elif len(chosen) == 1:
            self.table.go(last + 1)
        self.table.viewport().update()
        self._count(self.table.people)
        who = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} 人"
        self._say(f"✓ {who} 已签到" if present else f"已取消 {who} 的签到")

    def _say(self, words: str) -> None:
        self.said.setText(words)

    def _count(self, people: Sequence[Participant]) -> None:
        came = sum(1 for each in people if each.present)
        self.count.setText(f"已到 {came} 人　未到 {len(people) - came} 人　名单 {len(people)} 人")

    def _type(self, letter: str) -> None:
        """A letter typed in the table begins a search."""
        self.line.setFocus()
        self.line.setText(self.line.text() + letter)


def _said(people: Sequence[Participant]) -> list[dict[str, object]]:
    return [each.plain() for each in people]
