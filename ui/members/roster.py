"""查看某日名册: who stood in which state of membership at the end of any day, and the roster of that day on paper."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.paper.paper import PrintRequest
from unionapp.records import fields, search
from unionapp.store import rows
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.roster import Standing
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import chinese_date

from ui import tasks
from ui.kit.forms import Asked, FieldForm
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session

_PAGE, _PAGES = 100, 16
ON_THE_ROSTER = (MemberStatus.IN, MemberStatus.KEPT)
"""The states that the printed roster lists."""


class RosterRows:
    """The members of a day; those who are looked at are read by the page."""

    def __init__(self, standings: Sequence[Standing]) -> None:
        self._members = [each.member for each in standings]
        self._places = {number: place for place, number in enumerate(self._members)}
        self._pages: OrderedDict[int, dict[int, Member]] = OrderedDict()

    def shown(self, standing: Standing, name: str) -> str:
        """The text of one field of a member, numbers masked; nothing where the record is gone."""
        page = self._places[standing.member] // _PAGE
        if page not in self._pages:
            wanted = self._members[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = {member.id: member for member in search.rows(MEMBERS, wanted)}
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        member = self._pages[page].get(standing.member)
        return MEMBERS.shown(member, name, mask=True) if member is not None else ""


def _columns(register: RosterRows, unions: Mapping[int, str]) -> list[Column[Standing]]:
    def field(title: str, name: str, width: int, stretch: bool = False) -> Column[Standing]:
        return Column(title, lambda standing: register.shown(standing, name), width=width, stretch=stretch)

    return [
        field("姓名", "name", 5),
        field("性别", "sex", 3),
        field("出生日期", "birth", 6),
        field("证件号码", "id_number", 11),
        Column("当日会籍状态", lambda standing: Member.status.codes.label(standing.state), width=7),
        Column("当日所属工会", lambda standing: unions.get(standing.union or 0, ""), width=15),
        field("工作单位", "employer", 10, stretch=True),
    ]


class RosterDialog(QDialog):
    """Asks for a day and a union; shows figures by state and the list behind each figure."""

    def __init__(self, parent: QWidget | None, session: Session, show_paper: Callable[[PrintRequest], None]) -> None:
        super().__init__(parent)
        self.session = session
        self.table: TextTable[Standing] = TextTable("当日名册", key=lambda standing: standing.member, wrap=False)
        self._show_paper = show_paper
        self._found: list[Standing] = []
        self._asked_for: tuple[date, Union | None] = (date.today(), None)
        self.form = FieldForm(
            session,
            (
                Asked("day", fields.Date("哪一天"), value=date.today(), required=True),
                Asked("union", MEMBERS.fields["union"], "工会（含下级）"),
            ),
        )
        self.look = QPushButton("查看")
        self.title = QLabel()
        self.paper = QPushButton("打印名册…")
        self.states = QButtonGroup(self)
        self._buttons = QHBoxLayout()
        self.setWindowTitle("查看某日名册")
        self._lay_out()
        self.look.clicked.connect(self.look_up)
        self.paper.clicked.connect(self._print)
        self.states.buttonClicked.connect(lambda button: self._show_state(button.property("states")))
        self.form.focus_first()

    def look_up(self) -> None:
        """Look up the day asked for, off the GUI thread."""
        values, problems = self.form.read()
        self.form.show_problems(problems)
        if problems:
            self.form.focus_first(problems)
            return
        day, union = values["day"], rows.get(Union, values["union"]) if values["union"] else None

        def work(progress: object) -> list[Standing]:
            stood = {each.member: each for each in roster.as_of(day, tree.below(union) if union is not None else None)}
            ordered = search.ids(MEMBERS, search.Query(order=("strokes",)))
            return [stood[number] for number in ordered if number in stood]

        tasks.run(self, "查看某日名册", work, lambda found: self._show(day, union, found))

    def _show(self, day: date, union: Union | None, found: list[Standing]) -> None:
        self._found, self._asked_for = found, (day, union)
        whose = union.name if union is not None else tree.own_name() or "全部工会"
        counts = Counter(each.state for each in found)
        standing = sum(counts[state] for state in ON_THE_ROSTER)
        self.title.setText(f"{whose}　截至 {chinese_date(day)}　在册 {standing} 人（在籍和保留会籍）")
        self.paper.setEnabled(standing > 0)
        self._offer_states(counts, standing)
        self._show_state(ON_THE_ROSTER)

    def _offer_states(self, counts: Counter[str], standing: int) -> None:
        for button in self.states.buttons():
            self.states.removeButton(button)
            self._buttons.removeWidget(button)
            button.deleteLater()
        self._offer("在册", standing, ON_THE_ROSTER)
        for code in Member.status.codes.codes:
            if counts[code.key]:
                self._offer(code.label, counts[code.key], (code.key,))
        self.states.buttons()[0].setChecked(True)

    def _offer(self, label: str, count: int, states: tuple[str, ...]) -> None:
        button = QPushButton(f"{label} {count}")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("states", states)
        self.states.addButton(button)
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def _show_state(self, states: Sequence[str]) -> None:
        wanted = [each for each in self._found if each.state in states]
        self.table.show_rows(wanted, _columns(RosterRows(wanted), tree.names()))

    def _print(self) -> None:
        day, union = self._asked_for
        self._show_paper(PrintRequest(day=day, union=union))

    def _lay_out(self) -> None:
        self.look.setDefault(True)
        self.paper.setAutoDefault(False)
        self.paper.setEnabled(False)
        self.title.setProperty("role", "heading")
        self._buttons.addStretch()
        ask = QHBoxLayout()
        ask.addWidget(self.form, 3)
        ask.addWidget(self.look, alignment=Qt.AlignmentFlag.AlignBottom)
        ask.addStretch(2)
        foot = QHBoxLayout()
        foot.addWidget(self.paper)
        foot.addStretch()
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(ask)
        column.addWidget(self.title)
        column.addLayout(self._buttons)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(1080, 620)
