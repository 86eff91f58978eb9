"""Sections of fields: of readable width, in two columns or one, each field as wide as its contents."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.kit.cells import FieldCell
from ui.kit.fields import editor_for
from ui.kit.sections import WIDEST, SectionGrid, shape_of
from ui.kit.side_label import SideLabel, balanced
from ui.records.form_body import FormBody
from ui.session import Session
from unionapp import subjects
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.members.records import MEMBERS

from tests.ui.opened import cheap_keys

__all__ = ["cheap_keys"]

SIZES = pytest.mark.parametrize("scale", [100, 150, 200])


def form(qtbot: QtBot, session: Session, kind: Kind, scale: int = 100, wide: int = 1366) -> FormBody:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, style.Look(scale, "light"))
    made = FormBody(session, kind, ())
    qtbot.addWidget(made)
    made.resize(wide, 700)
    with qtbot.waitExposed(made):
        made.show()
    QApplication.processEvents()
    return made


def left(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, QPoint(0, 0)).x()


def test_a_form_is_no_wider_than_can_be_read(qtbot: QtBot, session: Session) -> None:
    made = form(qtbot, session, MEMBERS, wide=1900)
    assert {grid.width() for grid in made.findChildren(SectionGrid)} == {WIDEST}


def test_a_field_is_as_wide_as_its_contents(qtbot: QtBot, session: Session) -> None:
    made = form(qtbot, session, MEMBERS)
    cells = made.cells
    wide = {name: cell.edit.width() for name, cell in cells.items() if cell.edit is not None}
    assert wide["birth"] == wide["sex"] == wide["mobile"] == style.letters(cells["birth"], 14)
    assert wide["birth"] < wide["name"] <= wide["employer"]
    assert wide["remark"] > 2 * wide["name"]


@SIZES
def test_fields_of_a_column_begin_on_one_line_and_are_all_of_one_height(
    qtbot: QtBot, session: Session, scale: int
) -> None:
    made = form(qtbot, session, MEMBERS, scale, 1180)
    edits = [cell.edit for name, cell in made.cells.items() if cell.edit is not None and name != "photo"]
    lines = [edit for edit in edits if not isinstance(edit.field, fields.LongText)]
    assert {edit.height() for edit in lines} == {style.pixels(style.CONTROL)}
    assert len({left(edit, made.widget()) for edit in edits}) == (1 if scale == 200 else 2)


@SIZES
def test_no_field_is_wider_than_the_window(qtbot: QtBot, session: Session, scale: int) -> None:
    made = form(qtbot, session, ACTIVITIES, scale, 1180)
    ends = [left(cell, made.widget()) + cell.width() for cell in made.cells.values()]
    assert max(ends) <= made.viewport().width()


def test_a_picture_stands_at_the_right_beside_the_first_fields(qtbot: QtBot, session: Session) -> None:
    made = form(qtbot, session, MEMBERS)
    cells = made.cells
    assert cells["photo"].y() == cells["name"].y() and cells["photo"].x() > cells["name"].x()
    assert cells["sex"].x() == cells["birth"].x() == cells["name"].x()
    assert cells["nation"].geometry().bottom() <= cells["photo"].geometry().bottom() + 40


def test_what_must_be_filled_has_a_star_in_the_colour_of_errors(qtbot: QtBot, session: Session) -> None:
    made = form(qtbot, session, MEMBERS)
    cells = made.cells
    stars = [
        [label.text() for label in cells[name].findChildren(QLabel) if label.property("level") == "error"]
        for name in ("name", "nation")
    ]
    assert stars == [["*"], [""]]


def test_a_long_name_of_a_field_leaves_no_single_character_on_a_line() -> None:
    assert balanced("出生日期", 10) == "出生日期"
    assert balanced("承诺未获其他资助并签字", 10) == "承诺未获其他\n资助并签字"
    names = [field.label for kind in subjects.KINDS for field in kind.fields.values()]
    assert all(len(line) > 1 for name in names for line in balanced(name, 10).split("\n") if len(name) > 1)


@SIZES
def test_no_name_of_a_field_is_cut(qtbot: QtBot, session: Session, scale: int) -> None:
    kind = session.kind("student-aids")
    made = form(qtbot, session, kind, scale)
    for name in made.findChildren(SideLabel):
        widest = max(name.fontMetrics().horizontalAdvance(line) for line in name.text().split("\n"))
        assert widest <= name.width()


def test_several_boxes_stand_in_columns(qtbot: QtBot, session: Session) -> None:
    field = ACTIVITIES.fields["groups"]
    cell = FieldCell("groups", field, editor_for(field, session), 10)
    qtbot.addWidget(cell)
    cell.resize(900, 300)
    cell.show()
    assert cell.edit is not None
    boxes = cell.edit.findChildren(type(next(iter(cell.edit.boxes.values()))))  # type: ignore[attr-defined]
    assert len({box.x() for box in boxes}) in (3, 4) and shape_of(field) == "whole"
