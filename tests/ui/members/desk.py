"""What the tests of the pages of members share: a page in a window, and the dialog that it has open."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.records.record_page import RecordPage

Sort = TypeVar("Sort", bound=QWidget)


def shown(qtbot: QtBot, page: RecordPage) -> RecordPage:
    """The page in a window."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.list.ask()
    return page


def dialog(page: RecordPage, sort: type[Sort]) -> Sort:
    """The dialog that the page has open."""
    (found,) = page.findChildren(sort)
    return found
