"""Buttons as the clerk finds them: by their words."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def button(within: QWidget, words: str) -> QPushButton:
    """The button of a window with these words, the one made last of several; AssertionError where there is none."""
    named = [each for each in within.findChildren(QPushButton) if words in (each.text(), each.accessibleName())]
    found = [each for each in named if each.window() is within.window()]
    assert found, f"no button “{words}”"
    return found[-1]
