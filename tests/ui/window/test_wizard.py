"""The first start makes a data folder, or opens one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.printing.print_dialog import PrintDialog
from ui.window.wizard import Wizard
from unionapp.errors import Refused
from unionapp.office import demo, practising
from unionapp.office.sizes import SIZES
from unionapp.paths import DEMO_FOLDER
from unionapp.store.store import exists, operators
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union

from tests.support import make_store
from tests.ui.answers import answer_restore
from tests.ui.conftest import Recorder


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Wizard:
    """The wizard before an empty folder."""
    made = Wizard(tmp_path / "data", QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    return made


def fill_in(begin: Wizard) -> None:
    """Type the particulars of a union and its operator."""
    begin.begin()
    begin.founding.name.setText("青山县青山乡总工会")
    begin.founding.short.setText("青山乡")
    begin.founding.region.setText("青山县青山乡")
    begin.founding.operator.setText("张三")
    begin.founding.password.first.setText("geheim-12")
    begin.founding.password.second.setText("geheim-12")


def test_a_data_folder_is_made_with_union_and_operator(begin: Wizard) -> None:
    fill_in(begin)
    begin.found()
    assert begin.store is not None and operators(begin.folder) == ["张三"]
    union = Union.get()
    assert (union.name, union.short_name, union.region) == ("青山县青山乡总工会", "青山乡", "青山县青山乡")
    begin.store.close()


def test_what_is_missing_is_said_and_nothing_is_made(begin: Wizard) -> None:
    begin.begin()
    begin.found()
    assert "工会全称" in begin.founding.message.text()
    begin.founding.name.setText("青山乡总工会")
    begin.found()
    assert "操作员" in begin.founding.message.text()
    begin.founding.operator.setText("张三")
    begin.found()
    assert "密码" in begin.founding.message.text()
    assert not exists(begin.folder)


def test_the_code_page_is_left_only_with_proof(begin: Wizard) -> None:
    fill_in(begin)
    begin.found()
    page = begin.code
    begin.reject()
    assert begin.isVisible() and not page.finish.isEnabled()
    page.tail.setText("wrong")
    assert not page.finish.isEnabled()
    page.tail.setText(page.code.text()[-5:].lower())
    assert page.finish.isEnabled()
    page.tail.clear()
    page.kept.setChecked(True)
    page.finish.click()
    assert begin.result() == Wizard.DialogCode.Accepted and begin.store is not None
    begin.store.close()


def test_the_code_can_be_saved_as_text(begin: Wizard, tmp_path: Path, door: Recorder) -> None:
    begin.code.show_code("ABCDE-FGHJK", tmp_path)
    door.answers = [tmp_path / "code.txt"]
    begin.code._save()
    assert "ABCDE-FGHJK" in (tmp_path / "code.txt").read_text("utf-8-sig")


def test_the_demonstration_lies_in_a_folder_of_its_own(
    qtbot: QtBot, begin: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practising, "SIZE", "small")
    with qtbot.waitSignal(tasks.desk.idle, timeout=60_000):
        begin.look()
    assert begin.store is not None
    with begin.store.active():
        assert Member.select().count() == SIZES["small"].members
    assert begin.folder.name == DEMO_FOLDER and not exists(begin.folder.parent)
    begin.store.close()


def test_a_demonstration_that_fails_leaves_nothing_behind(
    qtbot: QtBot, begin: Wizard, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Refused("演示数据没有做成。")

    monkeypatch.setattr(demo, "fill", fail)
    with qtbot.waitSignal(tasks.desk.idle):
        begin.look()
    assert door.texts("warn") == ["演示数据没有做成。"] and not begin.folder.exists() and begin.store is None
    begin.look()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert begin.folder.name == DEMO_FOLDER and begin.folder.parent.name != DEMO_FOLDER


def test_a_folder_with_data_is_opened_by_the_login(begin: Wizard, tmp_path: Path, door: Recorder) -> None:
    make_store(tmp_path / "other").close()
    door.answers = [tmp_path, tmp_path / "other"]
    begin.open_other()
    assert len(door.texts("warn")) == 1 and begin.isVisible()
    begin.open_other()
    assert begin.folder == tmp_path / "other" and begin.store is None and not begin.isVisible()


def test_a_backup_can_be_the_beginning(qtbot: QtBot, begin: Wizard, tmp_path: Path, door: Recorder) -> None:
    store = make_store(tmp_path / "old")
    door.answers = [store.backup(tmp_path / "stick.unionbak")]
    store.close()
    answer_restore("demo-1")
    begin.restore()
    qtbot.waitUntil(lambda: not begin.isVisible())
    assert exists(begin.folder)


def test_the_code_can_be_printed(qtbot: QtBot, begin: Wizard, door: Recorder) -> None:
    fill_in(begin)
    begin.found()
    begin.code._print()
    dialogs = begin.findChildren(PrintDialog)
    assert len(dialogs) == 1 and dialogs[0].isVisible()
    qtbot.waitUntil(lambda: not tasks.busy())
    dialogs[0].close()
    assert begin.store is not None
    begin.store.close()
