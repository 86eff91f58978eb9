"""Backups, operators and the log."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.office.backups_page import BackupsPage
from ui.office.journal_page import JournalPage
from ui.office.operators_page import CodeDialog, OperatorDialog, OperatorsPage
from ui.office.step_look import StepLook
from ui.session import Session
from unionapp.exchange import workbook
from unionapp.store import admission, backup, editing, fences, system
from unionapp.store.keys import FILE, KeyRing
from unionapp.store.store import operators
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.answers import answer, answer_restore
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.township import member, put, settle

Page = TypeVar("Page", bound=QWidget)


def on_screen(qtbot: QtBot, page: Page) -> Page:
    """The page, shown and closed again when the test ends."""
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def backups(qtbot: QtBot, town: Session) -> BackupsPage:
    """The page of backups on the screen."""
    return on_screen(qtbot, BackupsPage(town))


@pytest.fixture
def people(qtbot: QtBot, town: Session) -> OperatorsPage:
    """The page of operators on the screen."""
    return on_screen(qtbot, OperatorsPage(town))


@pytest.fixture
def log(qtbot: QtBot, town: Session) -> JournalPage:
    """The log on the screen."""
    return on_screen(qtbot, JournalPage(town))


def test_a_backup_appears_in_the_list(qtbot: QtBot, town: Session, backups: BackupsPage) -> None:
    assert not button(backups, "恢复所选…").isEnabled()
    with qtbot.waitSignal(tasks.desk.idle):
        backups.back_up()
    (file,) = backup.listing(town.folder)
    assert backups.table.keys == [file] and backups.table.rows.text(0, 1) == "手动"
    assert button(backups, "恢复所选…").isEnabled()


def test_a_backup_goes_to_a_stick(qtbot: QtBot, backups: BackupsPage, tmp_path: Path, door: Recorder) -> None:
    door.answers = [tmp_path / "stick.unionbak"]
    with qtbot.waitSignal(tasks.desk.idle):
        backups.back_up_elsewhere()
    assert (tmp_path / "stick.unionbak").exists() and backups.table.rows.rowCount() == 0


def test_a_backup_is_checked_with_its_password(qtbot: QtBot, backups: BackupsPage, door: Recorder) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        backups.back_up()
    for password, way in (("wrong", "warn"), ("demo", "tell")):
        door.answers = [password]
        with qtbot.waitSignal(tasks.desk.idle):
            backups.check()
        assert len(door.texts(way)) == 1


def test_a_damaged_backup_is_named_and_nothing_is_closed(
    qtbot: QtBot, town: Session, backups: BackupsPage, tmp_path: Path, door: Recorder
) -> None:
    (tmp_path / "bad.unionbak").write_bytes(b"PK broken")
    door.answers = [tmp_path / "bad.unionbak"]
    with qtbot.assertNotEmitted(town.closing_wanted):
        backups.restore_other()
    assert "已损坏" in door.texts("warn")[0] and town.once_closed is None


def test_a_restore_is_prepared_before_the_data_are_closed(
    qtbot: QtBot, town: Session, backups: BackupsPage, door: Recorder
) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        backups.back_up()
    door.answers = [False, True]
    answer_restore("demo")
    with qtbot.assertNotEmitted(town.closing_wanted):
        backups.restore()
    assert "替换现在的全部数据" in door.texts("ask")[0] and town.once_closed is None
    answer_restore("demo")
    with qtbot.waitSignal(town.closing_wanted):
        backups.restore()
    assert town.once_closed is not None


def test_who_may_not_look_after_the_data_does_not_replace_them(
    qtbot: QtBot, town: Session, backups: BackupsPage, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        backups.back_up()
    monkeypatch.setattr(town.store.journal, "may", lambda right: right == "write")
    with qtbot.assertNotEmitted(town.closing_wanted):
        backups.restore()
        backups.restore_other()
    assert len(door.texts("warn")) == 2 and all("管理操作员与设置" in text for text in door.texts("warn"))
    assert town.once_closed is None


def test_another_operator_is_let_in(town: Session, people: OperatorsPage, door: Recorder) -> None:
    def fill(dialog: OperatorDialog) -> None:
        dialog.agree()
        assert "姓名" in dialog.message.text()
        dialog.name.setText("李四")
        dialog.new.first.setText("other-12")
        dialog.new.second.setText("other-12")
        dialog.rights.roles_boxes["handling"].setChecked(False)
        dialog.agree()
        assert "至少一个岗位" in dialog.message.text()
        dialog.rights.roles_boxes["cashier"].setChecked(True)
        dialog.rights.boxes["export"].setChecked(True)
        dialog.agree()

    answer(OperatorDialog, fill)
    people.add()
    assert operators(town.folder) == ["张三", "李四"]
    row = system.Operator.get(system.Operator.name == "李四")
    assert (row.roles, set(row.rights)) == (("cashier",), {"write", "export", "numbers", "read-funds"})
    assert people.table.keys == ["张三", "李四"] and people.table.rows.text(1, 1) == "在用"


def test_an_operator_of_that_name_is_not_overwritten(town: Session, people: OperatorsPage, door: Recorder) -> None:
    def fill(dialog: OperatorDialog) -> None:
        dialog.name.setText("张三")
        dialog.new.first.setText("other-12")
        dialog.new.second.setText("other-12")
        dialog.agree()

    answer(OperatorDialog, fill)
    people.add()
    assert "已有" in door.texts("warn")[0]
    assert KeyRing.read(town.folder).unlock("张三", "demo")


def test_a_dismissed_operator_keeps_her_name_and_loses_her_key(
    town: Session, people: OperatorsPage, door: Recorder
) -> None:
    admission.admit(town.store, "李四", "other-12")
    people.refresh()
    people.table.selectRow(1)
    door.answers = [True]
    people.dismiss()
    assert operators(town.folder) == ["张三"] and people.table.rows.text(1, 1) == "已停用"
    assert "旧备份或旧钥匙文件" in door.texts("ask")[0] and town.renewing


def test_the_key_is_renewed_by_itself_too(town: Session, people: OperatorsPage, door: Recorder) -> None:
    door.answers = [False, True]
    people.renew()
    assert not town.renewing
    people.renew()
    assert town.renewing and "请收回或销毁" in door.texts("ask")[1]


def test_a_dismissed_operator_whose_key_was_put_back_can_be_let_in_anew_for_less(
    town: Session, people: OperatorsPage, door: Recorder
) -> None:
    admission.admit(town.store, "李四", "other-12", ("write", "admin"))
    old = (town.folder / FILE).read_bytes()
    admission.dismiss(town.store, "李四")
    (town.folder / FILE).write_bytes(old)

    def fill(dialog: OperatorDialog) -> None:
        dialog.name.setText("李四")
        dialog.new.first.setText("newer-12")
        dialog.new.second.setText("newer-12")
        dialog.rights.roles_boxes["handling"].setChecked(False)
        dialog.rights.boxes["read-funds"].setChecked(True)
        dialog.agree()

    answer(OperatorDialog, fill)
    people.add()
    assert door.texts("warn") == []
    assert system.Operator.get(system.Operator.name == "李四").rights == ("read-funds",)
    assert KeyRing.read(town.folder).unlock("李四", "newer-12")


def test_who_is_at_work_cannot_be_dismissed(people: OperatorsPage, door: Recorder) -> None:
    door.answers = [True]
    people.dismiss()
    assert "不能停用" in door.texts("warn")[0]


def test_ones_own_password_needs_the_old_one(town: Session, people: OperatorsPage, door: Recorder) -> None:
    def fill(dialog: OperatorDialog, old: str) -> None:
        dialog.old.setText(old)
        dialog.new.first.setText("newer-12")
        dialog.new.second.setText("newer-12")
        dialog.agree()

    answer(OperatorDialog, lambda dialog: fill(dialog, "wrong"))
    people.change_own()
    assert "密码不对" in door.texts("warn")[0]
    answer(OperatorDialog, lambda dialog: fill(dialog, "demo"))
    people.change_own()
    assert KeyRing.read(town.folder).unlock("张三", "newer-12")


def test_the_last_right_to_rule_is_not_given_away_by_oneself(people: OperatorsPage, door: Recorder) -> None:
    def fill(dialog: OperatorDialog) -> None:
        dialog.rights.boxes["admin"].setChecked(False)
        dialog.agree()

    answer(OperatorDialog, fill)
    people.change_rights()
    assert len(door.texts("warn")) == 1 and "admin" in system.Operator.get().rights


def test_without_the_right_others_are_not_changed(qtbot: QtBot, town: Session) -> None:
    admission.admit(town.store, "李四", "other-12")
    town.store.operator = "李四"
    page = OperatorsPage(town)
    qtbot.addWidget(page)
    assert not button(page, "新增操作员").isEnabled() and button(page, "改我的密码…").isEnabled()


def test_a_new_code_replaces_the_old(town: Session, people: OperatorsPage, door: Recorder) -> None:
    shown: list[str] = []

    def keep(dialog: CodeDialog) -> None:
        shown.append(dialog.page.code.text())
        dialog.reject()
        assert dialog.isVisible()
        dialog.page.kept.setChecked(True)
        dialog.page.finish.click()

    door.answers = [True]
    answer(CodeDialog, keep)
    people.new_code()
    assert KeyRing.read(town.folder).unlock_by_code(shown[0])


def test_the_time_until_locking_is_remembered(town: Session, people: OperatorsPage) -> None:
    people.wait.setCurrentIndex(people.wait.findData(30))
    assert town.remembered.value("lock/minutes") == "30"


def test_the_log_shows_who_did_what(town: Session, log: JournalPage) -> None:
    settle(town, 1)
    town.store.journal.undo()
    log.refresh()
    assert [log.table.rows.text(row, 2) for row in range(2)] == ["撤销：录入", "录入"]
    assert log.table.rows.text(0, 1) == "张三"


def chosen(log: JournalPage, row: int) -> JournalPage:
    """The log with the cursor in that row."""
    log.refresh()
    log.table.selectRow(row)
    return log


def test_one_step_of_the_log_is_taken_back_alone_after_a_question(
    qtbot: QtBot, town: Session, log: JournalPage, door: Recorder
) -> None:
    put(town, MEMBERS, member("王一", 1))
    put(town, MEMBERS, member("王二", 2))
    chosen(log, 1)
    assert "可以单独撤销" in log.said.text()
    door.answers = [False, True]
    button(log, "只撤这一步…").click()
    assert Member.select().count() == 2 and "会员名册 1 条" in door.texts("ask")[0]
    with qtbot.waitSignal(tasks.desk.idle):
        button(log, "只撤这一步…").click()
    assert [each.name for each in Member.select()] == ["王二"]


def test_a_fence_in_the_log_takes_a_reason(qtbot: QtBot, town: Session, log: JournalPage, door: Recorder) -> None:
    with town.store.journal.step("导入会员“名单.xlsx”", fences.FENCE):
        editing.put(MEMBERS, [member("王一", 1)])
    settle(town, 1)
    chosen(log, 1)
    door.answers = ["", "导错了文件"]
    button(log, "只撤这一步…").click()
    assert Member.select().count() == 2
    with qtbot.waitSignal(tasks.desk.idle):
        button(log, "只撤这一步…").click()
    assert Member.select().count() == 1
    assert town.store.journal.steps(1)[0].title.endswith("（导错了文件）")


def test_the_log_says_what_depends_on_a_step(town: Session, log: JournalPage) -> None:
    settle(town, 1)
    found = Member.get()
    found.name = "王改名"
    with town.store.journal.step("改名"):
        editing.put(MEMBERS, [found])
    chosen(log, 1)
    assert "“改名”" in log.said.text() and not button(log, "只撤这一步…").isEnabled()


def test_the_log_shows_old_and_new_values_of_a_step(town: Session, log: JournalPage) -> None:
    settle(town, 1)
    found = Member.get()
    former, found.employer = found.name, "面粉厂"
    with town.store.journal.step("改单位"):
        editing.put(MEMBERS, [found])
    chosen(log, 0).look()
    (look,) = log.findChildren(StepLook)
    told = [[look.table.rows.text(row, column) for column in range(4)] for row in range(look.table.rows.rowCount())]
    assert [f"会员“{former}”", "工作单位", "（空）", "面粉厂"] in told
    look.close()


def test_the_log_is_searched_and_filtered(qtbot: QtBot, town: Session, log: JournalPage) -> None:
    settle(town, 1)
    town.store.journal.note("打印会员名册")
    log.text.setText("打印")
    qtbot.waitUntil(lambda: log.table.rows.rowCount() == 1)
    log.text.clear()
    log.who.setCurrentText("张三")
    qtbot.waitUntil(lambda: log.table.rows.rowCount() > 1)
    assert log.count.text() == f"共 {log.table.rows.rowCount()} 条"


def test_a_long_log_is_shown_in_pieces(town: Session, log: JournalPage, monkeypatch: pytest.MonkeyPatch) -> None:
    log._limit = 1
    log.refresh()
    assert log.table.rows.rowCount() == 1 and log.more.isVisible()
    log.more.click()
    assert log.table.rows.rowCount() > 1 and not log.more.isVisible()


def test_the_log_is_exported_and_the_export_is_logged(
    qtbot: QtBot, town: Session, log: JournalPage, tmp_path: Path, door: Recorder
) -> None:
    settle(town, 1)
    door.answers = [tmp_path / "log.xlsx"]
    with qtbot.waitSignal(tasks.desk.idle):
        log.save()
    book = workbook.read(tmp_path / "log.xlsx")
    assert [str(cell) for cell in book.rows[0].cells] == ["时间", "操作员", "操作"]
    assert town.store.journal.steps(1)[0].title.startswith("导出操作日志")
