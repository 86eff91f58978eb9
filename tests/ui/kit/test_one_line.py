"""A line that is cut where it has no room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from ui.kit.one_line import OneLine

LONG = "大会日期 2026-11-30 · 会员大会 · 主席由委员会选举产生 · " * 4


def test_a_line_yields_keeps_its_height_and_says_the_whole_in_its_tip(qtbot: QtBot) -> None:
    line = OneLine("faint")
    qtbot.addWidget(line)
    line.say(LONG)
    line.resize(200, line.sizeHint().height())
    assert line.minimumSizeHint().width() == 0 and line.toolTip() == LONG == line.text()


def test_without_words_it_takes_no_room(qtbot: QtBot) -> None:
    line = OneLine()
    qtbot.addWidget(line)
    line.say("")
    assert line.isHidden()
