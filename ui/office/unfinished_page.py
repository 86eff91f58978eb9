"""待补: what sheets said and no field could take, each a click away from the record that it belongs to."""

from __future__ import annotations

from unionapp.store import unfinished
from unionapp.store.unfinished import Open

from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session

_COLUMNS = (
    Column[Open]("台账", lambda each: each.kind.title, width=6),
    Column[Open]("记录", lambda each: each.record.label, width=10),
    Column[Open]("待补的栏目", lambda each: each.label, width=8),
    Column[Open]("表中写的", lambda each: each.written, width=14),
    Column[Open]("没有导入的原因", lambda each: each.reason, stretch=True),
)
_ASKED = "这 {count} 项不再补：记录不变，只从“待补”里去掉。可以撤销。"


class UnfinishedPage(PlainPage):
    """Everything that is still to be completed."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            unfinished.UNFINISHED.title,
            unfinished.UNFINISHED.help,
            (
                Action("open", "打开记录", self.open, main=True),
                Action("let-go", "不再补", self.let_go),
            ),
        )
        self._session = session
        self.words = label("", "faint")
        self.table = TextTable("待补", _COLUMNS, key=lambda each: each.item.id, empty=unfinished.UNFINISHED.empty)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.open)
        self.table.chosen_changed.connect(self._allow)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.words)
        self.seen = Watch(self, session, EVERYTHING, self.refresh, None, always=True)

    def refresh(self) -> None:
        """Read the list anew."""
        found = unfinished.still_open(self._session.store.kinds)
        self.table.show_rows(found)
        self.words.setText(f"共 {len(found)} 项待补。" if found else "")
        self._allow()

    def _allow(self) -> None:
        self.tools.allow(dict.fromkeys(("open", "let-go"), bool(self.table.selected())), "先选一项")

    def open(self) -> None:
        """Go to the record of the chosen line."""
        chosen = self.table.row()
        if chosen is not None:
            self._session.show(chosen.kind, chosen.record)

    def let_go(self) -> None:
        """Strike the chosen lines."""
        chosen = self.table.selected()
        if chosen and messages.ask(self, _ASKED.format(count=len(chosen)), "不再补", "先留着"):
            unfinished.let_go(self._session.store.journal, chosen)
            undoing.offer(self, self._session, f"已去掉 {len(chosen)} 项待补")
