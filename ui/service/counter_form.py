"""The line of the counter: who, what for, Enter; what is seldom asked stands in a second row that is unfolded."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused
from unionapp.records import fields
from unionapp.store import rows
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service.places import counter as desk
from unionapp.subjects.service.places.records import SERVICE_LOG
from unionapp.subjects.service.places.states import VisitorSort

from ui.kit import style
from ui.kit.field_edit import FieldEdit, LineEdit
from ui.kit.fields import FewCodes, editor_for
from ui.kit.going_on import goes_on
from ui.kit.plain import label
from ui.service.visitor import VisitorLine
from ui.session import Session

_MORE = ("phone", "sort", "group", "people", "result", "done_on")
"""Asked in the second row."""
_OTHERS = (VisitorSort.NONE, VisitorSort.ELSEWHERE)
"""What somebody can be who is no member of ours; the first is proposed."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CounterForm(QWidget):
    """Reads one entry; `finished` when Enter is pressed in the last field."""

    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.who = VisitorLine(session.kind("members"))
        self.known = label("", "faint")
        self.known.setAccessibleName("来访人情况")
        self.edits: dict[str, FieldEdit] = {"item": editor_for(SERVICE_LOG.fields["item"], session)}
        self.edits["matter"] = LineEdit(fields.Text("事由", help="可以不填，回车就保存"))
        for name in _MORE:
            self.edits[name] = editor_for(SERVICE_LOG.fields[name], session)
        self.edits["sort"] = FewCodes(SERVICE_LOG.fields["sort"], _OTHERS)
        self.more = QPushButton("更多栏目")
        self.more.setCheckable(True)
        self.row = QWidget()
        self._lay_out()
        self.setFocusProxy(self.who)
        self.more.toggled.connect(self.row.setVisible)
        self.who.chosen.connect(self._tell)
        self.who.line.list.activated.connect(lambda: self.edits["item"].setFocus(Qt.FocusReason.TabFocusReason))
        self._tell()

    def _lay_out(self) -> None:
        main = QGridLayout()
        main.setColumnStretch(1, 5)
        main.setColumnStretch(3, 2)
        main.setColumnStretch(5, 4)
        named = (("来访人", self.who), ("事项", self.edits["item"]), ("事由", self.edits["matter"]))
        for place, (words, edit) in enumerate(named):
            main.addWidget(label(words), 0, place * 2)
            main.addWidget(edit, 0, place * 2 + 1)
        more = QGridLayout(self.row)
        more.setContentsMargins(0, 0, 0, 0)
        for place, name in enumerate(_MORE):
            more.addWidget(label(SERVICE_LOG.fields[name].label), place // 3, place % 3 * 2)
            more.addWidget(self.edits[name], place // 3, place % 3 * 2 + 1)
        for side in (1, 3, 5):
            more.setColumnStretch(side, 1)
        self.more.setFixedWidth(style.letters(self, 8))
        self.row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(main)
        column.addWidget(self.known)
        column.addWidget(self.more)
        column.addWidget(self.row)

    def propose(self, item: str) -> None:
        """Empty it for the next visitor; the same thing is proposed again."""
        self.who.set_offer(None)
        for name, edit in self.edits.items():
            edit.set_value(item if name == "item" else None)
        self.edits["sort"].set_value(_OTHERS[0])
        self._tell()

    def typed(self) -> bool:
        """Whether somebody or something was typed that is not stored."""
        return bool(self.who.line.text().strip() or self.edits["matter"].value())

    def read(self) -> tuple[Member | str, str, dict[str, object]]:
        """Who (a member, or a name), which item, further values; Refused in words where something cannot be read."""
        self.who.settle()
        values, wrong = {}, []
        for name, edit in self.edits.items():
            try:
                values[name] = edit.value()
            except ValueError as error:
                wrong.append(Problem(name, f"“{edit.field.label}”{error}"))
        try:
            who = self.who.value() or ""
        except ValueError as error:
            wrong.insert(0, Problem("name", str(error)))
        if wrong:
            raise Refused(wrong)
        if isinstance(who, int):
            values["sort"] = ""
            who = rows.get(Member, who)
        item = values.pop("item")
        return who, item, {name: value for name, value in values.items() if value not in (None, "")}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, and saves in the last field of what is shown."""
        last = self.edits[_MORE[-1] if self.row.isVisible() else "matter"]
        focused = QApplication.focusWidget()
        if event.key() in _ENTER and focused is not None and last.isAncestorOf(focused):
            self.finished.emit()
        elif not goes_on(self, event):
            super().keyPressEvent(event)

    def _tell(self) -> None:
        """Who it is, in one line."""
        number = self.who.member
        self.edits["sort"].setEnabled(number is None)
        self.edits["sort"].set_value(_OTHERS[0] if number is None else VisitorSort.OWN)
        if number is not None:
            member = rows.get(Member, number)
            facts = [MEMBERS.shown(member, name, mask=True) for name in ("union", "status", "group", "mobile")]
            seen = desk.times(number, date.today())
            said = "　".join(each for each in facts if each)
            self.known.setText(f"会员　{said}　今年来过 {seen} 次")
        elif self.who.line.text().strip():
            self.known.setText("不在会员名册里，按来访人登记；“更多栏目”里可以记电话和群体。")
        else:
            self.known.setText("两个字母找到会员，回车选中；再回车用同一事项，再回车保存。Ctrl+S 随时保存。")
