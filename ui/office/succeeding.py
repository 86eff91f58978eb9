"""移交: a successor gets her own way in and a new recovery code; then whoever hands over steps down."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget
from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.store import admission

from ui import tasks
from ui.kit import messages, style
from ui.kit.plain import label
from ui.printing import opening as printing
from ui.session import Session
from ui.window.passwords import NewPassword
from ui.window.recovery_code import CodeDialog

_WORDS = (
    "先打印“移交清册”，三方核对签字。这里给接交人开户：她得到您现在的全部权限，恢复码随即换新并打印，"
    "再做一次备份。最后问您是否停用自己。"
)
_STEPPING_DOWN = (
    "接交人“{name}”已经可以登录，备份已做好。现在停用您自己吗？停用后您不能再登录，做过的记录都保留；"
    "程序回到登录窗口，请接交人用自己的密码登录，数据钥匙随即自动更换。"
)


class SuccessorDialog(QDialog):
    """Asks for the successor's name and her password, which she types herself."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self.code = ""
        """The new recovery code, once the successor is in."""
        self.setWindowTitle("移交给接交人")
        self.setMinimumWidth(style.letters(self, 40))
        self.name = QLineEdit()
        self.name.setAccessibleName("接交人姓名")
        self.message = label("")
        self.message.setProperty("level", "error")
        form = QFormLayout()
        form.addRow("接交人姓名 *", self.name)
        self.new = NewPassword(form)
        sides = QDialogButtonBox()
        sides.addButton("移交", QDialogButtonBox.ButtonRole.AcceptRole)
        sides.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        sides.accepted.connect(self.agree)
        sides.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(_WORDS, "faint"))
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(sides)

    def agree(self) -> None:
        """Let the successor in, or say what is wrong."""
        problem = "请填写接交人的姓名。" if not self.name.text().strip() else self.new.problem()
        if not problem:
            try:
                self.code = admission.hand_over(self._session.store, self.name.text().strip(), self.new.value())
            except (Refused, Trouble) as error:
                problem = str(error)
        self.message.setText(problem)
        if not problem:
            self.accept()


def begin(page: QWidget, session: Session) -> None:
    """Let the successor in, show the new code, make a copy, then ask whether the operator at work steps down."""
    try:
        session.store.journal.need("admin", "移交")
    except Refused as refused:
        messages.report(page, refused)
        return
    dialog = SuccessorDialog(page, session)
    if not dialog.exec():
        return
    shown = CodeDialog(page, dialog.code, session.folder)
    shown.page.print_wanted.connect(lambda code: printing.recovery_sheet(session, shown, code))
    shown.exec()
    name, store = dialog.name.text().strip(), session.store
    tasks.run(
        page, "备份", lambda progress: store.backup(progress=progress), lambda path: _leave(page, session, name, path)
    )


def _leave(page: QWidget, session: Session, name: str, copy: Path) -> None:
    """The successor is in and the copy made: ask whether to step down."""
    messages.toast(page, f"已备份并核对：{paths.shown(copy.name)}")
    if not messages.ask(page, _STEPPING_DOWN.format(name=name), "停用我", "先不停用"):
        return
    try:
        admission.step_down(session.store)
    except (Refused, Trouble) as error:
        messages.report(page, error)
        return
    session.closing_wanted.emit()
