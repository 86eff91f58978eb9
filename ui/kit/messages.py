"""The only door to message boxes, file dialogs and notices; tests put a recorder in its place."""

from __future__ import annotations

import logging
import platform
import re
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import unionapp
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp import paths
from unionapp.errors import Refused, Stopped, Trouble

from ui.kit.grouping import grouped
from ui.kit.sizes import fit
from ui.kit.toast import Toast

_LOG = logging.getLogger("ui")
TITLE = "乡镇工会台账"
_BUG = (
    "程序遇到一个没有料到的错误。已保存的数据都在，可以继续使用；刚才这一步没有做成。"
    "请复制报告发给维护人员，报告里没有个人信息。"
)


_MOST_LINES, _WIDE = 12, 28
"""Lines that a message box takes, a longer text scrolls; characters in a line of a question."""


class ScrolledText(QDialog):
    """A text too long for a message box: it scrolls, and the button is always in sight."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        first, _, rest = text.partition("\n")
        heading, self.view = QLabel(first), QPlainTextEdit(rest)
        heading.setWordWrap(True)
        self.view.setReadOnly(True)
        self.view.setAccessibleName(first)
        self.button = QPushButton("知道了")
        self.button.setDefault(True)
        self.button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(self.view, 1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        fit(self, 44, 30)
        self.button.setFocus()


def _is_long(text: str) -> bool:
    return text.count("\n") >= _MOST_LINES


class Door:
    """Boxes and dialogs as the screen shows them."""

    def __init__(self) -> None:
        self._folder = Path.home()
        self._showing_bug = False

    def tell(self, parent: QWidget | None, text: str) -> None:
        """Something to know, with one button."""
        if not _is_long(text):
            self._box(QMessageBox.Icon.Information, parent, text).exec()
        else:
            ScrolledText(parent, TITLE, text).exec()

    def warn(self, parent: QWidget | None, text: str, details: str = "") -> None:
        """Something that was not done, and why."""
        if _is_long(f"{text}\n{details}"):
            ScrolledText(parent, TITLE, f"{text}\n{details}").exec()
            return
        box = self._box(QMessageBox.Icon.Warning, parent, text)
        box.setInformativeText(details)
        box.exec()

    def ask(self, parent: QWidget | None, text: str, yes: str, no: str) -> bool:
        """One question with two named answers; the second is the harmless one."""
        return self.choose(parent, text, (yes,), no) == 0

    def choose(self, parent: QWidget | None, text: str, answers: Sequence[str], cancel: str) -> int | None:
        """The one kind of question; Enter, Esc and × are the cancel, any answer takes a Tab or a click."""
        box = QMessageBox(QMessageBox.Icon.Question, TITLE, text, QMessageBox.StandardButton.NoButton, parent)
        made = [box.addButton(answer, QMessageBox.ButtonRole.AcceptRole) for answer in answers]
        harmless = box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(harmless)
        box.setEscapeButton(harmless)
        box.exec()
        return next((at for at, button in enumerate(made) if box.clickedButton() is button), None)

    def ask_text(self, parent: QWidget | None, title: str, label: str, secret: bool) -> str | None:
        """One line typed by the clerk, hidden where it is a password; None when she leaves."""
        mode = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
        dialog = QInputDialog(parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextEchoMode(mode)
        for words in dialog.findChildren(QLabel):
            words.setWordWrap(True)
            words.setMinimumWidth(words.fontMetrics().horizontalAdvance("汉") * _WIDE)
        return dialog.textValue() if dialog.exec() else None

    def choose_file(self, parent: QWidget | None, title: str, patterns: str) -> Path | None:
        """An existing file."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(self._folder), patterns)
        return self._remember(name)

    def choose_files(self, parent: QWidget | None, title: str, patterns: str) -> list[Path]:
        """Existing files, in the order of the dialog."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(self._folder), patterns)
        return [path for name in names if (path := self._remember(name)) is not None]

    def open_file(self, path: Path) -> bool:
        """Show a file in the system's own program; whether there is one."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_file(self, parent: QWidget | None, title: str, name: str, patterns: str) -> Path | None:
        """A file to write; the dialog itself asks before one is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(self._folder / paths.offered(name)), patterns)
        path = self._remember(chosen)
        suffix = Path(name).suffix
        return path.with_name(path.name + suffix) if path and suffix and not path.suffix else path

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(parent, title, str(self._folder))
        return Path(name) if name else None

    def toast(self, parent: QWidget | None, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """A notice that goes by itself."""
        if parent is not None:
            Toast.show_over(parent.window(), text, action_text, action)

    def bug(self, parent: QWidget | None, report: str) -> None:
        """The one dialog for faults of the program; while it stands, further ones are only logged."""
        if self._showing_bug:
            return
        self._showing_bug = True
        try:
            box = self._box(QMessageBox.Icon.Critical, parent, _BUG)
            copy = box.addButton("复制报告", QMessageBox.ButtonRole.ActionRole)
            copy.clicked.disconnect()
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
            box.exec()
        finally:
            self._showing_bug = False

    def _box(self, icon: QMessageBox.Icon, parent: QWidget | None, text: str) -> QMessageBox:
        box = QMessageBox(icon, TITLE, text, QMessageBox.StandardButton.NoButton, parent)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setDefaultButton(box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole))
        return box

    def _remember(self, name: str) -> Path | None:
        if not name:
            return None
        self._folder = Path(name).parent
        return Path(name)


door = Door()
"""The door in use; tests replace it by a recorder."""


def tell(parent: QWidget | None, text: str) -> None:
    """Say something that the clerk must have seen."""
    door.tell(parent, text)


def warn(parent: QWidget | None, text: str, details: str = "") -> None:
    """Say what was not done, and why."""
    door.warn(parent, text, details)


def ask(parent: QWidget | None, text: str, yes: str = "确定", no: str = "取消") -> bool:
    """Ask before what cannot be undone; the text says in one sentence what happens. Enter, Esc and × mean `no`."""
    return door.ask(parent, text, yes, no)


def choose(parent: QWidget | None, text: str, answers: Sequence[str], cancel: str = "取消") -> int | None:
    """Which of several answers, by its place; None for the cancel, which is also what Enter, Esc and × mean."""
    return door.choose(parent, text, answers, cancel)


def leave(parent: QWidget | None, text: str, save: Callable[[], bool] | None = None) -> bool:
    """Ask whether something typed is left; the text says what would be lost. Enter, Esc and × mean to stay.

    `save` stores it, and says whether it could: she stays where it could not. None where nothing can be stored.
    """
    answers = ("不保存",) if save is None else ("保存", "不保存")
    chosen = door.choose(parent, text, answers, "继续填写")
    if chosen is None:
        return False
    return save() if save is not None and answers[chosen] == "保存" else True


def ask_text(parent: QWidget | None, title: str, label: str, secret: bool = False) -> str | None:
    """Ask for one line (a password where secret); None when the clerk leaves."""
    return door.ask_text(parent, title, label, secret)


def choose_file(parent: QWidget | None, title: str, patterns: str) -> Path | None:
    """Let the clerk choose a file to read; patterns as Qt writes them: "表格 (*.xlsx *.xls);;所有文件 (*)"."""
    return door.choose_file(parent, title, patterns)


def choose_files(parent: QWidget | None, title: str, patterns: str) -> list[Path]:
    """Let the clerk choose several files to read; an empty list when she leaves."""
    return door.choose_files(parent, title, patterns)


def open_file(path: Path) -> bool:
    """Show a file in the program that the system has for it; whether there is one."""
    return door.open_file(path)


def save_file(parent: QWidget | None, title: str, name: str, patterns: str) -> Path | None:
    """Let the clerk name a file to write; it gets the suffix of the proposed name where she gives none."""
    return door.save_file(parent, title, name, patterns)


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let the clerk choose a folder."""
    return door.choose_folder(parent, title)


def toast(parent: QWidget | None, text: str, action_text: str = "", action: Callable[[], None] | None = None) -> None:
    """Say in passing what was done, at the lower edge of the window, perhaps with one button: 已保存 · 撤销."""
    door.toast(parent, text, action_text, action)


def report(parent: QWidget | None, error: BaseException) -> None:
    """Show a failure: what the clerk or the machine must mend as sentences, anything else as the one bug dialog."""
    if isinstance(error, Stopped):
        toast(parent, "已停止，没有改动")
    elif isinstance(error, Refused):
        lines = grouped(str(problem) for problem in error.problems)
        warn(parent, lines[0] if len(lines) == 1 else "没有做成，请先处理：\n" + "\n".join(f"· {x}" for x in lines))
    elif isinstance(error, Trouble):
        warn(parent, str(error))
    else:
        text = bug_report(error)
        _LOG.error("%s", text)
        door.bug(parent, text)


def bug_report(error: BaseException) -> str:
    """What a maintainer needs to mend a fault: versions and the way of the call, without the union's data."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    versions = f"{TITLE} {unionapp.__version__} · Qt {qVersion()} · Python {platform.python_version()}"
    return f"{versions} · {platform.platform()}\n{frames}{type(error).__name__}: {_without_data(str(error))}"


def _without_data(text: str) -> str:
    """A message with everything that could be a name or a number made unreadable."""
    return re.sub(r"\d{4,}", "####", re.sub(r"[^\x00-\x7f]+", "…", text))
