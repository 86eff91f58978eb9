"""The lock over the window: the operator at work gives the password and goes on where she was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout
from unionapp.errors import Refused, Trouble
from unionapp.store import guessing
from unionapp.store.keys import KeyRing

from ui.kit import messages, style
from ui.window.passwords import PasswordEdit, Patience, caps_label


class Unlock(QDialog):
    """Asks the operator at work for the password after the window locked itself; other people leave by closing."""

    def __init__(self, folder: Path, operator: str, why: str = "已锁定。") -> None:
        super().__init__()
        self._folder, self._operator = folder, operator
        self.setWindowTitle(f"{messages.TITLE} · 已锁定")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(style.letters(self, 28))
        self.password = PasswordEdit("密码")
        self.message = QLabel()
        self.message.setProperty("level", "error")
        self.message.setWordWrap(True)
        enter = QPushButton("解锁")
        enter.setDefault(True)
        enter.clicked.connect(self.open)
        self.patience = Patience(folder, enter, self.message)
        self.patience.look()
        column = QVBoxLayout(self)
        column.addWidget(QLabel(f"{why}没有保存的内容还在。\n请“{operator}”输入密码。"))
        column.addWidget(self.password)
        column.addWidget(caps_label(self.password))
        column.addWidget(self.message)
        column.addWidget(enter, alignment=Qt.AlignmentFlag.AlignRight)

    def open(self) -> None:
        """Open again where the password is right."""
        try:
            with guessing.guarded(self._folder):
                KeyRing.read(self._folder).unlock(self._operator, self.password.text())
        except (Refused, Trouble) as error:
            self.message.setText(str(error))
            self.password.selectAll()
            self.patience.look()
        else:
            self.accept()

    def reject(self) -> None:
        """There is no way past the lock but the password."""
