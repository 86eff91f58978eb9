"""The one bar for periods: it steps by buttons and keys, and its buttons stay where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.kit.period_bar import PeriodBar


def test_it_steps_by_buttons_and_by_keys(qtbot: QtBot) -> None:
    page, steps = QWidget(), list[int]()
    bar = PeriodBar(page, steps.append)
    QVBoxLayout(page).addWidget(bar)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    bar.back.click()
    bar.on.click()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert steps == [-1, 1, 1]
    assert bar.back.accessibleName() == "上一月" and bar.on.toolTip() == "下一月（Alt+→）"


def test_the_steps_stay_under_the_mouse_whichever_month_it_is(qtbot: QtBot) -> None:
    page = QWidget()
    bar = PeriodBar(page, lambda by: None)
    QVBoxLayout(page).addWidget(bar)
    qtbot.addWidget(page)
    page.show()
    places = set()
    for words in ("2026年1月", "2026年11月"):
        bar.say(words)
        layout = bar.layout()
        assert layout is not None
        layout.activate()
        places.add(bar.on.geometry().left())
    assert len(places) == 1 and bar.text() == "2026年11月"
