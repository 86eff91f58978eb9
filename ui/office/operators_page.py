"""操作员与密码: who may open the data and what each may do, passwords, the recovery code, locking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.records import formats
from unionapp.records.codes import CodeTable
from unionapp.store import admission, editing, entry, renewal, system
from unionapp.store.store import operators

from ui.kit import messages, style
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import Watch
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.office import renewing
from ui.printing import opening as printing
from ui.session import Session
from ui.window import locking
from ui.window.passwords import NewPassword, PasswordEdit
from ui.window.recovery_code import CodeDialog

HELP = (
    "每人用自己的姓名和密码登录，操作日志才分得清是谁做的。忘记密码可在登录窗口用恢复码重设；"
    "人员调离时请“停用”，数据钥匙随即更换。恢复码丢失或可能被人看到时，请“换发恢复码”。"
)
_ADMIN = "admin"
_USUAL = ("handling",)
"""The role that a new operator has unless another is ticked."""


class OperatorsPage(PlainPage):
    """Everybody who may or might open the data."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "操作员与密码",
            HELP,
            (
                Action("new", "新增操作员", self.add, main=True),
                Action("rights", "权限…", self.change_rights),
                Action("reset", "重设密码…", self.reset),
                Action("dismiss", "停用", self.dismiss),
                Action("own-password", "改我的密码…", self.change_own),
                Action("new-code", "换发恢复码", self.new_code),
                Action("renew", "更换数据钥匙", self.renew),
                Action("log-in", "换人登录", session.closing_wanted.emit),
            ),
        )
        self._session = session
        self.table = told_table("操作员列表", ("姓名", "状态", "岗位", "权限", "备注"))
        self.wait = QComboBox()
        self.wait.setAccessibleName("自动锁定")
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._lock_row())
        self.seen = Watch(self, session, system.TABLES, self.refresh, None, always=True)
        self.seen.now()

    def _lock_row(self) -> QHBoxLayout:
        for minutes in locking.MINUTES:
            self.wait.addItem(f"{minutes} 分钟后" if minutes else "不自动锁定", minutes)
        self.wait.setCurrentIndex(self.wait.findData(locking.minutes(self._session.remembered)))
        self.wait.currentIndexChanged.connect(self._keep_wait)
        row = QHBoxLayout()
        row.addWidget(QLabel("没有人操作时自动锁定（本机）"))
        row.addWidget(self.wait)
        row.addStretch()
        return row

    def _keep_wait(self) -> None:
        self._session.remembered.setValue("lock/minutes", str(self.wait.currentData()))

    def refresh(self) -> None:
        """List the operators anew; who may not change them may still change her own password."""
        holders = operators(self._session.folder)
        self.table.show_rows([Told(row.name, _texts(row, row.name in holders)) for row in system.operators()])
        admin = _ADMIN in (system.operator(self._session.store.operator).rights or ())
        for_admins = ("new", "rights", "reset", "dismiss", "new-code", "renew")
        self.tools.allow(dict.fromkeys(for_admins, admin), "需要“管理操作员与设置”权限")

    def add(self) -> None:
        """Let somebody else in."""
        dialog = OperatorDialog(self, "新增操作员", named=True, rights=system.rights_of_roles(_USUAL), roles=_USUAL)
        if dialog.exec():
            name, password, given = dialog.name.text().strip(), dialog.new.value(), dialog.rights
            self._do(lambda: self._admit(name, password, given), f"已新增操作员“{name}”")

    def _admit(self, typed: str, password: str, given: Rights) -> None:
        name = system.operator_name(typed)
        if name in operators(self._session.folder) and entry.in_use(name):
            raise Refused(f"已有名为“{name}”的操作员。")
        admission.admit(self._session.store, name, password, given.value(), given.roles())

    def change_rights(self) -> None:
        """What the chosen operator may do."""
        row = self._row()
        dialog = OperatorDialog(self, f"“{row.name}”的权限", rights=row.rights, roles=row.roles)
        if not dialog.exec():
            return
        row.roles, row.rights = dialog.rights.roles(), dialog.rights.value()
        if row.name == self._session.store.operator and _ADMIN not in row.rights:
            messages.warn(self, "不能去掉自己的“管理操作员与设置”权限。请由另一位管理员来改。")
            return
        self._do(lambda: editing.save(self._session.store.journal, system.OPERATORS, row), "已更改权限")

    def reset(self) -> None:
        """A new password for the chosen operator."""
        name = self._row().name
        dialog = OperatorDialog(self, f"给“{name}”设新密码", fresh=True)
        if dialog.exec():
            self._do(lambda: admission.admit(self._session.store, name, dialog.new.value()), f"“{name}”的密码已重设")

    def change_own(self) -> None:
        """A new password for whoever is at work; the old one is asked for."""
        dialog = OperatorDialog(self, "改我的密码", fresh=True, old=True)
        if dialog.exec():
            store, old, new = self._session.store, dialog.old.text(), dialog.new.value()
            self._do(lambda: admission.change_password(store, old, new), "密码已更改，下次登录用新密码")

    def dismiss(self) -> None:
        """Take the key of the chosen operator away, and renew it."""
        name = self._row().name
        wanted = renewing.ask_dismissal(self, self._session, name)
        if wanted != "no":
            done = self._do(lambda: admission.dismiss(self._session.store, name), f"已停用“{name}”")
            if done and wanted == "now":
                renewing.start(self._session)

    def renew(self) -> None:
        """A new data key, which former keys and copies do not open."""
        self._session.store.journal.need("admin", renewal.RENEWED)
        if renewing.ask_renewal(self, self._session):
            renewing.start(self._session)

    def new_code(self) -> None:
        """A fresh recovery code in place of the old."""
        if messages.ask(self, "换发后，原来的恢复码立即作废，新恢复码只显示一次。", "换发", "取消"):
            self._do(self._show_new_code, "")

    def _show_new_code(self) -> None:
        session = self._session
        dialog = CodeDialog(self, admission.new_recovery_code(session.store), session.folder)
        dialog.page.print_wanted.connect(lambda code: printing.recovery_sheet(session, dialog, code))
        dialog.exec()

    def _do(self, work: Callable[[], object], said: str) -> bool:
        try:
            work()
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return False
        self.refresh()
        if said:
            messages.toast(self, said)
        return True

    def _row(self) -> system.Operator:
        return system.operator(str(self.table.chosen()))


class OperatorDialog(QDialog):
    """Asks for some of: name, old password, new password, rights."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        named: bool = False,
        fresh: bool = False,
        old: bool = False,
        rights: tuple[str, ...] | None = None,
        roles: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(style.letters(self, 66 if named or rights is not None else 32))
        self.name, self.old = QLineEdit(), PasswordEdit("原来的密码")
        self.name.setAccessibleName("姓名")
        self.message = label("")
        self.message.setProperty("level", "error")
        self._named, self._fresh = named, named or fresh
        form = QFormLayout()
        if named:
            form.addRow("姓名 *", self.name)
        if old:
            form.addRow("原来的密码 *", self.old)
        if self._fresh:
            self.new = NewPassword(form)
        self.rights = Rights(rights or (), roles)
        if named or rights is not None:
            form.addRow("岗位和权限" if named else "", self.rights)
        sides = QDialogButtonBox()
        sides.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        sides.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        sides.accepted.connect(self.agree)
        sides.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(sides)

    def agree(self) -> None:
        """Go with what was typed, or say what is wrong with it."""
        problem = "请填写姓名。" if self._named and not self.name.text().strip() else ""
        problem = problem or (self.new.problem() if self._fresh else "")
        if self._named and not problem and not self.rights.value():
            problem = "请勾选至少一个岗位或一项权限。"
        self.message.setText(problem)
        if not problem:
            self.accept()


class Rights(QWidget):
    """A box to tick for each role and each right; a role brings its rights, further ones are given singly."""

    def __init__(self, given: tuple[str, ...], roles: tuple[str, ...] = ()) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.letters(self, 2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.roles_boxes = self._boxes(grid, 0, system.Operator.roles.codes, roles)
        self.boxes = self._boxes(grid, 1, system.Operator.rights.codes, given)
        for key, box in self.roles_boxes.items():
            box.toggled.connect(partial(self._brought, key))

    def _boxes(self, grid: QGridLayout, at: int, table: CodeTable, ticked: tuple[str, ...]) -> dict[str, QCheckBox]:
        column = QVBoxLayout()
        column.addWidget(label(table.title, "heading"))
        boxes: dict[str, QCheckBox] = {}
        for code in table.codes:
            boxes[code.key] = box = QCheckBox(code.label)
            box.setChecked(code.key in ticked)
            box.setAccessibleDescription(code.note)
            box.setToolTip(code.note)
            column.addWidget(box)
            column.addWidget(_note(code.note, box))
        column.addStretch()
        grid.addLayout(column, 0, at)
        return boxes

    def _brought(self, role: str, ticked: bool) -> None:
        """Tick what a role brings; what it alone had brought goes with it."""
        held = system.rights_of_roles(self.roles())
        for right in system.rights_of_roles((role,)):
            self.boxes[right].setChecked(ticked or right in held)

    def roles(self) -> tuple[str, ...]:
        """The keys of the roles ticked."""
        return tuple(key for key, box in self.roles_boxes.items() if box.isChecked())

    def value(self) -> tuple[str, ...]:
        """The keys of the rights ticked, those of the roles among them."""
        ticked = {key for key, box in self.boxes.items() if box.isChecked()} | set(system.rights_of_roles(self.roles()))
        return tuple(key for key in self.boxes if key in ticked)


def _note(text: str, box: QCheckBox) -> QLabel:
    """What a right means, under its box and as far in as its words."""
    line = QLabel(text)
    line.setProperty("role", "faint")
    line.setWordWrap(True)
    style_of = box.style()
    gap = style_of.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, box)
    line.setIndent(style_of.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box) + gap)
    return line


def _texts(row: system.Operator, holds_key: bool) -> tuple[str, ...]:
    roles, rights = formats.show(system.Operator.roles, row.roles), formats.show(system.Operator.rights, row.rights)
    return row.name, "在用" if holds_key and row.active else "已停用", roles, rights, row.remark or ""
