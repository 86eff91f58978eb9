"""核对两遍: the ballots that the two entries have otherwise, put right one by one with the sheet in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from unionapp.errors import Refused, Trouble
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import correcting
from unionapp.subjects.elections.counting.actions import FIRST, SECOND, Difference
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines

from ui.elections.counting.draft import described
from ui.elections.counting.entry import EntryPanel
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session


class CompareDialog(QDialog):
    """The differences by place; whichever entry is wrong is put right."""

    settled = Signal()
    """No difference is left."""

    def __init__(self, parent: QWidget | None, session: Session, round: Round) -> None:
        super().__init__(parent)
        self.session = session
        self.round = round
        self.names = lines(round.names)
        self.found: list[Difference] = []
        self.heading = label("", "heading")
        self.table = told_table("两遍录入不一致的选票", ("顺序", "第一遍", "第二遍"))
        self.panel = EntryPanel(self.names, round.seats)
        self.setWindowTitle(f"核对两遍录入 · {round.label or '计票练习'}")
        self._lay_out()
        self.table.chosen_changed.connect(self._show_chosen)
        self.panel.filed.connect(lambda marks, written: self.put_right((marks, written)))
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        actions = (
            Action("first", "第一遍对", lambda: self._take(FIRST)),
            Action("second", "第二遍对", lambda: self._take(SECOND)),
            Action("close", "关闭", self.reject),
        )
        self.tools = ActionBar(self, row, actions)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(label("两遍都不对时，照原票在下面重录，按回车：", "faint"))
        column.addWidget(self.panel, 2)
        self.resize(style.letters(self, 52), style.letters(self, 42))

    def refresh(self) -> None:
        """Compare anew."""
        self.found = counting.compare(self.round)
        number = len(self.found)
        self.heading.setText(f"有 {number} 张选票两遍录得不一样，请对照原票。" if number else "✓ 两遍录入完全一致。")
        self.table.show_rows(
            [
                Told(each.place, (f"第 {each.place} 张", self._told(each.first), self._told(each.second)))
                for each in self.found
            ]
        )
        self.tools.allow(dict.fromkeys(("first", "second"), bool(number)))
        self.panel.setEnabled(bool(number))
        self._show_chosen()

    def put_right(self, sheet: tuple[str, str]) -> None:
        """Give the chosen ballot these marks in both entries."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            for entry in (FIRST, SECOND):
                correcting.enter_again(self.session.store.journal, self.round, entry, chosen.place, sheet)
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        self.refresh()
        if not self.found:
            self.settled.emit()

    def _take(self, entry: int) -> None:
        chosen = self._chosen()
        sheet = None if chosen is None else chosen.first if entry == FIRST else chosen.second
        if sheet is not None:
            self.put_right(sheet)
        elif chosen is not None:
            messages.warn(self, "这一遍没有这张选票。请按另一遍，或照原票重录。")

    def _chosen(self) -> Difference | None:
        place = self.table.chosen()
        return next((each for each in self.found if each.place == place), None)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        sheet = None if chosen is None else chosen.first or chosen.second
        self.panel.draft.load(*(sheet or ("-" * len(self.names), "")))
        self.panel.redraw()

    def _told(self, sheet: tuple[str, str] | None) -> str:
        return described(*sheet, self.names) if sheet else "没有这张"


def open_compare(parent: QWidget | None, session: Session, round: Round) -> CompareDialog:
    """Show the differences of the two entries of a vote."""
    dialog = CompareDialog(parent, session, round)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
