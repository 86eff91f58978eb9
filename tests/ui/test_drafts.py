"""What is typed and not saved is on the disk, and offered again after the program was killed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.cases.asking import ask_for
from ui.elections.counting.desk import CountingDesk
from ui.elections.counting.totals import TotalsDialog
from ui.funds.budget_editor import BudgetEditor
from ui.funds.opening_entry import OpeningEntry
from ui.funds.simple_entry import SimpleEntry
from ui.funds.voucher_editor import VoucherEditor
from ui.kit import inputs
from ui.kit.forms import FormDialog
from ui.kit.leaving import FilledDialog
from ui.members.change import DeedDialog
from ui.records.editor import Editor
from ui.records.writing import Writing
from ui.service.counter_page import CounterPage
from ui.session import Session
from ui.window.drafts_bar import DraftsBar
from ui.window.main_window import MainWindow
from unionapp.store import drafts, editing
from unionapp.store.drafts import Unsaved
from unionapp.subjects.funds.budgeting import actions as budgeting
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members import deeds
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.conftest import Recorder
from tests.ui.funds.till import keep_book
from tests.ui.hall import open_count
from tests.ui.township import MILL, settle

TAKE, DROP, LATER = "恢复上次填写", "不要了", "以后再说"
Opens = Callable[[Session], QWidget]


def seen(qtbot: QtBot, widget: QWidget) -> Any:
    """A widget as it stands before the clerk, with what follows from its appearing."""
    if widget.parentWidget() is None:
        qtbot.addWidget(widget, before_close_func=lambda closed: closed.hide())
    with qtbot.waitExposed(widget):
        widget.show()
    QApplication.processEvents()
    return widget


def next_start(session: Session) -> Session:
    """What the program knows after it was killed and started again."""
    session.drafts.look()
    return Session(session.store, session.remembered)


def only(session: Session) -> Unsaved:
    (found,) = session.drafts.left.values()
    return found


def new_union(session: Session) -> Editor:
    return Editor(session, UNIONS, None)


def type_into(editor: QWidget, name: str, text: str) -> None:
    """Type into the line of that accessible name."""
    line = next(each for each in editor.findChildren(QLineEdit) if each.accessibleName() == name)
    line.setText(text)
    line.textEdited.emit(text)


def mill(session: Session) -> Any:
    return Union.get(Union.name == MILL)


def write_union(editor: Any) -> None:
    type_into(editor, "工会名称", "青山乡砖厂工会")


def test_what_is_typed_in_an_editor_is_offered_and_put_back_after_a_kill(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    assert only(again).called == "工会“青山乡砖厂工会”"
    door.answers += [TAKE]
    editor = seen(qtbot, new_union(again))
    assert "还没有保存" in door.texts("choose")[0]
    assert editor.form.read({})[0]["name"] == "青山乡砖厂工会"
    assert editor.typed() and not again.drafts.left


def test_the_default_keeps_the_draft_and_leaves_the_editor_alone(qtbot: QtBot, town: Session, door: Recorder) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    door.answers += [None]
    editor = seen(qtbot, new_union(again))
    assert not editor.typed()
    type_into(editor, "工会名称", "青山乡瓷厂工会")
    assert [each.called for each in next_start(again).drafts.left.values()] == [
        "工会“青山乡砖厂工会”",
        "工会“青山乡瓷厂工会”",
    ]


def test_a_draft_that_is_not_wanted_is_gone_for_good(qtbot: QtBot, town: Session, door: Recorder) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    door.answers += [DROP]
    seen(qtbot, new_union(again))
    assert not next_start(again).drafts.left


def test_what_was_saved_leaves_no_draft(qtbot: QtBot, town: Session) -> None:
    editor = seen(qtbot, new_union(town))
    write_union(editor)
    town.drafts.look()
    assert editor.write()
    assert not next_start(town).drafts.left


def test_what_was_given_up_leaves_no_draft(qtbot: QtBot, town: Session, door: Recorder) -> None:
    dialog = seen(qtbot, DeedDialog(None, town, settle(town, 1), deeds.LEAVE))
    dialog.form.edits["counterpart"].retype("邻县总工会")
    town.drafts.look()
    door.answers += ["不保存"]
    dialog.reject()
    assert not next_start(town).drafts.left


def test_a_draft_lies_on_the_disk_for_nobody_else(qtbot: QtBot, town: Session) -> None:
    write_union(seen(qtbot, new_union(town)))
    town.drafts.look()
    folder, key = town.folder, town.store.key
    assert len(drafts.read(folder, key, "张三")) == 1
    assert drafts.read(folder, key, "李四") == []
    raw = b"".join(path.read_bytes() for path in folder.glob("drafts-*"))
    assert raw and "砖厂".encode() not in raw


def test_a_draft_of_a_record_that_was_changed_meanwhile_says_so(qtbot: QtBot, town: Session, door: Recorder) -> None:
    row = mill(town).id
    type_into(seen(qtbot, Editor(town, UNIONS, row)), "工会名称", "青山乡面粉一厂工会")
    town.drafts.look()
    changed = mill(town)
    changed.address = "青山乡一号"
    with town.store.journal.step("登记地址"):
        editing.put(UNIONS, [changed])
    again = next_start(town)
    door.answers += [TAKE]
    editor = seen(qtbot, Editor(again, UNIONS, row))
    assert "登记地址" in door.texts("choose")[0] and "核对" in door.texts("choose")[0]
    values, _ = editor.form.read({})
    assert (values["name"], values["address"]) == ("青山乡面粉一厂工会", "青山乡一号")


def opening(session: Session) -> QWidget:
    return OpeningEntry(None, session, keep_book_once(session), 2026)


def keep_book_once(session: Session) -> Any:
    found = session.kind("books").model.select().first()
    return found or keep_book(session)


def entry(session: Session) -> QWidget:
    return SimpleEntry(None, session, keep_book_once(session), "out")


def voucher(session: Session) -> QWidget:
    return VoucherEditor(session, Voucher(book=keep_book_once(session), day=date(2026, 3, 5)), ())


def budget(session: Session) -> QWidget:
    book = keep_book_once(session)
    found = session.kind("budgets").model.select().first()
    return BudgetEditor(session, found or budgeting.draw_up(session.store.journal, book, 2026))


def ask(session: Session) -> FormDialog:
    return ask_for(QWidget(), session, UNIONS, mill(session), ("name", "phone"), "更正")


def change(session: Session) -> QWidget:
    return DeedDialog(None, session, list(Member.select()) or settle(session, 2), deeds.LEAVE)


def the_round(session: Session) -> Any:
    found = session.kind("ballots")
    return found and (session.kind("rounds").model.select().first() or open_count(session))


def totals(session: Session) -> QWidget:
    return TotalsDialog(None, session, the_round(session))


def desk(session: Session) -> QWidget:
    return CountingDesk(None, session, the_round(session))


def put_line(grid: Any, **values: object) -> None:
    for name, value in values.items():
        grid.model.take(0, name, value)


TYPED: dict[str, tuple[Opens, Callable[[Any], object]]] = {
    "editor": (new_union, write_union),
    "form": (ask, lambda each: each.form.edits["phone"].retype("不是号码")),
    "change": (change, lambda each: each.form.edits["counterpart"].retype("邻县总工会")),
    "voucher": (voucher, lambda each: put_line(each.grid, summary="购笔", account="102", credit=1200)),
    "simple entry": (entry, lambda each: each.form.matter.retype({"text": "办公费", "value": None})),
    "openings": (opening, lambda each: put_line(each.grid, debit=45_800)),
    "budget": (budget, lambda each: put_line(each.grid, account="401", amount=45_800, note="会费")),
    "totals": (totals, lambda each: each.table.retype([["30", "2", ""], ["7", "1", "x"]])),
    "ballot": (desk, lambda each: [each.panel.draft.press(key) for key in "13-"]),
    "counter": (CounterPage, lambda each: each.form.who.retype({"text": "过路人", "value": None})),
}
"""Where something is typed: how it is opened, and what is typed."""


@pytest.mark.parametrize("where", TYPED)
def test_a_kill_loses_nothing_wherever_it_was_typed(where: str, qtbot: QtBot, town: Session, door: Recorder) -> None:
    opens, typing = TYPED[where]
    typed = seen(qtbot, opens(town))
    typing(typed)
    stood = inputs.read(typed)
    again = next_start(town)
    assert only(again).said
    door.answers += [TAKE]
    assert inputs.read(seen(qtbot, opens(again))) == stood
    assert not again.drafts.left


@pytest.mark.parametrize("where", TYPED)
def test_where_nothing_was_typed_nothing_is_kept(where: str, qtbot: QtBot, town: Session) -> None:
    seen(qtbot, TYPED[where][0](town))
    assert not next_start(town).drafts.left


def test_what_stands_in_an_open_cell_is_kept_without_settling_it(qtbot: QtBot, town: Session) -> None:
    dialog = seen(qtbot, opening(town))
    dialog.grid.table.go(0, 1)
    cell = dialog.grid.table.open
    cell.line.setText("45800.")
    town.drafts.look()
    assert cell.line.text() == "45800." and dialog.grid.table.open is cell
    kept = drafts.read(town.folder, town.store.key, "张三")[0].said
    assert "45800." in str(kept)


def test_passwords_are_no_drafts(qtbot: QtBot) -> None:
    widget = QWidget()
    column, plain, secret = QVBoxLayout(widget), QLineEdit("看得见"), QLineEdit("看不见")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    for line in (plain, secret):
        column.addWidget(line)
    qtbot.addWidget(widget)
    assert list(inputs.read(widget).values()) == ["看得见"]


def test_every_editor_and_every_dialog_that_is_filled_in_is_kept() -> None:
    """Their base class makes the keeper, and takes the session for it."""
    assert all(issubclass(each, (Writing, FilledDialog)) for each in (Editor, FormDialog, SimpleEntry, OpeningEntry))


def test_after_the_login_one_line_says_what_was_left_and_leads_back(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    window = MainWindow(again)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    bar = window.drafts_bar
    assert "工会“青山乡砖厂工会”" in bar.words.text() and bar.isVisible()
    bar.go_on.click()
    QApplication.processEvents()
    (editor,) = [each for each in window.findChildren(Editor) if each.isVisible()]
    assert editor.form.read({})[0]["name"] == "青山乡砖厂工会"
    assert not door.texts("choose") and not bar.isVisible()
    door.answers += ["不保存"]
    qtbot.waitUntil(lambda: not tasks.busy())


def test_what_is_not_wanted_can_be_put_back(qtbot: QtBot, town: Session, door: Recorder) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    bar = seen(qtbot, DraftsBar(again))
    bar.drop.click()
    assert not again.drafts.left and bar.isHidden()
    door.offered["放回"]()
    assert only(again).called == "工会“青山乡砖厂工会”" and not bar.isHidden()


def test_later_hides_the_line_and_keeps_the_draft(qtbot: QtBot, town: Session) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    bar = seen(qtbot, DraftsBar(again))
    bar.later.click()
    assert bar.isHidden() and again.drafts.left


def test_a_window_that_closed_leaves_only_what_was_left_before(qtbot: QtBot, town: Session) -> None:
    write_union(seen(qtbot, new_union(town)))
    again = next_start(town)
    again.drafts.stop()
    assert only(next_start(again)).called == "工会“青山乡砖厂工会”"
    town.drafts.stop()
    assert not next_start(town).drafts.left
