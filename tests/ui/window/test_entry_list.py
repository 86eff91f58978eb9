"""The list on the left of a tab: headings, the entry that is marked, the keys, and what is folded away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.page_spec import SETTINGS, Tab, page
from ui.tabs import TABS
from ui.window import narrowing
from ui.window.entry_list import EntryList

TAB = Tab(
    "经费",
    (
        page("vouchers", "记账", "", group="每天"),
        page("dues", "会费", "", group="每天"),
        page("books", "账套", "", group=SETTINGS),
        page("matters", "事项", "", group=SETTINGS),
        page("closing", "结账", "", group="每月"),
    ),
)
ROWS = ["每天", "记账", "会费", "每月", "结账", "▸ 设置", "账套", "事项"]
HEADINGS = {"每天": 0, "每月": 3, SETTINGS: 5}


@pytest.fixture
def remembered(tmp_path: object) -> QSettings:
    """The choices of a clerk who chose nothing yet."""
    return QSettings(f"{tmp_path}/window.ini", QSettings.Format.IniFormat)


@pytest.fixture
def made(qtbot: QtBot, qapp: QApplication, remembered: QSettings) -> Iterator[EntryList]:
    """The list as it stands when its tab was entered."""
    style.apply(qapp, style.Look())
    shown = open_list(qtbot, remembered)
    shown.choose("vouchers")
    yield shown


def open_list(qtbot: QtBot, remembered: QSettings) -> EntryList:
    """A list in sight that has the focus."""
    shown = EntryList(TAB, remembered)
    qtbot.addWidget(shown)
    shown.fit()
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.setFocus()
    return shown


def seen(shown: EntryList) -> list[str]:
    """The rows that are not folded away."""
    return [item.text() for item in items(shown) if not item.isHidden()]


def items(shown: EntryList) -> list[QListWidgetItem]:
    """All rows."""
    return [shown.item(row) for row in range(shown.count())]


def middle(shown: EntryList, row: int) -> QPoint:
    """Where a row is clicked."""
    return shown.visualItemRect(shown.item(row)).center()


def test_entries_stand_under_their_headings_and_what_is_set_up_once_comes_last(made: EntryList) -> None:
    assert [item.text() for item in items(made)] == ROWS


def test_headings_cannot_be_chosen_and_are_said_to_a_screen_reader(made: EntryList) -> None:
    said = [made.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in HEADINGS.values()]
    assert said == ["每天，分组", "每月，分组", "设置，已收起，按回车展开"]
    assert not any(made.item(row).flags() & Qt.ItemFlag.ItemIsSelectable for row in HEADINGS.values())
    assert made.item(1).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "每天"


def test_arrow_keys_pass_over_headings(qtbot: QtBot, made: EntryList) -> None:
    passed = []
    for _ in range(2):
        qtbot.keyClick(made, Qt.Key.Key_Down)
        passed.append(made.chosen())
    for _ in range(3):
        qtbot.keyClick(made, Qt.Key.Key_Up)
        passed.append(made.chosen())
    assert passed == ["dues", "closing", "dues", "vouchers", "vouchers"]


@pytest.mark.parametrize(
    ("key", "row"), [(Qt.Key.Key_Home, 1), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_End, 5), (Qt.Key.Key_PageDown, 5)]
)
def test_leaps_end_where_the_cursor_may_stand(qtbot: QtBot, made: EntryList, key: Qt.Key, row: int) -> None:
    made.choose("dues")
    qtbot.keyClick(made, key)
    assert made.currentRow() == row


def test_the_shown_entry_stays_marked_while_the_cursor_is_on_the_folded_group(qtbot: QtBot, made: EntryList) -> None:
    made.choose("closing")
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.currentRow() == HEADINGS[SETTINGS] and made.chosen() == "closing"


def test_enter_opens_the_folded_group_and_this_is_remembered(
    qtbot: QtBot, made: EntryList, remembered: QSettings
) -> None:
    assert seen(made) == ROWS[:-2]
    made.choose("closing")
    qtbot.keyClick(made, Qt.Key.Key_Down)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert seen(made) == [*ROWS[:-3], "▾ 设置", "账套", "事项"]
    assert made.item(HEADINGS[SETTINGS]).data(Qt.ItemDataRole.AccessibleTextRole) == "设置，已展开，按回车收起"
    assert "事项" in seen(open_list(qtbot, remembered))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert seen(made) == ROWS[:-2] and "事项" not in seen(open_list(qtbot, remembered))


def test_a_double_click_opens_the_folded_group_too(qtbot: QtBot, made: EntryList) -> None:
    place = middle(made, HEADINGS[SETTINGS])
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "事项" in seen(made) and made.chosen() == "vouchers"


def test_an_entry_that_is_shown_is_in_sight_though_its_group_is_folded(made: EntryList) -> None:
    made.choose("matters")
    assert seen(made) == [*ROWS[:-2], "事项"] and made.selectedItems()[0].text() == "事项"
    made.choose("dues")
    assert seen(made) == ROWS[:-2]


def test_a_click_on_an_entry_goes_into_its_page_and_one_on_a_heading_does_nothing(
    qtbot: QtBot, made: EntryList
) -> None:
    wanted: list[str] = []
    entered: list[bool] = []
    made.wanted.connect(wanted.append)
    made.entered.connect(lambda: entered.append(True))
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=middle(made, HEADINGS["每月"]))
    assert (wanted, entered, made.chosen()) == ([], [], "vouchers")
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=middle(made, 4))
    assert (wanted, entered) == (["closing"], [True])
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert (wanted, entered) == (["closing"], [True, True])


def test_the_list_is_as_wide_as_its_titles_at_every_size_and_scrolls_when_it_is_high(
    qtbot: QtBot, qapp: QApplication, remembered: QSettings
) -> None:
    style.apply(qapp, style.Look(200))
    shown = open_list(qtbot, remembered)
    assert shown.width() >= max(shown.sizeHintForIndex(shown.indexFromItem(item)).width() for item in items(shown))
    shown.resize(shown.width(), 120)
    qtbot.waitUntil(lambda: shown.verticalScrollBar().maximum() > 0)
    style.apply(qapp, style.Look())


def test_a_narrow_list_says_two_characters_of_each_entry_and_keeps_the_whole_for_others(
    made: EntryList, remembered: QSettings
) -> None:
    wide = made.width()
    narrowing.turn(remembered)
    made.fit()
    assert seen(made) == ["", "记账", "会费", "", "结账", "▸"]
    assert made.width() < wide / 2
    assert made.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "记账" == made.item(1).toolTip()
    narrowing.turn(remembered)
    made.fit()
    assert seen(made) == ["每天", "记账", "会费", "每月", "结账", "▸ 设置"] and made.width() == wide


def test_large_text_makes_the_lists_narrow_until_the_clerk_wants_them_wide(remembered: QSettings) -> None:
    assert not narrowing.is_narrow(remembered)
    style.Look(150).remember(remembered)
    assert narrowing.is_narrow(remembered)
    narrowing.turn(remembered)
    assert not narrowing.is_narrow(remembered)


def test_short_names_tell_entries_apart() -> None:
    short = narrowing.short_names(["服务登记台", "服务登记簿", "阵地与复评", "项目"])
    assert short == {"服务登记台": "服台", "服务登记簿": "服簿", "阵地与复评": "阵地", "项目": "项目"}


def test_no_two_entries_of_a_tab_are_called_alike_where_the_list_is_narrow() -> None:
    for tab in TABS:
        titles = [entry.title for entry in tab.entries]
        assert len(set(narrowing.short_names(titles).values())) == len(titles), tab.title
