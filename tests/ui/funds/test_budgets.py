"""Budgets in the window: drawn up, written in the grid, taken forward with their days, adjusted, carried out."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.funds.budget_editor import BudgetEditor
from ui.funds.budget_parts import ExecutionPart
from ui.funds.budgets_page import BudgetsPage, BudgetView, budgets_page
from ui.session import Session
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import actions as budgeting
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.budgeting.models import Budget, BudgetLine
from unionapp.subjects.funds.vouchers import actions as vouchers

from tests.ui.conftest import Recorder
from tests.ui.funds.till import draft, keep_book
from tests.ui.hall import fill, opened

STEPS = ("committee_day", "audit_day", "sent_day", "reply_day")


@pytest.fixture
def book(town: Session) -> Book:
    """The chosen book."""
    return keep_book(town)


@pytest.fixture
def page(qtbot: QtBot, town: Session, book: Book) -> BudgetsPage:
    """The page as it stands."""
    made = budgets_page(town)
    assert isinstance(made, BudgetsPage)
    qtbot.addWidget(made)
    made.resize(1238, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


def writing(page: BudgetsPage) -> BudgetEditor:
    found = page.currentWidget()
    assert isinstance(found, BudgetEditor)
    return found


def drawn_up(page: BudgetsPage, year: int = 2026, **amounts: int) -> Budget:
    """A stored budget with these accounts ("a401")."""
    page.new()
    fill(opened(page), year=year)
    editor = writing(page)
    editor.grid.show_lines([BudgetLine(account=name[1:], amount=fen) for name, fen in amounts.items()])
    editor.save()
    return Budget.get()


def view_of(page: BudgetsPage, budget: Budget) -> BudgetView:
    page.show_record(budget.id)
    found = page.currentWidget()
    assert isinstance(found, BudgetView)
    return found


def press(view: BudgetView, name: str) -> None:
    view.tools.command(name).trigger()


def approved(page: BudgetsPage, budget: Budget) -> None:
    """Take a budget the whole way by its button."""
    view = view_of(page, budget)
    for place, name in enumerate(STEPS, 1):
        press(view, "advance")
        fill(opened(page), **{name: date(2026, 1, place)})
        view.refresh()


def test_an_empty_page_says_what_to_do_first(page: BudgetsPage) -> None:
    assert "先编制本年预算" in page.list.nothing.words.text()


def test_a_new_budget_is_written_in_the_grid_and_says_whether_it_balances(page: BudgetsPage) -> None:
    made = drawn_up(page, a401=100_000, a50104=120_000)
    assert page.currentWidget() is page.list
    assert [(line.account, line.account_name, line.amount) for line in budgets.lines_of(made)] == [
        ("401", "会费收入", 100_000),
        ("50104", "职工活动支出—劳模职工疗休养支出", 120_000),
    ]
    page.edit(made.id)
    assert "⚠ 支出大于收入，相差 200.00 元" in writing(page).grid.foot.text()


@pytest.mark.parametrize(("kept", "words"), [(False, "照上年决算填写"), (True, "由程序按账簿填好")])
def test_last_years_figures_are_typed_only_where_no_books_hold_them(
    town: Session, page: BudgetsPage, book: Book, kept: bool, words: str
) -> None:
    made = [draft(town, book, 3)]
    vouchers.approve(town.store.journal, made)
    vouchers.post(town.store.journal, book, made)
    written = drawn_up(page, 2027 if kept else 2026, a401=100_000)
    page.edit(written.id)
    model = writing(page).grid.model
    place = [column.name for column in model.columns].index("last")
    assert bool(model.flags(model.index(0, place)) & Qt.ItemFlag.ItemIsEditable) != kept
    assert any(words in each.text() for each in writing(page).findChildren(QLabel))


def test_what_was_typed_is_not_lost_unasked(page: BudgetsPage, door: Recorder) -> None:
    made = drawn_up(page, a401=100_000)
    page.edit(made.id)
    editor = writing(page)
    assert editor.may_leave()
    editor.grid.model.take(0, "amount", 5)
    door.answers.append("继续填写")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert writing(page) is editor and "还没有保存" in door.texts("choose")[-1]


def test_a_line_of_no_account_is_refused_in_place(page: BudgetsPage) -> None:
    made = drawn_up(page, a401=100_000)
    page.edit(made.id)
    editor = writing(page)
    editor.grid.show_lines([BudgetLine(account="999", amount=1)])
    editor.save()
    assert writing(page) is editor
    assert any("没有科目 999" in each.message for each in editor.problems.problems)


def test_a_budget_goes_forward_step_by_step_with_its_days(page: BudgetsPage, door: Recorder) -> None:
    made = drawn_up(page, a401=100_000)
    view = view_of(page, made)
    assert view.stage.text().startswith("✓ 草案　→　○ 委员会已审议")
    approved(page, made)
    stored = Budget.get()
    assert stored.state == "approved"
    assert [getattr(stored, name) for name in STEPS] == [date(2026, 1, day) for day in (1, 2, 3, 4)]
    page.edit(made.id)
    assert "已经批准" in door.texts("toast")[-1]


def test_a_day_before_the_former_stage_is_refused_under_its_field(page: BudgetsPage) -> None:
    made = drawn_up(page, a401=100_000)
    view = view_of(page, made)
    press(view, "advance")
    fill(opened(page), committee_day=date(2026, 2, 1))
    view.refresh()
    press(view, "advance")
    asked = opened(page)
    asked.form.edits["audit_day"].set_value(date(2026, 1, 1))
    asked.accept()
    assert "早于" in asked.form.problems("audit_day")
    assert Budget.get().state == "committee"


def test_an_approved_budget_is_adjusted_by_a_further_version(page: BudgetsPage) -> None:
    made = drawn_up(page, a401=100_000)
    approved(page, made)
    press(view_of(page, made), "adjust")
    fill(opened(page), reason="上级补助增加")
    editor = writing(page)
    assert (editor.budget.version, editor.budget.sort) == (2, "adjusted")
    assert [(line.account, line.amount) for line in editor.grid.lines()] == [("401", 100_000)]


def test_the_execution_of_a_month_stands_beside_its_bars(
    qtbot: QtBot, town: Session, book: Book, page: BudgetsPage
) -> None:
    made = drawn_up(page, a401=40_000, a50104=10_000)
    rows = [draft(town, book, 5, 10_000)]
    vouchers.approve(town.store.journal, rows)
    vouchers.post(town.store.journal, book, rows)
    view = view_of(page, made)
    view.lead("execution")
    part = view.part("execution")
    assert isinstance(part, ExecutionPart)
    assert part.until.currentText() == "3 月"
    qtbot.waitUntil(lambda: tasks.desk.at_rest() and bool(part.table.lines))
    row = part.table.lines[1].values
    assert row[0].startswith("401") and row[1:] == (40_000, None, 40_000, 10_000, 10_000, "25.00%", 30_000)
    assert part.used.accessibleDescription().endswith("0%")
    part.until.setCurrentIndex(1)
    part.until.activated.emit(1)
    qtbot.waitUntil(lambda: part.table.lines[1].values[5] == 0)


def test_a_second_budget_of_a_year_is_refused_in_the_dialog(town: Session, book: Book, page: BudgetsPage) -> None:
    budgeting.draw_up(town.store.journal, book, 2026)
    page.new()
    asked = opened(page)
    assert asked.form.edits["year"].value() == 2027
    asked.form.edits["year"].set_value(2026)
    asked.accept()
    assert "已经有预算" in asked.form.problems("")
