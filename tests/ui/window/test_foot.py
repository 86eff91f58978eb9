"""One strip at the foot of the window: what the list in front says, and the backup; lists win a row by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import messages, style
from ui.kit.toast import Toast
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.main_window import MainWindow

from tests.ui.township import settle


@pytest.fixture
def window(qtbot: QtBot, town: Session, qapp: QApplication) -> Iterator[MainWindow]:
    """The main window over thirty members."""
    settle(town, 30)
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    qtbot.waitUntil(tasks.desk.at_rest)


def members(window: MainWindow) -> RecordPage:
    """The register, in front."""
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    return page


def rows_seen(page: RecordPage) -> int:
    """Whole rows in sight."""
    table = page.list.table
    return table.viewport().height() // table.rowHeight(0)


def test_the_foot_says_what_the_list_in_front_says(window: MainWindow) -> None:
    page = members(window)
    assert window.foot.rows.text() == "共 30 条" == page.list.said
    page.list.table.selectAll()
    assert window.foot.rows.text() == "共 30 条　选中 30 条"
    window.body.show_page("cadres")
    assert window.foot.rows.text() == "共 0 条"
    window.body.show_page("workbench")
    assert window.foot.rows.text() == ""


@pytest.mark.parametrize(("scale", "least"), [(100, 16), (150, 8), (200, 6)])
def test_at_least_six_rows_are_seen_at_any_size_of_text(
    window: MainWindow, qapp: QApplication, scale: int, least: int
) -> None:
    style.Look(scale).remember(window.session.remembered)
    style.apply(qapp, style.Look(scale))
    window.body.fit()
    page = members(window)
    QApplication.processEvents()
    assert rows_seen(page) >= least


def test_a_notice_stands_in_the_foot(window: MainWindow, qapp: QApplication) -> None:
    style.apply(qapp, style.Look())
    members(window)
    qapp.processEvents()
    messages.Door().toast(window, "已保存：会员", "撤销", lambda: None)
    (notice,) = window.findChildren(Toast)
    assert notice.geometry().top() >= window.foot.geometry().top()
    assert notice.findChild(QPushButton) is not None
