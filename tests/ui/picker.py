"""The few moves of tests in the picker of people."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.records.picking import PickDialog

from tests.ui.hall import opened


def picker(qtbot: QtBot, parent: QWidget, count: int | None = None) -> PickDialog[Any]:
    """The picker that stands open, once it has found somebody, or so many."""
    dialog: PickDialog[Any] = opened(parent, PickDialog)
    found(qtbot, dialog, count)
    return dialog


def found(qtbot: QtBot, dialog: PickDialog[Any], count: int | None = None) -> list[str]:
    """The names that are listed once what is asked now was answered."""
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.asked == dialog.search.wanted())
    listed = [row.label for row in dialog.left.rows.shown]
    assert count is None or len(listed) == count, listed
    return listed


def choose(qtbot: QtBot, dialog: PickDialog[Any], *names: str) -> list[str]:
    """Type names, Enter after each; those chosen now."""
    for name in names:
        dialog.search.line.setText(name)
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Return)
        found(qtbot, dialog)
    return chosen(dialog)


def chosen(dialog: PickDialog[Any]) -> list[str]:
    """The names at the right."""
    return [row.label for row in dialog.picked.table.rows.shown]


def everybody(qtbot: QtBot, dialog: PickDialog[Any]) -> list[str]:
    """Choose all that are found; those chosen now."""
    found(qtbot, dialog)
    dialog.said.clear()
    dialog.choose_all()
    qtbot.waitUntil(lambda: dialog.said.text() != "")
    return chosen(dialog)


def take(qtbot: QtBot, dialog: PickDialog[Any]) -> None:
    """Put them on the list."""
    with qtbot.waitSignal(dialog.finished):
        dialog.accept()


def marks(dialog: PickDialog[Any]) -> dict[str, str]:
    """What is said beside the names that are listed."""
    return {row.label: dialog.marks[row.id].words for row in dialog.left.rows.shown if row.id in dialog.marks}
