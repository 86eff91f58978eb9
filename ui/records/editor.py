"""The one editor for every kind: sections in two columns, each problem under its field while typing stops."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)
from unionapp.errors import Problem, Refused, Trouble
from unionapp.records import codes
from unionapp.records.access import HIDDEN
from unionapp.records.kind import Kind
from unionapp.store import access_log, connection

from ui.kit import messages
from ui.kit.actions import Action, ActionBar
from ui.kit.cells import Problems
from ui.kit.going_on import goes_on
from ui.records.draft import Draft
from ui.records.form_body import FormBody
from ui.records.writing import Writing
from ui.session import Session

_PAUSE = 300
"""Milliseconds after the last key until what was typed is checked."""
_LONG_TITLE = 24
"""Characters beyond which the title may take two lines."""


class Editor(Writing):
    """Edits one record, new or stored; saves through the one door as one step."""

    def __init__(
        self, session: Session, kind: Kind, row_id: int | None, given: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(session, kind)
        self.draft = Draft(kind, row_id, given or {})
        self.general = Problems()
        self.form = FormBody(session, kind, self.draft.locked)
        self.setFocusProxy(self.form)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._check_if_shown)
        self.form.edited.connect(lambda: self._pause.start())
        self.form.left_field.connect(lambda: self._pause.start())
        self._lay_out()
        self.form.fill(self.draft.stored)

    def _lay_out(self) -> None:
        title = QLabel(f"新增{self.kind.noun}" if self.row_id is None else f"编辑{self.kind.noun}：{self.draft.label}")
        title.setWordWrap(len(title.text()) > _LONG_TITLE)
        title.setProperty("role", "title")
        hint = QLabel("带 * 的必须填写。回车到下一项，Ctrl+S 保存，Esc 离开。")
        hint.setProperty("role", "faint")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addSpacing(16)
        top.addWidget(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(top)
        for words in self._about_locked():
            locked = QLabel(words)
            locked.setWordWrap(True)
            locked.setProperty("role", "faint")
            column.addWidget(locked)
        column.addWidget(self.general)
        column.addWidget(self.form, 1)
        column.addLayout(self._buttons())

    def _about_locked(self) -> list[str]:
        """Why some fields have no input here."""
        said = []
        if self.row_id is not None and self.kind.fixed:
            said.append(f"没有输入框的各项不在这里改。{self.kind.help}")
        for right in dict.fromkeys(self.kind.model._meta.fields[name].right for name in sorted(self.kind.unseen)):
            word = codes.table("rights").label(right)
            said.append(f"显示为“{HIDDEN}”的各项，要有“{word}”的权限才能查看和填写；保存时原来的内容不变。")
        return said

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        wanted = [self.save_action(), self.leave_action()]
        if self.row_id is None:
            wanted.insert(1, Action("save-next", "保存并新增下一个", self.save_and_next, "Ctrl+Shift+S"))
        self.tools = ActionBar(self, row, wanted)
        return row

    @property
    def row_id(self) -> int | None:
        """The id of the record, None while it is new."""
        return self.draft.row_id

    def start(self) -> None:
        """Put the cursor into the first field and look at what is stored."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.row_id is not None:
            access_log.record_seen(self.session.store.journal, self.kind, self.draft.label)
            self.form.visit_all()
            self.check()

    def called(self) -> str:
        """The noun, and the name that stands there."""
        values, _ = self.form.read(self.draft.stored)
        name = str(values.get("name") or "") or (self.draft.label if self.row_id is not None else "")
        return f"{self.kind.noun}“{name}”" if name else super().called()

    def typed(self) -> bool:
        """Whether the clerk changed a field."""
        values, unread = self.form.read(self.draft.stored)
        return bool(unread) or bool(self.draft.changed(values))

    def may_leave(self) -> bool:
        """Whether the editor may go; asks where something typed would be lost."""
        if not self.typed():
            return True
        return messages.leave(self, "填写的内容还没有保存，不保存就会丢掉。", self.write)

    def check(self) -> None:
        """Fill in what follows, and show what is wrong under each field."""
        self._check(self.form.focused())

    def _check_if_shown(self) -> None:
        """The same after a pause, unless the editor was left meanwhile, perhaps with its data file closed."""
        if self.isVisible():
            self.check()

    def data_changed(self) -> None:
        """Somebody (undo, another action) changed the data: take over what the clerk has not touched."""
        if self.draft.gone:
            self.general.show_problems([Problem("", f"这条{self.kind.noun}已经不在了（被撤销或删除）。")])
            return
        values, unread = self.form.read(self.draft.stored)
        mine = {*self.draft.changed(values), *unread}
        news = self.draft.take_news()
        self.form.fill({name: value for name, value in news.items() if name not in mine})
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, and presses a button."""
        if not goes_on(self, event):
            super().keyPressEvent(event)

    def _check(self, typing_in: str) -> list[Problem]:
        """All problems as they are shown; what follows is filled in, but not where the clerk is typing."""
        self._pause.stop()
        values, unread = self.form.read(self.draft.stored)
        completed, problems = self.draft.problems(values)
        untouched = [name for name in completed if name not in unread and name != typing_in]
        self.form.fill({name: completed[name] for name in untouched if completed[name] != values[name]})
        found = [*unread.values(), *(problem for problem in problems if problem.field not in unread)]
        if self.form.is_choosing(typing_in):
            found = [problem for problem in found if problem.field != typing_in]
        self.general.show_problems(self.form.show_problems(found))
        return found

    def write(self) -> bool:
        new = self.row_id is None
        self.form.visit_all()
        found = self._check("")
        values, unread = self.form.read(self.draft.stored)
        try:
            if unread:
                raise Refused(found)
            with connection.in_words(self.session.folder / connection.FILE):
                remaining = self.draft.save(self.session.store.journal, values)
        except Refused as refused:
            found += [problem for problem in refused.problems if problem not in found]
            self.general.show_problems(self.form.show_problems(found))
            self.form.go_to_error(found)
            return False
        except Trouble as trouble:
            messages.report(self, trouble)
            return False
        self.form.fill(self.draft.stored)
        doubts = [problem.message for problem in remaining if problem.level == "warning"]
        more = f"。请核对：{doubts[0]}" if doubts else ""
        self.saved.emit(f"已{'新增' if new else '保存'}{self.kind.noun}{more}")
        return True
