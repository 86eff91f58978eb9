"""The frame of the import: its steps one after the other, the buttons that lead on and back, and its last page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from unionapp.exchange.apply import ImportResult
from unionapp.exchange.others import OtherSheet
from unionapp.records.kind import Kind

_STEPS = ("1 核对栏目", "2 核对每一行", "3 完成")


class Frame(QWidget):
    """The trail of steps above, the step in view, and the buttons below."""

    def __init__(self, steps: Sequence[QWidget]) -> None:
        super().__init__()
        self.steps = QStackedWidget()
        for step in steps:
            self.steps.addWidget(step)
        self.trail = [QLabel(text) for text in _STEPS]
        self.back, self.next, self.leave = QPushButton("上一步"), QPushButton(), QPushButton("取消")
        for button in (self.back, self.leave):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top())
        column.addWidget(self.steps, 1)
        column.addLayout(self._foot())

    @property
    def at(self) -> int:
        """The number of the step in view, from 0."""
        return self.steps.currentIndex()

    def show_step(self, at: int, onward: str, may_go_on: bool) -> None:
        """Show a step, and what the button to the right does there."""
        self.steps.setCurrentIndex(at)
        for place, label in enumerate(self.trail):
            label.setProperty("role", "heading" if place == at else "faint")
            label.style().unpolish(label)
            label.style().polish(label)
        self.back.setVisible(at == 1)
        self.leave.setVisible(at < len(self.trail) - 1)
        self.next.setText(onward)
        self.next.setEnabled(may_go_on)
        self.next.setFocus()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for label in self.trail:
            row.addWidget(label)
            row.addSpacing(24)
        row.addStretch()
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.next)
        row.addWidget(self.leave)
        return row


class ResultStep(QWidget):
    """What the import did, and the ways back and on."""

    sheet_wanted = Signal(str)
    """The clerk wants to import another sheet of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.further = QPushButton()
        self.further.clicked.connect(lambda: self.sheet_wanted.emit(self.further.property("sheet")))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.undo = QPushButton("撤销这次导入")
        self.pending = QPushButton("看待补")
        self.print = QPushButton("打印名单")
        self.save = QPushButton("保存有误的行…")
        row = QHBoxLayout()
        for button in (self.further, self.undo, self.pending, self.print, self.save):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addSpacing(16)
        column.addLayout(row)
        column.addStretch(2)

    def show_result(self, result: ImportResult, skipped: int, undoable: bool, others: Sequence[OtherSheet]) -> None:
        """Say what was done."""
        lines = [f"导入完成：新增 {result.new} 条，变更 {result.changed} 条，{result.same} 行与登记的一样，没有动。"]
        if skipped:
            lines.append(f"跳过 {skipped} 行（合计、注、签名，不是记录）。")
        if result.pending:
            lines.append(
                f"待补 {result.pending} 项：记录已经登记，看不懂的格空着，原来写的记在“待补”里，补上就自己消失。"
            )
        if result.wrong:
            lines.append(f"有误的 {result.wrong} 行没有导入。保存出来，按“错误原因”改好后可以直接再导入。")
        if undoable:
            lines.append("导入前已自动备份。发现导错了，可以整批撤销。")
        if others:
            sheets = "、".join(f"“{each.name}”（{each.rows} 行）" for each in others)
            lines.append(f"这个文件里还有没有导入的工作表：{sheets}。")
            self.further.setText(f"接着导入“{others[0].name}”")
            self.further.setProperty("sheet", others[0].name)
        self.further.setVisible(bool(others))
        self.words.setText("\n".join(lines))
        self.undo.setVisible(undoable)
        self.pending.setVisible(result.pending > 0)
        self.print.setVisible(undoable)
        self.save.setVisible(result.wrong > 0)

    def show_taken_back(self, kind: Kind) -> None:
        """Say that nothing of it remains."""
        self.words.setText(f"这次导入已经撤销，{kind.title}恢复到导入前的样子。")
        for button in (self.undo, self.pending, self.print):
            button.hide()
