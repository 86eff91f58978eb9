"""Pictures of figures."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from ui import style
from ui.charts import Bars, Chart, Columns


def inked(image: QImage, colour: QColor) -> int:
    """How many points of a picture have a colour."""
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("sort", [Bars, Columns])
def test_a_figure_twice_as_large_has_twice_the_bar(qtbot: QtBot, sort: type[Chart]) -> None:
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
def test_a_picture_without_figures_is_empty_and_does_not_fail(qtbot: QtBot, sort: type[Chart]) -> None:
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
