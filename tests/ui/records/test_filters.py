"""Filters: the kind's own by typing, any other field by a condition, and the way back to all rows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.records.conditions import ConditionPanel, Filter, conditions, operations
from ui.records.question import SearchBar
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.records.search import Condition
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service.households.models import Allowance
from unionapp.subjects.service.households.records import ALLOWANCES

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys, open_page
from tests.ui.township import DAIRY, MILL, member, put

__all__ = ["cheap_keys"]


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RecordPage:
    put(
        session,
        MEMBERS,
        member("安宁", 1, birth=date(1980, 1, 1), migrant=True),
        member("丁一", 2, birth=date(1990, 1, 1), union=DAIRY),
        member("赵云", 3, birth=date(2000, 1, 1), employer="面粉厂"),
    )
    return open_page(qtbot, session, MEMBERS)


def names(page: RecordPage) -> list[str]:
    rows = page.list.table.rows
    return [rows.text(row, "name") for row in range(rows.rowCount())]


def choose(page: RecordPage, name: str, typed: str) -> None:
    line = page.list.bar.quick[name]
    line.line.setText(typed)
    line.settle()


def panel(page: RecordPage) -> ConditionPanel:
    page.list.bar.more.setChecked(True)
    assert page.list.question.panel is not None
    return page.list.question.panel


def ask(panel: ConditionPanel, label: str, asked: str, *typed: str) -> None:
    panel.field.line.setText(label)
    panel.field.settle()
    panel.asked.setCurrentText(asked)
    for edit, text in zip(panel.values, typed, strict=True):
        edit.set_value(edit.field.python_value(text) if text else None)
    panel.make()


def test_rows_are_filtered_by_a_union_found_by_typing(page: RecordPage) -> None:
    choose(page, "union", "ruye")
    assert names(page) == ["丁一"]
    assert page.filter_words() == f"所属工会：{DAIRY}"


def test_filters_and_search_hold_together(page: RecordPage) -> None:
    choose(page, "union", MILL)
    page.list.search.setText("zhao")
    assert names(page) == ["赵云"]
    assert page.filter_words() == f"查找“zhao”；所属工会：{MILL}"
    assert page.list.query().text == "zhao"


def test_yes_or_no_is_a_filter(page: RecordPage) -> None:
    choose(page, "migrant", "是")
    assert names(page) == ["安宁"]


def test_one_button_clears_all_filters(page: RecordPage) -> None:
    choose(page, "union", DAIRY)
    page.list.bar.add(Filter("工作单位 没有填", (Condition("employer", "empty"),)))
    assert page.list.bar.clear_all.isVisible()
    page.list.bar.clear_all.click()
    assert len(names(page)) == 3
    assert not page.list.bar.clear_all.isVisible()
    assert page.filter_words() == ""


def test_emptying_the_line_of_a_filter_takes_it_away(page: RecordPage) -> None:
    choose(page, "union", DAIRY)
    page.list.bar.quick["union"].line.clear()
    assert len(names(page)) == 3


def test_a_range_of_dates_is_asked_for(page: RecordPage) -> None:
    ask(panel(page), "出生日期", "从…到…", "1985-01-01", "1995-12-31")
    assert names(page) == ["丁一"]
    assert page.filter_words() == "出生日期 从 1985-01-01 到 1995-12-31"


def test_one_end_of_a_range_may_stay_open(page: RecordPage) -> None:
    ask(panel(page), "出生日期", "从…到…", "1985-01-01", "")
    assert names(page) == ["丁一", "赵云"]


def test_a_condition_is_taken_away_by_its_own_button(page: RecordPage) -> None:
    ask(panel(page), "工作单位", "包含", "面粉")
    assert names(page) == ["赵云"]
    (chip,) = [button for button in page.list.bar.findChildren(QPushButton) if "✕" in button.text()]
    chip.click()
    assert len(names(page)) == 3


def test_empty_and_filled_fields_are_asked_for(page: RecordPage) -> None:
    ask(panel(page), "工作单位", "没有填")
    assert names(page) == ["安宁", "丁一"]
    page.list.bar.clear()
    ask(panel(page), "是否农民工会员", "已填")
    assert names(page) == ["安宁"]


def test_a_value_that_cannot_be_read_is_said_and_filters_nothing(page: RecordPage, door: Recorder) -> None:
    made = panel(page)
    made.field.line.setText("出生日期")
    made.field.settle()
    made.values[0].findChild(QLineEdit).setText("昨天")
    made.make()
    assert len(door.texts("warn")) == 1
    assert len(names(page)) == 3


def test_without_a_field_the_clerk_is_told_to_choose_one(page: RecordPage, door: Recorder) -> None:
    panel(page).make()
    assert door.texts("toast") == ["请先选一个栏目"]


def test_enter_adds_the_condition(qtbot: QtBot, page: RecordPage) -> None:
    made = panel(page)
    made.field.line.setText("工作单位")
    made.field.settle()
    made.values[0].set_value("面粉")
    qtbot.keyClick(made.values[0].inner, Qt.Key.Key_Return)
    assert names(page) == ["赵云"]


@pytest.mark.parametrize("name", list(MEMBERS.fields))
def test_every_question_on_every_field_can_be_asked(page: RecordPage, name: str) -> None:
    field = Member._meta.fields[name]
    for asked in operations(field):
        for condition in conditions(field, name, asked, None, None):
            page.list.bar.add(Filter(asked, (condition,)))
    assert len(names(page)) <= 3


def test_a_text_field_is_filtered_by_the_values_in_use(qtbot: QtBot, session: Session) -> None:
    put(session, ALLOWANCES, *(Allowance(region=region, amount=70_000) for region in ("云岭县", "青山县", "云岭县")))
    page = open_page(qtbot, session, ALLOWANCES)
    line = page.list.bar.quick["region"]
    line.line.setText("云岭县")
    line.settle()
    rows = page.list.table.rows
    assert [rows.text(row, "region") for row in range(rows.rowCount())] == ["云岭县", "云岭县"]


def name_before(page: RecordPage, name: str) -> str:
    shown = page.list.bar.quick[name].line.findChildren(QLabel)
    return "".join(each.text() for each in shown if each.isVisible())


def test_a_filter_keeps_its_name_before_what_was_chosen(page: RecordPage) -> None:
    assert name_before(page, "status") == ""
    choose(page, "status", "在籍")
    line = page.list.bar.quick["status"].line
    assert name_before(page, "status") == "会籍状态：" and line.text() == "在籍"
    assert line.property("filtering") is True
    page.list.bar.clear()
    assert name_before(page, "status") == "" and line.property("filtering") is False


def test_three_filters_are_shown_and_the_others_with_further_conditions(page: RecordPage) -> None:
    def shown() -> list[str]:
        return [name for name, line in page.list.bar.quick.items() if line.isVisible()]

    assert shown() == ["union", "status", "group"]
    page.list.bar.more.setChecked(True)
    assert shown() == list(MEMBERS.filters)
    choose(page, "sex", "男")
    page.list.bar.more.setChecked(False)
    assert shown() == ["union", "status", "group", "sex"]


def test_a_ready_made_filter_stays_pressed_while_it_is_in_force(page: RecordPage) -> None:
    page.offer("农民工", lambda: Filter("农民工", (Condition("migrant", "=", True),)))
    page.offer("面粉厂的", lambda: Filter("面粉厂的", (Condition("employer", "=", "面粉厂"),)))
    workers, mill = (button(page, f"只看{words}") for words in ("农民工", "面粉厂的"))
    workers.click()
    assert names(page) == ["安宁"] and workers.isChecked()
    mill.click()
    assert names(page) == ["赵云"] and mill.isChecked() and not workers.isChecked()
    mill.click()
    assert len(names(page)) == 3 and not mill.isChecked()
    workers.click()
    page.list.bar.clear_all.click()
    assert len(names(page)) == 3 and not workers.isChecked()


def test_a_page_without_any_rows_offers_no_filters(qtbot: QtBot, session: Session) -> None:
    empty = open_page(qtbot, session, MEMBERS)
    assert not empty.list.bar.isVisible()
    put(session, MEMBERS, member("安宁", 1))
    assert empty.list.bar.isVisible()
    empty.list.search.setText("没有这个人")
    assert empty.list.bar.isVisible()


def test_at_large_text_filters_are_folded_until_asked_for_or_in_force(
    qtbot: QtBot, qapp: QApplication, town: Session
) -> None:
    style.apply(qapp, style.Look(200))
    asked = SearchBar(town, MEMBERS)
    qtbot.addWidget(asked)
    asked.show()
    assert asked.unfold.isVisible() and not asked.bar.isVisible()
    asked.unfold.click()
    assert asked.bar.isVisible()
    asked.unfold.click()
    asked.bar.add(Filter("在籍的", (Condition("status", "=", "in"),)))
    assert asked.bar.isVisible()
    asked.clear()
    assert not asked.bar.isVisible()
    style.apply(qapp, style.Look())
    qapp.processEvents()
    assert asked.bar.isVisible() and not asked.unfold.isVisible()
