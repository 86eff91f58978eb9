"""What must be done by day and by matter, and the first steps of an empty data folder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.kit.forms import FormDialog
from ui.office import workbench_page as workbench
from ui.office.matters_part import ALL, ASIDE, MattersPart
from ui.office.workbench_page import Workbench, WorkbenchView
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.office import matters
from unionapp.office.matters import SORTS, DueMatter
from unionapp.records.duty import Duty
from unionapp.subjects.members.models import Application
from unionapp.subjects.members.records import APPLICATIONS
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.funds.kept_year import entry, post
from tests.ui.funds.till import keep_book
from tests.ui.hall import fill, opened
from tests.ui.township import MILL, put, settle

TODAY = date.today()


@pytest.fixture
def page(qtbot: QtBot, town: Session) -> Workbench:
    """The workbench on the screen."""
    made = Workbench(town)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.guide.steps))
    return made


def matter(key: str, *days: date | None, overdue: bool = False, article: str = "") -> DueMatter:
    """A matter with a thing to do on each of these days, about the records from 1 on."""
    duties = [Duty(key, "households", at, day, f"第 {at} 件。", article, overdue) for at, day in enumerate(days, 1)]
    return DueMatter(key, SORTS[key], duties, TODAY)


def show(page: Workbench, *found: DueMatter) -> MattersPart:
    """Show these matters and nothing else."""
    page.seen.done()
    page.show_found(WorkbenchView(found, (), (), (), ()))
    return page.todo


def keys(part: MattersPart) -> list[str]:
    """The matters that the table shows."""
    return [each.key for each in part.table.rows.shown]


def late_application(town: Session) -> Application:
    """An application long past its term."""
    late = TODAY - timedelta(60)
    union = Union.get(Union.name == MILL)
    put(town, APPLICATIONS, Application(name="王小明", union=union, received=late, due=late, state="received"))
    return Application.get()


def only_application(qtbot: QtBot, page: Workbench) -> MattersPart:
    """The workbench once it shows the application, which is chosen."""
    qtbot.waitUntil(lambda: "applications" in keys(page.todo))
    assert page.todo.table.choose("applications")
    return page.todo


def test_an_overdue_application_opens_its_record(qtbot: QtBot, town: Session, page: Workbench) -> None:
    application = late_application(town)
    part = only_application(qtbot, page)
    row = part.table.row()
    assert row is not None and row.span == "overdue" and "王小明" in row.words
    part.table.setFocus()
    with qtbot.waitSignal(town.record_wanted) as wanted:
        qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert wanted.args == ["applications", application.id]


def test_the_cursor_is_in_the_list_from_the_start(qtbot: QtBot, town: Session) -> None:
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.show()
    window.body.show_tab(1)
    window.body.bar.clearFocus()
    window.body.show_tab(0)
    front = window.body.view.front
    assert isinstance(front, Workbench) and window.focusWidget() is front.todo.table


def test_a_matter_of_many_opens_the_list_with_exactly_these(qtbot: QtBot, town: Session, page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY, TODAY + timedelta(1)))
    with qtbot.waitSignal(town.rows_wanted) as wanted:
        part.tools.button("go").click()
    key, words, conditions = wanted.args
    assert (key, words) == ("households", "困难职工复核 2 户")
    assert [(each.field, each.op, each.value) for each in conditions] == [("id", "in", (1, 2))]


def test_a_matter_without_rows_opens_its_page(qtbot: QtBot, town: Session, page: Workbench) -> None:
    part = show(page, matter("backup", None, overdue=True))
    with qtbot.waitSignal(town.page_wanted) as wanted:
        part.tools.button("go").click()
    assert wanted.args == ["backups"]


def test_all_matters_can_be_reached_by_day(page: Workbench) -> None:
    every = [
        matter("reviews", TODAY),
        matter("visits", TODAY - timedelta(9), overdue=True),
        matter("aid", TODAY + timedelta(60)),
        matter("closing", None),
    ]
    part = show(page, *every)
    assert len(keys(part)) == 4
    assert [button.text() for button in part.spans.buttons.values()][:2] == [f"{ALL} 4", "今天 1"]
    part.spans.choose("今天")
    assert keys(part) == ["reviews"]
    part.spans.choose("已逾期")
    assert keys(part) == ["visits"]
    part.spans.choose("以后")
    assert keys(part) == ["aid", "closing"]


def test_matters_are_filtered_by_subject(page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY), matter("closing", TODAY))
    assert list(part.subjects.buttons) == ["各方面", "经费", "职工服务"]
    part.subjects.choose("经费")
    assert keys(part) == ["closing"]
    part.show_matters([matter("reviews", TODAY), matter("closing", TODAY), matter("debts", None)])
    assert keys(part) == ["closing", "debts"], "what was asked for stays asked for"


def test_what_is_put_off_leaves_the_list_and_is_found_among_those_aside(
    qtbot: QtBot, town: Session, page: Workbench, door: Recorder
) -> None:
    late_application(town)
    part = only_application(qtbot, page)
    part.tools.command("put-off").trigger()
    fill(opened(part), until=TODAY + timedelta(3), reason="等材料")
    qtbot.waitUntil(lambda: "applications" not in keys(part))
    assert door.texts("toast")[-1] == "已改期：入会申请 1 份"
    part.spans.choose(ASIDE)
    assert keys(part) == ["applications"] and part.table.choose("applications")
    assert "等材料" in part.about.text()
    part.tools.command("cancel").trigger()
    qtbot.waitUntil(lambda: ASIDE not in part.spans.buttons)
    assert "applications" in keys(part)


def test_a_matter_that_is_not_to_be_done_takes_a_reason(qtbot: QtBot, town: Session, page: Workbench) -> None:
    late_application(town)
    part = only_application(qtbot, page)
    part.tools.command("drop").trigger()
    dialog: FormDialog = opened(part)
    dialog.accept()
    assert "还没有填" in dialog.form.problems("reason")
    fill(dialog, reason="已转到县里办")
    qtbot.waitUntil(lambda: "applications" not in keys(part))


def test_a_matter_is_handed_to_the_other_operator(qtbot: QtBot, town: Session, page: Workbench) -> None:
    late_application(town)
    part = only_application(qtbot, page)
    part.tools.command("hand-over").trigger()
    fill(opened(part), who="李四")
    qtbot.waitUntil(lambda: (row := part.table.row()) is not None and row.arrangement == "交给李四")


def test_several_matters_are_arranged_at_once(qtbot: QtBot, town: Session, page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY), matter("visits", TODAY))
    part.table.selectAll()
    assert not part.tools.command("go").isEnabled() and part.tools.command("drop").isEnabled()
    part.tools.command("drop").trigger()
    fill(opened(part), reason="合并办理")
    step = town.store.journal.undoable
    assert step is not None and step.words == "不办：困难职工复核 1 户等 2 件事"


def test_the_right_button_offers_what_can_be_done(qtbot: QtBot, page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY))
    part.table.customContextMenuRequested.emit(part.table.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [each.text() for each in menu.actions()]
    menu.close()
    assert {"去办", "改到…", "不办…", "交给…"} <= set(words) and "取消安排" not in words


def test_list_and_calendar_are_printed(page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY))
    for deed, paper in (("print", "reminders"), ("print-calendar", "calendar")):
        part.tools.command(deed).trigger()
        dialog: PrintDialog = opened(page, PrintDialog)
        assert dialog.paper.id == paper
        dialog.close()


def test_an_empty_folder_says_what_to_do_first(qtbot: QtBot, town: Session, page: Workbench) -> None:
    assert page.guide.isVisible() and "下一步“导入会员花名册”" in page.guide.heading.text()
    mains = [page.todo.tools.button("go").property("main")]
    page.guide.fold.click()
    assert [*mains, page.todo.tools.button("go").property("main")] == [False, True]
    page.guide.fold.click()
    (go, *_) = [each for each in page.guide.findChildren(QPushButton) if each.text() == "去办"]
    with qtbot.waitSignal(town.page_wanted) as wanted:
        go.click()
    assert wanted.args == ["members"]


def test_the_first_steps_fold_when_the_work_has_begun(qtbot: QtBot, town: Session, page: Workbench) -> None:
    page.resize(2400, 900)
    settle(town, 3)
    qtbot.waitUntil(lambda: page.guide.folded)
    assert page.guide.isVisible() and page.guide.rows is None
    assert list(page.states.figures) == [("在籍", 3)] and page.pictures[0].isVisible()


def test_nothing_to_do_is_said(page: Workbench) -> None:
    assert "没有到期" in show(page).table.empty


def test_the_article_stands_below_the_chosen_matter(page: Workbench) -> None:
    part = show(page, matter("certificates", TODAY, article="《办法》第二十七条"))
    assert "第二十七条" in part.about.text()


def test_the_day_stands_above_with_its_weekday(page: Workbench) -> None:
    part = show(page, matter("reviews", TODAY))
    assert f"{TODAY.year}年{TODAY.month}月{TODAY.day}日" in part.heading.text() and "星期" in part.heading.text()


def test_the_workbench_shows_what_the_library_reckons(qtbot: QtBot, town: Session, page: Workbench) -> None:
    late_application(town)
    part = only_application(qtbot, page)
    assert keys(part) == [each.key for each in matters.due(TODAY)]


def test_what_came_and_went_in_the_own_book_is_drawn(town: Session, page: Workbench) -> None:
    page.resize(2400, 900)
    assert not any(card.isVisible() for card in page.funds.cards.values())
    book = keep_book(town)
    post(town, book, entry(town, book, date(2026, 1, 8), "会员会费", 20_000))
    found = workbench.look(date(2026, 3, 1))
    page.show_found(found)
    assert found.funds is not None and next(iter(found.funds.months)) == ("1", 200, 0)
    assert page.funds.cards[page.funds.months].isVisible()
    assert not page.funds.cards[page.funds.used].isVisible()


def test_where_there_is_little_room_the_matters_take_it_all(page: Workbench) -> None:
    settled: QWidget = page.side
    page.resize(700, 600)
    assert not settled.isVisible()
