"""F8 over doubtful vouchers: each is shown with its doubts and asked a reason, and leaving approves nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds import voucher_deeds as deeds
from ui.funds.doubts_dialog import DoubtsDialog
from ui.funds.vouchers_page import VouchersPage, vouchers_page
from ui.session import Session
from unionapp.errors import Problem
from unionapp.store import editing
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS

from tests.ui.conftest import Recorder
from tests.ui.funds.till import MONTH, draft, keep_book, shown
from tests.ui.hall import opened

WHY = "已请示主席"


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book."""
    return keep_book(town)


@pytest.fixture
def page(qtbot: QtBot, town: Session, book: Book) -> VouchersPage:
    """Two drafts without a doubt and two that pay for drinks, in front of the clerk."""
    for day in (3, 5):
        draft(town, book, day)
        spent(town, book, day)
    made = vouchers_page(town)
    shown(qtbot, made)
    made.list.table.clearSelection()
    return made


def spent(town: Session, book: Book, day: int, account: str = "102", fen: int = 80_00) -> Any:
    """A draft that pays for drinks."""
    made = Voucher(book=book, day=date(MONTH.year, MONTH.month, day), summary="购白酒", papers=1)
    sides = ({"account": "50504", "debit": fen}, {"account": account, "credit": fen})
    vouchers.save(town.store.journal, made, [VoucherLine(summary="购白酒", **side) for side in sides])
    return made


def asked(qtbot: QtBot, page: VouchersPage, door: Recorder) -> DoubtsDialog:
    """The dialog after F8 for all of the month."""
    door.answers.append(0)
    page.list.table.setFocus()
    page.list.table.go_to(Voucher.get().id)
    QTest.keyClick(page.list.table, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: bool(page.findChildren(DoubtsDialog)) and not tasks.busy())
    dialog: DoubtsDialog = opened(page, DoubtsDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def states() -> list[str]:
    return [row.state for row in Voucher.select().order_by(Voucher.id)]


def done(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.busy())


def test_doubtful_vouchers_are_shown_with_what_is_doubted_and_where_it_is_written(
    qtbot: QtBot, page: VouchersPage, door: Recorder
) -> None:
    dialog = asked(qtbot, page, door)
    words = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert words.count("摘要里有“白酒”") == 2 and words.count("八不准") == 2 and "2026-03-03 购白酒　80.00 元" in words
    assert states() == ["draft"] * 4


def test_reasons_that_were_typed_are_asked_about_before_they_are_lost(
    qtbot: QtBot, page: VouchersPage, door: Recorder
) -> None:
    dialog = asked(qtbot, page, door)
    line = next(iter(dialog.reasons.values()))
    line.setText(WHY)
    door.answers += ["继续填写", "不保存"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert dialog.isVisible() and line.text() == WHY
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    done(qtbot)
    assert states() == ["draft"] * 4


@pytest.mark.parametrize("way", [Qt.Key.Key_Escape, Qt.Key.Key_Return, None])
def test_esc_enter_and_the_cross_approve_nothing(
    qtbot: QtBot, page: VouchersPage, door: Recorder, way: Qt.Key | None
) -> None:
    dialog = asked(qtbot, page, door)
    for line in dialog.reasons.values():
        line.setText(WHY)
    door.answers.append("不保存")
    dialog.setFocus()
    if way is None:
        dialog.close()
    else:
        QTest.keyClick(dialog, way)
    assert dialog.isVisible() == (way == Qt.Key.Key_Return), "Enter only goes on"
    done(qtbot)
    assert states() == ["draft"] * 4


def test_each_reason_goes_to_its_voucher_and_one_without_stays_a_draft(
    qtbot: QtBot, page: VouchersPage, door: Recorder
) -> None:
    dialog = asked(qtbot, page, door)
    assert not dialog.approve.isEnabled()
    first, second = dialog.reasons.values()
    QTest.keyClicks(first, "asked")
    assert dialog.approve.text() == "审核 3 张" and "还有 1 张没有写理由" in dialog.note.text()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus() and dialog.isVisible()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.approve.click()
    done(qtbot)
    assert states() == ["approved", "approved", "approved", "draft"]
    assert [row.explained for row in Voucher.select().order_by(Voucher.id)] == ["", "asked", "", ""]
    assert "已审核 3 张" in door.texts("toast")[-1]


def test_all_of_it_is_done_by_keys(qtbot: QtBot, page: VouchersPage, door: Recorder) -> None:
    dialog = asked(qtbot, page, door)
    for line in dialog.reasons.values():
        assert line.hasFocus()
        QTest.keyClicks(line, "asked")
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.approve.hasFocus()
    QTest.keyClick(dialog.approve, Qt.Key.Key_Return)
    done(qtbot)
    assert states() == ["approved"] * 4


def test_the_doubtful_ones_can_be_left_out(qtbot: QtBot, page: VouchersPage, door: Recorder) -> None:
    dialog = asked(qtbot, page, door)
    assert dialog.plain.text() == "只审核没有疑点的 2 张"
    dialog.plain.click()
    done(qtbot)
    assert states() == ["approved", "draft", "approved", "draft"]


def test_a_hundred_doubtful_vouchers_fit_a_small_screen_with_the_buttons_in_sight(
    qtbot: QtBot, town: Session, book: Book
) -> None:
    many = [Voucher(id=at + 1, book=book, day=date(2026, 3, 1), summary="购白酒", total=8_000) for at in range(100)]
    doubt = Problem("", "摘要里有“白酒”，请对照：不准使用工会经费请客送礼。" * 3, "总工办发〔2017〕32号", "warning")
    page = VouchersPage(town)
    qtbot.addWidget(page)
    dialog = DoubtsDialog(page, page.session, many, {each: [doubt, doubt] for each in many})
    qtbot.addWidget(dialog)
    dialog.show()
    room = dialog.screen().availableGeometry().size().boundedTo(QSize(1366, 768))
    assert dialog.minimumSizeHint().height() < 400 and dialog.height() <= room.height()
    assert dialog.leave.isDefault() and not dialog.plain.isVisible()
    for button in (dialog.approve, dialog.leave):
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    last = list(dialog.reasons.values())[-1]
    last.setFocus()
    assert dialog._area.viewport().rect().contains(last.mapTo(dialog._area.viewport(), last.rect().center()))


def test_the_reason_is_shown_with_the_voucher(qtbot: QtBot, page: VouchersPage, town: Session) -> None:
    (row,) = Voucher.select().where(Voucher.summary == "购白酒").limit(1)
    vouchers.approve(town.store.journal, [row], WHY)
    page.show_record(row.id)
    assert any(each.text() == WHY for each in page.currentWidget().findChildren(QLabel))
    assert "explained" in VOUCHERS.columns


def test_what_would_empty_the_cash_box_is_refused_before_it_is_asked_about(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    made = spent(town, book, 9, "101")
    vouchers.approve(town.store.journal, [made], WHY)
    page.list.table.go_to(made.id)
    deeds.post(page)
    done(qtbot)
    assert "余额为 -80.00 元，现金不能为负" in door.texts("warn")[0] and door.texts("ask") == []
    assert Voucher.get_by_id(made.id).state == "approved"


def test_a_bank_account_that_would_be_overdrawn_is_said_in_the_question(
    qtbot: QtBot, page: VouchersPage, town: Session, book: Book, door: Recorder
) -> None:
    made = spent(town, book, 9, "102", 2_000_000)
    vouchers.approve(town.store.journal, [made], WHY)
    page.list.table.go_to(made.id)
    door.answers.append(False)
    deeds.post(page)
    done(qtbot)
    assert "请核对：" in door.texts("ask")[0] and "是透支" in door.texts("ask")[0]
    assert editing.stored(VOUCHERS, [made.id])[made.id]["state"] == "approved"


def test_who_leaves_the_question_which_ones_has_approved_and_posted_nothing(
    qtbot: QtBot, page: VouchersPage, town: Session, door: Recorder
) -> None:
    rows = list(Voucher.select())
    page.list.table.go_to(rows[0].id)
    door.answers += [None, None]
    deeds.approve(page)
    done(qtbot)
    assert states() == ["draft"] * 4
    vouchers.approve(town.store.journal, rows, WHY)
    deeds.post(page)
    done(qtbot)
    assert states() == ["approved"] * 4 and door.texts("ask") == [] and door.texts("warn") == []
