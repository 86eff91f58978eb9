"""Choosing a backup and making sure that it opens, before anything is put in the place of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import backup, connection
from unionapp.work import Progress

from ui import messages, style, tasks
from ui.passwords import PasswordEdit, caps_label

PATTERNS = "备份文件 (*.unionbak);;所有文件 (*)"


@dataclass(frozen=True)
class Wanted:
    """A backup that was opened and checked, and where it goes."""

    folder: Path
    file: Path
    operator: str
    password: str

    def work(self, progress: Progress) -> Path:
        """Put the backup in the place of the data of the closed folder; returns where the replaced data are kept."""
        progress(0, 0, "正在恢复备份……")
        return backup.restore(self.folder, self.file, self.operator, self.password, datetime.now())


def told(kept: Path) -> str:
    """What the clerk is told after a restore."""
    return f"已从备份恢复。恢复以前的数据另存在“{paths.shown(kept)}”里，没有删除。请用备份时的密码登录。"


def ask(parent: QWidget, folder: Path, file: Path | None = None) -> Wanted | None:
    """Let the clerk choose a backup (unless one is named) and give its password; None when she leaves."""
    file = file or messages.choose_file(parent, "选择备份文件", PATTERNS)
    if file is None:
        return None
    try:
        operators = backup.operators(file)
    except Trouble as trouble:
        messages.report(parent, trouble)
        return None
    dialog = RestoreDialog(parent, file, operators)
    if not dialog.exec():
        return None
    if (folder / connection.FILE).exists() and not messages.ask(parent, _sentence(file), "恢复", "先不恢复"):
        return None
    return Wanted(folder, file, dialog.operator.currentText(), dialog.password.text())


def _sentence(file: Path) -> str:
    return (
        f"将用备份“{paths.shown(file.name)}”替换现在的全部数据，备份以后录入的内容会退回；"
        "替换下来的数据另存在数据文件夹里，不删除。"
    )


class RestoreDialog(QDialog):
    """Says what a restore does and asks for the password of the backup; goes when the backup has proved good."""

    def __init__(self, parent: QWidget, file: Path, operators: list[str]) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle("从备份恢复")
        self.setMinimumWidth(style.letters(self, 34))
        self.operator = QComboBox()
        self.operator.addItems(operators)
        self.operator.setAccessibleName("操作员")
        self.password = PasswordEdit("备份时的密码")
        self.message = QLabel()
        self.message.setProperty("level", "error")
        self.agree = QPushButton("恢复")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.check)
        self._lay_out(_sentence(file))

    def _lay_out(self, sentence: str) -> None:
        words = QLabel(sentence)
        for label in (words, self.message):
            label.setWordWrap(True)
        form = QFormLayout()
        form.addRow("操作员", self.operator)
        form.addRow("备份时的密码 *", self.password)
        form.addRow("", caps_label(self.password))
        leave = QPushButton("取消")
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.agree)
        buttons.addWidget(leave)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def check(self) -> None:
        """Open the backup with what was typed, off the GUI thread; what is wrong stands under the fields."""
        self.message.setText("正在检查备份……")
        operator, password = self.operator.currentText(), self.password.text()
        tasks.run(self, "检查备份", lambda progress: verdict(self._file, operator, password), self._checked)

    def _checked(self, problem: str) -> None:
        self.message.setText(problem)
        if problem:
            self.password.selectAll()
            self.password.setFocus()
        else:
            self.accept()


def verdict(file: Path, operator: str, password: str) -> str:
    """What is wrong with a backup or its password, in words; empty where it can be restored."""
    try:
        backup.check(file, operator, password)
    except (Refused, Trouble) as error:
        return str(error)
    return ""
