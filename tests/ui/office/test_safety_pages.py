"""The pages 检查 and 数据安全."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.actions import Command
from ui.office.health_page import HealthPage
from ui.office.inspection_page import InspectionPage
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.office import health
from unionapp.office.kept_findings import KeptFindings
from unionapp.store import backup
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.ui.conftest import Recorder
from tests.ui.township import member, put


@pytest.fixture
def inspection(qtbot: QtBot, town: Session) -> InspectionPage:
    """The page on the screen, over one member with a wrong number."""
    put(town, MEMBERS, member("张三", 1, id_number="110105194912310021"), member("李四", 2, mobile=""))
    page = InspectionPage(town)
    qtbot.addWidget(page)
    page.show()
    return page


def inspected(qtbot: QtBot, page: InspectionPage) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        page.inspect()


def test_findings_stand_by_weight_and_lead_to_their_record(
    qtbot: QtBot, town: Session, inspection: InspectionPage
) -> None:
    assert "还没有检查" in inspection.table.empty
    inspected(qtbot, inspection)
    levels = [each.problem.level for each in inspection.found]
    assert levels == sorted(levels, key=["error", "warning", "info"].index) and levels[0] == "error"
    inspection.table.selectRow(0)
    chosen = inspection.table.row()
    assert chosen is not None
    with qtbot.waitSignal(town.record_wanted) as wanted:
        inspection.open()
    assert wanted.args == [chosen.kind, Member.get(Member.uid == chosen.uid).id]


def test_findings_are_filtered_by_weight_register_and_text(qtbot: QtBot, inspection: InspectionPage) -> None:
    inspected(qtbot, inspection)
    inspection.level.setCurrentIndex(1)
    assert {each.problem.level for each in inspection.table.rows.shown} == {"error"}
    inspection.text.setText("没有这样的字")
    assert not inspection.table.rows.shown and inspection.table.empty == "没有符合条件的问题。"
    inspection.text.clear()
    inspection.register.setCurrentText(MEMBERS.title)
    assert {each.kind for each in inspection.table.rows.shown} == {"members"}


def test_findings_are_exported_as_shown(
    qtbot: QtBot, town: Session, inspection: InspectionPage, tmp_path: Path, door: Recorder
) -> None:
    inspected(qtbot, inspection)
    door.answers = [tmp_path / "out.xlsx"]
    with qtbot.waitSignal(tasks.desk.idle):
        inspection.save()
    assert (tmp_path / "out.xlsx").exists() and len(door.texts("toast")) == 1
    assert "导出检查结果到“out.xlsx”" in [step.title for step in town.store.journal.steps(3)]


def test_a_sound_folder_says_so_and_when(qtbot: QtBot, town: Session) -> None:
    page = InspectionPage(town)
    qtbot.addWidget(page)
    page.show_found(KeptFindings(datetime.now(), page._step(), []))
    assert page.table.empty.startswith(f"没有发现问题（{datetime.now():%Y-%m-%d}")


def test_what_was_found_is_there_again_with_its_age_until_something_is_changed(
    qtbot: QtBot, town: Session, inspection: InspectionPage
) -> None:
    inspected(qtbot, inspection)
    again = InspectionPage(town)
    qtbot.addWidget(again)
    assert list(again.found) == list(inspection.found) != []
    assert "检查（今天）" in again.foot.text() and again.stale.isHidden()
    town.store.journal.note("打印")
    again.say_age()
    assert again.stale.isHidden()
    support.saved(town.store, town.kind("unions"), 77)
    again.say_age()
    assert not again.stale.isHidden()


@pytest.fixture
def safety(qtbot: QtBot, town: Session) -> HealthPage:
    """The page of health, its lines read."""
    page = HealthPage(town)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.lines))
    return page


def state(page: HealthPage, key: str) -> health.State:
    return next(each.state for each in page.lines if each.key == key)


def mend(page: HealthPage, key: str) -> None:
    (command,) = page.findChildren(Command, f"mend-{key}")
    command.trigger()


def test_one_click_makes_the_copy_that_is_missing(qtbot: QtBot, town: Session, safety: HealthPage) -> None:
    assert state(safety, "copy") == "bad"
    with qtbot.waitSignal(tasks.desk.idle):
        mend(safety, "copy")
    qtbot.waitUntil(lambda: state(safety, "copy") == "good")
    assert len(backup.listing(town.folder)) == 1


def test_one_click_checks_everything(qtbot: QtBot, safety: HealthPage, door: Recorder) -> None:
    assert state(safety, "attachments") == "due"
    with qtbot.waitSignal(tasks.desk.idle):
        mend(safety, "attachments")
    qtbot.waitUntil(lambda: state(safety, "attachments") == "good")
    assert "检查完毕，没有发现问题" in door.texts("toast")


def test_a_full_check_that_finds_something_says_where_to_look(
    qtbot: QtBot, town: Session, safety: HealthPage, door: Recorder
) -> None:
    town.store.files.keep(b"a picture", "照片.jpg")
    next(path for path in town.store.files.folder.rglob("*") if path.is_file()).write_bytes(b"")
    with qtbot.waitSignal(tasks.desk.idle):
        safety.check()
    qtbot.waitUntil(lambda: state(safety, "attachments") == "bad")
    assert "1 处不对" in door.texts("warn")[0]


def test_what_another_page_mends_leads_there(qtbot: QtBot, town: Session, safety: HealthPage) -> None:
    with qtbot.waitSignal(town.page_wanted) as wanted:
        mend(safety, "admins")
    assert wanted.args == ["operators"]


def test_everything_goes_out_once_the_clerk_agrees(qtbot: QtBot, town: Session, tmp_path: Path, door: Recorder) -> None:
    page = HealthPage(town)
    qtbot.addWidget(page)
    door.answers = [False]
    page.leave()
    door.answers = [True, tmp_path / "out"]
    with qtbot.waitSignal(tasks.desk.idle):
        page.leave()
    assert "没有加密" in door.texts("ask")[0] and "目录.html" in door.texts("tell")[0]
    assert (tmp_path / "out" / "目录.html").exists()


def test_the_sheet_of_handing_over_is_shown_before_it_is_printed(qtbot: QtBot, town: Session) -> None:
    page = HealthPage(town)
    qtbot.addWidget(page)
    page.hand_over()
    (dialog,) = page.findChildren(PrintDialog)
    assert dialog.paper.id == "handover-sheet"
    dialog.close()
