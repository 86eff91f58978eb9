"""Locking after a while: what was typed stays, nothing is to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.session import Session
from ui.window import locking
from ui.window.unlock import Unlock

from tests.ui.answers import answer


def colours(window: QWidget) -> set[str]:
    """Every colour that is to be seen of a window."""
    image = window.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_window_is_covered_until_the_password_is_right(qtbot: QtBot, qapp: QApplication, town: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    typed = QLineEdit("没有保存", window)
    style.apply(qapp, style.Look())
    window.show()
    assert len(colours(window)) > 1
    covered: list[bool] = []

    def unlock(dialog: Unlock) -> None:
        covered.append(colours(window) == {style.colour("window").name()})
        dialog.password.setText("demo")
        dialog.open()

    answer(Unlock, unlock)
    locking.lock(town)
    assert covered == [True] and typed.text() == "没有保存" and len(colours(window)) > 1


@pytest.mark.parametrize(("stored", "minutes"), [(None, 15), ("5", 5), ("0", 0), ("7", 15), ("soon", 15)])
def test_the_time_is_one_of_those_offered(town: Session, stored: str | None, minutes: int) -> None:
    if stored is not None:
        town.remembered.setValue("lock/minutes", stored)
    assert locking.minutes(town.remembered) == minutes


def test_a_touch_counts_anew_and_zero_never_locks(qtbot: QtBot, qapp: QApplication, town: Session) -> None:
    watch = locking.IdleWatch(qapp, town.remembered)
    watch._timer.start(10)
    assert not watch.eventFilter(watch, QEvent(QEvent.Type.KeyPress))
    assert watch._timer.interval() == 15 * 60_000
    never(town.remembered)
    watch.eventFilter(watch, QEvent(QEvent.Type.KeyPress))
    assert not watch._timer.isActive()
    watch.deleteLater()


def never(settings: QSettings) -> None:
    """Choose never to lock."""
    settings.setValue("lock/minutes", "0")


def test_idle_is_said_when_the_time_is_over(qtbot: QtBot, qapp: QApplication, town: Session) -> None:
    watch = locking.IdleWatch(qapp, town.remembered)
    with qtbot.waitSignal(watch.idle):
        watch._timer.start(1)
    watch.deleteLater()
