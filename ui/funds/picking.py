"""选人: who goes on a sign list, found in several ways, with what speaks against each before anybody is added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import choosing, register
from unionapp.subjects.funds.handouts import sheet as handing_sheet
from unionapp.subjects.funds.handouts.choosing import HandoutCandidate, WantedMembers
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.sheet import Listed
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.unions import tree

from ui import tasks
from ui.exchange import importing
from ui.funds.tick_table import TickTable, money_head, words_head
from ui.funds.union_tree import UnionTree
from ui.kit import messages, style
from ui.kit.plain import decision, label
from ui.session import Session

_WAYS = ("按工会选", "全部在册会员", "以前发放过的名单", "从 Excel 表")
_UNIONS, _ALL, _FORMER, _SHEET = range(4)
_HEADS = (
    words_head("姓名", 5),
    words_head("所属工会", 8, True),
    money_head("今年已领", 5),
    words_head("说明", 8, True),
)
_PAUSE = 200
_MOST_UNKNOWN = 8


class RecipientPicker(QDialog):
    """Finds people for one round of handing out."""

    added = Signal(str)
    """They were put on the list; the text says so."""

    def __init__(self, parent: QWidget | None, session: Session, handout: Handout) -> None:
        super().__init__(parent)
        self.session = session
        self.handout = handout
        self.listed: Listed | None = None
        self.choices: dict[int, HandoutCandidate] = {}
        self._asked = WantedMembers()
        self.setWindowTitle(f"选人：{handout.title}")
        self.ways = QButtonGroup(self)
        self.unions = UnionTree()
        self.month = _months()
        self.former = self._formers()
        self.file = QPushButton("选择表格…")
        self.unknown = label("表里要有“姓名”或“证件号码”一栏，与会员名册核对。", "faint")
        self.table = TickTable("找到的人", "加入", _HEADS)
        self.words = label("", "heading")
        self.words.setAccessibleName("找到多少人")
        self.take = QPushButton("加入名单")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self._watch()
        self._begin()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        self.inputs = QStackedWidget()
        for place, text in enumerate(_WAYS):
            button = QRadioButton(text)
            self.ways.addButton(button, place)
            left.addWidget(button)
        birthday = QHBoxLayout()
        birthday.addWidget(QLabel("生日月份"))
        birthday.addWidget(self.month, 1)
        left.addLayout(birthday)
        for widgets in ((self.unions,), (QWidget(),), (self.former,), (self.file, self.unknown)):
            self.inputs.addWidget(_column(widgets))
        left.addWidget(self.inputs, 1)
        right.addWidget(self.words)
        right.addWidget(self.table, 1)
        right.addWidget(label("空格勾选或去掉；重复的、已领过的默认不勾。", "faint"))
        row = QHBoxLayout()
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(decision(self, self.take))
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(style.letters(self, 76), room.width() - 40), min(620, room.height() - 60))

    def _watch(self) -> None:
        self.ways.idToggled.connect(lambda place, on: self._turn(place) if on else None)
        self.unions.ticked.connect(self._pause.start)
        self.month.activated.connect(lambda: self._pause.start())
        self.former.activated.connect(lambda: self._pause.start())
        self.file.clicked.connect(self._choose_file)
        self.table.ticked.connect(lambda keys, on: self._count())
        self.table.opened.connect(lambda row, column: self.table.toggle())

    def _begin(self) -> None:
        """Birthdays begin with all members born in the month of the round, other items with the tree of unions."""
        self.ways.button(_FORMER).setEnabled(self.former.count() > 0)
        if self.handout.item == LimitItem.BIRTHDAY and self.handout.day:
            self.month.setCurrentIndex(self.handout.day.month)
            self.ways.button(_ALL).setChecked(True)
        else:
            self.ways.button(_UNIONS).setChecked(True)
        (self.unions if self.ways.checkedId() == _UNIONS else self.table).setFocus()

    def wanted(self) -> WantedMembers | None:
        """Whom the clerk asks for; None while there is nothing to ask."""
        way, month = self.ways.checkedId(), self.month.currentData()
        if way == _FORMER:
            return WantedMembers(from_handout=self.former.currentData())
        if way == _SHEET:
            return WantedMembers(members=self.listed.members) if self.listed and self.listed.members else None
        if way == _ALL:
            return WantedMembers(birthday_month=month)
        unions = self.unions.unions()
        return WantedMembers(unions=unions, birthday_month=month) if unions else None

    def look(self) -> None:
        """Find them off the GUI thread."""
        wanted, handout = self.wanted(), self.handout
        if wanted is None:
            self.show_choices([])
            return
        self._asked = wanted
        tasks.look(
            self,
            lambda progress: (wanted, _with_unions(choosing.choose(handout, wanted))),
            lambda found: self.show_choices(found[1]) if found[0] == self._asked == self.wanted() else None,
        )

    def show_choices(self, found: Sequence[tuple[HandoutCandidate, str]]) -> None:
        """Show who was found; those with nothing against them are ticked."""
        self.choices = {each.member.id: each for each, _ in found}
        self.table.show_ticks(
            (each.member.id, (each.member.name, union, each.had or None, "；".join(each.marks)), each.takes)
            for each, union in found
        )
        self._count()

    def accept(self) -> None:
        """Put the ticked ones on the list."""
        members = [self.choices[key].member for key in self.table.ticks()]
        try:
            if not members:
                raise Refused("还没有勾选人。先在左边选工会，再在右边看名单。")
            handing.add(self.session.store.journal, self.handout, members)
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        super().accept()
        self.added.emit(f"名单加入 {len(members):,} 人")

    def read_sheet(self, path: Path) -> None:
        """Find the people of a sheet in the register."""
        tasks.run(self, "核对名单", lambda progress: handing_sheet.read(path, progress), self._show_listed)

    def _choose_file(self) -> None:
        path = messages.choose_file(self, "选择名单表格", importing.PATTERNS)
        if path is not None:
            self.read_sheet(path)

    def _show_listed(self, listed: Listed) -> None:
        self.listed = listed
        shown = "\n".join(listed.unknown[:_MOST_UNKNOWN])
        more = len(listed.unknown) - _MOST_UNKNOWN
        lost = f"\n没有找到 {len(listed.unknown)} 人：\n{shown}{f'{chr(10)}……还有 {more} 人' if more > 0 else ''}"
        self.unknown.setText(f"表中 {len(listed.members)} 人在会员名册里。{lost if listed.unknown else ''}")
        self.look()

    def _turn(self, place: int) -> None:
        self.inputs.setCurrentIndex(place)
        self.month.setEnabled(place in (_UNIONS, _ALL))
        self.look()

    def _count(self) -> None:
        ticked = len(self.table.ticks())
        marked = [each for each in self.choices.values() if each.marks]
        doubled = sum(1 for each in marked if any("名单" in mark or "相同" in mark for mark in each.marks))
        had = sum(1 for each in marked if any("领过" in mark for mark in each.marks))
        self.words.setText(
            f"找到 {len(self.choices):,} 人：勾选 {ticked:,} 人　重复 {doubled:,} 人　今年已领过 {had:,} 人"
            if self.choices
            else "先在左边选：要发给谁。"
        )
        self.take.setText(f"加入名单（{ticked:,} 人）")
        self.take.setEnabled(ticked > 0)

    def _formers(self) -> QComboBox:
        """The rounds that have a list, the latest first; those of former years too."""
        box = QComboBox()
        box.setAccessibleName("以前的发放批次")
        for each in register.others_with_a_list(self.handout):
            box.addItem(f"{each.day:%Y-%m} {each.title}", each.id)
        return box


def _with_unions(found: Sequence[HandoutCandidate]) -> list[tuple[HandoutCandidate, str]]:
    """The same with the names of their unions."""
    named = tree.names()
    return [(each, named.get(each.member.union_id or 0, "")) for each in found]


def _months() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("生日月份")
    box.addItem("不限", None)
    for month in range(1, 13):
        box.addItem(f"{month} 月", month)
    return box


def _column(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        stretch = 1 if isinstance(widget, UnionTree) else 0
        column.addWidget(widget, stretch)
    if not any(isinstance(widget, UnionTree) for widget in widgets):
        column.addStretch()
    return made
