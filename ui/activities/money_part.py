"""经费: the budget and what it came to line by line, and the vouchers that paid it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Refused
from unionapp.store import rows
from unionapp.subjects.activities import actions, register
from unionapp.subjects.activities.models.activities import Activity, ActivityCost
from unionapp.subjects.activities.records import COSTS
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values import money
from unionapp.values.present import present

from ui.activities.paying import ask_to_draft
from ui.cases.asking import ask_and_do
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.session import Session

_SUMS = {
    "planned_quantity": ("planned_quantity", "planned_price", "planned_amount"),
    "planned_price": ("planned_quantity", "planned_price", "planned_amount"),
    "quantity": ("quantity", "price", "amount"),
    "price": ("quantity", "price", "amount"),
}
"""Quantity, price and the amount that follows from them."""


class CostGrid(KeptGrid[ActivityCost]):
    """Lines of money; an amount follows from quantity and price until it is typed."""

    def __init__(self, session: Session, activity: Activity) -> None:
        columns = (
            GridColumn("sort", 7, carried=True),
            GridColumn("item", 10),
            GridColumn("unit", 3),
            GridColumn("planned_quantity", 5, title="预算数量"),
            GridColumn("planned_price", 5, title="预算单价"),
            GridColumn("planned_amount", 6, title="预算金额", summed=True),
            GridColumn("quantity", 5, title="实际数量"),
            GridColumn("price", 5, title="实际单价"),
            GridColumn("amount", 6, title="实际金额", summed=True),
            GridColumn("supplier", 7),
            GridColumn("voucher", 7, fixed=True, shown=_voucher),
        )
        super().__init__(session, COSTS, columns, lambda: ActivityCost(activity=activity.id))

    def settled(self, line: ActivityCost, name: str) -> None:
        """Quantity times price is the amount."""
        if name in _SUMS:
            quantity, price, amount = _SUMS[name]
            values = [line.__data__.get(each) for each in (quantity, price)]
            if None not in values:
                setattr(line, amount, values[0] * values[1])

    def foot_words(self) -> str:
        """The sums, and how far they are apart."""
        sums = self.model.sums()
        left = sums["planned_amount"] - sums["amount"]
        apart = "" if not sums["amount"] or not sums["planned_amount"] else f"　{'结余' if left >= 0 else '超支'} "
        return super().foot_words() + (f"{apart}{money.show(abs(left))} 元" if apart else "")


def _voucher(line: ActivityCost) -> str:
    return line.voucher.label if line.voucher else ""


class MoneyPart(CasePart[Activity]):
    """Budget, spending and vouchers of an activity."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.grid = CostGrid(session, activity)
        self.hint = label("", "faint")
        self.problems = ProblemList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            self.bar(
                Action("as-planned", "按预算填实际", self._as_planned),
                Action("draft", "生成凭证草稿", self._draft),
                Action("pay", "对上已有凭证", self._pay),
                Action("unpay", "取消凭证", self._unpay),
                Action("open", "打开凭证", self._open),
                Action("print-budget", "打印预算表", lambda: self.print("activity-budget")),
            )
        )
        column.addWidget(self.hint)
        column.addWidget(self.grid, 1)
        column.addWidget(self.problems)
        self.setFocusProxy(self.grid)
        self.grid.said.connect(self.problems.show_problems)
        self.show_case(activity)

    def show_case(self, record: Activity) -> None:
        """Read the lines anew."""
        super().show_case(record)
        self.grid.show_stored(register.costs(record))
        book = f"开支记在“{record.book.label}”。" if record.book else "还没有选账套，选了才能生成凭证（按 F2 编辑）。"
        self.hint.setText(f"先列预算，活动后补实际；每填完一行自动保存。金额由数量乘单价算出，也可以直接填。{book}")

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.grid.may_leave()

    def stored(self) -> list[ActivityCost]:
        """The lines as they are stored, what is being typed included."""
        self.grid.keep()
        if self.grid.pending():
            raise Refused("有的行还没有填好，请先按提示改好。")
        return [*register.costs(self.record)]

    def _as_planned(self) -> None:
        """What has no actual figures yet came to what was planned."""
        filled = actions.spend_as_planned(self.session.store.journal, self.stored())
        self.show_case(self.record)
        undoing.offer(self, self.session, f"已按预算填写 {len(filled)} 项，有出入的再改")

    def unpaid(self) -> list[ActivityCost]:
        """The lines with an actual amount and no voucher; Refused where there is none."""
        found = [each for each in self.stored() if each.amount and not each.voucher_id]
        if not found:
            raise Refused("没有还没对上凭证的实际开支。")
        return found

    def _draft(self) -> None:
        ask_to_draft(self, self.session, self.record, self.unpaid())

    def _pay(self) -> None:
        costs = self.unpaid()
        total = money.show(sum(present(each.amount) for each in costs))
        field = COSTS.fields["voucher"]

        def act(voucher: int) -> None:
            actions.pay(self.session.store.journal, costs, rows.get(Voucher, voucher))
            undoing.offer(self, self.session, f"已把 {len(costs)} 项开支对上凭证")

        about = f"{len(costs)} 项开支合计 {total} 元，是哪张凭证付的？输入凭证号或摘要查找。"
        ask_and_do(self, self.session, "对上已有凭证", about, [Asked("voucher", field, required=True)], act)

    def _unpay(self) -> None:
        line = self._current()
        actions.pay(self.session.store.journal, self._together(line), None)
        undoing.offer(self, self.session, "已取消凭证，可以重新对")

    def _together(self, line: ActivityCost) -> Sequence[ActivityCost]:
        """All lines that the voucher of this one paid."""
        return [each for each in self.stored() if each.voucher_id == line.voucher_id]

    def _open(self) -> None:
        self.session.record_wanted.emit("vouchers", self._current().voucher_id)

    def _current(self) -> ActivityCost:
        row = self.grid.table.currentIndex().row()
        line = self.grid.model.rows[row] if row >= 0 else None
        if not isinstance(line, ActivityCost) or not line.voucher_id:
            raise Refused("请先把光标放到已经对上凭证的一行。")
        return line
