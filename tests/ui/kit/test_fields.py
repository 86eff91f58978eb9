"""The widget of each type of field reads what clerks type, shows what is stored, and says when it was changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.kit.field_edit import DateEdit, FieldEdit, LineEdit
from ui.kit.fields import ChoicesEdit, LongTextEdit, OfferEdit, editor_for
from ui.session import Session
from unionapp.records import fields
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union

from tests.ui.opened import cheap_keys
from tests.ui.township import MILL

__all__ = ["cheap_keys"]


def made(qtbot: QtBot, session: Session, field: Any) -> FieldEdit:
    edit = editor_for(field, session)
    qtbot.addWidget(edit)
    edit.show()
    return edit


def line_of(edit: FieldEdit) -> QLineEdit:
    found = edit.findChild(QLineEdit)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("field", "typed", "value", "tidy"),
    [
        (fields.Date("日期"), "2024.1.2", date(2024, 1, 2), "2024-01-02"),
        (fields.Date("日期"), "20240102", date(2024, 1, 2), "2024-01-02"),
        (fields.Date("日期"), "", None, ""),
        (fields.MonthText("月份"), "2024.3", "2024-03", "2024-03"),
        (fields.Money("金额"), "1280", 128_000, "1,280.00"),
        (fields.Percent("比例"), "60.5", 6_050, "60.5%"),
        (fields.Number("人数"), "12", 12, "12"),
        (fields.IdNumber("证件号码"), " 11010519491231002x ", "11010519491231002X", "11010519491231002X"),
        (fields.Text("备注"), " a ", "a", "a"),
    ],
)
def test_a_line_reads_what_was_typed_and_tidies_it_when_left(
    qtbot: QtBot, session: Session, field: Any, typed: str, value: Any, tidy: str
) -> None:
    edit = made(qtbot, session, field)
    line = line_of(edit)
    if typed:
        with qtbot.waitSignal(edit.edited):
            qtbot.keyClicks(line, typed)
    assert edit.value() == value
    line.editingFinished.emit()
    assert line.text() == tidy
    assert edit.words() == tidy


def test_what_cannot_be_read_stays_as_typed_and_is_said(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, fields.Date("日期"))
    line = line_of(edit)
    qtbot.keyClicks(line, "2024-2-30")
    line.editingFinished.emit()
    assert line.text() == "2024-2-30"
    with pytest.raises(ValueError, match="不存在"):
        edit.value()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Member.name, "买买提·吐尔逊"),
        (Member.birth, date(1980, 2, 3)),
        (Member.sex, "2"),
        (Member.migrant, False),
        (Member.migrant, True),
        (Member.migrant, None),
        (Member.wage, 123_456),
        (Member.family, "父亲\n母亲"),
        (fields.Choices("权限", "rights"), ()),
        (Member.photo, ""),
    ],
)
def test_what_is_shown_is_read_back(qtbot: QtBot, session: Session, field: Any, value: Any) -> None:
    edit = made(qtbot, session, field)
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_value(value)
    assert edit.value() == value


def test_f4_picks_a_day_from_the_calendar(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, fields.Date("日期"))
    assert isinstance(edit, DateEdit)
    edit.set_value(date(2024, 5, 6))
    qtbot.keyClick(edit.line, Qt.Key.Key_F4)
    assert edit._calendar is not None
    assert edit._calendar.selectedDate() == QDate(2024, 5, 6)
    assert edit._calendar.locale().language() == QLocale.Language.Chinese
    with qtbot.waitSignal(edit.edited):
        edit._calendar.activated.emit(QDate(2024, 5, 9))
    assert edit.value() == date(2024, 5, 9)
    assert not edit._calendar.isVisible()


def test_several_codes_are_ticked(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, fields.Choices("权限", "rights"))
    assert isinstance(edit, ChoicesEdit)
    first = next(iter(edit.boxes))
    with qtbot.waitSignal(edit.edited):
        edit.boxes[first].click()
    assert edit.value() == (first,)


def test_tab_leaves_a_text_of_several_lines(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, fields.LongText("备注"))
    assert isinstance(edit, LongTextEdit)
    assert edit.text.tabChangesFocus()
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClicks(edit.text, "ab")
    assert edit.value() == "ab"


def test_a_link_is_read_as_the_number_of_its_record(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, Member.union)
    mill = Union.get(Union.name == MILL)
    edit.set_value(mill)
    assert edit.value() == mill.id
    assert edit.words() == MILL
    edit.set_value(None)
    assert edit.value() is None


@pytest.mark.parametrize(("typed", "value"), [("nan", "1"), ("n", ""), ("女", "2"), ("1", "1")])
def test_a_choice_takes_labels_pinyin_and_keys(qtbot: QtBot, session: Session, typed: str, value: str) -> None:
    edit = made(qtbot, session, Member.sex)
    assert isinstance(edit, OfferEdit)
    edit.offers.line.setText(typed)
    edit.offers.settle()
    if value:
        assert edit.value() == value
    else:
        with pytest.raises(ValueError, match="好几个性别"):
            edit.value()


@pytest.mark.parametrize(("typed", "value"), [("是", True), ("s", True), ("否", False), ("f", False), ("", None)])
def test_yes_and_no_are_typed(qtbot: QtBot, session: Session, typed: str, value: bool | None) -> None:
    edit = made(qtbot, session, Member.migrant)
    assert isinstance(edit, OfferEdit)
    edit.offers.line.setText(typed)
    edit.offers.settle()
    assert edit.value() is value


def test_every_widget_is_named_for_those_who_hear_it(qtbot: QtBot, session: Session) -> None:
    for name in ("name", "birth", "sex", "union", "migrant", "wage", "family", "photo"):
        edit = made(qtbot, session, Member._meta.fields[name])
        assert edit.inner.accessibleName() == Member._meta.fields[name].label


def test_a_line_shows_a_long_text_from_its_beginning(qtbot: QtBot, session: Session) -> None:
    edit = made(qtbot, session, fields.Text("名称"))
    assert isinstance(edit, LineEdit)
    edit.set_value("很长的名称" * 20)
    assert edit.line.cursorPosition() == 0


@pytest.mark.parametrize("field", [fields.Text("摘要"), fields.LongText("说明", longest=200), fields.Name("姓名")])
def test_what_is_pasted_beyond_the_length_is_not_cut_and_is_said(qtbot: QtBot, session: Session, field: Any) -> None:
    edit = made(qtbot, session, field)
    QApplication.clipboard().setText("买" * 2000)
    edit.inner.paste()  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=f"“{field.label}”最长 {field.longest} 个字，现在 2,000 个"):
        edit.value()


@pytest.mark.parametrize("field", [fields.Text("摘要"), fields.LongText("说明", longest=200), fields.Name("姓名")])
def test_what_was_kept_too_long_is_shown_and_stays(qtbot: QtBot, session: Session, field: Any) -> None:
    edit = made(qtbot, session, field)
    edit.set_value("买" * 300)
    assert edit.value() == "买" * 300
    edit.set_value("买")
    assert edit.value() == "买"
