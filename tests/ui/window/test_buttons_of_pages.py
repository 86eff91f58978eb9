"""No page shouts: one main button at most in sight, and few buttons above a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.tabs import TABS
from ui.window.main_window import MainWindow

from tests.ui.township import settle

MOST = 8
"""Buttons above a list: five that do something, and three that lead out."""
KEYS = [spec.key for tab in TABS for spec in tab.pages]


@pytest.fixture
def window(qtbot: QtBot, town: Session) -> Iterator[MainWindow]:
    """The main window over some members."""
    settle(town, 3)
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    qtbot.waitUntil(tasks.desk.at_rest)


def test_every_page_has_one_main_button_at_most_and_few_above_its_list(window: MainWindow, qtbot: QtBot) -> None:
    many, loud = {}, {}
    for key in KEYS:
        page = window.body.show_page(key)
        assert page is not None
        qtbot.waitUntil(tasks.desk.at_rest)
        seen = [each for each in page.findChildren(QPushButton) if each.isVisible()]
        mains = [each.text() for each in seen if each.property("main")]
        if len(mains) > 1:
            loud[key] = mains
        if isinstance(page, RecordPage):
            tools = [each.text() for each in seen if page.list.question.row.indexOf(each) >= 0]
            if len(tools) > MOST:
                many[key] = tools
    assert not loud
    assert not many
