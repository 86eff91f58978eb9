"""The head of a case: what comes next with its button right behind it, in a quarter of the screen at most."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui.elections.election_case import CasePage
from ui.kit import style
from ui.session import Session

from tests.ui.elections.test_elections import page_with
from tests.ui.hall import begin

SCREEN = 768
ABOVE = 40
"""Pixels of the window above a page: its tabs."""


def opened(qtbot: QtBot, qapp: QApplication, town: Session) -> CasePage:
    style.apply(qapp, style.Look())
    return page_with(qtbot, town, begin(town))


def test_the_parts_of_a_case_begin_within_the_first_quarter_of_the_screen(
    qtbot: QtBot, qapp: QApplication, town: Session
) -> None:
    case = opened(qtbot, qapp, town)
    bar = case.tabs.tabBar()
    assert case.head.geometry().bottom() <= case.tabs.geometry().top()
    assert bar.mapTo(case, QPoint(0, bar.height())).y() + ABOVE <= SCREEN / 4


def test_what_is_late_is_said_on_its_colour_with_the_button_right_behind_the_words(
    qtbot: QtBot, qapp: QApplication, town: Session
) -> None:
    case = opened(qtbot, qapp, town)
    head = case.head
    assert head.band.property("level") == "error" and head.go.text() == "去办"
    assert head.go.geometry().left() - head.next.geometry().right() < 24


def test_the_figures_are_shown_whole_with_what_was_found(qtbot: QtBot, qapp: QApplication, town: Session) -> None:
    case = opened(qtbot, qapp, town)
    assert not case.head.whole.isVisible()
    case.head.more.click()
    assert case.head.whole.isVisible()
    assert all(words in case.head.whole.text() for words in (case.head.next.text(), "有选举权的会员", "应到"))


def mains(case: Any) -> list[str]:
    """The main buttons in sight."""
    return [each.text() for each in case.findChildren(QPushButton) if each.isVisible() and each.property("main")]


def test_there_is_one_main_button_whichever_part_is_in_front(qtbot: QtBot, qapp: QApplication, town: Session) -> None:
    case = opened(qtbot, qapp, town)
    qtbot.waitUntil(lambda: len(mains(case)) == 1)
    assert mains(case) != ["去办"]
    case.lead("papers")
    assert mains(case) == ["去办"]
