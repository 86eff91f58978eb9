"""The page of a kind: search and filters above, the table, figures below; editor and record open in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget
from unionapp.errors import Refused, Trouble
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.work import Progress

from ui import messages, tasks, undoing
from ui.editor import Editor
from ui.list_view import ListView
from ui.record_view import RecordView
from ui.session import Session

Needs = Literal["none", "one", "some"]
_MANY = 500
"""So many rows are removed off the GUI thread."""


@dataclass(frozen=True)
class PageAction:
    """A button above the table, handed in by whoever makes the page."""

    text: str
    run: Callable[[RecordPage], None]
    needs: Needs = "none"
    shortcut: str = ""


class RecordPage(QStackedWidget):
    """All records of a kind; `actions` stand beside the page's own 新增."""

    def __init__(self, session: Session, kind: Kind, actions: Sequence[PageAction] = ()) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.actions_handed_in = tuple(actions)
        self.list = ListView(session, kind)
        self.addWidget(self.list)
        self._inner: Editor | RecordView | None = None
        self.list.table.opened.connect(self.show_record)
        self.list.menu_wanted.connect(self._offer)
        self._add_actions()
        session.changed.connect(self._data_changed)

    def selected(self) -> list[Any]:
        """The chosen records, from the top."""
        if isinstance(self._inner, RecordView) and self._inner.record is not None:
            return [self._inner.record]
        return search.rows(self.kind, self.list.table.chosen_ids())

    def query(self) -> search.Query:
        """What the table shows."""
        return self.list.query()

    def filter_words(self) -> str:
        """The search and filters in force as the heading of a printed list says them."""
        return self.list.words()

    def columns(self) -> tuple[str, ...]:
        """The columns as they are shown."""
        return self.list.table.shown_columns()

    def refresh(self) -> None:
        """Ask again."""
        self.list.ask()

    def show_record(self, row_id: int) -> None:
        """Open the page of one record in place of the table."""
        if self.may_leave():
            view = RecordView(self.session, self.kind, row_id, self._actions_for_one())
            view.left.connect(self.show_list)
            view.edit_wanted.connect(self.edit)
            view.removal_wanted.connect(self.remove)
            self._open(view)

    def edit(self, row_id: int) -> None:
        """Open the editor of one record."""
        if self.kind.append_only:
            messages.toast(self, f"{self.kind.title}只增不改；填错请撤销，或再登记一笔更正")
        elif self.may_leave():
            self._open_editor(row_id)

    def new(self) -> None:
        """Open the editor of a new record; what the filters say is filled in already."""
        if self.may_leave():
            self._open_editor(None, self.list.given())

    def remove(self, row_ids: Sequence[int]) -> None:
        """Remove records at once; the notice takes it back."""
        wanted = list(row_ids)

        def work(progress: Progress) -> int:
            editing.remove(self.session.store.journal, self.kind, search.rows(self.kind, wanted))
            return len(wanted)

        if len(wanted) > _MANY:
            tasks.run(self, f"删除{self.kind.noun}", work, self._was_removed)
            return
        try:
            work(lambda done, total, what: None)
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        self._was_removed(len(wanted))

    def may_leave(self) -> bool:
        """Whether what is open here may be left; asks when something typed would be lost."""
        return not isinstance(self._inner, Editor) or self._inner.may_leave()

    def show_list(self) -> None:
        """Go back to the table, the cursor on the record that was open."""
        inner, self._inner = self._inner, None
        self.setCurrentWidget(self.list)
        if inner is not None:
            if inner.row_id:
                self.list.table.go_to(inner.row_id)
            self.removeWidget(inner)
            inner.deleteLater()
        self.list.table.setFocus()

    def _open_editor(self, row_id: int | None, given: dict[str, Any] | None = None) -> None:
        editor = Editor(self.session, self.kind, row_id, given or {})
        editor.left.connect(self.show_list)
        editor.saved.connect(self._was_saved)
        editor.next_wanted.connect(self.new)
        self._open(editor)

    def _open(self, widget: Editor | RecordView) -> None:
        former, self._inner = self._inner, widget
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        if former is not None:
            self.removeWidget(former)
            former.deleteLater()
        widget.start()

    def _was_saved(self, text: str) -> None:
        undoing.offer(self, self.session, text)

    def _was_removed(self, count: int) -> None:
        if self._inner is not None:
            self.show_list()
        undoing.offer(self, self.session, f"已删除 {count} 条" if count > 1 else "已删除")

    def _data_changed(self) -> None:
        self.list.data_changed()
        if self._inner is not None:
            self._inner.data_changed()

    def _add_actions(self) -> None:
        tools = self.list.tools
        tools.add("新增", "Ctrl+N", lambda: self.new(), main=True)
        if not self.kind.append_only:
            tools.add("编辑", "F2", self._edit_current, "one", also="Ctrl+E")
            tools.add("删除", "Delete", lambda: self.remove(self.list.table.chosen_ids()), "some")
        for action in self.actions_handed_in:
            tools.add(action.text, action.shortcut, self._bound(action), action.needs)
        tools.add("复制到 Excel", "", self.list.table.copy, "some", rare=True)
        tools.add("选择列…", "", self.list.table.choose_columns, rare=True)
        self.list.show_first_steps(tools.shown("新增", "导入"))

    def _actions_for_one(self) -> list[tuple[str, str, Callable[[], None]]]:
        wanted = [action for action in self.actions_handed_in if action.needs != "none"]
        return [(action.text, action.shortcut, self._bound(action)) for action in wanted]

    def _bound(self, action: PageAction) -> Callable[[], None]:
        return lambda: action.run(self)

    def _edit_current(self) -> None:
        chosen = self.list.table.chosen_ids()
        if chosen:
            self.edit(chosen[0])

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        current = self.list.table.current_id()
        if current is not None:
            menu.addAction("打开", lambda: self.show_record(current))
        self.list.tools.fill(menu)
        menu.exec(place)
        menu.deleteLater()

    def keyPressEvent(self, event: Any) -> None:
        """Keys that nobody took are not handed on to the window's lists."""
        if event.key() == Qt.Key.Key_Escape and self._inner is None:
            self.list.clear_search()
        else:
            super().keyPressEvent(event)
