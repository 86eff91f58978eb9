"""One field of many rows changed at once, or filled in where it is empty; the editor fills in what waits to be."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.field_edit import LineEdit
from ui.members import members_page as page_of
from ui.records.changing import ChangingDialog
from ui.records.editor import Editor
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.store import filling
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.partialdate import PartialDate

from tests.ui.conftest import Recorder
from tests.ui.township import MORNING, member, put


@pytest.fixture
def session(town: Session) -> Session:
    """An open township of two members without a day of joining and one with."""
    put(town, MEMBERS, member("王一", 1, change_date=None), member("李二", 2, change_date=None), member("张三", 3))
    return town


def changing(qtbot: QtBot, session: Session) -> ChangingDialog:
    """The dialog over all members."""
    page: RecordPage = page_of.members_page(session)
    qtbot.addWidget(page)
    page.show()
    page.list.ask()
    page.list.table.selectAll()
    page.list.tools.command("change-chosen").trigger()
    (found,) = page.findChildren(ChangingDialog)
    return found


def type_into(dialog: ChangingDialog, text: str) -> None:
    """Type the content as the clerk does."""
    assert isinstance(dialog.edit, LineEdit)
    dialog.edit.line.setText(text)


def test_a_month_of_joining_is_filled_in_for_the_chosen_rows(qtbot: QtBot, session: Session, door: Recorder) -> None:
    dialog = changing(qtbot, session)
    assert dialog.field.currentText() == "入会日期"
    type_into(dialog, "2019.7")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    assert [each.joined for each in Member.select().order_by(Member.id)] == [PartialDate(2019, 7)] * 2 + [MORNING]
    assert door.texts("toast") == ["已修改“入会日期” 2 条，其余 1 条不变"]
    with qtbot.waitSignal(tasks.desk.idle):
        door.offered["撤销"]()
    assert [each.joined for each in Member.select().order_by(Member.id)] == [None, None, MORNING]


def test_another_field_is_asked_for_by_its_own_widget(qtbot: QtBot, session: Session, door: Recorder) -> None:
    dialog = changing(qtbot, session)
    dialog.field.setCurrentIndex(dialog.field.findText("籍贯"))
    type_into(dialog, "青山乡")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    assert {each.native_place for each in Member.select()} == {"青山乡"}


def test_what_cannot_be_read_or_filled_is_said_in_the_dialog(qtbot: QtBot, session: Session) -> None:
    dialog = changing(qtbot, session)
    for text, words in (("", "还没有填"), ("春天", "看不懂"), ("2150", "在今天之后")):
        type_into(dialog, text)
        dialog.accept()
        qtbot.waitUntil(lambda words=words: words in dialog.problems.text())  # type: ignore[misc]
        qtbot.waitUntil(lambda: not tasks.busy())
    assert dialog.isVisible()
    assert dialog.typed()
    assert [each.joined for each in Member.select().order_by(Member.id)] == [None, None, MORNING]


def test_who_cannot_be_filled_in_is_named(qtbot: QtBot, session: Session, door: Recorder) -> None:
    with session.store.journal.step("登记"):
        Member.update(birth=PartialDate(2020), id_number="").where(Member.name == "李二").execute()
    dialog = changing(qtbot, session)
    type_into(dialog, "2019.7")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    (told,) = door.texts("tell")
    assert "有 1 条改了会有误" in told
    assert "李二：" in told


def test_the_editor_has_an_input_for_the_day_of_joining_only_while_it_is_empty(qtbot: QtBot, session: Session) -> None:
    empty, known = Member.get(Member.name == "王一"), Member.get(Member.name == "张三")
    for row, inputs in ((empty, {"joined", "change_date", "change_reason"}), (known, {"change_reason"})):
        editor = Editor(session, MEMBERS, row.id)
        qtbot.addWidget(editor)
        assert {name for name in MEMBERS.fixed if editor.form.cells[name].edit is not None} == inputs
    editor = Editor(session, MEMBERS, empty.id)
    qtbot.addWidget(editor)
    edit = editor.form.cells["joined"].edit
    assert isinstance(edit, LineEdit)
    edit.line.setText("2018年5月")
    assert editor.write()
    assert Member.get_by_id(empty.id).joined == PartialDate(2018, 5)
    assert Member.get_by_id(empty.id).change_date == PartialDate(2018, 5)


def test_a_date_of_this_year_is_typed_without_its_year(qtbot: QtBot, session: Session) -> None:
    dialog = changing(qtbot, session)
    type_into(dialog, "1.1")
    assert dialog.edit.value() == date(date.today().year, 1, 1)


def test_how_many_rows_change_is_said_before(qtbot: QtBot, session: Session, door: Recorder) -> None:
    dialog = changing(qtbot, session)
    assert dialog.only_empty.isChecked() and not dialog.only_empty.isEnabled()
    assert dialog.outlook.text() == "空着 2 条，已填 1 条"
    with session.store.journal.step("登记"):
        Member.update(native_place="青山乡").where(Member.name == "李二").execute()
        Member.update(native_place="云岭县").where(Member.name == "张三").execute()
    dialog.field.setCurrentIndex(dialog.field.findText("籍贯"))
    type_into(dialog, "青山乡")
    dialog.look()
    assert dialog.outlook.text() == "补空着的 1 条，改掉已填的 1 条，本来就是的 1 条不变"
    dialog.only_empty.setChecked(True)
    assert dialog.outlook.text() == "补空着的 1 条，已填的 2 条不变"
    dialog.only_empty.setChecked(False)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    assert {each.native_place for each in Member.select()} == {"青山乡"}
    assert door.texts("toast") == ["已修改“籍贯” 2 条，其余 1 条不变"]


def test_what_nobody_changes_by_hand_has_no_such_action(qtbot: QtBot, session: Session) -> None:
    for key, there in (("members", True), ("applications", True), ("membership-changes", False), ("operators", False)):
        page = RecordPage(session, session.kind(key))
        qtbot.addWidget(page)
        assert bool(page.list.tools.commands("change-chosen")) == there, key


def test_the_first_field_asked_for_is_one_that_waits_for_some(qtbot: QtBot, session: Session) -> None:
    ids = [each.id for each in Member.select().order_by(Member.id)]
    assert filling.first_choice(MEMBERS, ids) == "joined"
    with session.store.journal.step("登记"):
        Member.update(change_reason="99").where(Member.name == "张三").execute()
    assert filling.first_choice(MEMBERS, ids[2:]) == "sex"
