"""Light, dark and the size of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.kit import style
from ui.kit.choosing import Offer, OfferLine
from ui.kit.field_button import FieldButton
from ui.kit.field_edit import DateEdit
from ui.kit.style import Look
from unionapp import paths
from unionapp.records import fields


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 measures it, 1 to 21."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    """The relative luminance of a colour, WCAG 2."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


BOTH = pytest.mark.parametrize("colours", [style.LIGHT, style.DARK], ids=["light", "dark"])
WORDS = {
    "text": ("window", "base", "band", "hover", "button", "rule"),
    "faint": ("window", "base", "band", "button", "rule"),
    "link": ("window", "base", "band", "hover", "button"),
    "accent": ("window", "base"),
    "error": ("window", "base", "band", "error_back"),
    "warning": ("window", "base", "band", "warning_back"),
    "good": ("window", "base", "band", "good_back"),
    "on_accent": ("accent",),
    "on_chosen": ("chosen",),
}
"""The colours of words, and the grounds on which they stand."""
EDGES = {
    "field": ("base", "window"),
    "link": ("window", "base", "button", "band", "chosen", "hover"),
    "error": ("base",),
    "warning": ("base",),
    "bar": ("base", "window"),
}
"""The colours of frames, of the mark of the keyboard and of bars, and what they must stand out from."""
GROUNDS = frozenset(ground for grounds in (WORDS, EDGES) for each in grounds.values() for ground in each)
ORNAMENTS = frozenset({"line", "rule"})
"""Lines between things that are told apart without them."""


@BOTH
@pytest.mark.parametrize(("words", "ground"), [(words, ground) for words, on in WORDS.items() for ground in on])
def test_words_stand_out_from_their_ground(colours: Mapping[str, str], words: str, ground: str) -> None:
    assert contrast(colours[words], colours[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize(("edge", "ground"), [(edge, ground) for edge, on in EDGES.items() for ground in on])
def test_fields_and_the_mark_of_the_keyboard_are_seen(colours: Mapping[str, str], edge: str, ground: str) -> None:
    assert contrast(colours[edge], colours[ground]) >= 3


@BOTH
def test_what_cannot_be_pressed_can_still_be_read(colours: Mapping[str, str]) -> None:
    assert all(contrast(colours["off"], colours[ground]) >= 2.5 for ground in ("base", "window", "rule"))


def test_no_colour_is_left_out_of_these_tests() -> None:
    assert style.LIGHT.keys() == {*WORDS, *EDGES, *GROUNDS, *ORNAMENTS, "off"}


def test_the_sheet_writes_no_text_in_a_colour_of_lines() -> None:
    """Every colour of words in the sheet is one whose contrast is tested, and red is only where it may be."""
    sheet = (paths.resources() / "style.qss").read_text("utf-8")
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    inks = {ink for _, rule in rules for ink in re.findall(r"(?<![-\w])color: @(\w+)", rule)}
    assert inks <= {*WORDS, "base", "off"}
    red = {where.strip() for where, rule in rules if "@accent" in rule}
    assert all("tabs::tab:selected" in where or 'main="true"' in where for where in red)


def test_what_has_the_keyboard_is_framed_by_two_pixels() -> None:
    sheet = (paths.resources() / "style.qss").read_text("utf-8")
    lines = [line for line in sheet.splitlines() if "border: 2px solid @link" in line]
    framed = {name.strip() for line in lines for name in line.split("{")[0].split(",")}
    fields_and_buttons = {"QPushButton:focus", "QPushButton:flat:focus", "QCheckBox:focus", "QLineEdit:focus"}
    lists = {"QTableView:focus", "QTreeView:focus", "QListView:focus"}
    assert framed >= {*fields_and_buttons, *lists, "QComboBox:focus", "QAbstractSpinBox:focus"}


@pytest.mark.parametrize("scale", style.SCALES)
def test_fields_and_buttons_are_all_of_one_height(qtbot: QtBot, scale: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, Look(scale, "light"))
    page = QWidget()
    column = QVBoxLayout(page)
    choice, day = OfferLine(lambda text: [], "群体"), DateEdit(fields.Date("日期"))
    widgets = (choice, day, QLineEdit(), QComboBox(), QSpinBox(), QPushButton("编辑"))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    qtbot.addWidget(page)
    page.show()
    assert {widget.height() for widget in (*widgets, choice.line, day.line)} == {round(style.CONTROL * scale / 100)}
    assert {button.width() for button in page.findChildren(FieldButton)} == {style.pixels(28)}


def test_both_schemes_name_the_same_colours() -> None:
    assert style.LIGHT.keys() == style.DARK.keys()


@pytest.mark.parametrize("scheme", style.SCHEMES)
@pytest.mark.parametrize("scale", [100, 200])
def test_every_word_of_the_sheet_is_filled_in(qapp: QApplication, scheme: str, scale: int) -> None:
    style.apply(qapp, Look(scale, scheme))
    assert "@" not in qapp.styleSheet()
    assert qapp.font().pointSizeF() == pytest.approx(style.BASE * scale / 100)


def test_dark_is_dark_and_light_is_light(qapp: QApplication) -> None:
    style.apply(qapp, Look(scheme="dark"))
    assert qapp.palette().window().color().lightness() < 80 and style.colour("text").lightness() > 180
    style.apply(qapp, Look(scheme="light"))
    assert qapp.palette().window().color().lightness() > 200 and style.colour("text").lightness() < 60


def test_the_look_is_remembered_and_nonsense_is_not(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert Look.remembered(settings) == Look(100, "system")
    Look(150, "dark").remember(settings)
    assert Look.remembered(settings) == Look(150, "dark")
    settings.setValue("look/scale", "137")
    settings.setValue("look/scheme", "pink")
    assert Look.remembered(settings) == Look()


def test_the_text_stays_between_100_and_200_percent() -> None:
    assert Look(100).resized(-1).scale == 100 and Look(200).resized(1).scale == 200
    assert Look(125).resized(1).scale == 150


def test_the_schemes_come_in_turn() -> None:
    seen = [Look()]
    for _ in style.SCHEMES:
        seen.append(seen[-1].next_scheme())
    assert {look.scheme for look in seen} == set(style.SCHEMES) and seen[-1] == seen[0]


@pytest.mark.parametrize("name", sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg")))
def test_every_icon_is_drawn(qapp: QApplication, name: str) -> None:
    assert not style.icon(name).isNull()


@pytest.mark.parametrize("scale", [100, 200])
def test_what_is_chosen_from_a_list_is_high_enough_to_hit(qtbot: QtBot, qapp: QApplication, scale: int) -> None:
    style.apply(qapp, Look(scale, "light"))
    offers = [Offer(word, word) for word in ("汉族", "蒙古族", "回族")]
    choice = OfferLine(lambda text: offers, "民族")
    qtbot.addWidget(choice)
    choice.show()
    choice.line.drop([offer.line for offer in offers])
    popup = choice.line.list.popup()
    tops = [popup.visualRect(popup.model().index(row, 0)).top() for row in range(3)]
    assert tops[1] - tops[0] == tops[2] - tops[1] >= style.pixels(26)
    popup.hide()
