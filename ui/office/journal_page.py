"""操作日志: who did what and when; it only grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from unionapp import paths
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.later import later
from unionapp.store import fences, taking_back
from unionapp.store.journal import Step
from unionapp.work import Progress

from ui import tasks
from ui.cases.asking import opened
from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column as TextColumn
from ui.kit.text_table import TextTable
from ui.office.step_look import StepLook
from ui.session import Session

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")

HELP = "每一步操作都自动记在这里：谁、什么时候、做了什么。日志只增不减，不能修改。"
_EVERYBODY = "全部操作员"
_AT_ONCE = 500
_PAUSE = 200
"""Milliseconds after the last key or change until the log is asked."""


_COLUMNS = (
    TextColumn[Step]("时间", lambda step: f"{step.at:%Y-%m-%d %H:%M:%S}"),
    TextColumn[Step]("操作员", lambda step: step.operator),
    TextColumn[Step]("操作", lambda step: step.words),
)


class JournalPage(PlainPage):
    """The log with its filters."""

    def __init__(self, session: Session) -> None:
        super().__init__("操作日志", HELP, self._actions())
        self._session = session
        self._limit = _AT_ONCE
        self.text = QLineEdit()
        self.text.setPlaceholderText("查找操作内容")
        self.text.setAccessibleName("查找操作内容")
        self.text.setClearButtonEnabled(True)
        self.who = QComboBox()
        self.who.setAccessibleName("操作员")
        self.table = TextTable("操作日志", _COLUMNS, key=lambda step: step.id, empty="没有符合条件的操作。")
        self.said = label("", "faint")
        self.said.setAccessibleName("所选的一步")
        self.count = QLabel()
        self.more = QPushButton(f"再显示 {_AT_ONCE} 条")
        self.seen = Watch(self, session, EVERYTHING, self.refresh, _PAUSE, always=True)
        self._lay_out()

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("look", "看看改了什么…", self.look, "Return", needs="one"),
            Action("take-back", "只撤这一步…", self.take_back, needs="one"),
            Action("export", "导出…", self.save),
        )

    def _lay_out(self) -> None:
        self.row.insertWidget(0, self.text, 2)
        self.row.insertWidget(1, self.who, 1)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.said)
        self.column.addWidget(self.count)
        self.column.addWidget(self.more)
        self.who.addItem(_EVERYBODY)
        self.who.addItems(self._session.store.journal.operators())
        self.text.textChanged.connect(self.seen.later)
        self.who.currentIndexChanged.connect(self.refresh)
        self.more.clicked.connect(self.show_more)
        self.table.opened.connect(lambda: self.look())
        self.table.chosen_changed.connect(self._say_chosen)

    def refresh(self) -> None:
        """Ask the log."""
        found = self._session.store.journal.steps(self._limit, self.text.text().strip(), self._operator)
        self.table.show_rows(found)
        self._say_chosen()
        self.more.setVisible(len(found) == self._limit)
        self.count.setText(f"显示最近 {len(found)} 条" if self.more.isVisible() else f"共 {len(found)} 条")

    def show_more(self) -> None:
        """Go further back."""
        self._limit += _AT_ONCE
        self.refresh()

    def look(self) -> None:
        """What the chosen step changed."""
        if (step := self.table.row()) is not None:
            opened(StepLook(self, self._session, step))

    def take_back(self) -> None:
        """Take back the chosen step alone; what would change is said first, and a reason asked at a fence."""
        step, journal = self.table.row(), self._session.store.journal
        if step is None:
            return
        why, asked = taking_back.hindrance(journal, step), taking_back.question(journal, step)
        touched = fences.touched(journal.database, step.id, journal.titles)
        plain = f"只撤这一步：“{step.words}”，涉及{touched}。它以后的操作都不动，撤错了可以重做。"
        if not why and not asked and not messages.ask(self, plain, "只撤这一步", "不撤销"):
            return
        because = undoing.reason_for(self, asked, why, "只撤这一步")
        if because is None:
            return
        tasks.run(
            self,
            "撤销",
            lambda progress: taking_back.take_back(journal, step, because),
            lambda _: messages.toast(self, f"已撤销：{step.words}"),
        )

    def _say_chosen(self) -> None:
        """Say whether the chosen step can be taken back by itself, and why not."""
        step = self.table.row()
        self.tools.choose(0 if step is None else 1)
        why = taking_back.hindrance(self._session.store.journal, step) if step is not None else ""
        self.tools.allow({"take-back": step is not None and not why}, why)
        self.said.setText(why or ("这一步可以单独撤销，它以后的操作都不动。" if step is not None else ""))

    def save(self) -> None:
        """Write all that the filters let through into a sheet."""
        path = messages.save_file(self, "导出操作日志", "操作日志.xlsx", "Excel 表格 (*.xlsx)")
        if path is None:
            return
        text, operator, journal = self.text.text().strip(), self._operator, self._session.store.journal

        def work(progress: Progress) -> Path:
            rows = [[each.text(step) for each in _COLUMNS] for step in journal.steps(0, text, operator)]
            writer.write(path, (sheet(rows),), progress)
            journal.note(f"导出操作日志到“{paths.shown(path.name)}”")
            return path

        tasks.run(self, "导出操作日志", work, self._saved)

    def _saved(self, path: Path) -> None:
        self.refresh()
        messages.toast(self, f"已导出到“{paths.shown(path.name)}”")

    @property
    def _operator(self) -> str:
        return self.who.currentText() if self.who.currentIndex() > 0 else ""


def sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    """The log as a sheet."""
    return Sheet("操作日志", tuple(SheetColumn(each.title) for each in _COLUMNS), rows)
