"""欠交名单: who has not paid dues for months on end, each one step from the member."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from unionapp.records import fields
from unionapp.subjects.funds.income.dues import Arrear
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions import tree
from unionapp.values import money

from ui.figures.table import FigureRow, FigureTable, Head
from ui.funds.tick_table import money_head, words_head
from ui.kit import style
from ui.kit.plain import label
from ui.session import Session

_HEADS = (
    words_head("姓名", 5),
    words_head("所属工会", 14, True),
    words_head("最后交到", 5),
    Head(fields.Number("欠几个月"), 4),
    money_head("欠交金额"),
)


class ArrearsDialog(QDialog):
    """The list, longest first; Enter and a double click open the member."""

    def __init__(self, parent: QWidget | None, session: Session, found: Sequence[Arrear]) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("欠交名单")
        self.table = FigureTable("欠交会费的会员")
        total = money.show(sum(each.fen for each in found))
        words = f"连续欠交的会员 {len(found):,} 人，欠交 {total} 元。回车打开会员；先提醒、教育，再按章程办理。"
        column = QVBoxLayout(self)
        column.addWidget(label(words if found else "没有连续欠交到规定月数的会员。"))
        column.addWidget(self.table, 1)
        box = QDialogButtonBox()
        box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.resize(style.letters(self, 52), style.letters(self, 28))
        named = tree.names()
        self.table.show_lines(_HEADS, [FigureRow(_row(each, named), leads=each.member) for each in found])
        self.table.opened.connect(lambda row, column: self._open())

    def _open(self) -> None:
        line = self.table.row()
        if line is not None:
            self.accept()
            self.session.show(MEMBERS, line.leads)


def _row(each: Arrear, named: dict[int, str]) -> tuple[str | int, ...]:
    union = named.get(each.member.union_id or 0, "")
    return (each.member.name, union, str(each.last or "没有交过"), each.months, each.fen)
