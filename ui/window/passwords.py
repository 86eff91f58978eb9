"""Fields for passwords: an eye to see them, the caps-lock hint, how good a new one is, the wait after wrong ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton
from unionapp.store import guessing
from unionapp.store.passwords import SHORTEST, wrong_with

from ui.kit import style

CAPS_HINT = "大写锁定（Caps Lock）已打开"


class PasswordEdit(QLineEdit):
    """One line of hidden text that says when capital letters are locked; its eye shows what is typed."""

    caps_changed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setMinimumWidth(style.letters(self, 16))
        self.eye = self.addAction(style.icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self.eye.setText("显示密码")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._uncover)

    def _uncover(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setText("隐藏密码" if shown else "显示密码")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without shift, or a small letter with it, means that capitals are locked."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shift = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps_changed.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


def caps_label(edit: PasswordEdit) -> QLabel:
    """The hint under a password field; empty until capitals are locked."""
    label = QLabel()
    label.setProperty("level", "warning")
    edit.caps_changed.connect(lambda on: label.setText(CAPS_HINT if on else ""))
    return label


def strength(password: str, operator: str = "") -> tuple[str, str]:
    """Whether a new password will do, as it is typed: a level and a sentence; empty for no password."""
    if not password:
        return "", ""
    if len(password) < SHORTEST:
        return "error", f"还差 {SHORTEST - len(password)} 位（至少 {SHORTEST} 位）"
    if wrong := wrong_with(password, operator):
        return "error", wrong
    sorts = sum(any(test(letter) for letter in password) for test in (str.isdigit, str.isalpha, _is_sign))
    return ("warning", "可以用；字母加数字更好") if sorts < 2 else ("good", "较强")


def _is_sign(letter: str) -> bool:
    return not letter.isalnum()


class NewPassword(QObject):
    """A new password, typed twice: two rows of a form and the hint under the first."""

    def __init__(self, form: QFormLayout) -> None:
        super().__init__(form)
        self.first = PasswordEdit("新密码")
        self.second = PasswordEdit("再输入一次新密码")
        self.hint = caps_label(self.first)
        form.addRow("密码 *", self.first)
        form.addRow("", self.hint)
        form.addRow("再输一次 *", self.second)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)

    def problem(self) -> str:
        """What is wrong with what was typed; empty where it is good."""
        if wrong := wrong_with(self.first.text()):
            return wrong
        return "" if self.first.text() == self.second.text() else "两次输入的密码不一样。"

    def value(self) -> str:
        """The password typed."""
        return self.first.text()

    def _judge(self) -> None:
        level, words = strength(self.first.text())
        if self.second.text() and self.first.text() != self.second.text():
            level, words = "error", "两次输入不一样"
        self.hint.setProperty("level", level)
        self.hint.setText(words)
        self.hint.style().polish(self.hint)


class Patience(QObject):
    """Counts the seconds down that must pass after wrong passwords; meanwhile the button cannot be pressed."""

    def __init__(self, folder: Path, button: QPushButton, message: QLabel) -> None:
        super().__init__(button)
        self.folder = folder
        self._button, self._message = button, message
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Say how long it still takes, or that it may be tried again."""
        seconds = guessing.wait(self.folder)
        waited = self._timer.isActive()
        self._button.setEnabled(not seconds)
        if seconds:
            self._message.setText(f"密码或恢复码连续输错，请在 {seconds} 秒后再试。")
            self._timer.start()
        elif waited:
            self._timer.stop()
            self._message.setText("现在可以再试一次。")
