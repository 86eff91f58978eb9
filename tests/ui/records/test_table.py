"""The table: pages of rows on demand, order, columns, the clipboard, sums."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui.exchange import copying
from ui.kit.row_look import PAD
from ui.kit.widths import Wanted, shared
from ui.records import row_model
from ui.records.columns import ColumnChooser, Remembered
from ui.records.table import RecordTable
from ui.records.widths import letters
from ui.session import Session
from unionapp.records.search import Query
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.opened import cheap_keys
from tests.ui.township import member, put, settle

__all__ = ["cheap_keys"]


def shown(qtbot: QtBot, session: Session) -> RecordTable:
    table = RecordTable(session, MEMBERS)
    qtbot.addWidget(table)
    table.ask(Query())
    return table


def column(table: RecordTable, name: str) -> list[str]:
    return [table.rows.text(row, name) for row in range(table.rows.rowCount())]


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, session: Session) -> None:
    settle(session, 3)
    table = shown(qtbot, session)
    tester = QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.ask(Query("wsj"))
    table.headings.show_columns(("name", "union"))
    assert tester.model() is table.rows


def test_only_the_pages_looked_at_are_kept(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_model, "_PAGE", 4)
    monkeypatch.setattr(row_model, "_PAGES", 3)
    settle(session, 40)
    table = shown(qtbot, session)
    assert len(column(table, "name")) == 40
    assert len(table.rows._pages) == 3


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_the_order(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, *(member(name, n) for n, name in enumerate(("赵云", "安宁", "丁一"))))
    table = shown(qtbot, session)
    head = table.horizontalHeader()
    head.sectionClicked.emit(0)
    assert column(table, "name") == ["安宁", "丁一", "赵云"]
    head.sectionClicked.emit(0)
    assert column(table, "name") == ["赵云", "丁一", "安宁"]
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    table.sort_by("strokes")
    assert column(table, "name") == ["丁一", "安宁", "赵云"]
    assert head.sortIndicatorSection() == 0


def test_columns_and_widths_are_remembered_by_kind(qtbot: QtBot, session: Session) -> None:
    table = shown(qtbot, session)
    table.headings.take_columns(("mobile", "name", "union"))
    table.setColumnWidth(0, 222)
    table.horizontalHeader().moveSection(1, 0)
    again = shown(qtbot, session)
    assert again.headings.names() == ("name", "mobile", "union")
    assert again.columnWidth(again.rows.names.index("mobile")) == 222
    Remembered(session, MEMBERS).forget()
    assert shown(qtbot, session).headings.names() == MEMBERS.columns


def test_settings_that_cannot_be_read_give_the_usual_columns(session: Session) -> None:
    session.remembered.setValue("tables/members/columns", "[broken")
    session.remembered.setValue("tables/members/widths", "[1]")
    assert Remembered(session, MEMBERS).names() == MEMBERS.columns
    assert Remembered(session, MEMBERS).widths() == {}


def test_columns_are_chosen_and_ordered_by_keyboard(qtbot: QtBot) -> None:
    chooser = ColumnChooser(None, MEMBERS, ("name", "sex"))
    qtbot.addWidget(chooser)
    chooser.list.setCurrentRow(1)
    chooser._up.click()
    assert chooser.names() == ("sex", "name")
    qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    assert chooser.names() == ("name",)
    assert "photo" not in [chooser.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(chooser.list.count())]


def test_the_selected_rows_are_copied_as_they_are_shown(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("安宁", 1, employer="=cmd()"), member("丁一", 2))
    table = shown(qtbot, session)
    table.headings.take_columns(("name", "employer", "id_number"))
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().splitlines()
    assert lines[0] == "姓名\t工作单位\t证件号码"
    assert lines[1].split("\t")[:2] == ["安宁", "'=cmd()"]
    assert "*" in lines[1]
    assert "mso-number-format" in mime.html()
    assert session.store.journal.steps(1)[0].title == "录入"


def test_copying_whole_numbers_is_written_down(qtbot: QtBot, session: Session) -> None:
    (person,) = settle(session, 1)
    table = shown(qtbot, session)
    table.rows.set_mask(False)
    table.selectAll()
    table.copy()
    assert person.id_number in QGuiApplication.clipboard().text()
    assert session.store.journal.steps(1)[0].title == "复制会员名册 1 条（含完整号码）"


def test_nothing_selected_leaves_the_clipboard_alone(qtbot: QtBot, session: Session) -> None:
    settle(session, 1)
    QGuiApplication.clipboard().setText("从前")
    shown(qtbot, session).copy()
    assert QGuiApplication.clipboard().text() == "从前"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert copying.lines([("备注", False)], [[f"{start}1"]]) == f"备注\n'{start}1\n"


def test_a_negative_amount_stays_a_number() -> None:
    assert copying.lines([("金额", True)], [["-1,280.00"]]) == "金额\n-1,280.00\n"


def test_tabs_and_line_ends_do_not_break_the_rows_apart() -> None:
    assert copying.lines([("备注", False)], [["甲\t乙\n丙"]]) == "备注\n甲 乙 丙\n"


def test_signs_of_html_are_copied_as_text() -> None:
    assert "&lt;b&gt;" in copying.table([("备注", False)], [["<b>"]])


def test_money_columns_are_summed_over_all_or_over_the_chosen(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, *(member(f"张{n}", n, wage=100_050) for n in range(3)))
    table = shown(qtbot, session)
    table.headings.show_columns(("name", "wage"))
    assert table.rows.sums() == {}
    table.rows.set_mask(False)
    assert table.rows.sums() == {"wage": 300_150}
    assert table.rows.sums([0, 2]) == {"wage": 200_100}
    assert table.rows.text(0, "wage") == "1,000.50"


def test_a_row_that_is_gone_is_shown_empty_until_the_next_question(qtbot: QtBot, session: Session) -> None:
    settle(session, 2)
    table = shown(qtbot, session)
    with session.store.journal.step("删去"):
        session.store.database.execute_sql("DELETE FROM membership_change")
        Member.delete().where(Member.id == table.rows.ids[0]).execute()
    table.rows.set_mask(False)  # which forgets the rows that were read
    assert table.rows.text(0, "name") == ""
    assert table.rows.record(0) is None


def widths(table: RecordTable) -> dict[str, int]:
    return {name: table.columnWidth(place) for place, name in enumerate(table.headings.names())}


def test_a_wide_window_gives_its_spare_room_to_texts_and_not_to_what_is_short(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一甲", 1, employer="青石镇利民枸杞制品有限公司"))
    table = shown(qtbot, session)
    table.resize(900, 300)
    table.show()
    narrow = widths(table)
    table.resize(1900, 300)
    wide = widths(table)
    assert wide["employer"] > narrow["employer"]
    assert all(wide[name] == narrow[name] for name in ("name", "birth", "id_number", "mobile"))
    assert sum(wide.values()) <= table.viewport().width()


def test_what_stands_in_a_column_says_how_wide_it_is(qtbot: QtBot, session: Session) -> None:
    put(session, MEMBERS, member("王一甲", 1, employer="青石镇利民枸杞制品有限公司", position="会计"))
    table = shown(qtbot, session)
    table.resize(2200, 300)
    table.show()
    table.headings.take_columns(("name", "sex", "position", "employer"))
    assert widths(table)["position"] < widths(table)["employer"]
    long = table.fontMetrics().horizontalAdvance("青石镇利民枸杞制品有限公司")
    assert widths(table)["employer"] > long + 2 * PAD


def test_where_columns_do_not_fit_texts_give_way_before_a_bar_appears(qtbot: QtBot, session: Session) -> None:
    employer = "青石镇绿色有机枸杞沙棘种植加工销售农民专业合作社联合社"
    put(session, MEMBERS, member("王一甲", 1, employer=employer, position=employer))
    table = shown(qtbot, session)
    table.show()
    table.headings.take_columns(("name", "employer", "position", "id_number"))
    table.resize(850, 300)
    assert not table.horizontalScrollBar().maximum()
    had = widths(table)
    assert had["employer"] > had["position"] > 10 * table.fontMetrics().horizontalAdvance("汉")
    table.resize(500, 300)
    assert table.horizontalScrollBar().maximum() and widths(table)["position"] == letters(table.fontMetrics(), 12)


@pytest.mark.parametrize("room", range(60, 2000, 97))
def test_columns_fill_the_room_and_keep_their_least(room: int) -> None:
    columns = [Wanted(90, 90), Wanted(700, 180, True), Wanted(300, 180, True), Wanted(60, 60)]
    found = shared(columns, room)
    assert all(width >= column.least for width, column in zip(found, columns, strict=True))
    assert found[0] == 90 and found[3] == 60
    assert max(room, 510) - 2 <= sum(found) <= max(room, 510)


def test_widths_do_not_jump_while_rows_are_looked_for(qtbot: QtBot, session: Session) -> None:
    put(
        session, MEMBERS, member("王一甲", 1, employer="青石镇利民枸杞制品有限公司"), member("李二乙", 2, employer="厂")
    )
    table = shown(qtbot, session)
    table.show()
    before = widths(table)
    table.ask(Query("王一甲"))
    assert table.rows.rowCount() == 1 and widths(table) == before
