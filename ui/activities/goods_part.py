"""奖品物资: the prizes that are offered, who gets what, and who has signed for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.subjects.activities import actions, register, results
from unionapp.subjects.activities.models.activities import Activity, ActivityPrize
from unionapp.subjects.activities.records import PRIZES
from unionapp.values import money

from ui.activities.asking import ask_to_give
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit import style, undoing
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_model import Told, told_columns
from ui.kit.text_table import TextTable
from ui.session import Session

_HEADINGS = ("签领", "姓名", "所属工会或单位", "项目", "名次", "获奖", "物品", "数量", "金额")
_PRIZES = (
    GridColumn("level", 7),
    GridColumn("event", 8),
    GridColumn("team", 4, carried=True),
    GridColumn("goods", 10),
    GridColumn("quantity", 4),
    GridColumn("price", 5),
    GridColumn("remark", 8),
)


class SignList(TextTable[Told]):
    """Those who get something; Space signs for all selected."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__("领取名单", told_columns(_HEADINGS, ("数量", "金额")), lambda row: row.key)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class GoodsPart(CasePart[Activity]):
    """Prizes above, the sign list below."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.winners: list[results.Winner] = []
        self.grid = KeptGrid(session, PRIZES, _PRIZES, lambda: ActivityPrize(activity=activity.id))
        self.problems = ProblemList()
        self.said = label("", "heading")
        self.table = SignList()
        self.table.ticked.connect(lambda: self.attempt(self.tick))
        self._lay_out()
        self.setFocusProxy(self.table)
        self.grid.said.connect(self.problems.show_problems)
        self.show_case(activity)

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        first, second = QVBoxLayout(upper), QVBoxLayout(lower)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
        first.addWidget(label("奖项：各奖级评几名、发什么、单价多少。纪念品也在这里列。", "faint"))
        first.addWidget(self.grid, 1)
        first.addWidget(self.problems)
        second.addWidget(self.said)
        second.addWidget(
            self.bar(
                Action("give", "发放物品", self._give),
                Action("tick", "签领", self.tick),
                Action("all", "全部签领", self._all),
                Action("contest", "去评比赛的奖", lambda: self.lead_wanted.emit("contest")),
                Action("print-sign-list", "打印签领表", lambda: self.print("activity-prizes")),
                Action("print-winners", "打印获奖名单", lambda: self.print("activity-winners")),
            )
        )
        second.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        split.setSizes([style.letters(self, 10), style.letters(self, 20)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)

    def show_case(self, record: Activity) -> None:
        """Read prizes and the sign list anew."""
        super().show_case(record)
        self.grid.show_stored(register.prizes(record))
        self.winners = results.winners(record)
        self.table.show_rows([Told(_key(each), _row(each)) for each in self.winners])
        signed = sum(each.received for each in self.winners)
        worth = money.show(sum(each.amount for each in self.winners))
        said = f"领取名单 {len(self.winners)} 份，已签领 {signed} 份，价值 {worth} 元"
        self.said.setText(said if self.winners else "还没有人领奖领物：点“发放物品”，或在“比赛”里评奖。")
        self.command("contest").setVisible(bool(register.events(record)))

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.grid.may_leave()

    def tick(self) -> None:
        """Sign for those selected, or take it back where all of them have; then on to the next."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        self._receive([self.winners[row] for row in rows])
        if len(rows) == 1 and rows[0] + 1 < len(self.winners):
            self.table.selectRow(rows[0] + 1)

    def _all(self) -> None:
        self._receive([each for each in self.winners if not each.received])

    def _receive(self, chosen: Sequence[results.Winner]) -> None:
        if not chosen:
            raise Refused("没有要签领的人。")
        received = not all(each.received for each in chosen)
        actions.receive(self.session.store.journal, [each.row for each in chosen], received)
        self.show_case(self.record)
        if len(chosen) > 1:
            undoing.offer(self, self.session, f"{len(chosen)} 份{'已签领' if received else '改为没有签领'}")

    def _give(self) -> None:
        ask_to_give(self, self.session, self.record, ())


def _key(winner: results.Winner) -> tuple[str, int]:
    return (type(winner.row).__name__, winner.row.id)


def _row(each: results.Winner) -> Sequence[str]:
    person = each.participant
    home = str(person.union.name) if person.union else str(person.unit)
    amount = money.show(each.amount) if each.amount else ""
    mark = "✓ 已签领" if each.received else "○"
    place = f"第 {each.place} 名" if each.place else ""
    return (mark, person.name, home, each.event, place, each.title, each.goods, str(each.quantity), amount)
