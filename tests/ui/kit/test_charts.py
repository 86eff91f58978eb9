"""Pictures of figures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.kit.charts import Bars, Columns, Diagram, Pairs, Pyramid, ShareBars, percent
from ui.kit.diagram import scale, short


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
    solid, hatched = inked(image, style.colour("bar")), inked(image, style.colour("faint"))
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


def test_a_scale_is_round_and_not_below_the_largest_figure() -> None:
    assert scale(1) == (0, 1, 2) and scale(81_920) == (0, 50_000, 100_000) and scale(74) == (0, 40, 80)
    assert all(scale(largest)[2] >= largest for largest in range(1, 5000, 7))
    assert [short(number) for number in (0, 800, 40_000, 25_000)] == ["0", "800", "4 万", "2.5 万"]


@pytest.mark.parametrize("sort", [Bars, Columns])
def test_a_bar_opens_its_rows_by_a_click_and_by_keys(qtbot: QtBot, sort: type[Diagram]) -> None:
    opened: list[int] = []
    chart = sort("会员按群体", "人", opened.append)
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_figures([("甲", 3), ("乙", 2), ("丙", 0)])
    chart.show()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.places()[1].center().toPoint())
    assert opened == [1]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Space):
        qtbot.keyClick(chart, key)
    assert opened == [1, 2, 1]


def test_a_picture_that_opens_nothing_is_no_stop_for_the_keyboard(qtbot: QtBot) -> None:
    still, live = Bars("会员按群体", "人"), Bars("会员按群体", "人", lambda place: None)
    for chart in (still, live):
        qtbot.addWidget(chart)
    assert still.focusPolicy() == Qt.FocusPolicy.NoFocus and live.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_pyramid_stands_on_its_first_band_and_shows_the_first_figures_at_the_left(qtbot: QtBot) -> None:
    opened: list[int] = []
    chart = Pyramid("会员年龄", "人", opened=opened.append)
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_pairs([("20—29", 100, 0), ("30—39", 0, 100)])
    young, old = chart.places()
    assert young.top() > old.top()
    image, middle = chart.grab().toImage(), chart.width() // 2
    left = inked(image.copy(0, int(young.top()), middle, int(young.height())), style.colour("bar"))
    right = inked(image.copy(middle, int(young.top()), middle, int(young.height())), style.colour("bar"))
    assert left > 500 and right == 0
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [1]
    assert chart.accessibleDescription() == "20—29男 100 人，20—29女 0 人，30—39男 0 人，30—39女 100 人"


def test_a_long_label_is_cut_at_nine_characters_and_told_in_full(qtbot: QtBot) -> None:
    chart = Bars("参加人次", "人次")
    qtbot.addWidget(chart)
    chart.resize(600, 60)
    wide = []
    for label in ("一二三四五六七八九", "一二三四五六七八九十一二三四五"):
        chart.show_figures([(label, 100)])
        wide.append(inked(chart.grab().toImage(), style.colour("bar")))
        assert label in chart.words(0)
    assert wide[0] == wide[1]
