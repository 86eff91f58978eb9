"""欠交名单: which union owes of which month, and who has not paid for months on end, each one step away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.subjects.funds.income.dues import Arrear, OwingMonth
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import UNIONS
from unionapp.values import money

from ui.figures.table import FigureRow, FigureTable, Head
from ui.funds.tick_table import money_head, words_head
from ui.kit.plain import label
from ui.kit.sizes import fit
from ui.session import Session

_HEADS = (
    words_head("姓名", 5),
    words_head("所属工会", 14, True),
    words_head("最后交到", 5),
    Head(fields.Number("欠几个月"), 4),
    money_head("欠交金额"),
)


_OWING = (
    words_head("月份", 5),
    words_head("工会", 14, True),
    Head(fields.Number("没交人数"), 4),
    money_head("应交", 5),
    money_head("已交", 5),
    words_head("还差", 9),
)


class ArrearsDialog(QDialog):
    """Unions by month above, members below, longest first; Enter and a double click open the union or the member."""

    def __init__(
        self, parent: QWidget | None, session: Session, owing: Sequence[OwingMonth], found: Sequence[Arrear]
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("欠交名单")
        self.months = FigureTable("欠交会费的工会和月份")
        self.table = FigureTable("欠交会费的会员")
        total = money.show(sum(each.fen for each in found))
        words = f"连续欠交的会员 {len(found):,} 人，欠交 {total} 元。回车打开会员；先提醒、教育，再按章程办理。"
        column = QVBoxLayout(self)
        sum_owing = money.show(sum(each.fen for each in owing))
        column.addWidget(
            label(
                f"没有交齐的有 {len(owing):,} 行，还差 {sum_owing} 元。回车打开工会。" if owing else "各工会都交齐了。"
            )
        )
        column.addWidget(self.months, 3)
        column.addWidget(label(words if found else "没有连续欠交到规定月数的会员。"))
        column.addWidget(self.table, 2)
        box = QDialogButtonBox()
        box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        fit(self, 60, 40)
        named = tree.names()
        self.table.show_lines(_HEADS, [FigureRow(_row(each, named), leads=each.member) for each in found])
        self.months.show_lines(_OWING, [FigureRow(_month(each, named), leads=each.union) for each in owing])
        self.table.opened.connect(lambda row, column: self._open(MEMBERS, self.table))
        self.months.opened.connect(lambda row, column: self._open(UNIONS, self.months))

    def _open(self, kind: Kind, table: FigureTable) -> None:
        line = table.row()
        if line is not None:
            self.accept()
            self.session.show(kind, line.leads)


def _month(each: OwingMonth, named: dict[int, str]) -> tuple[str | int, ...]:
    left = money.show(each.fen) if each.noted else f"没有登记{f'，约 {money.show(each.fen)}' if each.fen else ''}"
    return (str(each.month), named.get(each.union, ""), each.people, each.due, each.paid, left)


def _row(each: Arrear, named: dict[int, str]) -> tuple[str | int, ...]:
    union = named.get(each.member.union_id or 0, "")
    return (each.member.name, union, str(each.last or "没有交过"), each.months, each.fen)
