"""The recovery code as it is shown once: to copy, print or keep as a file, and the proof that it was kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp import paths
from unionapp.errors import Trouble
from unionapp.store import disk

from ui.kit import messages, style

_TAIL = 5
"""How many of the code's last letters prove that it was written down."""


class CodePage(QWidget):
    """The recovery code, shown once, until the clerk has proved that she kept it."""

    print_wanted = Signal(str)
    """The sheet that keeps the code is wanted on paper."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._code = ""
        self.code = QLabel()
        self.code.setProperty("role", "code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.tail = QLineEdit()
        self.tail.setAccessibleName(f"恢复码的最后 {_TAIL} 位")
        self.tail.setPlaceholderText(f"照抄下的恢复码，输入最后 {_TAIL} 位")
        self.kept = QCheckBox("我已抄写或打印，并另外收好（不放在这台电脑里）")
        self.finish = QPushButton("开始使用")
        self.finish.setDefault(True)
        self.finish.setEnabled(False)
        self.tail.textChanged.connect(self._judge)
        self.kept.toggled.connect(self._judge)
        self._lay_out()

    def _lay_out(self) -> None:
        title = QLabel("请抄下恢复码")
        title.setProperty("role", "title")
        words = QLabel("忘记密码时只有恢复码能打开数据。它只显示这一次，程序里没有保存，谁也查不到。")
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        self.ways: dict[str, QPushButton] = {}
        for text, action in (("打印…", self._print), ("复制", self._copy), ("保存为文本…", self._save)):
            self.ways[text] = button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(action)
            buttons.addWidget(button)
        buttons.addStretch()
        proof = QFormLayout()
        proof.addRow(f"最后 {_TAIL} 位", self.tail)
        proof.addRow("或者", self.kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (title, words, self.code):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addLayout(proof)
        column.addStretch()
        column.addWidget(self.finish, alignment=Qt.AlignmentFlag.AlignRight)

    def show_code(self, code: str, folder: Path) -> None:
        """Show a code that was just made."""
        self._code = code
        where = paths.shown(folder)
        self._text = f"{messages.TITLE} 恢复码\n{code}\n数据文件夹：{where}\n请打印或抄写后收好，不要留在电脑里。\n"
        self.code.setText(code)
        self.code.setAccessibleName(f"恢复码 {code}")

    def _judge(self) -> None:
        typed = self.tail.text().strip().replace("-", "").upper()
        self.finish.setEnabled(self.kept.isChecked() or typed == self._code[-_TAIL:])

    def _print(self) -> None:
        self.print_wanted.emit(self._code)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        messages.toast(self, "已复制，请粘贴到文档里打印")

    def _save(self) -> None:
        path = messages.save_file(self, "保存恢复码", "恢复码.txt", "文本文件 (*.txt)")
        if path is None:
            return
        try:
            disk.write_whole(path, self._text.encode("utf-8-sig"))
        except Trouble as trouble:
            messages.report(self, trouble)
        else:
            messages.toast(self, "已保存，打印后请删除这个文件")


class CodeDialog(QDialog):
    """Shows a recovery code made just now; it is left by its button only, since the code is shown once."""

    def __init__(self, parent: QWidget, code: str, folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("新的恢复码")
        self.setMinimumWidth(style.letters(self, 42))
        self.page = CodePage()
        self.page.finish.setText("完成")
        self.page.finish.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        self.page.show_code(code, folder)

    def reject(self) -> None:
        """Nothing: there is no second time to see it."""
