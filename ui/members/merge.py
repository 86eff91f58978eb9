"""查重合并: two records of one person side by side, one value chosen for each field in which they differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.store import rows
from unionapp.subjects.members import actions
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from ui.kit import messages
from ui.session import Session

Pair = tuple[Member, Member]


def fullness(member: Member) -> tuple[int, int]:
    """How much a record says, and how new it is: the fuller of two is kept, of equally full ones the newer."""
    return sum(1 for name in MEMBERS.fields if member.__data__.get(name) not in (None, "", ())), member.id


def better(keep: Member, drop: Member, name: str) -> bool:
    """Whether the value of `drop` is the likelier one for a field: `keep` says nothing, or `drop` is newer."""
    mine, other = keep.__data__.get(name), drop.__data__.get(name)
    if mine in (None, "", ()) or other in (None, "", ()):
        return mine in (None, "", ())
    return _newness(drop) > _newness(keep)


def _newness(member: Member) -> tuple[str, int]:
    return (str(member.change_date or ""), member.id)


class Sides(QWidget):
    """The fields in which two records differ, each with its two values to choose from."""

    def __init__(self, keep: Member, drop: Member) -> None:
        super().__init__()
        self.keep, self.drop = keep, drop
        self._groups: dict[str, QButtonGroup] = {}
        grid = QGridLayout(self)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, text in enumerate(("栏目", "保留的记录", "并入的记录（合并后不再单列）")):
            heading = QLabel(text)
            heading.setProperty("role", "heading")
            grid.addWidget(heading, 0, column)
        for name in ("name", "id_number", "union", "status", "joined"):
            self._same(grid, name)
        for name in actions.differences(keep, drop):
            self._differing(grid, name)
        grid.setRowStretch(grid.rowCount(), 1)

    def chosen(self) -> dict[str, object]:
        """The values to keep, by field."""
        return {
            name: (self.drop if group.checkedId() else self.keep).__data__.get(name)
            for name, group in self._groups.items()
        }

    def _same(self, grid: QGridLayout, name: str) -> None:
        """A field that only tells the records apart: nothing is chosen here, or it is chosen below."""
        if name in actions.differences(self.keep, self.drop):
            return
        row = grid.rowCount()
        grid.addWidget(QLabel(MEMBERS.fields[name].label), row, 0)
        for column, member in enumerate((self.keep, self.drop), 1):
            grid.addWidget(QLabel(MEMBERS.shown(member, name) or "（空）"), row, column)

    def _differing(self, grid: QGridLayout, name: str) -> None:
        row, label = grid.rowCount(), MEMBERS.fields[name].label
        title = QLabel(label)
        title.setProperty("role", "heading")
        grid.addWidget(title, row, 0)
        group = QButtonGroup(self)
        for column, member in enumerate((self.keep, self.drop)):
            text = MEMBERS.shown(member, name) or "（空）"
            button = QRadioButton(text if len(text) <= 30 else text[:29] + "…")
            button.setToolTip(text)
            button.setAccessibleName(f"{label}：{text}")
            group.addButton(button, column)
            grid.addWidget(button, row, column + 1)
        group.button(int(better(self.keep, self.drop, name))).setChecked(True)
        self._groups[name] = group


class MergeDialog(QDialog):
    """The pairs that may be one person, and the merging of the pair in view."""

    merged = Signal(str)
    """Two records became one; the text says whose."""

    def __init__(self, parent: QWidget | None, session: Session, pairs: Sequence[Pair]) -> None:
        super().__init__(parent)
        self.session = session
        self.pairs = [_fuller_first(pair) for pair in pairs]
        self.list = QListWidget()
        self.list.setAccessibleName("可能重复的会员")
        self.sides: Sides | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.swap = QPushButton("对调两边")
        self.skip = QPushButton("不是同一人，看下一对")
        self.merge = QPushButton("合并为一条")
        self.setWindowTitle("查重合并")
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.swap.clicked.connect(self._swap)
        self.skip.clicked.connect(self._next)
        self.merge.clicked.connect(self.accept)
        self._fill(0)
        self.list.setFocus()

    def accept(self) -> None:
        """Merge the pair in view and go on to the next; close after the last."""
        if self.sides is None:
            return
        keep, drop = self.sides.keep, self.sides.drop
        try:
            actions.merge(self.session.store.journal, keep, drop, self.sides.chosen())
        except (Refused, Trouble) as error:
            messages.report(self, error)
            self.pairs[self.list.currentRow()] = _afresh((keep, drop))
            return
        row = self.list.currentRow()
        gone = {keep.id, drop.id}
        del self.pairs[row]
        self.pairs = [_afresh(pair) if gone & _ids(pair) else pair for pair in self.pairs if drop.id not in _ids(pair)]
        self.merged.emit(f"已把“{keep.name}”的两条记录合并为一条")
        self._fill(min(row, len(self.pairs) - 1))
        if not self.pairs:
            super().accept()

    def _fill(self, row: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for keep, drop in self.pairs:
            self.list.addItem(f"{keep.name}　{_likeness(keep, drop)}")
        self.list.blockSignals(False)
        self.list.setCurrentRow(row)
        self._show(row)

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self.pairs):
            return
        self.sides = Sides(*self.pairs[row])
        self.area.setWidget(self.sides)
        self.skip.setEnabled(len(self.pairs) > 1)

    def _swap(self) -> None:
        row = self.list.currentRow()
        keep, drop = self.pairs[row]
        self.pairs[row] = (drop, keep)
        self._show(row)

    def _next(self) -> None:
        self.list.setCurrentRow((self.list.currentRow() + 1) % len(self.pairs))

    def _lay_out(self) -> None:
        about = QLabel(
            "逐项选定要留下的内容，已替您选了较新的、有内容的一边。会籍变动、申请、任职、同意书都归到一起，"
            "会籍状态按最后一次变动推算。合并后可以撤销。"
        )
        about.setWordWrap(True)
        middle = QHBoxLayout()
        self.list.setFixedWidth(self.list.fontMetrics().horizontalAdvance("汉") * 11)
        middle.addWidget(self.list)
        middle.addWidget(self.area, 1)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for button in (self.swap, self.skip):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self.merge)
        foot.addWidget(close)
        close.setDefault(True)
        self.merge.setProperty("main", "true")
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(1180, 640)


def _likeness(keep: Member, drop: Member) -> str:
    """Why two records may be one person; chosen by the clerk they need not be alike."""
    if keep.id_number and keep.id_number == drop.id_number:
        return "同证件号"
    return "同名同生日" if keep.name == drop.name and keep.birth == drop.birth else "所选两条"


def _fuller_first(pair: Pair) -> Pair:
    first, second = sorted(pair, key=fullness, reverse=True)
    return first, second


def _ids(pair: Pair) -> set[int]:
    return {member.id for member in pair}


def _afresh(pair: Pair) -> Pair:
    """The pair as it now stands in the file."""
    return rows.get(Member, pair[0].id), rows.get(Member, pair[1].id)
