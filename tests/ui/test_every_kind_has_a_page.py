"""What holds for the page of every kind: it opens, a valid record is entered through its editor, undo and redo work."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from ui.session import Session
from unionapp.records.kind import Kind

from tests.support import ALL_KINDS, sample, saved
from tests.ui.opened import cheap_keys, editor, open_page, view

__all__ = ["cheap_keys"]

every_kind = pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.key)
kind_by_hand = pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand], ids=lambda kind: kind.key)


@every_kind
def test_a_page_opens_and_says_how_many_rows_it_has(qtbot: QtBot, session: Session, kind: Kind) -> None:
    page = open_page(qtbot, session, kind)
    assert page.list.said.partition("　")[0] == f"共 {kind.model.select().count():,} 条"
    assert page.list.table.headings.names() == kind.columns


@kind_by_hand
def test_a_record_is_entered_through_the_editor_and_taken_back(qtbot: QtBot, session: Session, kind: Kind) -> None:
    record = sample(session.store, kind, 7)
    before = kind.model.select().count()
    page = open_page(qtbot, session, kind)
    page.new()
    form = editor(page).form
    for name, cell in form.cells.items():
        value = record.__data__.get(name)
        if value not in (None, "", ()):
            assert cell.edit is not None
            cell.edit.set_value(value)
    editor(page).save()
    assert page.currentWidget() is page.list
    assert kind.model.select().count() == before + 1
    session.store.journal.undo()
    assert kind.model.select().count() == before
    session.store.journal.redo()
    assert page.list.table.rows.rowCount() == before + 1


@every_kind
def test_a_stored_record_is_shown_and_its_editor_finds_nothing_changed(
    qtbot: QtBot, session: Session, kind: Kind
) -> None:
    record = saved(session.store, kind, 3)
    page = open_page(qtbot, session, kind)
    page.show_record(record.id)
    tabs = view(page).tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
    assert [tabs.tabText(0), tabs.tabText(1)] == ["资料", "历史"]
    if kind.by_hand and not kind.append_only:
        page.edit(record.id)
        assert editor(page).may_leave()
