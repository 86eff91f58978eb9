"""Light, dark and the size of text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from ui.kit import style
from ui.kit.style import Look
from unionapp import paths


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 measures it, 1 to 21."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    """The relative luminance of a colour, WCAG 2."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("colours", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("text", "window"),
        ("text", "base"),
        ("text", "band"),
        ("text", "hover"),
        ("faint", "window"),
        ("faint", "base"),
        ("error", "base"),
        ("error", "window"),
        ("warning", "base"),
        ("warning", "window"),
        ("good", "window"),
        ("link", "base"),
        ("on_accent", "accent"),
        ("on_chosen", "chosen"),
    ],
)
def test_words_stand_out_from_their_ground(colours: Mapping[str, str], words: str, ground: str) -> None:
    assert contrast(colours[words], colours[ground]) >= 4.5


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
