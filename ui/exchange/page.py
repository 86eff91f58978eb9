"""What goes in and out of the page of a kind: import, template, export, and a file dropped on the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from unionapp.records.kind import Kind

from ui.exchange import exporting, importing
from ui.kit.actions import Action
from ui.printing.opening import paper_actions
from ui.records.record_page import ActionsOf, RecordPage
from ui.session import Session

_MENU = "导入导出"


def exchange_actions(page: RecordPage) -> tuple[Action, ...]:
    """导入 and 下载模板 where rows may come in, 导出 everywhere."""
    session, kind = page.session, page.kind
    if kind.append_only or not kind.by_hand:
        return (Action("export", "导出…", lambda: exporting.ask(page), out=True),)
    return (
        Action("import", "导入…", lambda: importing.begin(page, session, kind), "Ctrl+I", menu=_MENU),
        Action("export", "导出…", lambda: exporting.ask(page), menu=_MENU),
        Action("template", "下载模板…", lambda: importing.save_template(page, session, kind), menu=_MENU),
    )


def page_of(
    session: Session, kind: Kind, own: ActionsOf | None = None, sort: type[RecordPage] = RecordPage
) -> RecordPage:
    """The page of a kind with its own actions, with import, export and papers; it takes files dropped on it."""

    def actions(page: RecordPage) -> Sequence[Action]:
        mine = tuple(own(page)) if own else ()
        return (*mine, *paper_actions(page), *exchange_actions(page))

    page = sort(session, kind, actions)
    if kind.by_hand and not kind.append_only:
        page.setAcceptDrops(True)
        page.installEventFilter(Drops(page))
    return page


class Drops(QObject):
    """Takes a spreadsheet dropped on a page and begins to import it."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept one file; begin when it is let go."""
        if isinstance(event, QDropEvent) and (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                importing.begin(self._page, self._page.session, self._page.kind, path)
            return True
        return False


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
