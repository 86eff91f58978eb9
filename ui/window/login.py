"""Opening the data: who, the password, and the ways out when one of them is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout
from unionapp import paths, subjects
from unionapp.errors import Damaged, Held, Refused, Trouble
from unionapp.office import demo
from unionapp.store import admission, fallback, store
from unionapp.store.store import Store

from ui import tasks
from ui.kit import messages, style
from ui.window import damage, restoring
from ui.window.passwords import NewPassword, PasswordEdit, Patience, caps_label
from ui.window.recovery_code import CodeDialog
from ui.window.used_folders import UsedFolders

_BESIDE = "{who}。可以只读打开：能查看、打印和另存；等那边关闭后，在窗口上方按“转为录入”就能接着录入，不用再输密码。"


class Login(QDialog):
    """Asks for operator and password of a data folder; `store` is what was opened.

    The folder may change on the way; `folder` is the one in force.
    """

    def __init__(self, folder: Path, used: UsedFolders | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.used = used
        self.store: Store | None = None
        self.practising = False
        """Whether the clerk would rather practise."""
        self.setWindowTitle(f"{messages.TITLE} · 登录")
        self.setMinimumWidth(style.letters(self, 36))
        self.operator = QComboBox()
        self.operator.setAccessibleName("操作员")
        self.password = PasswordEdit("密码")
        self.union = QLabel()
        self.union.setWordWrap(True)
        self.union.setProperty("role", "heading")
        self.place, self.hint = _faint(), _faint()
        self.places = QComboBox()
        self.places.setAccessibleName("用过的数据")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setProperty("level", "error")
        self.message.setMinimumHeight(self.message.fontMetrics().height() * 3)
        self.enter = QPushButton("登录")
        self.enter.setDefault(True)
        self.enter.clicked.connect(self.open)
        self.patience = Patience(folder, self.enter, self.message)
        self._lay_out()
        self.show_folder(folder)

    def _lay_out(self) -> None:
        title = QLabel(messages.TITLE)
        title.setProperty("role", "title")
        form = QFormLayout()
        form.addRow("单位数据(&D)", self.places)
        form.addRow("操作员(&U)", self.operator)
        form.addRow("密码(&P)", self.password)
        form.addRow("", caps_label(self.password))
        buttons = QHBoxLayout()
        for text, action in (
            ("忘记密码", self.recover),
            ("从备份恢复", self.restore),
            ("换数据文件夹", self.choose_folder),
            ("练习乡镇", self.practise),
        ):
            buttons.addWidget(_link(text, action))
        buttons.addStretch()
        buttons.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self.union)
        column.addWidget(self.place)
        column.addLayout(form)
        known = self.used.known() if self.used is not None else ()
        for each in known:
            self.places.addItem(each.words, str(each.folder))
        form.setRowVisible(self.places, len(known) > 1)
        self.places.activated.connect(lambda at: self.show_folder(Path(self.places.itemData(at))))
        column.addWidget(self.hint)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def _is_demo(self) -> bool:
        return self.operator.count() == 1 and self.operator.currentText() == demo.OPERATOR

    def practise(self) -> None:
        """Leave for the practice township."""
        self.practising = True
        self.reject()

    def show_folder(self, folder: Path) -> None:
        """Turn to a data folder and its operators."""
        self.folder = folder
        known = self.used.of(folder) if self.used is not None else None
        self.union.setText(known.union if known is not None else "")
        self.union.setVisible(bool(self.union.text()))
        last = f"　上次使用：{known.at}" if known is not None else ""
        self.place.setText(f"数据文件夹：{paths.shown(folder)}{last}")
        self.places.setCurrentIndex(self.places.findData(str(folder)))
        self.operator.clear()
        self.message.clear()
        try:
            self.operator.addItems(store.operators(folder))
        except Trouble as trouble:
            self.message.setText(str(trouble))
        self.operator.setEnabled(self.operator.count() > 1)
        self.hint.setText(f"这是演示数据，密码是 {demo.PASSWORD}" if self._is_demo() else "")
        self.password.clear()
        self.password.setFocus()
        self.patience.folder = folder
        self.patience.look()

    def open(self) -> None:
        """Open the folder with what was typed; what is wrong stands under the fields."""
        self.message.clear()
        self.setCursor(Qt.CursorShape.BusyCursor)
        try:
            self.store = fallback.open_or_read(
                self.folder, subjects.KINDS, self.operator.currentText(), self.password.text(), subjects.OPTIONS
            )
        except Held as held:
            self._read_beside(held)
        except (Refused, Trouble) as error:
            self.message.setText(str(error))
            self.password.selectAll()
            self.password.setFocus()
            self.patience.look()
            if isinstance(error, Damaged):
                wanted = damage.DamagedFolder(self.folder, self.operator.currentText(), self.password.text())
                damage.ask(self, wanted, self.choose_folder, lambda: self.show_folder(self.folder))
        else:
            self.accept()
        finally:
            self.unsetCursor()

    def _read_beside(self, held: Held) -> None:
        """Ask whether to read while somebody else writes."""
        self.message.setText(str(held))
        if not messages.ask(self, _BESIDE.format(who=held.who), "只读打开", "稍后再试"):
            return
        operator, password = self.operator.currentText(), self.password.text()
        try:
            reason = fallback.reason(held.who)
            self.store = Store.open(self.folder, subjects.KINDS, operator, password, subjects.OPTIONS, reason)
        except (Refused, Trouble) as error:
            self.message.setText(str(error))
        else:
            self.accept()

    def recover(self) -> None:
        """Let the clerk set a new password by the recovery code."""
        if self.operator.count() == 0:
            self.message.setText("没有找到操作员，不能重设密码。请换数据文件夹，或从备份恢复。")
            return
        dialog = RecoveryDialog(self, self.folder, [self.operator.itemText(i) for i in range(self.operator.count())])
        if dialog.exec():
            self.show_folder(self.folder)
            self.operator.setCurrentText(dialog.operator.currentText())
            messages.toast(self, "密码已重设，请用新密码登录")

    def choose_folder(self) -> None:
        """Turn to another data folder, or to an empty one to begin there."""
        folder = messages.choose_folder(self, "选择数据文件夹")
        if folder is None:
            return
        if store.exists(folder):
            self.show_folder(folder)
        else:
            self.message.setText(f"文件夹“{paths.shown(folder.name)}”里没有本程序的数据，仍然使用原来的文件夹。")

    def restore(self) -> None:
        """Put a backup in the place of the data, then log in."""
        wanted = restoring.ask(self, self.folder)
        if wanted is not None:
            tasks.run(self, "恢复备份", wanted.work, lambda kept: self._restored(wanted, kept))

    def _restored(self, wanted: restoring.CheckedBackup, kept: Path) -> None:
        self.show_folder(self.folder)
        messages.tell(self, restoring.told(wanted, kept))


class RecoveryDialog(QDialog):
    """A new password by the recovery code."""

    def __init__(self, parent: QDialog, folder: Path, operators: list[str]) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle("用恢复码重设密码")
        self.setMinimumWidth(style.letters(self, 34))
        self.operator = QComboBox()
        self.operator.addItems(operators)
        self.operator.setAccessibleName("操作员")
        self.code = QLineEdit()
        self.code.setAccessibleName("恢复码")
        self.code.setPlaceholderText("建立数据时抄下的那一串，短横可以不输")
        self.message = QLabel()
        self.message.setProperty("level", "error")
        self.message.setWordWrap(True)
        self.agree = QPushButton("重设密码")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.reset)
        self.patience = Patience(folder, self.agree, self.message)
        self.patience.look()
        leave = QPushButton("取消")
        leave.clicked.connect(self.reject)
        form = QFormLayout()
        form.addRow("操作员", self.operator)
        form.addRow("恢复码 *", self.code)
        self.new = NewPassword(form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.agree)
        buttons.addWidget(leave)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def reset(self) -> None:
        """Set the password, or say what is wrong."""
        if problem := self.new.problem():
            self.message.setText(problem)
            return
        try:
            operator, password = self.operator.currentText(), self.new.value()
            code = admission.reset_password(self._folder, self.code.text(), operator, password)
        except (Refused, Trouble) as error:
            self.message.setText(str(error))
            self.patience.look()
        else:
            shown = CodeDialog(self, code, self._folder)
            shown.page.ways["打印…"].hide()  # the data are not open; the text can be printed
            shown.exec()
            self.accept()


def _faint() -> QLabel:
    label = QLabel()
    label.setProperty("role", "faint")
    label.setWordWrap(True)
    return label


def _link(text: str, action: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setFlat(True)
    button.setAutoDefault(False)
    button.clicked.connect(action)
    return button
