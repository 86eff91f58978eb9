"""A few things asked and one deed done for one record or many; those for whom it cannot be are named and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Problem
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.values.present import present

from ui import tasks
from ui.kit import messages
from ui.kit.forms import Asked, FieldForm, ProblemsBox
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision, label
from ui.kit.sizes import fit
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.printing.opening import print_paper
from ui.records.columns import field_columns
from ui.session import Session

_PAUSE = 150
"""Milliseconds after the last key until everybody is looked at anew."""
_NAMED = 6
"""So many of those who are doubted are named in the question."""
_LONG = 200
"""From so many people on every row of the list takes one line."""
SURELY, AGAIN = "照样办理", "再核对"


def namely(named: Sequence[tuple[str, str]]) -> str:
    """Who, and why, one in a line; of many the first ones and how many more there are."""
    lines = [f"· {who}：{why}" for who, why in named[:_NAMED]]
    return "\n".join([*lines, *([f"……另有 {len(named) - _NAMED} 人"] if len(named) > _NAMED else [])])


def may_go_on(parent: QWidget, named: Sequence[tuple[str, str]]) -> bool:
    """Whether it is done in spite of what speaks against it, asked with who and why; where nothing does, it is."""
    question = f"请核对：\n{namely(named)}\n核对无误再办理；现在还没有改动任何内容。"
    return not named or messages.ask(parent, question, SURELY, AGAIN)


class ManyDialog(FilledDialog, Generic[Row]):
    """Asks, shows who can and who cannot, asks again where something speaks against it, and does it in one step."""

    done_for = Signal(str)
    """It was done; the text says what, and for whom."""
    kind: Kind
    columns: Mapping[str, int] = {}
    """The columns that show who is concerned, with their widths in characters."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        records: Sequence[Row],
        title: str,
        about: str,
        asked: Sequence[Asked],
        paper: Paper | None = None,
    ) -> None:
        super().__init__(parent, session)
        self.records = records
        self.paper = paper
        self.hindered: Mapping[int, str] = {}
        """Why it cannot be done for some, by id."""
        self.form = FieldForm(session, asked)
        self.print = QCheckBox(f"办好后打印“{paper.title}”" if paper is not None else "")
        self.before = QPushButton(f"先打印“{paper.title}”签字…" if paper is not None else "")
        self.button = QPushButton("办理")
        self.hint = ProblemsBox()
        self.people: TextTable[Row] = TextTable(
            "办理的人", self._columns(), lambda row: row.id, wrap=len(records) < _LONG
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.judge)
        self.form.edited.connect(self._pause.start)
        self.before.clicked.connect(lambda: self.show_paper(self.records))
        self.setWindowTitle(title)
        self._lay_out(about)
        self.people.show_rows(records)
        self.form.focus_first()
        self._was = self.form.said()
        self.judge()

    def about(self) -> str:
        """The records concerned."""
        return " ".join(record.uid for record in self.records)

    def hindrances(self, values: Mapping[str, Any]) -> Mapping[int, str]:
        """Why it cannot be done for some, by id, with what was asked."""
        raise NotImplementedError

    def doubts(self, values: Mapping[str, Any], records: Sequence[Row]) -> Sequence[tuple[str, str]]:
        """Who is doubted, and why."""
        return ()

    def carry_out(self, values: Mapping[str, Any], records: Sequence[Row]) -> Sequence[Any]:
        """Do it as one step, off the GUI thread; the records that the paper is about."""
        raise NotImplementedError

    def said(self, records: Sequence[Row]) -> str:
        """What was done, and for whom."""
        raise NotImplementedError

    def typed(self) -> bool:
        """Whether the clerk filled something in."""
        return self.form.said() != self._was

    @property
    def fitting(self) -> list[Row]:
        """Those for whom it can be done."""
        return [record for record in self.records if record.id not in self.hindered]

    def judge(self) -> None:
        """Look at everybody anew: who can, who cannot and why."""
        self._pause.stop()
        values, problems = self.form.read()
        self.hindered = {} if problems else self.hindrances(values)
        count, out = len(self.fitting), len(self.hindered)
        self.button.setText(f"办理（{count} 人）" if len(self.records) > 1 else "办理")
        self.button.setEnabled(count > 0 or len(self.records) == 1)
        if len(self.records) == 1:
            self.hint.show_problems([Problem("", why) for why in self.hindered.values()])
        else:
            words = f"{out} 人不能办理，原因见下表；只办理其余的 {count} 人。"
            self.hint.show_problems([Problem("", words, level="warning")] if out else [])
        self.people.rows.refresh()

    def accept(self) -> None:
        """Do it off the GUI thread for those for whom it can be done; what speaks against it is asked first."""
        values, problems = self.form.read()
        self.judge()
        self.form.show_problems(problems)
        if problems or not self.fitting:
            self.form.focus_first(problems)
            return
        fitting = self.fitting
        if may_go_on(self, self.doubts(values, fitting)):
            tasks.run(
                self,
                self.windowTitle(),
                lambda progress: self.carry_out(values, fitting),
                lambda made: self._finish(fitting, made),
            )

    def show_paper(self, records: Sequence[Any]) -> None:
        """The preview of the paper about these."""
        print_paper(self.session, self.parentWidget() or self, present(self.paper), self.wish(records))

    def wish(self, records: Sequence[Any]) -> PrintRequest:
        """What is printed about these."""
        return PrintRequest(record=records[0]) if len(records) == 1 else PrintRequest(chosen=tuple(records))

    def _finish(self, records: Sequence[Row], made: Sequence[Any]) -> None:
        super().accept()
        self.done_for.emit(self.said(records))
        if self.print.isChecked():
            self.show_paper(made)

    def _columns(self) -> list[Column[Row]]:
        columns = zip(field_columns(self.kind, tuple(self.columns)), self.columns.values(), strict=True)
        known = [Column[Row](each.title, each.text, each.align, width) for each, width in columns]
        return [*known, Column("能否办理", lambda row: self.hindered.get(row.id, "可以"), width=8, stretch=True)]

    def _lay_out(self, about: str) -> None:
        many = len(self.records) > 1
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(label(about))
        column.addWidget(self.form)
        column.addWidget(self.hint)
        column.addWidget(self.people, 1)
        column.addWidget(self.print)
        foot = QHBoxLayout()
        foot.addWidget(self.before)
        foot.addStretch()
        foot.addWidget(decision(self, self.button))
        column.addLayout(foot)
        self.people.setVisible(many)
        self.print.setVisible(self.paper is not None)
        self.before.setVisible(False)
        self.before.setAutoDefault(False)
        if many:
            fit(self, 58, 36)
        else:
            self.setMinimumWidth(560)
