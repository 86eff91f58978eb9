"""The main window: every page, undo, text size, closing."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import style
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.tabs import TABS
from ui.window.main_window import MainWindow
from unionapp.errors import Trouble
from unionapp.office import demo, safekeeping
from unionapp.records import codes
from unionapp.store import backup, fences, thinning
from unionapp.subjects.members.models import Member

from tests.ui.conftest import Recorder
from tests.ui.township import TOWN, member, put, settle

PAGES = [spec.key for tab in TABS for spec in tab.pages]


@pytest.fixture
def window(qtbot: QtBot, town: Session, qapp: QApplication) -> Iterator[MainWindow]:
    """The main window at the smallest screen."""
    style.apply(qapp, style.Look())
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not tasks.busy())


@pytest.mark.parametrize("key", PAGES)
def test_every_page_opens_and_fits_the_smallest_screen(window: MainWindow, key: str) -> None:
    page = window.body.show_page(key)
    assert page is not None and page.isVisible()
    assert not window.grab().isNull()
    assert window.minimumSizeHint().width() <= 1366 and window.minimumSizeHint().height() <= 768


@pytest.mark.parametrize("scale", style.SCALES)
def test_the_header_fits_the_smallest_screen_at_every_size_of_text(
    window: MainWindow, qapp: QApplication, scale: int
) -> None:
    style.apply(qapp, style.Look(scale))
    window.header.redraw()
    assert window.header.minimumSizeHint().width() <= 1366
    style.apply(qapp, style.Look())


@pytest.mark.parametrize("scale", style.SCALES)
def test_all_tabs_are_in_sight_at_the_smallest_screen(
    qtbot: QtBot, town: Session, qapp: QApplication, scale: int
) -> None:
    style.apply(qapp, style.Look(scale))
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    assert made.header.tabs.width() >= made.header.tabs.sizeHint().width()
    qtbot.waitUntil(tasks.desk.at_rest)
    style.apply(qapp, style.Look())


@pytest.mark.parametrize("scale", style.SCALES)
def test_the_chosen_tab_has_its_underline_from_the_first_moment(
    qtbot: QtBot, qapp: QApplication, town: Session, scale: int
) -> None:
    style.apply(qapp, style.Look(scale, "light"))
    made = MainWindow(town)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    tabs = made.header.tabs
    assert tabs.height() >= tabs.sizeHint().height()
    strip = tabs.tabRect(tabs.currentIndex())
    image = tabs.grab().toImage()
    assert image.pixelColor(strip.center().x(), strip.bottom() - 1) == style.colour("accent")


def test_pages_are_made_when_first_wanted(window: MainWindow) -> None:
    assert [len(list(view.made())) for view in window.body.views] == [1, *[0] * (len(TABS) - 1)]


def test_the_title_names_union_and_operator(window: MainWindow) -> None:
    assert TOWN in window.windowTitle() and "张三" in window.windowTitle()


def test_a_page_is_also_known_by_the_name_reminders_use(window: MainWindow, town: Session) -> None:
    town.page_wanted.emit("backup")
    assert window.body.view.front is window.body.show_page("backups")
    assert window.body.show_page("nowhere") is None


def test_a_record_opens_on_the_page_of_its_kind(window: MainWindow, town: Session) -> None:
    (person,) = settle(town, 1)
    town.show(town.kind("members"), person)
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage) and [record.id for record in page.selected()] == [person.id]


def test_undo_and_redo_follow_the_journal(qtbot: QtBot, window: MainWindow, town: Session, door: Recorder) -> None:
    settle(town, 2)
    assert window.header.undo.isEnabled() and "录入" in window.header.undo.text()
    assert not window.header.redo.isEnabled()
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(window.header.undo, Qt.MouseButton.LeftButton)
    assert Member.select().count() == 0 and "录入" in window.header.redo.toolTip()
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["重做"]()
    assert Member.select().count() == 2 and not window.header.redo.isEnabled()


def test_the_keys_undo_and_redo(qtbot: QtBot, window: MainWindow, town: Session) -> None:
    settle(town, 1)
    window.header.tabs.setFocus()
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert Member.select().count() == 0
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert Member.select().count() == 1


@pytest.mark.parametrize("sort", [fences.UNSEAL, fences.REVOKE, fences.UNAPPROVE, fences.RECALL])
def test_six_clicks_on_undo_after_a_seal_or_approval_take_nothing_back(
    qtbot: QtBot, window: MainWindow, town: Session, door: Recorder, sort: str
) -> None:
    settle(town, 2)
    with town.store.journal.step("封存", sort):
        Member.update(employer="面粉厂").execute()
    for _ in range(6):
        qtbot.mouseClick(window.header.undo, Qt.MouseButton.LeftButton)
    assert {member.employer for member in Member.select()} == {"面粉厂"} and not tasks.busy()
    assert door.texts("warn") == [codes.table("own-ways").by_key[sort].note] * 6


def test_undo_asks_at_a_fence_and_says_what_would_be_lost(
    qtbot: QtBot, window: MainWindow, town: Session, door: Recorder
) -> None:
    with town.store.journal.step("导入会员名册“名单.xlsx”", fences.FENCE):
        put(town, town.kind("members"), member("王一", 1), member("王二", 2))
    door.answers = [None, "导错了"]
    qtbot.mouseClick(window.header.undo, Qt.MouseButton.LeftButton)
    assert Member.select().count() == 2 and not tasks.busy()
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(window.header.undo, Qt.MouseButton.LeftButton)
    assert Member.select().count() == 0
    question = door.texts("ask_text")[0]
    assert "“导入会员名册“名单.xlsx””" in question and "会员名册 2 条" in question


def test_nothing_to_undo_is_said_in_passing(window: MainWindow, town: Session, door: Recorder) -> None:
    town.store.journal.undo()
    window.steps.undo()
    assert door.texts("toast") == ["没有可以撤销的操作"]


def test_the_text_grows_and_is_remembered(window: MainWindow, town: Session, qapp: QApplication) -> None:
    window.header.resize_wanted.emit(1)
    assert style.Look.remembered(town.remembered).scale == 110
    assert qapp.font().pointSizeF() == pytest.approx(style.BASE * 1.1)
    window.header.scheme_wanted.emit()
    assert style.Look.remembered(town.remembered).scheme == "light"


def test_help_says_what_the_page_is_for(qtbot: QtBot, window: MainWindow, door: Recorder) -> None:
    window.body.show_page("members")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    (said,) = door.texts("tell")
    assert "会员名册" in said and "实名制" in said


def test_a_backup_is_made_from_the_header(qtbot: QtBot, window: MainWindow, town: Session, door: Recorder) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        window.back_up()
    assert len(backup.listing(town.folder)) == 1 and door.texts("toast") == ["已备份并核对"]
    assert "今天" in window.foot.safety.text()


def test_closing_copies_what_changed_and_goes(qtbot: QtBot, window: MainWindow, town: Session) -> None:
    settle(town, 1)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert len(backup.listing(town.folder)) == 1 and not window.isVisible() and not window.login_again


def test_closing_without_changes_copies_nothing(qtbot: QtBot, window: MainWindow, town: Session) -> None:
    thinning.thin(town.folder / backup.FOLDER, safekeeping.last_change() or pytest.fail("the town was entered"))
    window._copied = True
    with qtbot.waitSignal(window.closed):
        window.close()
    assert backup.listing(town.folder) == []


def test_a_backup_that_fails_is_told_and_the_next_closing_goes(
    qtbot: QtBot, window: MainWindow, town: Session, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(reason: str, progress: object) -> None:
        raise Trouble("磁盘已满。")

    monkeypatch.setattr(town.store, "safety_backup", fail)
    with qtbot.waitSignal(tasks.desk.idle):
        window.close()
    assert door.texts("warn") == ["磁盘已满。"] and window.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.isVisible()


def test_fictional_data_are_named_so(window: MainWindow, town: Session) -> None:
    assert "演示" not in window.windowTitle()
    town.store.operator = demo.OPERATOR
    window.refresh()
    assert "演示数据" in window.windowTitle()


def test_closing_waits_for_work(qtbot: QtBot, window: MainWindow, door: Recorder) -> None:
    gate = threading.Event()
    finished: list[object] = []
    tasks.run(window, "导入", lambda progress: gate.wait(), finished.append)
    window._copied = True
    window.close()
    window.close()
    assert window.isVisible() and "导入还没有完成" in door.texts("toast")[0]
    with qtbot.waitSignal(window.closed):
        gate.set()
    assert finished == [True] and not window.isVisible()


def test_whoever_wants_the_login_gets_it_after_closing(qtbot: QtBot, window: MainWindow, town: Session) -> None:
    with qtbot.waitSignal(window.closed):
        town.closing_wanted.emit()
    assert window.login_again


def test_an_editor_with_typed_text_is_not_closed_unasked(window: MainWindow, town: Session, door: Recorder) -> None:
    page = window.body.show_page("members")
    assert isinstance(page, RecordPage)
    page.may_leave = lambda: False  # type: ignore[method-assign]
    town.closing_wanted.emit()
    assert window.isVisible() and not window.login_again


def test_tabs_turn_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.body.currentIndex() == 1
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.body.currentIndex() == 0
