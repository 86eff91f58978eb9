"""记账: the month's vouchers from draft to posted, reversed and copied, by keys and clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds import voucher_deeds as deeds
from ui.funds.chosen import ChosenPeriod
from ui.funds.simple_entry import SimpleEntry
from ui.funds.voucher_editor import VoucherEditor
from ui.funds.voucher_form import VoucherForm
from ui.funds.voucher_papers import PaperDialog
from ui.funds.voucher_view import VoucherView
from ui.funds.vouchers_page import VouchersPage, vouchers_page
from ui.kit.forms import FormDialog
from ui.session import Session
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper

from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, MONTH, Keys, draft, keep_book, shown
from tests.ui.hall import opened


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book."""
    return keep_book(town)


@pytest.fixture
def page(qtbot: QtBot, town: Session, book: Book) -> VouchersPage:
    """The page in front of the clerk."""
    made = vouchers_page(town)
    shown(qtbot, made)
    return made


def done(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.busy())


def press(page: VouchersPage, key: Qt.Key) -> None:
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, key)


def states() -> list[str]:
    return [row.state for row in Voucher.select().order_by(Voucher.id)]


def posted(town: Session, book: Book, *days: int) -> list[Voucher]:
    rows = [draft(town, book, day) for day in days]
    vouchers.approve(town.store.journal, rows)
    vouchers.post(town.store.journal, book, MONTH)
    return [Voucher.get_by_id(row.id) for row in rows]


def test_only_the_chosen_month_is_listed_until_all_are_wanted(page: VouchersPage, town: Session, book: Book) -> None:
    draft(town, book, 5)
    assert page.list.table.rows.rowCount() == 1
    ChosenPeriod.of(town).step(-1)
    assert page.list.table.rows.rowCount() == 0
    assert page.bar.state.isVisible()
    page.whole.setChecked(True)
    assert page.list.table.rows.rowCount() == 1
    assert not page.bar.state.isVisible()  # it speaks of one month
    assert page.filter_words() == book.name


def test_an_empty_month_offers_the_first_steps(page: VouchersPage) -> None:
    offered = [button.text() for button in page.list.nothing.findChildren(QPushButton) if button.isVisible()]
    assert offered[:3] == ["收钱", "付钱", "填凭证"]


def test_without_a_book_every_deed_says_what_to_do_first(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = vouchers_page(town)
    shown(qtbot, made)
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7):
        press(made, key)
    assert door.texts("warn") == [deeds.NO_BOOK] * 2


def test_f6_and_f7_open_the_simple_entry(page: VouchersPage) -> None:
    press(page, Qt.Key.Key_F6)
    dialog = opened(page, SimpleEntry)
    assert dialog.way == "in"
    dialog.reject()
    press(page, Qt.Key.Key_F7)
    assert opened(page, SimpleEntry).way == "out"


def test_the_month_is_approved_and_posted_by_two_keys(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    for day in (7, 3, 5):
        draft(town, book, day)
    door.answers += [0, True]
    press(page, Qt.Key.Key_F8)
    done(qtbot)
    assert states() == ["approved"] * 3
    press(page, Qt.Key.Key_F9)
    done(qtbot)
    assert "还是只这一张" in door.texts("choose")[0]
    assert "不能修改、不能撤销" in door.texts("ask")[0]
    assert [(row.day.day, row.number) for row in Voucher.select().order_by(Voucher.day)] == [(3, 1), (5, 2), (7, 3)]
    assert "3 张已记账，未结账" in page.bar.state.text()


def test_only_the_chosen_drafts_are_approved_where_several_are_chosen(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book
) -> None:
    rows = [draft(town, book, day) for day in (3, 5, 7)]
    page.list.table.go_to(rows[2].id)
    QTest.keyClick(page.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_F8)
    done(qtbot)
    assert states() == ["draft", "approved", "approved"]


def test_the_one_under_the_cursor_is_approved_alone_where_only_it_is_meant(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    rows = [draft(town, book, day) for day in (3, 5)]
    page.list.table.go_to(rows[0].id)
    door.answers.append(1)
    press(page, Qt.Key.Key_F8)
    done(qtbot)
    assert states() == ["approved", "draft"]


def test_an_open_draft_is_approved_by_its_button(qtbot: QtBot, page: VouchersPage, town: Session, book: Book) -> None:
    rows = [draft(town, book, day) for day in (3, 5)]
    page.show_record(rows[1].id)
    next(each for each in page.currentWidget().findChildren(QPushButton) if each.text() == "审核").click()
    done(qtbot)
    assert states() == ["draft", "approved"]


def test_who_thinks_better_of_it_posts_nothing(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    vouchers.approve(town.store.journal, [draft(town, book, 3)])
    door.answers.append(False)
    press(page, Qt.Key.Key_F9)
    done(qtbot)
    assert door.texts("ask") and states() == ["approved"]


def test_a_posted_voucher_is_shown_and_not_edited(page: VouchersPage, town: Session, book: Book) -> None:
    (row,) = posted(town, book, 3)
    page.edit(row.id)
    view = page.currentWidget()
    assert isinstance(view, VoucherView)
    enabled = {command.text() for command in view.tools.commands() if command.isEnabled()}
    assert {"红字冲销", "复制"} <= enabled
    assert not enabled & {"编辑", "审核", "撤销审核", "记账", "删除草稿"}
    form = view.findChild(VoucherForm)
    assert form is not None and form.state.text().endswith("已记账")
    assert form.table.rows.text(form.table.rows.rowCount() - 1, 0) == "合计（大写）人民币壹佰元整"


def test_a_posted_voucher_is_reversed_in_red_and_both_name_each_other(
    page: VouchersPage, town: Session, book: Book
) -> None:
    (row,) = posted(town, book, 3)
    wanted: list[tuple[str, int]] = []
    town.record_wanted.connect(lambda key, number: wanted.append((key, number)))
    page.list.table.go_to(row.id)
    deeds.reverse(page)
    dialog = opened(page)
    dialog.form.edits["day"].set_value(date(2026, 3, 9))
    dialog.accept()
    red = Voucher.get(Voucher.reverses == row.id)
    assert [(line.debit, line.credit) for line in vouchers.lines(red)] == [(-10_000, None), (None, -10_000)]
    assert wanted == [("vouchers", red.id)]
    page.show_of("vouchers", red.id)
    form = page.currentWidget().findChild(VoucherForm)
    assert form is not None
    form.wanted.emit(row.id)
    assert wanted[-1] == ("vouchers", row.id)


def test_a_voucher_of_another_month_is_opened_with_its_month(page: VouchersPage, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    ChosenPeriod.of(town).step(5)
    page.show_of("vouchers", row.id)
    assert ChosenPeriod.of(town).month == MONTH
    assert isinstance(page.currentWidget(), VoucherView)


def test_drafts_are_thrown_away_and_brought_back(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    row = draft(town, book, 3)
    page.list.table.go_to(row.id)
    press(page, Qt.Key.Key_Delete)
    done(qtbot)
    assert states() == []
    door.offered["撤销"]()
    done(qtbot)
    assert states() == ["draft"]


def test_an_approved_voucher_becomes_a_draft_again(qtbot: QtBot, page: VouchersPage, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    vouchers.approve(town.store.journal, [row])
    page.list.table.go_to(row.id)
    deeds.unapprove(page)
    dialog = page.findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    dialog.accept()
    assert states() == ["approved"] and "还没有填" in dialog.form.problems("because")
    dialog.form.edits["because"].set_value("金额记错")
    dialog.accept()
    done(qtbot)
    assert states() == ["draft"]


def editor(page: VouchersPage) -> VoucherEditor:
    found = page.currentWidget()
    assert isinstance(found, VoucherEditor)
    return found


def test_a_voucher_is_written_by_keys_alone(qtbot: QtBot, page: VouchersPage) -> None:
    keys = Keys(qtbot, page)
    page.list.table.setFocus()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    writing = editor(page)
    writing.grid.setFocus()
    qtbot.waitUntil(lambda: writing.grid.table.open is not None)
    keys.type("tea").press(ENTER).type("50504").press(ENTER).type("80").press(ENTER).press(ENTER).press(ENTER)
    keys.press(ENTER).type("101").press(ENTER).press(ENTER).type("=").press(Qt.Key.Key_S, ctrl=True)
    made = Voucher.get()
    assert [(x.account, x.debit, x.credit) for x in vouchers.lines(made)] == [
        ("50504", 8000, None),
        ("101", None, 8000),
    ]
    assert page.currentWidget() is page.list


def test_an_unbalanced_voucher_is_refused_in_words_and_stays(page: VouchersPage) -> None:
    page.new()
    writing = editor(page)
    writing.grid.show_lines(
        [VoucherLine(summary="a", account="102", debit=500), VoucherLine(summary="a", account="401", credit=499)]
    )
    writing.save()
    assert editor(page) is writing
    assert "0.01" in writing.problems.text()
    assert Voucher.select().count() == 0


def test_a_draft_is_edited_and_its_lines_keep_their_rows(page: VouchersPage, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    before = [line.id for line in vouchers.lines(row)]
    page.edit(row.id)
    writing = editor(page)
    for at, name in enumerate(("debit", "credit")):
        writing.grid.model.take(at, name, 777)
    writing.save()
    assert [(line.id, line.debit or line.credit) for line in vouchers.lines(row)] == [(each, 777) for each in before]


def test_leaving_asks_only_where_something_was_typed(page: VouchersPage, door: Recorder) -> None:
    page.new()
    editor(page).leave()
    assert page.currentWidget() is page.list and not door.texts("choose")
    page.new()
    editor(page).grid.model.take(0, "debit", 5)
    door.answers.append("继续填写")
    editor(page).leave()
    assert len(door.texts("choose")) == 1 and isinstance(page.currentWidget(), VoucherEditor)
    door.answers.append("不保存")
    assert page.may_leave()


def test_a_copy_is_written_anew(page: VouchersPage, town: Session, book: Book) -> None:
    (row,) = posted(town, book, 3)
    page.list.table.go_to(row.id)
    page.write_copy(row, date(2026, 3, 20))
    editor(page).save()
    copied = Voucher.get(Voucher.id != row.id)
    assert (copied.state, copied.day, copied.total) == ("draft", date(2026, 3, 20), row.total)


def test_a_draft_that_is_approved_meanwhile_is_not_written_any_more(
    page: VouchersPage, town: Session, book: Book
) -> None:
    row = draft(town, book, 3)
    page.edit(row.id)
    vouchers.approve(town.store.journal, [row])
    assert "已经不是草稿" in editor(page).problems.text()


def test_papers_are_stored_with_their_voucher_and_one_used_before_is_told(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book
) -> None:
    used = draft(town, book, 2)
    earlier = VoucherPaper(voucher=used, sort="invoice", number="26312000000012345678", sheets=1)
    with town.store.journal.step("登记"):
        earlier.save()
    row = draft(town, book, 3)
    page.edit(row.id)
    panel = editor(page).papers
    dialog = panel.add()
    assert isinstance(dialog, PaperDialog)
    dialog.form.edits["number"].set_value("26312000000012345678")
    dialog.form.edits["sheets"].set_value(3)
    dialog.check()
    assert dialog.form.problems("number")
    dialog.accept()
    assert dialog.isVisible() and panel.papers == []
    dialog.form.edits["number"].set_value("26312000000099999999")
    dialog.accept()
    assert editor(page).head.cells["papers"].value() == 3
    editor(page).save()
    assert [paper.sheets for paper in VoucherPaper.select().where(VoucherPaper.voucher == row.id)] == [3]
    town.store.journal.undo()
    assert not VoucherPaper.select().where(VoucherPaper.voucher == row.id).exists()


def test_a_paper_whose_change_is_given_up_stays_as_it_was(page: VouchersPage, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    with town.store.journal.step("登记"):
        VoucherPaper(voucher=row, sort="invoice", number="1", sheets=1).save()
    page.edit(row.id)
    panel = editor(page).papers
    panel.table.selectRow(0)
    panel.change()
    dialog = opened(page, PaperDialog)
    dialog.form.edits["number"].set_value("2")
    dialog.check()
    dialog.reject()
    assert panel.papers[0].number == "1" and editor(page).may_leave()


def test_a_paper_is_registered_from_the_voucher(page: VouchersPage, town: Session, book: Book) -> None:
    row = draft(town, book, 3)
    page.show_record(row.id)
    deeds.add_paper(page)
    dialog = opened(page, PaperDialog)
    dialog.form.edits["number"].set_value("26312000000088888888")
    dialog.accept()
    assert not dialog.isVisible() and VoucherPaper.get().voucher == row


def test_the_keys_of_the_daily_buttons_stand_in_their_tips(page: VouchersPage) -> None:
    buttons = {button.text(): button.toolTip() for button in page.list.question.findChildren(QPushButton)}
    daily = {"收钱": "F6", "付钱": "F7", "审核": "F8", "记账": "F9"}
    assert {words: buttons[words] for words in daily} == {words: f"{words}（{key}）" for words, key in daily.items()}
