"""The list of copies, the second place, a look into a copy, and one file for another computer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.office.backups_page import BackupsPage
from ui.office.copy_look import CopyLook
from ui.session import Session
from unionapp.office import second_place
from unionapp.store import about, backup, connection, keys, looking
from unionapp.subjects.members.models import Member

from tests import support
from tests.ui.answers import answer_restore
from tests.ui.buttons import button
from tests.ui.conftest import Recorder


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> BackupsPage:
    """The page of backups on the screen, with one copy."""
    for number in (1, 2):
        support.saved(town.store, town.kind("members"), number)
    made = BackupsPage(town)
    qtbot.addWidget(made)
    made.show()
    made.back_up()
    qtbot.waitUntil(lambda: bool(made.table.keys) and tasks.desk.at_rest())
    return made


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on another disk."""
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr(second_place, "device", lambda path: path == place)
    monkeypatch.setattr(second_place, "volumes", list)
    return place


def texts(page: BackupsPage, row: int = 0) -> dict[str, str]:
    """What a row says under each title."""
    rows = page.table.rows
    return {column.title: rows.text(row, at) for at, column in enumerate(rows.columns)}


def test_the_list_tells_what_is_in_a_copy(town: Session, page: BackupsPage) -> None:
    told = texts(page)
    assert (told["新旧"], told["在哪里"]) == ("最新", "本机")
    assert told["会员"] == f"{Member.select().count():,}" and told["工会"] and told["附件"].endswith("个")
    support.saved(town.store, town.kind("members"), 3)
    town.store.safety_backup(backup.BEFORE_IMPORT)
    page.refresh()
    assert {texts(page, row)["附件"] for row in range(2)} >= {"不含附件"}
    assert any(texts(page, row)["新旧"].startswith("比现在少 ") for row in range(2))


def test_the_second_place_is_one_click_while_it_is_there(
    qtbot: QtBot, page: BackupsPage, stick: Path, door: Recorder
) -> None:
    assert not button(page, "备份到第二处").isEnabled() and "指定第二处" in page.second.words.text()
    door.answers = [stick]
    page.second.choose()
    assert button(page, "备份到第二处").isEnabled() and "还没有备份过" in page.second.words.text()
    with qtbot.waitSignal(tasks.desk.idle):
        page.second.copy()
    assert "上次备份" in page.second.words.text()
    assert sorted(texts(page, row)["在哪里"] for row in range(2)) == ["本机", "第二处"]
    shutil.rmtree(stick)
    page.refresh()
    assert not button(page, "备份到第二处").isEnabled() and "没有接上" in page.second.words.text()


def test_a_folder_beside_the_data_is_refused_in_words(page: BackupsPage, tmp_path: Path, door: Recorder) -> None:
    door.answers = [tmp_path]
    page.second.tools.command("name-second").trigger()
    assert "同一个磁盘" in door.texts("warn")[0]


def test_one_file_goes_to_another_computer_and_what_to_do_there_is_said(
    qtbot: QtBot, page: BackupsPage, tmp_path: Path, door: Recorder
) -> None:
    door.answers = [tmp_path / "搬家.unionbak"]
    with qtbot.waitSignal(tasks.desk.idle):
        page.back_up_elsewhere()
    says = about.read(tmp_path / "搬家.unionbak")
    assert says is not None and says.attachments and says.beside is None
    assert "从原来的电脑搬来" in door.texts("tell")[0]


def test_a_look_shows_the_records_of_that_day_and_leaves_nothing_behind(
    qtbot: QtBot, town: Session, page: BackupsPage
) -> None:
    count = Member.select().count()
    page.table.selectRow(0)
    with qtbot.waitSignal(tasks.desk.idle):
        page.look()
    (look,) = page.findChildren(CopyLook)
    room = look._look.folder
    assert look.count.text().startswith(f"共 {count:,} 条") and "只能看" in look.windowTitle()
    name = look.table.rows.text(0, 0)
    look.text.setText(name)
    look.refresh()
    assert look.table.rows.rowCount() == 1
    look.kind.setCurrentIndex(look.kind.findText(town.kind("vouchers").title))
    assert room.exists() and look.table.rows.columns[0].title
    look.close()
    assert not room.exists()


def test_a_look_into_a_copy_of_a_former_key_asks_for_the_password_of_that_day(
    qtbot: QtBot, page: BackupsPage, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "is_former", lambda file, key: True)
    page.table.selectRow(0)
    door.answers = [None]
    page.look()
    assert "更换数据钥匙以前" in door.texts("ask_text")[-1] and not page.findChildren(CopyLook)
    monkeypatch.setattr(looking, "is_former", lambda file, key: key != page._session.store.key)
    with qtbot.waitSignal(tasks.desk.idle):
        page.look()
    assert page.findChildren(CopyLook)


def test_what_a_restore_replaced_is_listed_and_removed_only_when_agreed(
    qtbot: QtBot, town: Session, page: BackupsPage, door: Recorder
) -> None:
    kept = town.folder / "replaced-20200101-000000"
    kept.mkdir()
    for name in (connection.FILE, keys.FILE):
        shutil.copyfile(town.folder / name, kept / name)
    page.refresh()
    assert not page.tools.command("forget").isEnabled()
    assert page.table.choose(kept) and page.tools.command("forget").isEnabled()
    assert texts(page, 1)["原因"] == "恢复前的数据"
    assert button(page, "换回所选…").isEnabled()
    door.answers = [False]
    page.forget()
    assert kept.exists()
    door.answers = [True]
    page.forget()
    assert not kept.exists() and len(page.table.keys) == 1


def test_a_copy_whose_attachments_are_gone_says_so_and_can_still_be_restored(
    qtbot: QtBot, town: Session, page: BackupsPage, door: Recorder
) -> None:
    town.store.files.keep(b"picture", "图.jpg")
    with qtbot.waitSignal(tasks.desk.idle):
        page.back_up()
    shutil.rmtree(town.folder / "backups" / "files")
    page.refresh()
    page.table.selectRow(0)
    assert texts(page)["附件"].endswith("，缺 1 个")
    door.answers = ["demo"]
    with qtbot.waitSignal(tasks.desk.idle):
        page.check()
    assert "缺 1 个附件" in door.texts("warn")[0]
    door.answers = [True]
    answer_restore("demo")
    with qtbot.waitSignal(town.closing_wanted):
        page.restore()
    assert "缺 1 个附件" in door.texts("ask")[0]


def test_a_copy_made_on_the_page_is_known_in_the_windows_foot_at_once(
    qtbot: QtBot, town: Session, page: BackupsPage
) -> None:
    with qtbot.waitSignal(town.changed) as told:
        page.back_up()
    assert told.args == [frozenset()]
