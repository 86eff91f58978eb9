"""Handing out: people chosen with what speaks against them, amounts, signing by keys, the voucher, the bank's list."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.chosen import ChosenPeriod
from ui.funds.handout_part import HandoutPart
from ui.funds.handouts_page import HandoutsPage, HandoutView, handouts_page
from ui.funds.picking import read_sheet
from ui.records.picking import PickDialog
from ui.session import Session
from unionapp.exchange import workbook
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine, Limit
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS, LIMITS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import keep_book
from tests.ui.hall import fill, opened
from tests.ui.picker import chosen, everybody, marks, picker, take
from tests.ui.township import DAIRY, MILL, member, number, put

DAY = date(2026, 3, 8)


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book; three members of the mill, one of the dairy who is born in May."""
    made = keep_book(town)
    people = [member(name, place) for place, name in enumerate(("丁一", "王二", "李三"), 1)]
    people.append(member("陈五", 9, DAIRY, id_number=number(9, date(1990, 5, 1)), birth=date(1990, 5, 1)))
    put(town, MEMBERS, *people)
    return made


def handout(town: Session, book: Book, **values: Any) -> Handout:
    """One stored round."""
    given = {"title": "端午慰问", "item": "festival", "festival": "dragon-boat", "day": DAY, "goods": "粽子"}
    made = Handout(book=book.id, **({**given, "amount": 20_000} | values))
    put(town, HANDOUTS, made)
    return made


def page_of(qtbot: QtBot, town: Session) -> HandoutsPage:
    page = handouts_page(town)
    assert isinstance(page, HandoutsPage)
    qtbot.addWidget(page)
    page.resize(1238, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def view_of(qtbot: QtBot, town: Session, made: Handout) -> tuple[HandoutView, HandoutPart]:
    """The page of a round, and its list."""
    page = page_of(qtbot, town)
    page.show_record(made.id)
    view = page.currentWidget()
    assert isinstance(view, HandoutView)
    part = view.part("list")
    assert isinstance(part, HandoutPart)
    return view, part


def picking(qtbot: QtBot, part: HandoutPart) -> PickDialog[Any]:
    button(part, "选人").click()
    return picker(qtbot, part)


def test_members_are_seen_before_they_are_added(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    made = handout(town, book)
    view, part = view_of(qtbot, town, made)
    dialog = picking(qtbot, part)
    assert not dialog.take.isEnabled()
    dialog.search.filters["union"].choose_value(Union.get(Union.name == MILL).id)
    dialog.look()
    assert len(everybody(qtbot, dialog)) == 3
    dialog.picked.drop()
    assert dialog.take.text() == "加入名单（2 人）"
    names = chosen(dialog)
    take(qtbot, dialog)
    assert door.texts("toast")[-1] == "名单加入 2 人"
    view.refresh()
    assert [line.values[2] for line in part.table.lines] == names
    assert part.sums.text().startswith("共 2 人　合计 400.00 元（肆佰元整）")


def test_who_is_listed_or_has_had_it_is_marked_and_not_chosen(qtbot: QtBot, town: Session, book: Book) -> None:
    before = handout(town, book, title="端午慰问（一）", day=date(2026, 1, 8))
    people = list(Member.select().order_by(Member.id))
    handing.add(town.store.journal, before, people[:1])
    made = handout(town, book)
    handing.add(town.store.journal, made, people[1:2])
    dialog = picking(qtbot, view_of(qtbot, town, made)[1])
    found = marks(dialog)
    assert found["丁一"].startswith("今年“端午慰问（一）”已领过")
    assert found["王二"] == "已在本批名单里"
    assert set(everybody(qtbot, dialog)) == {"李三", "陈五"}


def test_birthdays_begin_with_those_born_in_the_month(qtbot: QtBot, town: Session, book: Book) -> None:
    made = handout(town, book, item="birthday", festival="", day=date(2026, 5, 3))
    dialog = picking(qtbot, view_of(qtbot, town, made)[1])
    assert everybody(qtbot, dialog) == ["陈五"]


def test_the_list_of_a_former_round_is_taken_over(qtbot: QtBot, town: Session, book: Book) -> None:
    before = handout(town, book, title="去年端午慰问", day=date(2025, 5, 28))
    handing.add(town.store.journal, before, Member.select().where(Member.name << ["王二", "李三"]))
    dialog = picking(qtbot, view_of(qtbot, town, handout(town, book))[1])
    button(dialog, "以前的名单…").click()
    fill(opened(dialog), handout=before.id)
    assert set(chosen(dialog)) == {"王二", "李三"}


def test_a_sheet_says_who_is_not_in_the_register(qtbot: QtBot, town: Session, book: Book, tmp_path: Path) -> None:
    sheet = tmp_path / "名单.csv"
    sheet.write_text(f"姓名,证件号码\n丁一,\n,{number(2)}\n无名氏,\n", encoding="utf-8")
    dialog = picking(qtbot, view_of(qtbot, town, handout(town, book))[1])
    read_sheet(dialog, sheet)
    qtbot.waitUntil(lambda: "没有找到 1 人：第 4 行 无名氏" in dialog.said.text())
    assert set(chosen(dialog)) == {"丁一", "王二"}


def listed(town: Session, book: Book, **values: Any) -> Handout:
    """A round with the three of the mill on its list."""
    made = handout(town, book, **values)
    handing.add(town.store.journal, made, Member.select().where(Member.union == Union.get(Union.name == MILL)))
    return made


def test_a_letter_looks_for_somebody_and_space_signs(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    made = listed(town, book)
    _, part = view_of(qtbot, town, made)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is part.table)
    QTest.keyClicks(part.table, "w")
    QTest.keyClicks(part.seek, "e")
    assert [line.values[2] for line in part.table.lines] == ["王二"]
    QTest.keyClick(part.seek, Qt.Key.Key_Return)
    QTest.keyClick(part.table, Qt.Key.Key_Space)
    signed = HandoutLine.get(HandoutLine.name == "王二")
    assert (signed.signed, signed.signed_on) == (True, min(DAY, date.today()))
    assert len(part.table.lines) == 3
    door.offered["撤销"]()
    qtbot.waitUntil(lambda: not HandoutLine.get(HandoutLine.name == "王二").signed)


def test_a_second_space_takes_the_signature_back(qtbot: QtBot, town: Session, book: Book) -> None:
    _, part = view_of(qtbot, town, listed(town, book))
    for wanted in (True, False):
        QTest.keyClick(part.table, Qt.Key.Key_Space)
        assert HandoutLine.get(HandoutLine.id == part.table.chosen()).signed is wanted


def test_amounts_are_given_to_some_or_to_all(qtbot: QtBot, town: Session, book: Book) -> None:
    made = listed(town, book)
    view, part = view_of(qtbot, town, made)
    button(part, "全部改金额").click()
    fill(opened(part), amount=30_000)
    view.refresh()
    part.table.choose(part.lines[1].id)
    button(part, "改所选金额").click()
    fill(opened(part), amount=5_000)
    assert sorted(line.amount for line in handing.lines_of(made)) == [5_000, 30_000, 30_000]


def test_what_is_above_the_standard_is_marked_and_explained_before_the_voucher(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    book.region = "青山"
    put(town, BOOKS, book)
    values = {"region": "青山", "item": "festival", "since": date(2026, 1, 1), "per": "person-year"}
    put(town, LIMITS, Limit(**values, amount=15_000, document="青工〔2026〕1号"))
    made = listed(town, book)
    view, part = view_of(qtbot, town, made)
    assert view.limit.text() == "节日慰问标准：每人每年不超过 150.00 元（青工〔2026〕1号）"
    assert {line.values[-1] for line in part.table.lines} == {"超标准"}
    draft(view)
    asked = opened(view.parentWidget())  # type: ignore[arg-type]
    asked.accept()
    assert "超过标准" in asked.form.problems("")
    asked.reject()
    made.reason = "工会委员会 2026 年 1 月决定"
    put(town, HANDOUTS, made)
    view.refresh()
    draft(view)
    fill(opened(view.parentWidget()))  # type: ignore[arg-type]
    assert Voucher.select().count() == 1


def draft(view: HandoutView) -> None:
    button(view, "生成凭证").click()


def test_the_voucher_stands_for_the_list_which_then_stays(qtbot: QtBot, town: Session, book: Book) -> None:
    made = listed(town, book)
    view, part = view_of(qtbot, town, made)
    draft(view)
    fill(opened(view.parentWidget()))  # type: ignore[arg-type]
    voucher = Voucher.get()
    assert (voucher.state, voucher.day, voucher.total, voucher.people) == ("draft", DAY, 60_000, 3)
    assert [line.account for line in vouchers.lines(voucher)][-1] == "102"
    view.refresh()
    assert not button(part, "选人").isEnabled()
    wanted: list[tuple[str, int]] = []
    town.record_wanted.connect(lambda key, row: wanted.append((key, row)))
    view.tools.command("voucher").trigger()
    assert wanted == [("vouchers", voucher.id)]


def test_the_list_for_the_bank_needs_every_account(
    qtbot: QtBot, town: Session, book: Book, door: Recorder, tmp_path: Path
) -> None:
    made = listed(town, book, item="relief", festival="", form="transfer")
    view, _ = view_of(qtbot, town, made)
    view.tools.command("bank-list").trigger()
    assert "3 人没有填银行账号" in door.texts("warn")[-1]
    transferred = handing.lines_of(made)
    for place, line in enumerate(transferred):
        line.account = f"62284800000000{place:05}"
    put(town, HANDOUT_LINES, *transferred)
    file = tmp_path / "代发.xlsx"
    door.answers.append(file)
    view.tools.command("bank-list").trigger()
    qtbot.waitUntil(lambda: not tasks.busy())
    rows = [row.cells for row in workbook.read(file).rows]
    assert rows[0][:5] == ("序号", "户名", "开户银行", "账号", "金额")
    assert [row[3] for row in rows[1:]] == [f"62284800000000{place:05}" for place in range(3)]
    assert [row[4] for row in rows[1:]] == [200, 200, 200]


def test_a_new_round_opens_its_list_once_it_is_saved(qtbot: QtBot, town: Session, book: Book) -> None:
    page = page_of(qtbot, town)
    assert "新增" in page.list.nothing.words.text()
    page.new()
    editor: Any = page.currentWidget()
    for name, value in {"title": "送清凉", "item": "cooling", "day": DAY}.items():
        editor.form.cells[name].edit.set_value(value)
    editor.save()
    assert isinstance(page.currentWidget(), HandoutView)
    assert Handout.get().book == ChosenPeriod.of(town).book


def test_somebody_else_signs_with_name_and_relation(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    made = listed(town, book)
    _, part = view_of(qtbot, town, made)
    part.table.selectRow(0)
    button(part, "代领签收").click()
    fill(opened(part), proxy="丁大", relation="父亲")
    lines = handing.lines_of(made)
    assert [(line.signed, line.proxy, line.relation) for line in lines[:2]] == [
        (True, "丁大", "父亲"),
        (False, "", ""),
    ]
    assert door.texts("toast")[-1].endswith("已由丁大代领")
