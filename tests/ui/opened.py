"""An open township for tests of pages, and the few moves that their tests share."""

from __future__ import annotations

from typing import Any, TypeVar

from pytestqt.qtbot import QtBot
from ui.cases.headed import HeadedCase
from ui.records.editor import Editor
from ui.records.record_page import ActionsOf, RecordPage
from ui.records.record_view import RecordView
from ui.session import Session
from unionapp.records.kind import Kind

from tests.support import cheap_keys
from tests.ui.funds.till import Keys, shown

__all__ = ["cheap_keys", "editor", "open_case", "open_page", "view"]
Case = TypeVar("Case", bound=HeadedCase)


def open_page(qtbot: QtBot, session: Session, kind: Kind, actions: ActionsOf | None = None) -> RecordPage:
    """A page as it stands in the window."""
    page = RecordPage(session, kind, actions)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def editor(page: RecordPage) -> Editor:
    """The editor that is open on a page."""
    found = page.currentWidget()
    assert isinstance(found, Editor)
    return found


def view(page: RecordPage) -> RecordView:
    """The record that is open on a page."""
    found = page.currentWidget()
    assert isinstance(found, RecordView)
    return found


def open_case(qtbot: QtBot, page: RecordPage, record: Any, sort: type[Case]) -> tuple[Case, Keys]:
    """The page of a record as a case, as it stands before the clerk, its head read."""
    keys = shown(qtbot, page)
    page.show_record(record.id)
    case = page.currentWidget()
    assert isinstance(case, sort)
    qtbot.waitUntil(lambda: case.found is not None)
    return case, keys
