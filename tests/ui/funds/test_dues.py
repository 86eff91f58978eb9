"""Dues and contributions in the window: a month made at once, paid, behind, booked; shares seen while typing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.arrears import ArrearsDialog
from ui.funds.chosen import ChosenPeriod
from ui.funds.dues_page import contributions_page, dues_page
from ui.funds.receipt import ReceiptDialog
from ui.funds.records_page import BookRecordsPage
from ui.session import Session
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.income.records import CONTRIBUTIONS, DUES
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.values.periods import Month

from tests.ui.conftest import Recorder
from tests.ui.funds.till import MONTH, keep_book
from tests.ui.hall import fill, opened
from tests.ui.township import MILL, member, put


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book, and three members of the mill of whom the last has no wage."""
    made = keep_book(town)
    wages = {"丁一": 400_900, "王二": 300_000, "李三": None}
    put(town, MEMBERS, *(member(name, place, wage=wage) for place, (name, wage) in enumerate(wages.items(), 1)))
    return made


def stand(qtbot: QtBot, page: BookRecordsPage) -> BookRecordsPage:
    """A page as it stands."""
    qtbot.addWidget(page)
    page.resize(1238, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


def do(page: BookRecordsPage, text: str) -> None:
    """Press what is offered for all rows that are shown."""
    page.list.table.selectAll()
    next(each for each in page.list.tools.commands() if each.text() == text).trigger()


def months(town: Session, book: Book) -> None:
    """The sheet of the month."""
    rows = [
        Due(book=book, union=each.union, member=each, month=str(MONTH), wage=each.wage)
        for each in Member.select().where(Member.wage.is_null(False)).order_by(Member.id)
    ]
    put(town, DUES, *rows)


def test_a_month_is_made_for_all_with_a_wage_and_the_others_are_named(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    page = stand(qtbot, dues_page(town))
    page.list.tools.command("fill").trigger()
    fill(opened(page))
    qtbot.waitUntil(lambda: not tasks.busy())
    assert sorted(row.due for row in Due.select()) == [1_500, 2_000]
    assert door.texts("toast")[-1] == "已生成2026年3月会费 2 笔"
    assert "1 人没有登记月工资，没有生成：李三" in door.texts("tell")[-1]
    assert page.list.table.rows.rowCount() == 2


def test_only_the_chosen_month_of_the_chosen_book_is_shown(qtbot: QtBot, town: Session, book: Book) -> None:
    months(town, book)
    page = stand(qtbot, dues_page(town))
    assert page.list.table.rows.rowCount() == 2
    assert page.filter_words() == "青山乡总工会；2026年3月"
    ChosenPeriod.of(town).step(1)
    assert page.list.table.rows.rowCount() == 0
    page.whole.click()
    assert page.list.table.rows.rowCount() == 2


def test_dues_are_paid_and_booked_for_all_chosen(qtbot: QtBot, town: Session, book: Book, door: Recorder) -> None:
    months(town, book)
    page = stand(qtbot, dues_page(town))
    do(page, "生成凭证")
    assert "请先登记实收金额" in door.texts("warn")[-1]
    do(page, "登记交纳")
    fill(opened(page), day=date(2026, 3, 20))
    assert [(row.paid, row.day) for row in Due.select()] == [(row.due, date(2026, 3, 20)) for row in Due.select()]
    do(page, "登记交纳")
    assert "已经交过" in door.texts("warn")[-1]
    do(page, "生成凭证")
    fill(opened(page))
    made = Voucher.get()
    assert (made.day, made.total) == (date(2026, 3, 20), 3_500)
    assert [(line.account, line.debit, line.credit) for line in vouchers.lines(made)] == [
        ("102", 3_500, None),
        ("401", None, 3_500),
    ]
    assert all(row.voucher == made for row in Due.select())


def test_who_is_behind_is_one_step_from_the_member(qtbot: QtBot, town: Session, book: Book) -> None:
    behind = Member.get(Member.name == "丁一")
    last = Month.of(date.today())
    rows = []
    for _ in range(7):
        last = last.previous()
        rows.append(Due(book=book, union=behind.union, member=behind, month=str(last), wage=400_000))
    put(town, DUES, *rows)
    page = stand(qtbot, dues_page(town))
    page.list.tools.command("arrears").trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(ArrearsDialog)))
    dialog = opened(page, ArrearsDialog)
    assert dialog.table.lines[0].values == ("丁一", MILL, "没有交过", 7, 14_000)
    wanted: list[tuple[str, int]] = []
    town.record_wanted.connect(lambda key, row: wanted.append((key, row)))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted == [("members", behind.id)]


def owed(town: Session, book: Book, **values: object) -> Contribution:
    """What the mill owes for the month."""
    mill = Union.get(Union.name == MILL)
    made = Contribution(**({"book": book, "union": mill, "month": str(MONTH), "wages": 500_050} | values))
    put(town, CONTRIBUTIONS, made)
    return made


def test_the_shares_are_seen_while_the_amount_is_typed(qtbot: QtBot, town: Session, book: Book) -> None:
    owed(town, book)
    page = stand(qtbot, contributions_page(town))
    do(page, "登记到账")
    asked = opened(page, ReceiptDialog)
    assert asked.parts.text() == "本级留成 60.01（402）　上缴上级 40.00（211）"
    line = asked.form.edits["paid"].line
    line.selectAll()
    QTest.keyClicks(line, "200")
    assert asked.parts.text() == "本级留成 120.00（402）　上缴上级 80.00（211）"
    fill(asked, day=date(2026, 3, 9))
    row = Contribution.get()
    assert (row.paid, row.kept, row.upward, row.downward) == (20_000, 12_000, 8_000, 0)


def test_what_came_in_is_booked_by_its_shares_and_passed_up(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    owed(town, book, paid=20_000, day=date(2026, 3, 9))
    page = stand(qtbot, contributions_page(town))
    do(page, "上缴上级")
    assert "请先“生成凭证”" in door.texts("warn")[-1]
    do(page, "生成凭证")
    fill(opened(page))
    first = Voucher.get()
    assert [(line.account, line.debit or line.credit) for line in vouchers.lines(first)] == [
        ("102", 20_000),
        ("402", 12_000),
        ("211", 8_000),
    ]
    do(page, "上缴上级")
    fill(opened(page), day=date(2026, 3, 31))
    second = Voucher.select().order_by(Voucher.id.desc()).get()
    assert [(line.account, line.debit, line.credit) for line in vouchers.lines(second)] == [
        ("211", 8_000, None),
        ("102", None, 8_000),
    ]
    assert Contribution.get().passed_up == date(2026, 3, 31)


def test_founding_money_waits_until_the_union_is_there(qtbot: QtBot, town: Session, book: Book) -> None:
    owed(town, book)
    page = stand(qtbot, contributions_page(town))
    do(page, "登记到账")
    asked = opened(page, ReceiptDialog)
    asked.form.edits["founding"].set_value(True)
    asked.show_parts()
    assert asked.parts.text().startswith("建会筹备金 100.01 元先记 215")
    fill(asked)
    row = Contribution.get()
    assert row.founding and row.kept is None


def test_a_month_of_contributions_is_made_for_the_unions_below(
    qtbot: QtBot, town: Session, book: Book, door: Recorder
) -> None:
    page = stand(qtbot, contributions_page(town))
    page.list.tools.command("fill").trigger()
    fill(opened(page))
    assert door.texts("toast")[-1] == "已生成2026年3月拨缴经费 2 笔"
    assert "其中 2 个单位还没有工资总额：" in door.texts("tell")[-1] and MILL in door.texts("tell")[-1]
    page.list.tools.command("fill").trigger()
    asked = opened(page)
    assert not asked.form.edits["all_below"].value()
    fill(asked)
    assert door.texts("toast")[-1] == "2026年3月的拨缴经费都已经有了，没有要新生成的"
