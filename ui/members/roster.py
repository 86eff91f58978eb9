"""查看某日名册: who stood in which state of membership at the end of any day, and the roster of that day on paper."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from unionapp.paper.paper import Wish
from unionapp.records import fields, search
from unionapp.store import rows
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.roster import Standing
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import Union
from unionapp.values.periods import chinese_date

from ui import tasks
from ui.kit.forms import Asked, FieldForm
from ui.kit.plain import dress
from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PAGE, _PAGES = 100, 16
ON_THE_ROSTER = ("in", "kept")
"""The states that the printed roster lists."""


class StandingModel(QAbstractTableModel):
    """The members of a day; their names are fetched when they are painted."""

    _HEADINGS = ("姓名", "性别", "出生日期", "证件号码", "当日会籍状态", "当日所属工会", "工作单位")

    def __init__(self) -> None:
        super().__init__()
        self.standings: Sequence[Standing] = ()
        self._unions: dict[int, str] = {}
        self._pages: OrderedDict[int, dict[int, Any]] = OrderedDict()

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show these in place of the former ones."""
        self.beginResetModel()
        self.standings = standings
        self._unions = tree.names()
        self._pages.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many members."""
        return 0 if parent.isValid() else len(self.standings)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The columns of the roster."""
        return 0 if parent.isValid() else len(self._HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; numbers are masked."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        standing, column = self.standings[index.row()], index.column()
        if column == 4:
            return Member.status.codes.label(standing.state)
        if column == 5:
            return self._unions.get(standing.union or 0, "")
        member = self._member(index.row())
        name = ("name", "sex", "birth", "id_number", "", "", "employer")[column]
        return MEMBERS.shown(member, name, mask=True) if member is not None else ""

    def _member(self, row: int) -> Any | None:
        page = row // _PAGE
        if page not in self._pages:
            wanted = [each.member for each in self.standings[page * _PAGE : (page + 1) * _PAGE]]
            self._pages[page] = {member.id: member for member in search.rows(MEMBERS, wanted)}
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return self._pages[page].get(self.standings[row].member)


class RosterDialog(QDialog):
    """Asks for a day and a union; shows figures by state and the list behind each figure."""

    def __init__(self, parent: QWidget | None, session: Session, show_paper: Callable[[Wish], None]) -> None:
        super().__init__(parent)
        self.session = session
        self.rows = StandingModel()
        self._show_paper = show_paper
        self._found: list[Standing] = []
        self._asked_for: tuple[date, Any] = (date.today(), None)
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

    def _show(self, day: date, union: Any, found: list[Standing]) -> None:
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
        self.rows.show_standings([each for each in self._found if each.state in states])

    def _print(self) -> None:
        day, union = self._asked_for
        self._show_paper(Wish(day=day, union=union))

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
        column.addWidget(self._table(), 1)
        column.addLayout(foot)
        self.resize(1080, 620)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setAccessibleName("当日名册")
        dress(table)
        table.horizontalHeader().setStretchLastSection(True)
        wide = table.fontMetrics().horizontalAdvance("汉")
        for column, characters in enumerate((6, 4, 7, 12, 8, 16)):
            table.setColumnWidth(column, wide * characters)
        return table
