"""Fields for passwords: hidden text, the caps-lock hint, and how strong a new one is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit
from unionapp.store.keys import SHORTEST_PASSWORD

from ui.kit import style

CAPS_HINT = "大写锁定（Caps Lock）已打开"


class PasswordEdit(QLineEdit):
    """One line of hidden text that says when capital letters are locked."""

    caps_changed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setMinimumWidth(style.letters(self, 16))

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


def strength(password: str) -> tuple[str, str]:
    """How hard a password is to guess: a level and a sentence; empty for no password."""
    if not password:
        return "", ""
    if len(password) < SHORTEST_PASSWORD:
        return "error", f"太短：至少 {SHORTEST_PASSWORD} 位"
    sorts = sum(any(test(letter) for letter in password) for test in (str.isdigit, str.isalpha, _is_sign))
    if len(set(password)) < 4 or (len(password) < 8 and sorts < 2):
        return "warning", "较弱，容易被猜到；建议 8 位以上，字母加数字"
    if len(password) < 8 or sorts < 2:
        return "warning", "一般，再长一些、字母加数字更好"
    return "good", "较强"


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
        if len(self.first.text()) < SHORTEST_PASSWORD:
            return f"密码至少要 {SHORTEST_PASSWORD} 位。"
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
