"""The window before an operator who may not see some fields: no page shows them, and who may leaves a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QTreeWidgetItemIterator, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.cells import FieldCell
from ui.kit.choosing import record_offer
from ui.office.operators_page import Rights
from ui.printing.opening import print_paper
from ui.records.conditions import ConditionPanel
from ui.records.filters import FilterBar
from ui.records.history import HistoryTree
from ui.records.related import related
from ui.session import Session
from unionapp.office.list_paper import list_paper
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes
from unionapp.records.access import HIDDEN
from unionapp.records.kind import Kind
from unionapp.store.journal import NOTE
from unionapp.subjects.unions.records import UNIONS

from tests import secrets, support
from tests.secrets import FAMILIES, OTHER, OTHER_PASSWORD, every_secret_kind, families, leaks
from tests.ui.opened import editor, open_page, view

__all__ = ["families"]

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def session(
    families: tuple[Kind, ...], tmp_path: Path, cheap_keys: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """The data of two operators, open to who sees everything."""
    store = secrets.founded(tmp_path / "data")
    made = Session(store, QSettings(str(tmp_path / "choices.ini"), QSettings.Format.IniFormat))
    monkeypatch.setattr(tasks.desk, "leave", lambda: made.store.database.close())
    yield made
    made.store.close()


def as_other(session: Session) -> Session:
    """The same open to who does not."""
    session.store.close()
    session.store = support.open_store(session.folder, OTHER, OTHER_PASSWORD)
    return session


def texts(widget: QWidget) -> list[str]:
    """All that a page shows or reads aloud."""
    found = [widget.accessibleName(), widget.toolTip()]
    for each in widget.findChildren(QWidget):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        if isinstance(each, QLabel | QLineEdit):
            found.append(each.text())
        if isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
        if isinstance(each, QAbstractItemView) and (model := each.model()) is not None:
            places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
            found += [str(model.index(*at).data(role)) for at in places for role in (0, _TOOLTIP.value)]
        if isinstance(each, HistoryTree):
            lines = QTreeWidgetItemIterator(each)
            while (item := lines.value()) is not None:
                found += [item.text(2), item.toolTip(2)]
                lines += 1
    return found


def notes(session: Session) -> list[str]:
    """What was noted in the log, newest first."""
    return [step.title for step in session.store.journal.steps() if step.sort == NOTE]


@every_secret_kind
def test_no_page_shows_a_secret_to_who_may_not_see_it(qtbot: QtBot, session: Session, kind: Kind) -> None:
    record = secrets.with_secrets(session.store, kind)
    page = open_page(qtbot, as_other(session), kind)
    page.list.table.headings.take_columns(tuple(kind.fields))
    page.list.unmask.setChecked(True)
    shown = [*texts(page), page.list.said]
    page.list.table.selectAll()
    page.list.table.copy()
    shown += [QGuiApplication.clipboard().text(), QGuiApplication.clipboard().mimeData().html()]
    page.show_record(record.id)
    for place in range(view(page).tabs.count()):
        view(page).tabs.setCurrentIndex(place)
        shown += texts(page)
    if not kind.append_only:
        page.edit(record.id)
        shown += texts(page)
    shown.append(record_offer(kind, record).line)
    assert leaks(kind, shown) == []
    assert HIDDEN in shown
    assert [line for line in notes(session) if line.startswith("查看") and "号码" not in line] == []


def test_the_editor_locks_secrets_says_why_and_saves_the_rest(qtbot: QtBot, session: Session) -> None:
    record = secrets.with_secrets(session.store, FAMILIES)
    page = open_page(qtbot, as_other(session), FAMILIES)
    page.edit(record.id)
    form = editor(page).form
    assert {name for name, cell in form.cells.items() if cell.edit is None} == set(FAMILIES.secrets)
    assert any("查看困难家庭隐私" in text and HIDDEN in text for text in texts(editor(page)))
    form.cells["members"].show_value(5)
    editor(page).save()
    kept = FAMILIES.model.get_by_id(record.id)
    assert (kept.members, kept.income) == (5, secrets.telling(FAMILIES.fields["income"], 1))


def test_a_new_record_is_added_without_its_secrets(qtbot: QtBot, session: Session) -> None:
    page = open_page(qtbot, as_other(session), FAMILIES)
    page.new()
    editor(page).form.cells["name"].show_value("王五")
    assert editor(page).form.cells["income"].findChild(QLabel).text() == "家庭年收入"
    editor(page).save()
    assert FAMILIES.model.get(FAMILIES.model.name == "王五").income is None


def test_the_table_neither_sorts_nor_filters_by_a_secret(qtbot: QtBot, session: Session) -> None:
    secrets.with_secrets(session.store, FAMILIES)
    session = as_other(session)
    page = open_page(qtbot, session, FAMILIES)
    heads = page.list.table.headings
    heads.sectionClicked.emit(FAMILIES.columns.index("income"))
    assert page.list.table.rows.query.order == ()
    heads.sectionClicked.emit(FAMILIES.columns.index("members"))
    assert page.list.table.rows.query.order == ("members",)
    assert set(FilterBar(session, FAMILIES).quick) == {"union"}
    panel = ConditionPanel(session, FAMILIES)
    qtbot.addWidget(panel)
    assert {offer.value for offer in panel._fields("")} == set(FAMILIES.fields) - set(FAMILIES.secrets)


def test_a_hidden_link_does_not_lead_here_from_the_other_record(qtbot: QtBot, session: Session) -> None:
    union = support.saved(session.store, UNIONS)
    support.saved(session.store, FAMILIES, helper=union)
    assert [each.link.name for each in related(session, UNIONS, union.id)] == ["helper"]
    assert related(as_other(session), UNIONS, union.id) == []


def test_who_may_see_secrets_leaves_one_note_for_each_view(qtbot: QtBot, session: Session) -> None:
    record = secrets.with_secrets(session.store, FAMILIES)
    page = open_page(qtbot, session, FAMILIES)
    assert notes(session) == []
    page.list.unmask.setChecked(True)
    page.list.table.viewport().repaint()
    assert len(notes(session)) == 1
    assert notes(session)[0].startswith("查看测试家庭的完整号码（含家庭年收入、患病情况")
    page.show_record(record.id)
    view(page).refresh()
    assert notes(session)[0].startswith(f"查看家庭“{record.label}”的家庭年收入")
    assert len(notes(session)) == 2
    page.edit(record.id)
    assert len(notes(session)) == 3
    assert any("76,543" in text for text in texts(editor(page)))


def test_a_preview_that_shows_secrets_is_noted_once(qtbot: QtBot, session: Session) -> None:
    secrets.with_secrets(session.store, FAMILIES)
    page = open_page(qtbot, session, FAMILIES)
    for masked, expected in ((True, []), (False, ["预览“测试家庭（当前列表）”（含完整家庭年收入，1 条）"])):
        dialog = print_paper(session, page, list_paper(FAMILIES, ("name", "income")), PrintRequest(masked=masked))
        for _ in range(2):
            qtbot.waitUntil(lambda dialog=dialog: dialog.pages is not None and not tasks.busy())
            dialog.make()
        qtbot.waitUntil(lambda: not tasks.busy())
        assert notes(session) == expected
        dialog.reject()


def test_every_right_is_offered_with_a_line_that_explains_it(qtbot: QtBot) -> None:
    rights = Rights(("write",))
    qtbot.addWidget(rights)
    lines = [label.text() for label in rights.findChildren(QLabel)]
    for table in ("roles", "rights"):
        assert {code.note for code in codes.table(table).codes} <= set(lines)
    assert list(rights.boxes) == [code.key for code in codes.table("rights").codes]
    assert rights.value() == ("write",)


def test_a_locked_cell_keeps_its_value_and_shows_none(qtbot: QtBot, session: Session) -> None:
    as_other(session)
    cell = FieldCell("income", FAMILIES.fields["income"], None)
    qtbot.addWidget(cell)
    cell.show_value(123)
    assert cell.value() == 123
    assert HIDDEN in texts(cell)
