"""What the window's import takes for granted, and the rows that it passes over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.exchange import importing
from ui.exchange.importing import ImportDialog
from ui.session import Session
from unionapp.exchange import writer
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.store import editing
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.support import make_store
from tests.ui.township import TOWN, number


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open data folder with one union."""
    store = make_store(tmp_path / "data", "张三", "demo")
    editing.save(store.journal, UNIONS, Union(name=TOWN))
    made = Session(store, QSettings(str(tmp_path / "remembered.ini"), QSettings.Format.IniFormat))
    monkeypatch.setattr(tasks.desk, "leave", store.database.close)
    yield made
    store.close()


def test_the_only_union_stands_there_already_and_the_sum_is_passed_over(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    path = tmp_path / "花名册.xlsx"
    rows = [("王一", number(1)), ("李二", number(2)), ("合计", None)]
    writer.write(path, [Sheet("花名册", [SheetColumn("姓名"), SheetColumn("身份证号")], rows)])
    with qtbot.waitSignal(tasks.desk.idle):
        importing.begin(window, session, MEMBERS, path)
    dialog = next(each for each in window.findChildren(ImportDialog) if each.isVisible())
    (edit,) = dialog.headings.constants.values()
    assert edit.value() == Union.get().id
    for _ in range(2):
        with qtbot.waitSignal(tasks.desk.idle):
            dialog.frame.next.click()
        if dialog.frame.at == 1:
            assert "第 4 行是合计、注或签名，不是记录，已跳过。" in dialog.rows.hint.text()
    assert [row.union.name for row in Member.select()] == [TOWN, TOWN]
