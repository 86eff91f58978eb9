"""The page of settings: all options are there, the changed ones marked, and each can be changed and restored."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.office import settings_page
from ui.office.settings_page import SettingDialog, SettingsPage
from ui.session import Session
from unionapp.store import option_changes
from unionapp.subjects import OPTIONS
from unionapp.subjects.elections import thresholds
from unionapp.subjects.members import rules

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys

__all__ = ["cheap_keys"]

MARGIN, YOUNGEST = thresholds.MARGIN_COMMITTEE, rules.YOUNGEST


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SettingsPage:
    made = SettingsPage(session)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(page: SettingsPage) -> list[tuple[str, ...]]:
    """The texts of all rows."""
    rows, columns = range(page.table.rows.rowCount()), range(page.table.rows.columnCount())
    found = [[page.table.rows.text(row, column) for column in columns] for row in rows]
    return [tuple(row) for row in found]


def choose(page: SettingsPage, key: str) -> None:
    page.table.choose(next((each.option.key, each.since) for each in page._lines if each.option.key == key))


def answer(monkeypatch: pytest.MonkeyPatch, value: object, since: date | None = None) -> list[SettingDialog]:
    """The clerk types a value into the dialog and saves."""
    dialogs: list[SettingDialog] = []

    def exec_(dialog: SettingDialog) -> int:
        dialogs.append(dialog)
        dialog.form.edits["value"].set_value(value)
        dialog.form.edits["since"].set_value(since)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(settings_page.SettingDialog, "exec", exec_)
    return dialogs


def test_all_options_are_shown_by_subject_with_their_defaults(page: SettingsPage) -> None:
    rows = shown(page)
    assert len(rows) == len(OPTIONS)
    assert ("换届选举", "委员差额比例不低于", "5%", "默认", "《工会基层组织选举工作条例》第十七条") in rows
    assert page.count.text() == f"共 {len(OPTIONS)} 条，其中改过 0 条"


def test_words_subject_and_what_was_changed_narrow_the_list(page: SettingsPage, session: Session) -> None:
    page.search.setText("差额 委员")
    assert {row[1] for row in shown(page)} == {"委员差额比例不低于", "常务委员会委员差额比例不低于"}
    page.search.setText("没有这个参数")
    assert (shown(page), page.about.text()) == ([], "")
    page.search.clear()
    page.subject.setCurrentText("会员")
    assert {row[0] for row in shown(page)} == {"会员"}
    page.changed.setChecked(True)
    assert shown(page) == []
    option_changes.change(session.store.journal, YOUNGEST, "18")
    assert [row[2:4] for row in shown(page)] == [("18", "已改（默认 16）")]


def test_the_clerk_changes_an_option_and_restores_its_default(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch, door: Recorder
) -> None:
    choose(page, MARGIN.key)
    assert not page.tools.button("restore").isEnabled()
    assert "依据待核对，可在设置中更改" in page.about.text()
    dialogs = answer(monkeypatch, 800)
    page.tools.button("edit").click()
    assert "《工会基层组织选举工作条例》第十七条" in settings_page.about(dialogs[0]._line)
    assert MARGIN.value == 800
    assert "已改（默认 5%）" in shown(page)[page.table.currentIndex().row()]
    assert page.tools.button("restore").isEnabled()
    page.tools.button("restore").click()
    assert MARGIN.value == 500
    assert door.texts("toast") == ["已修改：委员差额比例不低于", "已恢复默认：委员差额比例不低于"]


def test_a_change_from_a_day_on_stands_beside_what_holds_until_then(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, 800, date(2100, 1, 1))
    choose(page, MARGIN.key)
    page.edit()
    assert (MARGIN.value, MARGIN.on(date(2100, 1, 1))) == (500, 800)
    rows = [row[2:4] for row in shown(page) if row[1] == "委员差额比例不低于"]
    assert rows == [("5%", "默认"), ("8%", "已改2100-01-01 起（默认 5%）")]


def test_a_value_that_is_missing_is_said_under_its_field(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = answer(monkeypatch, None)
    choose(page, MARGIN.key)
    page.edit()
    assert "还没有填" in dialogs[0].form.problems("value")
    assert MARGIN.value == 500


def test_keys_lead_from_the_search_to_the_row_and_into_the_dialog(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.activateWindow()
    page.search.setText("入会最小年龄")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    for key, value in ((Qt.Key.Key_F2, 18), (Qt.Key.Key_Return, 17)):
        answer(monkeypatch, value)
        qtbot.keyClick(page.table, key)
        assert YOUNGEST.value == value
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert YOUNGEST.value == 16


def test_who_does_not_look_after_settings_may_only_look(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = answer(monkeypatch, 800)
    monkeypatch.setattr(page._session.store.journal, "may", lambda right: right == "write")
    choose(page, MARGIN.key)
    assert [page.tools.button(key).isEnabled() for key in ("edit", "restore")] == [False, False]
    page.edit()
    page.restore()
    assert (dialogs, MARGIN.value) == ([], 500)
