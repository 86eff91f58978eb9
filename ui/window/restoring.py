"""Choosing a backup and making sure that it opens, before anything is put in the place of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import backup, connection, consent, fetching, store
from unionapp.store.consent import Leave
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages, style
from ui.window.passwords import PasswordEdit, caps_label

PATTERNS = "备份文件 (*.unionbak);;所有文件 (*)"


@dataclass(frozen=True)
class CheckedBackup:
    """A backup that was opened and checked, and where it goes."""

    folder: Path
    file: Path
    operator: str
    password: str
    leave: Leave
    """Why the present data may be replaced."""
    keys_only: bool = False
    """Whether only the keys are fetched out of it."""

    def work(self, progress: Progress) -> Path:
        """Put the backup in the place of the data of the closed folder; returns where the replaced data are kept."""
        progress(0, 0, "正在恢复备份……")
        if self.keys_only:
            fetching.fetch(self.folder, self.file, self.operator, self.password, datetime.now(), self.leave)
            return self.folder
        return backup.restore(self.folder, self.file, self.operator, self.password, datetime.now(), self.leave)


def told(wanted: CheckedBackup, kept: Path) -> str:
    """What the clerk is told after a restore, or after the keys were fetched."""
    return _FETCHED if wanted.keys_only else described(kept)


_GONE = (
    "备份旁边的 files 文件夹里缺 {count} 个附件，恢复后它们打不开，其他数据不受影响。"
    "最好把备份和它旁边的 files 文件夹一起拷来，或换一个备份。"
)
_FETCHED = "已取回钥匙，数据没有动，备份以后录入的内容都在。请用备份时的密码登录。"
_KEYS_GONE = (
    "数据文件还在，只是钥匙文件丢了或坏了。请先试“只取回钥匙”：备份以后录入的内容不会丢。取不回时，再恢复整个备份。"
)


def incomplete(file: Path) -> str:
    """What is said of a backup whose attachments do not all lie beside it; empty where none is missing."""
    gone = len(backup.missing(file))
    return _GONE.format(count=gone) if gone else ""


def described(kept: Path) -> str:
    """What the clerk is told after a restore."""
    return f"已从备份恢复。恢复以前的数据另存在“{paths.shown(kept)}”里，没有删除。请用备份时的密码登录。"


def ask(parent: QWidget, folder: Path, file: Path | None = None, leave: Leave | None = None) -> CheckedBackup | None:
    """Let the clerk choose a backup (unless one is named) and give its password; None when she leaves.

    Where data that open would be replaced and no leave is given yet, she is asked for it too.
    """
    file = file or messages.choose_file(parent, "选择备份文件", PATTERNS)
    if file is None:
        return None
    try:
        operators = backup.operators(file)
        present = store.operators(folder) if leave is None and consent.guarded(folder) else None
    except Trouble as trouble:
        messages.report(parent, trouble)
        return None
    dialog = RestoreDialog(parent, folder, file, operators, leave, present)
    if not dialog.exec():
        return None
    replaces = (folder / connection.FILE).exists() and not dialog.keys_only
    if replaces and not messages.ask(parent, _sentence(file), "恢复", "先不恢复"):
        return None
    return CheckedBackup(
        folder, file, dialog.operator.currentText(), dialog.password.text(), dialog.leave(), dialog.keys_only
    )


def _sentence(file: Path) -> str:
    what = "恢复前的数据" if file.is_dir() else "备份"
    return (
        f"将用{what}“{paths.shown(file.name)}”替换现在的全部数据，那以后录入的内容会退回；"
        "替换下来的数据另存在数据文件夹里，不删除。"
        f"{incomplete(file)}"
    )


class RestoreDialog(QDialog):
    """Says what a restore does and asks for the password of the backup; goes when the backup has proved good."""

    def __init__(
        self,
        parent: QWidget,
        folder: Path,
        file: Path,
        operators: list[str],
        leave: Leave | None,
        present: list[str] | None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._file, self._leave = folder, file, leave
        self.present = _Present(present or [])
        """Who gives leave to replace the present data; not shown where nobody need be asked."""
        self.setWindowTitle("从备份恢复")
        self.setMinimumWidth(style.letters(self, 34))
        self.operator = QComboBox()
        self.operator.addItems(operators)
        self.operator.setAccessibleName("操作员")
        self.password = PasswordEdit("备份时的密码")
        self.message = QLabel()
        self.message.setProperty("level", "error")
        self.agree = QPushButton("恢复")
        self.agree.clicked.connect(self.check)
        self.keys_only = False
        """Whether the clerk wants the keys of the backup alone."""
        self.fetch = QPushButton("只取回钥匙")
        self.fetch.clicked.connect(self.check_keys)
        useful = fetching.useful(folder)
        self.fetch.setVisible(useful)
        (self.fetch if useful else self.agree).setDefault(True)
        self._lay_out(_KEYS_GONE if useful else _sentence(file), asked=present is not None)

    def _lay_out(self, sentence: str, asked: bool) -> None:
        words = QLabel(sentence)
        for label in (words, self.message):
            label.setWordWrap(True)
        form = QFormLayout()
        form.addRow("操作员", self.operator)
        form.addRow("备份时的密码 *", self.password)
        form.addRow("", caps_label(self.password))
        if asked:
            self.present.add_to(form)
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.fetch)
        buttons.addWidget(self.agree)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def leave(self) -> Leave:
        """What was given as leave to replace the present data: by default the same operator and password."""
        given = self._leave or self.present.leave()
        return given or consent.of_operator(self.operator.currentText(), self.password.text())

    def check_keys(self) -> None:
        """Make sure that the keys of the backup open the present data; what is wrong stands under the fields."""
        self.message.setText("正在检查钥匙……")
        operator, password = self.operator.currentText(), self.password.text()
        self.keys_only = True
        tasks.run(
            self, "检查钥匙", lambda progress: unfetched(self._folder, self._file, operator, password), self._checked
        )

    def check(self) -> None:
        """Open the backup with what was typed, off the GUI thread; what is wrong stands under the fields."""
        self.message.setText("正在检查备份……")
        self.keys_only = False
        operator, password = self.operator.currentText(), self.password.text()
        leave = self.leave()

        def work(progress: Progress) -> str:
            return verdict(self._file, operator, password) or _unpermitted(self._folder, leave)

        tasks.run(self, "检查备份", work, self._checked)

    def _checked(self, problem: str) -> None:
        self.message.setText(problem)
        if problem:
            self.password.selectAll()
            self.password.setFocus()
        else:
            self.accept()


class _Present:
    """The fields that ask who gives leave to replace the present data, by password or by the recovery code."""

    def __init__(self, operators: list[str]) -> None:
        self.operator = QComboBox()
        self.operator.addItems([*operators, _BY_CODE])
        self.operator.setAccessibleName("现有数据的管理员")
        self.secret = PasswordEdit("现在的密码或恢复码")
        self.secret.setPlaceholderText("与上面相同时可以不填")

    def add_to(self, form: QFormLayout) -> None:
        """Stand below the fields of the backup."""
        form.addRow("现有数据的管理员", self.operator)
        form.addRow("现在的密码或恢复码", self.secret)

    def leave(self) -> Leave | None:
        """The leave given here; None where nothing was typed."""
        if not self.secret.text():
            return None
        if self.operator.currentText() == _BY_CODE:
            return consent.of_code(self.secret.text())
        return consent.of_operator(self.operator.currentText(), self.secret.text())


_BY_CODE = "（用恢复码）"


def _unpermitted(folder: Path, leave: Leave) -> str:
    """Why the present data may not be replaced, in words; empty where they may."""
    try:
        consent.need(folder, leave)
    except (Refused, Trouble) as error:
        return str(error)
    return ""


def unfetched(folder: Path, file: Path, operator: str, password: str) -> str:
    """Why the keys of a backup are of no use to the present data, in words; empty where they are."""
    try:
        fetching.prove(folder, file, operator, password)
    except (Refused, Trouble) as error:
        return str(error)
    return ""


def verdict(file: Path, operator: str, password: str) -> str:
    """What is wrong with a backup or its password, in words; empty where it can be restored."""
    try:
        backup.check(file, operator, password)
    except (Refused, Trouble) as error:
        return str(error)
    return ""
