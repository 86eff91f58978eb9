"""The page of a kind: search and filters above, the table, figures below; editor and record open in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from unionapp.records.kind import Kind
from unionapp.store import filling

from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.records.changing import change_chosen
from ui.records.conditions import Filter
from ui.records.editor import Editor
from ui.records.list_place import ListPlace
from ui.records.record_view import RecordView
from ui.records.removing import remove
from ui.records.writing import Writing
from ui.session import Session

CHANGE_CHOSEN = "change-chosen"
"""The action that changes one field of all chosen rows."""
ActionsOf = Callable[["RecordPage"], Sequence[Action]]
"""What can be done on a page besides what every page can do; asked once, while the page is made."""


class RecordPage(ListPlace):
    """All records of a kind; `actions` are what can be done beside the page's own 新增."""

    def __init__(
        self, session: Session, kind: Kind, actions: ActionsOf | None = None, rows_fixed: bool = False
    ) -> None:
        super().__init__(session, kind)
        self.rows_fixed = rows_fixed or not kind.by_hand
        """Whether rows are only changed here, never added or removed."""
        self.list.table.opened.connect(self.show_record)
        self.handed_in = tuple(actions(self)) if actions else ()
        self.list.tools.add(*_own_actions(self))
        self.list.first_steps = self.list.tools.commands("new", "import")
        self.list.menu_wanted.connect(lambda place: _offer_menu(self, place))

    def filter_words(self) -> str:
        """The search and filters in force as the heading of a printed list says them."""
        return self.list.question.words()

    def show_record(self, row_id: int) -> None:
        """Open the page of one record in place of the table."""
        if self.may_leave():
            self._open_view(row_id)

    def edit(self, row_id: int) -> None:
        """Open the editor of one record; from there the way leads back to where the clerk was."""
        if self.kind.append_only:
            messages.toast(self, f"{self.kind.title}只增不改；填错请撤销，或再登记一笔更正")
        elif self.may_leave():
            came_from_view = self.is_open()
            editor = self.editor_of(row_id)
            self._open_editor(editor, (lambda: self._open_view(row_id)) if came_from_view else self.show_list)

    def new(self) -> None:
        """Open the editor of a new record; what the filters say is filled in already."""
        if self.may_leave():
            self._open_editor(self.editor_of(None), self.show_list)

    def remove(self, row_ids: Sequence[int]) -> None:
        """Remove records at once; the notice takes it back."""
        found = list(row_ids)
        remove(self, self.session, self.kind, len(found), lambda: self.list.records(found), self.show_list)

    def show_only(self, wanted: Filter) -> None:
        """Show the table with this filter in place of the former ones."""
        if self.may_leave():
            self.show_list()
            self.list.bar.clear()
            self.list.bar.add(wanted)

    def offer(self, words: str, find: Callable[[], Filter]) -> None:
        """A button above the table for what is often looked for; what that is, is found when it is pressed."""
        self.list.bar.offer(words, find)

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open a record of this kind; pages that hold other kinds too open what the record belongs to."""
        self.show_record(row_id)

    def view_of(self, row_id: int) -> RecordView:
        """The page of one record, not yet shown."""
        return RecordView(self.session, self.kind, row_id, self.actions_for_one(), self.rows_fixed)

    def actions_for_one(self) -> list[Action]:
        """What was handed in and can be done with one record, for its own page."""
        return [replace(each, needs="one", rare=False) for each in self.handed_in if each.needs != "none"]

    def editor_of(self, row_id: int | None) -> Writing:
        """What edits a record, or a new one, for which the filters fill in what they say; not yet shown."""
        return Editor(self.session, self.kind, row_id, self.list.question.given() if row_id is None else None)

    def _open_view(self, row_id: int) -> None:
        view = self.view_of(row_id)
        view.left.connect(self.show_list)
        view.edit_wanted.connect(self.edit)
        view.removal_wanted.connect(self.remove)
        self.put(view)

    def _open_editor(self, editor: Writing, back: Callable[[], None]) -> None:
        editor.left.connect(back)
        editor.saved.connect(lambda text: undoing.offer(self, self.session, text))
        editor.next_wanted.connect(self.new)
        self.put(editor)


def _own_actions(page: RecordPage) -> list[Action]:
    """What stands above the table: what every page can do, and what was handed in."""
    table = page.list.table
    new = Action("new", "新增", page.new, "Ctrl+N", main=True)
    edit = Action("edit", "编辑", lambda: page.edit(table.chosen_ids()[0]), "F2", "one", also="Ctrl+E")
    remove = Action("remove", "删除", lambda: page.remove(table.chosen_ids()), "Delete", "some")
    change = Action(CHANGE_CHOSEN, "改所选…", lambda: _change_chosen(page), needs="some")
    editing = [] if page.kind.append_only else [edit]
    changing = [change] if filling.may_change(page.kind) else []
    copy = Action("copy-rows", "复制到 Excel", table.copy, needs="some", rare=True)
    last = [*changing, copy, Action("columns", "选择列…", table.headings.choose, rare=True)]
    if page.rows_fixed:
        return [*page.handed_in, *editing, *last]
    removing = [] if page.kind.append_only else [remove]
    return [new, *editing, *removing, *page.handed_in, *last]


def _change_chosen(page: RecordPage) -> None:
    change_chosen(page, page.session, page.kind, page.list.table.chosen_ids())


def _offer_menu(page: RecordPage, place: QPoint) -> None:
    """The menu of the chosen rows."""
    menu = QMenu(page)
    current = page.list.table.current_id()
    if current is not None:
        menu.addAction("打开", lambda: page.show_record(current))
    page.list.tools.fill(menu)
    menu.exec(place)
    menu.deleteLater()
