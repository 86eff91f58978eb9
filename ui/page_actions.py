"""What can be done on the page of a kind: its own deeds, and those handed in by whoever makes the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from unionapp.errors import Refused, Trouble
from unionapp.store import connection, editing
from unionapp.work import Progress, silent

from ui import tasks
from ui.kit import messages, undoing

if TYPE_CHECKING:
    from ui.records.record_page import RecordPage

_MANY = 500
"""So many rows are removed off the GUI thread."""

Needs = Literal["none", "one", "some"]


@dataclass(frozen=True)
class PageAction:
    """A button above the table; `needs` says how many rows must be chosen for it."""

    text: str
    run: Callable[[RecordPage], None]
    needs: Needs = "none"
    shortcut: str = ""


def install(page: RecordPage) -> None:
    """Put the page's own deeds and those handed in above its table."""
    tools, table = page.list.tools, page.list.table
    if not page.rows_fixed:
        tools.add("新增", "Ctrl+N", page.new, main=True)
    if not page.kind.append_only:
        tools.add("编辑", "F2", lambda: page.edit(table.chosen_ids()[0]), "one", also="Ctrl+E")
    if not page.kind.append_only and not page.rows_fixed:
        tools.add("删除", "Delete", lambda: page.remove(table.chosen_ids()), "some")
    for action in page.actions_handed_in:
        tools.add(action.text, action.shortcut, _bound(page, action), action.needs)
    tools.add("复制到 Excel", "", table.copy, "some", rare=True)
    tools.add("选择列…", "", table.headings.choose, rare=True)
    page.list.first_steps = tools.shown("新增", "导入")
    page.list.menu_wanted.connect(lambda place: _offer(page, place))


def for_one(page: RecordPage) -> list[tuple[str, str, Callable[[], None]]]:
    """The handed-in deeds that can be done with one record, for its own page: text, key, what to do."""
    wanted = [action for action in page.actions_handed_in if action.needs != "none"]
    return [(action.text, action.shortcut, _bound(page, action)) for action in wanted]


def remove(page: RecordPage, row_ids: list[int]) -> None:
    """Remove records as one step, without asking; many of them off the GUI thread."""

    def work(progress: Progress) -> int:
        with connection.in_words(page.session.folder / connection.FILE):
            editing.remove(page.session.store.journal, page.kind, page.list.records(row_ids))
        return len(row_ids)

    def done(count: int) -> None:
        page.show_list()
        undoing.offer(page, page.session, f"已删除 {count:,} 条" if count > 1 else "已删除")

    if len(row_ids) > _MANY:
        tasks.run(page, f"删除{page.kind.noun}", work, done)
        return
    try:
        count = work(silent)
    except (Refused, Trouble) as error:
        messages.report(page, error)
    else:
        done(count)


def _bound(page: RecordPage, action: PageAction) -> Callable[[], None]:
    return lambda: action.run(page)


def _offer(page: RecordPage, place: QPoint) -> None:
    """The menu of the chosen rows."""
    menu = QMenu(page)
    current = page.list.table.current_id()
    if current is not None:
        menu.addAction("打开", lambda: page.show_record(current))
    page.list.tools.fill(menu)
    menu.exec(place)
    menu.deleteLater()
