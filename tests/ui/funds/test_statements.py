"""报表: the statements on the screen, their checks, and the way from a figure to its entries."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.looking import Looking, View
from ui.funds.statements_page import StatementsPage
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.errors import Problem
from unionapp.store import editing
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.budgeting.records import BUDGETS
from unionapp.subjects.funds.statements.statements import Check
from unionapp.values.periods import Month

from tests.ui.conftest import Recorder
from tests.ui.funds.kept_year import spend
from tests.ui.funds.till import MONTH, shown
from tests.ui.hall import opened


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> StatementsPage:
    """The page over a book with three posted vouchers, in March."""
    book = spend(town)
    with town.store.journal.step("预算"):
        budget = Budget(book=book, year=2026, state="approved")
        budget.lines = [BudgetLine(account="505", account_name="业务支出", amount=10_000)]
        editing.put(BUDGETS, [budget])
    made = StatementsPage(town)
    shown(qtbot, made)
    read(qtbot, made)
    return made


def read(qtbot: QtBot, page: StatementsPage) -> None:
    """Wait until what is asked for is shown."""
    qtbot.waitUntil(lambda: not page.seen.waiting and tasks.desk.at_rest())


def choose(qtbot: QtBot, page: StatementsPage, sort: str, whole: bool = False) -> None:
    page.sort.setCurrentIndex(page.sort.findData(sort))
    page.whole.setCurrentIndex(int(whole))
    page.sort.activated.emit(page.sort.currentIndex())
    read(qtbot, page)


def place(page: StatementsPage, label: str) -> tuple[int, int]:
    """Where a label stands."""
    figures = page.table.rows
    every = ((row, column) for row in range(figures.rowCount()) for column in range(figures.columnCount()))
    return next(at for at in every if figures.text(*at).strip() == label)


def beside(page: StatementsPage, label: str, by: int = 1) -> str:
    """What stands so many columns to the right of a label."""
    row, column = place(page, label)
    return page.table.rows.text(row, column + by)


def test_the_balance_sheet_has_two_sides_that_agree(page: StatementsPage) -> None:
    assert beside(page, "货币资金", 2) == beside(page, "工会资金结余", 2) == "10,230.00"
    assert place(page, "资产总计")[0] == place(page, "负债与净资产总计")[0]
    agreed, unasked = page.checks.text().split("\n")
    assert agreed == "✓ 相符：资产总计等于负债与净资产总计；资产基金与各项资产相符"
    assert unasked == "○ 没有比较：年初余额等于上年年末余额（账套本年启用，没有上年可比）"


def test_income_and_spending_of_month_and_year_so_far(qtbot: QtBot, page: StatementsPage) -> None:
    choose(qtbot, page, "income-expenditure")
    assert beside(page, "（一）会费收入") == "100.00" and beside(page, "（一）会费收入", 2) == "300.00"
    assert beside(page, "五、本期收支差额") == "30.00"


def test_the_year_has_its_own_columns(qtbot: QtBot, page: StatementsPage) -> None:
    choose(qtbot, page, "income-expenditure", whole=True)
    assert [head.field.label for head in page.table.heads] == ["项目", "本年数", "上年数"]


def test_enter_on_a_figure_leads_to_its_entries(qtbot: QtBot, town: Session, page: StatementsPage) -> None:
    choose(qtbot, page, "income-expenditure")
    row, column = place(page, "（一）会费收入")
    page.table.setCurrentIndex(page.table.rows.index(row, column + 1))
    with qtbot.waitSignal(town.page_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["ledgers"]
    assert Looking.of(town).taken() == View("subsidiary", MONTH, MONTH, ("401",))


def test_a_figure_so_far_leads_to_the_year_and_a_sum_to_its_accounts(town: Session, page: StatementsPage) -> None:
    row, column = place(page, "货币资金")
    page.open_cell(row, column + 2)
    assert Looking.of(town).taken() == View("balance", Month(2026, 1), MONTH, ("101", "102"))


def test_a_heading_leads_nowhere_and_says_so(page: StatementsPage, door: Recorder) -> None:
    page.open_cell(*place(page, "一、资产"))
    assert "没有对应的科目" in door.texts("toast")[-1]


def test_how_far_the_budget_is_used(qtbot: QtBot, page: StatementsPage) -> None:
    choose(qtbot, page, "budget-execution")
    row, _ = place(page, "业务支出")
    assert page.table.rows.text(row, 6) == "70%"


def test_the_pictures_say_the_same_in_words(page: StatementsPage) -> None:
    assert "1收入 200 元" in page.pictures.months.accessibleDescription()
    assert "业务支出 70 元" in page.pictures.purposes.accessibleDescription()
    assert page.pictures.used.accessibleDescription() == "业务支出 70%"


def test_what_does_not_agree_is_said_in_words_below(page: StatementsPage) -> None:
    wrong = (Problem("", "资产总计与负债相差 0.01 元。", "第9条"), Problem("", "看", "", "warning"))
    page._show_checks([Check("两边相等", "", wrong), Check("年初相等", "")])
    assert page.checks.text() == "✗ 不符：资产总计与负债相差 0.01 元。\n⚠ 请核对：看\n✓ 相符：年初相等"
    assert "第9条" in page.checks.toolTip()


def test_the_paper_is_of_the_same_month(page: StatementsPage) -> None:
    page.print()
    dialog = opened(page.window(), PrintDialog)
    assert dialog.paper.id == "balance-sheet"
    dialog.close()


def test_where_there_is_no_room_the_pictures_wait_behind_their_button(page: StatementsPage) -> None:
    page.resize(700, 600)
    assert not page.beside.isVisible() and page.left.isVisible()
    page.drawn.click()
    assert page.beside.isVisible() and not page.left.isVisible()
    page.resize(1400, 600)
    assert page.beside.isVisible() and page.left.isVisible()


def test_without_a_book_the_page_says_what_to_do(qtbot: QtBot, town: Session) -> None:
    made = StatementsPage(town)
    shown(qtbot, made)
    read(qtbot, made)
    assert "建一套账" in made.title.text()
