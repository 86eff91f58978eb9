"""Ctrl+K: whatever can be done is found by words or pinyin, done by Enter; the sheet of all keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.actions import in_sight
from ui.office.settings_page import SettingsPage
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.finder import Finder
from ui.window.keys import WITHIN, AllKeys, of_page
from ui.window.main_window import MainWindow
from unionapp.store.option_changes import SETTINGS

from tests.ui.conftest import Recorder
from tests.ui.township import settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, town: Session) -> Iterator[MainWindow]:
    """The main window at the smallest screen, the member list in front."""
    settle(town, 2)
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.body.show_page("members")
    yield made
    qtbot.waitUntil(lambda: not tasks.busy())


def find(qtbot: QtBot, window: MainWindow, typed: str) -> Finder:
    """The search as it stands once something was typed."""
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, CONTROL)
    (finder,) = window.findChildren(Finder)
    qtbot.waitUntil(finder.line.hasFocus)
    finder.line.insert(typed)
    return finder


def rows(finder: Finder) -> list[tuple[str, str, str]]:
    return [(each.words, each.where, each.key) for each in finder.shown]


@pytest.mark.parametrize("typed", ["结账", "jz", "jiezhang"])
def test_a_page_is_found_by_words_and_by_pinyin(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    finder = find(qtbot, window, typed)
    wanted = [at for at, (words, where, _) in enumerate(rows(finder)) if (words, where[:2]) == ("结账", "经费")]
    for _ in range(wanted[0]):
        qtbot.keyClick(finder.line, Qt.Key.Key_Down)
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.body.view.spec.key == "closing")


def test_an_action_of_the_page_is_found_and_done(qtbot: QtBot, window: MainWindow) -> None:
    finder = find(qtbot, window, "新增")
    assert rows(finder)[0] == ("新增", "会员 › 会员名册 · 名册", "Ctrl+N")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.currentWidget() is not page.list)


def test_what_may_not_be_done_now_is_not_offered(qtbot: QtBot, window: MainWindow) -> None:
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    page.list.table.clearSelection()
    finder = find(qtbot, window, "会籍变动")
    assert all((words, key) != ("会籍变动", "Ctrl+M") for words, _, key in rows(finder))


def test_arrows_choose_and_escape_gives_the_cursor_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    page.list.search.setFocus()
    before = QApplication.focusWidget()
    finder = find(qtbot, window, "会员")
    assert 1 < len(finder.shown) <= 12
    qtbot.keyClick(finder.line, Qt.Key.Key_Down)
    assert finder.table.chosen() == 1 and finder.line.hasFocus()
    assert finder.shown[1].words in finder.line.accessibleDescription()
    qtbot.keyClick(finder.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_a_paper_is_found_on_the_page_of_papers(qtbot: QtBot, window: MainWindow) -> None:
    finder = find(qtbot, window, "会员关系接转单")
    assert rows(finder) == [("会员关系接转单", "打印表格", "")]
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.body.view.spec.key == "papers")


def choose(qtbot: QtBot, finder: Finder, words: str, where: str) -> None:
    """Go down to a result and press Enter."""
    at = next(at for at, row in enumerate(rows(finder)) if row[0] == words and row[1].startswith(where))
    for _ in range(at):
        qtbot.keyClick(finder.line, Qt.Key.Key_Down)
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["新增工会", "xz 工会"])
def test_an_action_of_another_page_is_found_and_done_there(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    choose(qtbot, find(qtbot, window, typed), "新增", "组织建设")
    qtbot.waitUntil(lambda: window.body.view.spec.key == "unions")
    page = window.body.view.front
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.currentWidget() is not page.list)


def test_an_action_that_needs_a_row_leads_to_its_page_and_says_so(
    qtbot: QtBot, window: MainWindow, door: Recorder
) -> None:
    window.body.do("unions", "remove")
    assert window.body.view.spec.key == "unions" and "先在这里选中" in door.texts("toast")[0]


def test_a_setting_is_found_by_its_title(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, find(qtbot, window, "拨缴经费占工资总额"), "拨缴经费占工资总额", "参数设置")
    qtbot.waitUntil(lambda: window.body.view.spec.key == SETTINGS.key)
    page = window.body.view.front
    assert isinstance(page, SettingsPage) and page.search.text() == "拨缴经费占工资总额"
    assert page.table.rows.rowCount() == 1


def test_what_the_help_of_a_page_says_finds_it(qtbot: QtBot, window: MainWindow) -> None:
    assert ("操作日志", "资料与设置") in [
        (words, where[:5]) for words, where, _ in rows(find(qtbot, window, "只增不减"))
    ]


def test_where_nothing_is_found_that_is_said(qtbot: QtBot, window: MainWindow) -> None:
    finder = find(qtbot, window, "qqqq")
    assert not finder.shown and finder.said.isVisible() and "没有找到“qqqq”" in finder.said.text()
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.isVisible()
    finder.reject()


def test_the_keys_of_the_page_are_heard_in_the_list_on_the_left(qtbot: QtBot, window: MainWindow) -> None:
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    left = window.body.view.list
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: page.list.search.isAncestorOf(QApplication.focusWidget()))
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_N, CONTROL)
    assert page.currentWidget() is not page.list


def test_help_names_the_keys_of_the_page_in_front(qtbot: QtBot, window: MainWindow, door: Recorder) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    (said,) = door.texts("tell")
    assert "新增 Ctrl+N" in said and "查找 Ctrl+F" in said and "Ctrl+F1 全部按键" in said


def test_the_sheet_of_all_keys_holds_every_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1, CONTROL)
    (sheet,) = window.findChildren(AllKeys)
    qtbot.waitUntil(lambda: sheet.tools.command("print").isEnabled(), timeout=20_000)
    assert ("会员 › 会员名册 › 名册", "新增", "Ctrl+N") in sheet.lines
    assert ("经费 › 记账 › 凭证", "付钱", "F7") in sheet.lines
    assert ("每一页", "查找功能", "Ctrl+K") in sheet.lines
    sheet.copy()
    assert "付钱\tF7" in QApplication.clipboard().text()
    sheet.reject()


def test_the_sheet_tells_the_keys_of_what_opens_over_a_page(window: MainWindow) -> None:
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    told = {keyed for _, keyed in WITHIN}
    page.show_record(page.list.table.rows.ids[0])
    assert {keyed for keyed in of_page(page.currentWidget()) if keyed[0] in ("返回", "编辑")} <= told
    page.new()
    assert set(of_page(page.currentWidget())) <= told


@pytest.mark.parametrize("tab", range(8))
def test_no_two_actions_of_a_page_have_the_same_key(window: MainWindow, tab: int) -> None:
    always = {key.toString() for each in in_sight(window.header) for key in each.shortcuts()}
    for spec in window.body.views[tab].tab.pages:
        page = window.body.show_page(spec.key)
        assert page is not None
        pressed = [key.toString() for each in in_sight(page) for key in each.shortcuts()]
        assert len(pressed) == len(set(pressed)) and not always & set(pressed), spec.title
