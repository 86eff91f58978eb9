"""账簿: what a ledger shows, where its lines lead, and what goes out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.figures.table import FigureRow
from ui.funds.chosen import ChosenPeriod
from ui.funds.ledgers_page import LedgersPage
from ui.funds.looking import Looking, View
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.exchange import workbook
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values.periods import Month

from tests.ui.conftest import Recorder
from tests.ui.funds.kept_year import spend
from tests.ui.funds.till import ENTER, MONTH, Keys, keep_book, shown
from tests.ui.hall import opened


def read(qtbot: QtBot, page: LedgersPage) -> None:
    """Wait until what is asked for is shown."""
    qtbot.waitUntil(lambda: not page.seen.waiting and tasks.desk.at_rest())


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> LedgersPage:
    """The page over a book with three posted vouchers, in March."""
    spend(town)
    made = LedgersPage(town)
    shown(qtbot, made)
    read(qtbot, made)
    return made


def rows(page: LedgersPage, *columns: int) -> list[list[str]]:
    """The texts of some columns, row by row."""
    return [[page.table.rows.text(row, at) for at in columns] for row in range(len(page.table.lines))]


def choose(qtbot: QtBot, page: LedgersPage, sort: str) -> None:
    page.asked.sort.setCurrentIndex(page.asked.sort.findData(sort))
    page.asked.sort.activated.emit(page.asked.sort.currentIndex())
    read(qtbot, page)


def test_the_bank_journal_of_the_month_begins_with_what_was_there(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    assert rows(page, 2, 5, 6, 8) == [
        ["期初余额", "", "", "10,200.00"],
        ["收会员会费", "100.00", "", "10,300.00"],
        ["办公费", "", "70.00", "10,230.00"],
        ["本日合计", "100.00", "70.00", "10,230.00"],
        ["本月合计", "100.00", "70.00", "10,230.00"],
        ["本年累计", "300.00", "70.00", "10,230.00"],
    ]
    assert page.foot.text() == "共 2 笔，收入合计 100.00，支出合计 70.00，期末余额 10,230.00 元"


def test_enter_on_an_entry_opens_its_voucher(qtbot: QtBot, town: Session, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    page.table.setCurrentIndex(page.table.rows.index(2, 0))
    with qtbot.waitSignal(town.record_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    spent = Voucher.get(Voucher.total == 7_000)
    assert wanted.args == ["vouchers", spent.id]


def test_a_sum_leads_nowhere_and_says_so(qtbot: QtBot, page: LedgersPage, door: Recorder) -> None:
    choose(qtbot, page, "bank")
    page.open_line(3)
    assert "合计" in door.texts("toast")[-1]


def test_the_whole_year_is_one_key_away(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    qtbot.keyClick(page.table, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    read(qtbot, page)
    assert page.found is not None and page.found.view.first == Month(2026, 1)
    assert "共 3 笔" in page.foot.text()


def test_an_account_is_chosen_by_typing(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "subsidiary")
    page.asked.account.line.setFocus()
    page.asked.account.line.selectAll()
    Keys(qtbot, page).type("hfsr").press(ENTER)
    read(qtbot, page)
    assert "401 会费收入" in page.title.text()
    assert rows(page, 2, 5)[1] == ["收会员会费", "100.00"]


def test_from_the_balances_to_the_entries_and_back(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "balance")
    numbers = [row[0] for row in rows(page, 0)]
    page.open_line(numbers.index("401"))
    read(qtbot, page)
    assert "明细账　401" in page.title.text()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    read(qtbot, page)
    assert page.found is not None and page.found.view.sort == "balance"


def test_the_general_ledger_leads_to_the_entries_of_a_month(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "general")
    place = next(at for at, row in enumerate(rows(page, 0, 2)) if row == ["401 会费收入", "本月合计"])
    page.open_line(place)
    read(qtbot, page)
    assert page.found is not None
    assert page.found.view == View("subsidiary", MONTH, MONTH, ("401",))


def test_another_page_asks_for_a_ledger(qtbot: QtBot, town: Session, page: LedgersPage) -> None:
    with qtbot.waitSignal(town.page_wanted) as wanted:
        Looking.of(town).look(View("balance", MONTH, MONTH, ("101", "102")))
    assert wanted.args == ["ledgers"]
    read(qtbot, page)
    assert rows(page, 0) == [["102"]]


def test_the_ledger_follows_the_month_of_the_bar(qtbot: QtBot, town: Session, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    ChosenPeriod.of(town).go(month=Month(2026, 1))
    read(qtbot, page)
    assert "共 1 笔" in page.foot.text()


def test_what_is_shown_goes_into_a_workbook(qtbot: QtBot, page: LedgersPage, door: Recorder, tmp_path: Path) -> None:
    choose(qtbot, page, "bank")
    out = tmp_path / "账.xlsx"
    door.answers.append(out)
    page.export()
    qtbot.waitUntil(out.exists)
    qtbot.waitUntil(lambda: not tasks.busy())
    cells = [row.cells for row in workbook.read(out).rows]
    assert any("本年累计" in row and 300 in row for row in cells)


def test_what_is_shown_is_copied_with_its_headings(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    page.table.clearSelection()
    page.table.copy()
    first, *lines = QGuiApplication.clipboard().text().splitlines()
    assert first.startswith("日期\t凭证号\t摘要") and len(lines) == 6


def test_a_month_is_printed_as_the_account_book(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    page.print()
    dialog = opened(page.window(), PrintDialog)
    assert dialog.paper.id == "bank-journal"
    dialog.close()


def test_any_other_period_is_printed_as_it_is_shown(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    page.look(View("bank", Month(2026, 1), MONTH, ("102",)))
    read(qtbot, page)
    page.print()
    dialog = opened(page.window(), PrintDialog)
    assert dialog.paper.id == "shown-figures"
    qtbot.waitUntil(lambda: dialog.pages is not None)
    dialog.close()


def test_without_a_book_the_page_says_what_to_do(qtbot: QtBot, town: Session) -> None:
    page = LedgersPage(town)
    shown(qtbot, page)
    read(qtbot, page)
    assert "建一套账" in page.nothing.words.text()
    assert page.body.currentWidget() is page.nothing


def test_a_book_without_vouchers_shows_its_opening_alone(qtbot: QtBot, town: Session) -> None:
    keep_book(town)
    page = LedgersPage(town)
    shown(qtbot, page)
    read(qtbot, page)
    choose(qtbot, page, "bank")
    assert rows(page, 2)[0] == ["期初余额"]


def test_a_long_ledger_makes_only_the_texts_that_are_painted(qtbot: QtBot, page: LedgersPage) -> None:
    choose(qtbot, page, "bank")
    made: list[int] = []

    class Watched:
        def __init__(self, line: FigureRow) -> None:
            self.line = line

        def __len__(self) -> int:
            return 25_000

        def __getitem__(self, at: int) -> FigureRow:
            made.append(at)
            return self.line

    page.table.show_lines(page.table.heads, Watched(page.table.lines[1]))  # type: ignore[arg-type]
    page.table.grab()
    assert page.table.rows.rowCount() == 25_000
    assert len(set(made)) < 100
