"""The questions of an import in the window: asked once per cause, answered for all rows; rows mended in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.exchange import importing
from ui.exchange.importing import ImportDialog
from ui.kit.forms import FormDialog
from ui.office.unfinished_page import UnfinishedPage
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.exchange import writer
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.store import editing
from unionapp.store.aliases import Alias
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.paper.conftest import page_texts
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.township import MILL, number

HEADINGS = ("姓名", "身份证号码", "手机", "所属工会")


@pytest.fixture
def opened(qtbot: QtBot, session: Session, tmp_path: Path) -> Callable[..., ImportDialog]:
    """Opens the import of some rows, at the rows."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_rows(*rows: tuple[Any, ...], more: Sequence[tuple[Any, ...]] = ()) -> ImportDialog:
        path = tmp_path / "花名册.xlsx"
        columns = [SheetColumn(each) for each in HEADINGS]
        sheets = [Sheet("花名册", columns, rows), *([Sheet("二车间", columns, more)] if more else [])]
        writer.write(path, sheets)
        with qtbot.waitSignal(tasks.desk.idle):
            importing.begin(window, session, MEMBERS, path)
        dialog = next(each for each in window.findChildren(ImportDialog) if each.isVisible())
        go_on(qtbot, dialog)
        return dialog

    return open_rows


def go_on(qtbot: QtBot, dialog: ImportDialog) -> None:
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.frame.next.click()


def answer(qtbot: QtBot, dialog: ImportDialog, cause: str, value: str) -> None:
    combo = dialog.rows.questions.combos[cause]
    combo.setCurrentIndex(combo.findData(value))
    with qtbot.waitSignal(tasks.desk.idle):
        combo.activated.emit(combo.currentIndex())


NEAR = MILL.replace("工会", "分工会")


def test_what_is_suggested_is_answered_already_and_three_clicks_take_a_messy_sheet_in(
    qtbot: QtBot, session: Session, opened: Callable[..., ImportDialog]
) -> None:
    broken = number(3)[:17] + ("0" if number(3)[17] != "0" else "1")
    dialog = opened(("王一", number(1), "12", NEAR), ("李二", number(2), "", NEAR), ("张三", broken, "", MILL))
    panel = dialog.rows.questions
    assert panel.combos[f"所属工会：{NEAR}"].currentData() == MILL
    assert len(panel.combos) == 3 and "3 个问题" in panel.heading.text()
    assert dialog.plan is not None and (dialog.plan.new, dialog.plan.wrong) == (3, 0)
    assert dialog.frame.next.text() == "导入（3 条）"
    go_on(qtbot, dialog)
    assert "待补 2 项" in dialog.outcome.words.text() and dialog.outcome.pending.isVisible()
    dialog.outcome.print.click()
    preview = dialog.findChild(PrintDialog)
    qtbot.waitUntil(lambda: preview.pages is not None and not tasks.busy())
    text = "".join(page_texts(preview.pages.content)).replace(" ", "")
    assert all(name in text for name in ("王一", "李二", "张三")) and number(1) not in text
    preview.reject()
    assert Member.select().count() == 3
    assert [(each.word, each.meaning) for each in Alias.select()] == [(NEAR, MILL)]


def test_another_answer_counts_for_all_rows_and_the_rows_are_shown(
    qtbot: QtBot, opened: Callable[..., ImportDialog]
) -> None:
    dialog = opened(("王一", number(1), "12", MILL), ("李二", number(2), "13", MILL), ("张三", number(3), "", MILL))
    (cause,) = dialog.rows.questions.combos
    answer(qtbot, dialog, cause, "不导入")
    assert dialog.plan is not None and (dialog.plan.new, dialog.plan.wrong) == (1, 2)
    dialog.rows.questions.rows_wanted.emit([2, 3])
    assert dialog.rows.table.model().rowCount() == 2
    answer(qtbot, dialog, cause, "留空待补")
    assert dialog.plan.new == 3


def test_a_union_that_is_not_suggested_is_chosen_from_the_register(
    qtbot: QtBot, opened: Callable[..., ImportDialog]
) -> None:
    dialog = opened(("王一", number(1), "", "某某单位"))
    combo = dialog.rows.questions.combos["所属工会：某某单位"]
    combo.setCurrentIndex(combo.count() - 1)
    combo.activated.emit(combo.currentIndex())
    form = dialog.rows.questions.findChild(FormDialog)
    line = form.findChild(QLineEdit)
    line.setText(MILL)
    form.form.edits["value"].offers.settle()
    with qtbot.waitSignal(tasks.desk.idle):
        button(form, "确定").click()
    assert dialog.plan is not None and dialog.plan.new == 1
    assert combo is not dialog.rows.questions.combos["所属工会：某某单位"]
    assert dialog.rows.questions.combos["所属工会：某某单位"].currentData() == MILL


def test_a_single_row_is_mended_where_it_stands(qtbot: QtBot, opened: Callable[..., ImportDialog]) -> None:
    dialog = opened(("王一", number(1), "12", MILL), ("李二", number(2), "", MILL))
    dialog.rows.show_numbers([2])
    dialog.rows.mend.click()
    form = dialog.findChild(FormDialog)
    form.form.edits["mobile"].set_value("13900000001")
    with qtbot.waitSignal(tasks.desk.idle):
        button(form, "改好了").click()
    assert dialog.plan is not None and dialog.plan.rows[0].record is not None
    assert dialog.plan.rows[0].record.mobile == "13900000001" and dialog.plan.pending == []


def test_the_list_of_what_is_to_be_completed_empties_as_it_is_filled(
    qtbot: QtBot, session: Session, opened: Callable[..., ImportDialog], door: Recorder
) -> None:
    dialog = opened(("王一", number(1), "12", MILL), ("李二", number(2), "13", MILL))
    go_on(qtbot, dialog)
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    dialog.outcome.pending.click()
    assert wanted == ["unfinished"]
    page = UnfinishedPage(session)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert page.table.model().rowCount() == 2
    member = Member.get(Member.name == "王一")
    member.mobile = "13900000001"
    editing.save(session.store.journal, MEMBERS, member)
    page.refresh()
    assert page.table.model().rowCount() == 1
    page.table.selectRow(0)
    shown: list[tuple[str, int]] = []
    session.record_wanted.connect(lambda key, row: shown.append((key, row)))
    page.open()
    assert shown == [("members", Member.get(Member.name == "李二").id)]
    door.answers = [True]
    page.let_go()
    page.refresh()
    assert page.table.model().rowCount() == 0


def test_the_next_sheet_of_a_file_is_offered_and_comes_in(
    qtbot: QtBot, session: Session, tmp_path: Path, opened: Callable[..., ImportDialog]
) -> None:
    dialog = opened(("王一", number(1), "", MILL), more=[("李二", number(2), "", MILL), ("张三", number(3), "", MILL)])
    go_on(qtbot, dialog)
    assert "“二车间”（2 行）" in dialog.outcome.words.text()
    with qtbot.waitSignal(tasks.desk.idle):
        button(dialog, "接着导入“二车间”").click()
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert Member.select().count() == 3 and not dialog.outcome.further.isVisible()
