"""Export of what is chosen, shown or all; masked for those who may not see all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.exchange import exporting
from ui.exchange.exporting import ExportDialog
from ui.exchange.page import page_of
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.exchange import workbook
from unionapp.store import system
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests.ui.conftest import Recorder
from tests.ui.township import number, settle


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RecordPage:
    """The page of five members."""
    settle(session, 5)
    made = page_of(session, MEMBERS)
    qtbot.addWidget(made)
    made.show()
    made.list.ask()
    return made


def asked(page: RecordPage) -> ExportDialog:
    """The open question."""
    exporting.ask(page)
    return next(each for each in page.findChildren(ExportDialog) if each.isVisible())


def everything(path: Path) -> str:
    """All cells of a sheet as one text."""
    return "\n".join(str(cell) for row in workbook.read(path).rows for cell in row.cells)


def test_a_masked_export_has_no_full_number(qtbot: QtBot, page: RecordPage, door: Recorder, tmp_path: Path) -> None:
    dialog = asked(page)
    assert dialog.masked
    out = tmp_path / "名册.xlsx"
    door.answers.append(out)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    text = everything(out)
    assert "王一甲" in text and len(workbook.read(out).rows) == 6
    assert not any(number(serial) in text or f"154{serial:08}" in text for serial in range(1, 6))
    assert door.texts("toast") == ["已导出 5 条到“名册.xlsx”"] and "打开所在文件夹" in door.offered


def test_a_full_export_is_written_into_the_log(qtbot: QtBot, page: RecordPage, door: Recorder, tmp_path: Path) -> None:
    dialog = asked(page)
    full = dialog.how.button(0)
    assert full.isEnabled()
    full.setChecked(True)
    out = tmp_path / "名册.xlsx"
    door.answers.append(out)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.accept()
    assert number(1) in everything(out)
    assert "导出会员名册 5 行" in page.session.store.journal.steps(1)[0].title
    assert "隐去" not in page.session.store.journal.steps(1)[0].title


def test_without_the_right_only_the_masked_export_is_offered(page: RecordPage) -> None:
    with page.session.store.journal.step("改权限"):
        system.Operator.update(rights=("write",)).execute()
    dialog = asked(page)
    assert not dialog.how.button(0).isEnabled() and dialog.masked


def test_the_chosen_rows_are_offered_first(qtbot: QtBot, page: RecordPage, door: Recorder, tmp_path: Path) -> None:
    page.list.table.selectRow(0)
    offered = exporting.scopes(page)
    assert [scope.words for scope in offered] == ["全部"]
    flags = page.list.table.selectionModel().SelectionFlag
    for row in (1, 3):
        page.list.table.selectionModel().select(page.list.table.rows.index(row, 0), flags.Select | flags.Rows)
    offered = exporting.scopes(page)
    assert [(scope.words, scope.count) for scope in offered] == [("选中的", 3), ("全部", 5)]
    out = tmp_path / "名册.xlsx"
    door.answers.append(out)
    with qtbot.waitSignal(tasks.desk.idle):
        exporting.write(page, offered[0], True)
    assert len(workbook.read(out).rows) == 4


def test_what_is_found_can_be_exported_alone(page: RecordPage) -> None:
    page.list.search.setText("王三")
    page.list.ask()
    assert [(scope.words, scope.count) for scope in exporting.scopes(page)] == [("当前筛选出的", 1), ("全部", 5)]


def test_leaving_the_file_dialog_writes_nothing(page: RecordPage, door: Recorder) -> None:
    door.answers.append(None)
    exporting.write(page, exporting.scopes(page)[0], True)
    assert not tasks.busy()


def test_whatever_is_private_in_a_kind_makes_it_ask(page: RecordPage) -> None:
    assert exporting.has_private(MEMBERS)
    assert exporting.has_private(UNIONS)
