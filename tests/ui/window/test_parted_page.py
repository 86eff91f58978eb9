"""Entries of several pages: what is asked for by its key is found within them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import style
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.main_window import MainWindow
from ui.window.parted_page import PartedPage
from unionapp.records.search import Condition

from tests.support import saved
from tests.ui.conftest import Recorder

CONSENT = "consents"


@pytest.fixture
def window(qtbot: QtBot, town: Session, qapp: QApplication) -> Iterator[MainWindow]:
    """The main window, the workbench in front."""
    style.apply(qapp, style.Look())
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    qtbot.waitUntil(tasks.desk.at_rest)


def parts(window: MainWindow) -> PartedPage:
    """The parts of the entry in front."""
    found = window.body.view.stack.currentWidget()
    assert isinstance(found, PartedPage)
    return found


def front(window: MainWindow) -> RecordPage:
    """The page in front."""
    found = window.body.view.front
    assert isinstance(found, RecordPage)
    return found


def test_a_part_is_made_when_it_is_first_wanted(window: MainWindow) -> None:
    window.body.show_page("members")
    assert [page.kind.key for page in parts(window).made() if isinstance(page, RecordPage)] == ["members"]
    parts(window).bar.setCurrentIndex(1)
    assert front(window).kind.key == CONSENT and len(list(parts(window).made())) == 2


def test_a_link_to_a_record_opens_the_part_of_its_kind(window: MainWindow, town: Session) -> None:
    kind = town.kind(CONSENT)
    record = saved(town.store, kind)
    town.show(kind, record)
    assert front(window).kind is kind and [each.id for each in front(window).selected()] == [record.id]
    assert window.body.views[1].list.chosen() == "members"


def test_some_rows_are_shown_in_the_part_of_their_kind(window: MainWindow, town: Session) -> None:
    kind = town.kind(CONSENT)
    records = [saved(town.store, kind, number) for number in (1, 2)]
    town.show_rows(kind, "一份", Condition("id", "=", records[0].id))
    assert front(window).kind is kind and front(window).list.table.rows.rowCount() == 1


def test_the_tabs_give_way_while_a_record_is_open(window: MainWindow, town: Session) -> None:
    record = saved(town.store, town.kind(CONSENT))
    window.body.show_page(CONSENT)
    bar = parts(window).bar
    assert bar.isVisible()
    front(window).show_record(record.id)
    assert not bar.isVisible()
    window.body.show_page("members")
    assert bar.isVisible()
    window.body.show_page(CONSENT)
    assert not bar.isVisible()
    front(window).show_list()
    assert bar.isVisible()


def test_help_says_the_entry_and_the_part(qtbot: QtBot, window: MainWindow, door: Recorder) -> None:
    window.body.show_page(CONSENT)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert door.texts("tell")[0].startswith("会员名册 · 个人信息同意书\n")


def test_what_is_typed_in_a_part_keeps_the_window_open(window: MainWindow, town: Session) -> None:
    window.body.show_page(CONSENT)
    front(window).may_leave = lambda: False  # type: ignore[method-assign]
    town.closing_wanted.emit()
    assert window.isVisible() and not window.login_again


def test_a_tab_that_is_first_entered_marks_the_entry_that_it_shows(window: MainWindow) -> None:
    for at, view in enumerate(window.body.views):
        window.body.show_tab(at)
        assert [item.text() for item in view.list.selectedItems()] == [view.tab.entries[0].title]


def test_an_entry_is_entered_by_a_click(qtbot: QtBot, window: MainWindow) -> None:
    window.body.show_tab(1)
    entries = window.body.views[1].list
    entries.setFocus()
    row = [entries.item(each).text() for each in range(entries.count())].index("入会申请")
    place = entries.visualItemRect(entries.item(row)).center()
    qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert front(window).kind.key == "applications" and front(window).isAncestorOf(QApplication.focusWidget())


def test_the_list_on_the_left_has_one_width_in_all_tabs_and_is_turned_for_all(window: MainWindow) -> None:
    widths = {view.list.width() for view in window.body.views}
    assert len(widths) == 1
    window.body.views[2].narrow.click()
    narrow = {view.list.width() for view in window.body.views}
    assert len(narrow) == 1 and max(narrow) < min(widths)
    titles = [item for view in window.body.views for item in view.tab.entries]
    measure = window.fontMetrics()
    assert max(measure.horizontalAdvance(each.title) for each in titles) <= max(widths) - 24
