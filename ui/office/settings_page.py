"""参数设置: every option by its subject, what the clerk changed marked, each changed or given its default again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit
from unionapp.errors import Refused
from unionapp.office import settings
from unionapp.office.settings import SettingLine
from unionapp.records import formats
from unionapp.store import option_changes
from unionapp.store.option_changes import SETTINGS, Setting

from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.plain import PlainPage
from ui.kit.seen import Watch, tables_of
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session

_EVERYTHING = "全部范围"
_HEADINGS = ("范围", "名称", "取值", "状态", "依据")
_NO_RIGHT = "需要“管理操作员与设置”权限"
_LONGEST = 12
"""Characters of a value in the table; the whole of it stands in the dialog."""


class SettingsPage(PlainPage):
    """All options with what is asked of them above; F2 or Enter changes the chosen one, Delete restores it."""

    def __init__(self, session: Session) -> None:
        actions = (
            Action("edit", "编辑…", self.edit, "F2"),
            Action("restore", "恢复默认", self.restore, "Delete"),
            Action("find", "查找", lambda: self.search.setFocus(), "Ctrl+F", rare=True),
        )
        super().__init__(SETTINGS.title, SETTINGS.help, actions)
        self._session = session
        self._lines: list[SettingLine] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找名称、依据、说明")
        self.search.setAccessibleName("查找参数")
        self.search.setClearButtonEnabled(True)
        self.subject = QComboBox()
        self.subject.setAccessibleName("范围")
        self.subject.addItems([_EVERYTHING, *dict.fromkeys(line.option.figure.subject for line in settings.lines())])
        self.changed = QCheckBox("只看改过的")
        self.table = told_table("参数设置", _HEADINGS)
        self.about, self.count = QLabel(), QLabel()
        self.about.setWordWrap(True)
        self._lay_out()
        self._watch()

    def _lay_out(self) -> None:
        self.row.insertWidget(0, self.search, 2)
        self.row.insertWidget(1, self.subject)
        self.row.insertWidget(2, self.changed)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.about)
        self.column.addWidget(self.count)
        self.setFocusProxy(self.search)

    def _watch(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.subject.currentIndexChanged.connect(self.refresh)
        self.changed.toggled.connect(self.refresh)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen_changed.connect(self._say)
        self.table.opened.connect(lambda row, column: self.edit())
        self.seen = Watch(self, self._session, tables_of(SETTINGS), self.refresh, None)

    def refresh(self) -> None:
        """Show the options that are asked for."""
        subject = self.subject.currentText() if self.subject.currentIndex() > 0 else ""
        found = settings.asked(self.search.text(), [("subject", subject)] if subject else [])
        self._lines = [line for line in found if line.row is not None or not self.changed.isChecked()]
        self.table.show_rows(
            [
                Told((line.option.key, line.since), _texts(line), "warning" if line.row is not None else "")
                for line in self._lines
            ]
        )
        number = sum(line.row is not None for line in self._lines)
        self.count.setText(f"共 {len(self._lines)} 条，其中改过 {number} 条")
        self._say()

    def edit(self) -> None:
        """Ask for another value of the chosen option."""
        line = self._chosen()
        if line is None or not self._may():
            return
        dialog = SettingDialog(self, self._session, line)
        if dialog.exec():
            undoing.offer(self, self._session, f"已修改：{line.option.title}")

    def restore(self) -> None:
        """Let the chosen option have its default again."""
        line = self._chosen()
        if line is None or not line.option.changes or not self._may():
            return
        try:
            option_changes.restore(self._session.store.journal, line.option)
        except Refused as refused:
            messages.report(self, refused)
            return
        undoing.offer(self, self._session, f"已恢复默认：{line.option.title}")

    def _may(self) -> bool:
        return self._session.store.journal.may(SETTINGS.right)

    def _chosen(self) -> SettingLine | None:
        chosen = self.table.chosen()
        return next((line for line in self._lines if (line.option.key, line.since) == chosen), None)

    def _say(self) -> None:
        """What is to be known of the chosen option, and what can be done with it."""
        line, may = self._chosen(), self._may()
        self.about.setText("" if line is None else about(line))
        changed = line is not None and bool(line.option.changes)
        self.tools.allow({"edit": may and line is not None, "restore": may and changed}, "" if may else _NO_RIGHT)


class SettingDialog(FormDialog):
    """Asks for a value, perhaps a day from which it holds, and why."""

    def __init__(self, parent: SettingsPage, session: Session, line: SettingLine) -> None:
        row = line.row
        asked = (
            Asked("value", line.option.field, "取值", _value(line), required=True),
            Asked("since", Setting.since, "", row.since if row is not None else None),
            Asked("remark", Setting.remark, "", row.remark if row is not None else ""),
        )
        super().__init__(parent, line.option.title, about(line), FieldForm(session, asked), "保存")
        self._session, self._line = session, line
        self.act = self._change

    def _change(self, values: Mapping[str, Any]) -> None:
        """Write the value; a change to another day stands beside what held before it."""
        text = formats.show(self._line.option.field, values["value"])
        option_changes.change(self._session.store.journal, self._line.option, text, values["since"], values["remark"])


def about(line: SettingLine) -> str:
    """Default, source and remarks of an option, a line each."""
    said = settings.texts(line)
    wanted = [said["说明"], f"备注：{said['备注']}" if said["备注"] else ""]
    return "\n".join(filter(None, [f"默认值：{said['默认值']}　依据：{said['依据']}", *wanted]))


def _texts(line: SettingLine) -> tuple[str, ...]:
    said = settings.texts(line)
    return said["范围"], said["名称"], _short(said["取值"]), _standing(line, said["默认值"]), said["依据"]


def _standing(line: SettingLine, default: str) -> str:
    """Whether a value is the clerk's, what the default would be, and from when it holds."""
    if line.row is None:
        return "默认"
    beginning = f"{line.since} 起" if line.since else ""
    return f"已改{beginning}（默认 {_short(default)}）"


def _short(text: str) -> str:
    """The beginning of a long text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _value(line: SettingLine) -> object:
    """The value as its type holds it; None where what is stored cannot be read."""
    try:
        value: object = formats.parse(line.option.field, line.value)
        return value
    except ValueError:
        return None
