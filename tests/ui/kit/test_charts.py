"""Pictures of figures."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.kit.charts import Bars, Columns, Diagram, Pairs, ShareBars, percent


def inked(image: QImage, colour: QColor) -> int:
    """How many points of a picture have a colour."""
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("sort", [Bars, Columns])
def test_a_figure_twice_as_large_has_twice_the_bar(qtbot: QtBot, sort: type[Diagram]) -> None:
    chart = sort("会员按群体", "人")
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    amounts = []
    for half in (0, 50, 100):
        chart.show_figures([("甲", 100), ("乙", half)])
        amounts.append(inked(chart.grab().toImage(), style.colour("bar")))
    assert amounts[0] > 500
    assert amounts[2] == pytest.approx(2 * amounts[0], rel=0.05)
    assert amounts[1] == pytest.approx(1.5 * amounts[0], rel=0.05)


@pytest.mark.parametrize("sort", [Bars, Columns])
def test_a_picture_without_figures_is_empty_and_does_not_fail(qtbot: QtBot, sort: type[Diagram]) -> None:
    chart = sort("会员按群体", "人")
    qtbot.addWidget(chart)
    chart.resize(300, 120)
    assert inked(chart.grab().toImage(), style.colour("bar")) == 0


def test_figures_are_read_aloud_as_words(qtbot: QtBot) -> None:
    chart = Bars("会员按群体", "人")
    qtbot.addWidget(chart)
    chart.show_figures([("货车司机", 74), ("快递员", 58)])
    assert chart.accessibleName() == "会员按群体"
    assert chart.accessibleDescription() == "货车司机 74 人，快递员 58 人"


def test_the_second_of_a_pair_differs_by_its_pattern_and_is_told_in_words(qtbot: QtBot) -> None:
    chart = Pairs("各月收支", "元", "收入", "支出")
    qtbot.addWidget(chart)
    chart.resize(400, 240)
    chart.show_pairs([("1", 100, 100)])
    image = chart.grab().toImage()
    solid, hatched = inked(image, style.colour("bar")), inked(image, style.colour("accent"))
    assert 0 < hatched < solid / 2
    assert chart.accessibleDescription() == "1收入 100 元，1支出 100 元"


def test_a_share_fills_its_frame_as_far_as_it_is_used(qtbot: QtBot) -> None:
    chart = ShareBars("预算执行", "%")
    qtbot.addWidget(chart)
    chart.resize(400, 60)
    amounts = []
    for used in (50, 25):
        chart.show_shares([("甲", used, 100)])
        amounts.append(inked(chart.grab().toImage(), style.colour("bar")))
    assert amounts[0] == pytest.approx(2 * amounts[1], rel=0.1)


@pytest.mark.parametrize(
    ("used", "whole", "words"),
    [(0, 100, "0%"), (50, 100, "50%"), (2, 3, "67%"), (108, 100, "超出 8%"), (5, 0, "没有预算"), (0, 0, "0%")],
)
def test_a_share_is_said_in_words(used: int, whole: int, words: str) -> None:
    assert percent(used, whole) == words
