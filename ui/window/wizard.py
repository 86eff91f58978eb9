"""The first start: whose records, who keeps them, the recovery code; or a fictional township to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.office import founding, practising
from unionapp.store import store
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union

from ui import tasks
from ui.kit import messages, style
from ui.printing import opening as printing
from ui.session import Session
from ui.window import restoring
from ui.window.passwords import NewPassword
from ui.window.recovery_code import CodePage


class Wizard(QDialog):
    """Ends with an open `store` in `folder`, or with a `folder` that holds data to log in to."""

    def __init__(self, folder: Path, remembered: QSettings) -> None:
        super().__init__()
        self.folder = self._home = folder
        self._remembered = remembered
        self.store: Store | None = None
        self.setWindowTitle(f"{messages.TITLE} · 第一次使用")
        self.setMinimumWidth(style.letters(self, 42))
        self.pages = QStackedWidget()
        self.welcome = Welcome(self)
        self.founding = Founding(folder)
        self.code = CodePage()
        for page in (self.welcome, self.founding, self.code):
            self.pages.addWidget(page)
        self.founding.back.clicked.connect(lambda: self._turn(self.welcome))
        self.founding.next.clicked.connect(self.found)
        self.code.finish.clicked.connect(self.accept)
        self.code.print_wanted.connect(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.addWidget(self.pages)

    def _turn(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.resize(self.size().expandedTo(self.sizeHint()))

    def begin(self) -> None:
        """Turn to the particulars of a new union."""
        self._turn(self.founding)
        self.founding.name.setFocus()

    def found(self) -> None:
        """Make the data folder with what was typed, then show the recovery code."""
        if problem := self.founding.problem():
            self.founding.message.setText(problem)
            return
        self.folder = self.founding.folder
        operator, password = self.founding.operator.text().strip(), self.founding.password.value()
        try:
            self.store, code = founding.found(self.folder, self.founding.union(), operator, password)
        except (Refused, Trouble) as error:
            self.founding.message.setText(str(error))
            return
        self.store.enter()
        self.code.show_code(code, self.store.folder)
        self._turn(self.code)

    def _print(self, code: str) -> None:
        if self.store is not None:
            printing.recovery_sheet(Session(self.store, self._remembered), self, code)

    def look(self) -> None:
        """Fill a folder beside the real one with a fictional township and open it."""
        self.folder = practising.place(self._home)
        tasks.run(self, practising.WAIT, lambda progress: practising.made_in(self.folder, progress), self._show_demo)

    def _show_demo(self, made: Store) -> None:
        self.store = made
        self.accept()

    def open_other(self) -> None:
        """Turn to a folder that holds data already."""
        folder = messages.choose_folder(self, "选择已有的数据文件夹")
        if folder is None:
            return
        if store.exists(folder):
            self.folder = folder
            self.accept()
        else:
            messages.warn(
                self, f"文件夹“{paths.shown(folder.name)}”里没有本程序的数据。请选择里面有 union.db 的文件夹。"
            )

    def restore(self) -> None:
        """Begin with the data of a backup."""
        self.folder = self._home
        wanted = restoring.ask(self, self._home)
        if wanted is not None:
            tasks.run(self, "恢复备份", wanted.work, lambda kept: self.accept())

    def reject(self) -> None:
        """The code page is left by its button only: the code is shown once."""
        if self.pages.currentWidget() is not self.code:
            super().reject()


class Welcome(QWidget):
    """The ways to begin."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        title = QLabel(messages.TITLE)
        title.setProperty("role", "title")
        words = QLabel("本程序在这台电脑上保管工会的台账，不联网，数据加密。请选择怎样开始：")
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(words)
        self.begin = self._way(column, "建立本单位的数据", "填写工会名称和操作员，大约两分钟", wizard.begin)
        self.look = self._way(
            column,
            "先在练习乡镇里试",
            "虚构的乡镇，随意试用，不影响本单位的数据",
            wizard.look,
        )
        self.open = self._way(column, "打开已有的数据文件夹", "从别的电脑拷来的，或在移动硬盘上的", wizard.open_other)
        self.bring = self._way(column, "从原来的电脑搬来", "用那台电脑上“搬到另一台电脑”存出的文件", wizard.restore)
        self.restore = self._way(column, "从备份恢复", "用备份文件（.unionbak）开始", wizard.restore)
        self.begin.setProperty("main", "true")
        column.addStretch()

    def _way(self, column: QVBoxLayout, text: str, words: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setMinimumWidth(style.letters(self, 13))
        button.clicked.connect(action)
        hint = QLabel(words)
        hint.setProperty("role", "faint")
        hint.setWordWrap(True)
        button.setAccessibleDescription(words)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(button)
        row.addWidget(hint, 1)
        column.addLayout(row)
        return button


class Founding(QWidget):
    """The union and its first operator."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.name = _line("工会全称", "与印章一致，例如：青山乡总工会")
        self.short = _line("简称", "可以不填，列表里地方不够时用")
        self.region = _line("所在政区", "县市区和乡镇名称，或行政区划代码")
        self.operator = _line("操作员姓名", "使用本程序的人")
        self.place = QLabel(str(folder))
        self.place.setWordWrap(True)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setProperty("level", "error")
        self.back = QPushButton("上一步")
        self.back.setAutoDefault(False)
        self.next = QPushButton("建立")
        self.next.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        title = QLabel("建立本单位的数据")
        title.setProperty("role", "title")
        change = QPushButton("更改…")
        change.setAutoDefault(False)
        change.setAccessibleName("更改数据文件夹")
        change.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self.place, 1)
        place.addWidget(change)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for label, widget in (
            ("工会全称 *", self.name),
            ("简称", self.short),
            ("所在政区", self.region),
            ("操作员姓名 *", self.operator),
        ):
            form.addRow(label, widget)
        self.password = NewPassword(form)
        form.addRow("数据文件夹", place)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addStretch()
        column.addLayout(buttons)

    def problem(self) -> str:
        """What is missing; empty where all is there."""
        if not self.name.text().strip():
            return "请填写工会全称。"
        if not self.operator.text().strip():
            return "请填写操作员姓名。"
        return self.password.problem()

    def union(self) -> Union:
        """The union as typed."""
        return Union(
            name=self.name.text().strip(),
            short_name=self.short.text().strip(),
            region=self.region.text().strip(),
        )

    def _choose(self) -> None:
        folder = messages.choose_folder(self, "选择存放数据的文件夹")
        if folder is not None:
            self.folder = folder
            self.place.setText(str(folder))


def _line(name: str, hint: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(hint)
    return edit
