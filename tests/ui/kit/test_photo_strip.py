"""A strip of photos: several added at once, sorted, described, taken away, opened; by mouse and by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from ui.kit.photo_strip import PhotoStrip
from ui.session import Session
from unionapp.errors import Refused
from unionapp.store.files import name_of

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys
from tests.ui.pictured import drop, painted, picture, with_files

__all__ = ["cheap_keys"]


class Shelf:
    """An album in memory, and all that was asked of it."""

    def __init__(self) -> None:
        self.photos: list[tuple[str, str]] = []
        self.refusal = ""

    def pictures(self) -> Sequence[tuple[str, str]]:
        return self.photos

    def add(self, stored: Sequence[str]) -> None:
        if self.refusal:
            raise Refused(self.refusal)
        self.photos += [(each, "") for each in stored]

    def remove(self, place: int) -> None:
        del self.photos[place]

    def move(self, place: int, to: int) -> None:
        self.photos.insert(to, self.photos.pop(place))

    def caption(self, place: int, text: str) -> None:
        self.photos[place] = (self.photos[place][0], text)


@pytest.fixture
def shelf() -> Shelf:
    """An empty album."""
    return Shelf()


@pytest.fixture
def strip(qtbot: QtBot, session: Session, shelf: Shelf) -> PhotoStrip:
    """The strip over the album, on the screen."""
    made = PhotoStrip(session, shelf, "活动照片")
    qtbot.addWidget(made)
    made.resize(900, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def fill(strip: PhotoStrip, shelf: Shelf, session: Session, count: int = 3) -> list[str]:
    shelf.photos = [(f"{n:064x}/{n}.jpg", f"第{n}张") for n in range(1, count + 1)]
    strip.refresh()
    return [caption for _, caption in shelf.photos]


def captions(shelf: Shelf) -> list[str]:
    return [caption for _, caption in shelf.photos]


def three(folder: Path) -> list[Path]:
    return [picture(folder, f"{colour}.png", colour) for colour in ("red", "green", "blue")]


def test_several_photos_are_chosen_at_once(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, door: Recorder, tmp_path: Path
) -> None:
    assert "还没有活动照片" in strip.said.text()
    door.answers[:] = [three(tmp_path)]
    strip.buttons["添加照片…"].click()
    qtbot.waitUntil(lambda: len(shelf.photos) == 3)
    assert [name_of(stored) for stored, _ in shelf.photos] == ["red.jpg", "green.jpg", "blue.jpg"]
    qtbot.waitUntil(lambda: all(not strip.grid.item(n).icon().isNull() for n in range(3)))
    assert strip.said.text().startswith("共 3 张")
    assert strip.place == 2


def test_a_dialog_that_is_left_adds_nothing(strip: PhotoStrip, shelf: Shelf, door: Recorder) -> None:
    door.answers[:] = [[]]
    strip.buttons["添加照片…"].click()
    assert shelf.photos == []


def test_what_is_no_picture_does_not_keep_the_others_out(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, door: Recorder, tmp_path: Path
) -> None:
    wrong = tmp_path / "通知.png"
    wrong.write_bytes(b"text")
    door.answers[:] = [[*three(tmp_path), wrong]]
    strip.buttons["添加照片…"].click()
    qtbot.waitUntil(lambda: bool(door.texts("warn")))
    assert len(shelf.photos) == 3
    assert door.texts("warn")[0].startswith("放入了 3 张，1 张没有放入：\n“通知.png”不是能认出的图片")


def test_photos_are_dropped_and_pasted(qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, tmp_path: Path) -> None:
    assert drop(strip.grid, with_files(three(tmp_path)))
    qtbot.waitUntil(lambda: len(shelf.photos) == 3)
    QGuiApplication.clipboard().setImage(painted())
    qtbot.keyClick(strip.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shelf.photos) == 4)
    mime = QMimeData()
    mime.setText("照片")
    assert not drop(strip.grid, mime)


def test_what_the_album_refuses_is_said(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, door: Recorder, tmp_path: Path
) -> None:
    shelf.refusal = "活动已经归档，不能再加照片。"
    door.answers[:] = [three(tmp_path)]
    strip.buttons["添加照片…"].click()
    qtbot.waitUntil(lambda: bool(door.texts("warn")))
    assert door.texts("warn") == [shelf.refusal]


def test_photos_change_places_by_buttons_keys_and_dragging(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, session: Session
) -> None:
    fill(strip, shelf, session)
    strip.buttons["后移"].click()
    assert (captions(shelf), strip.place) == (["第2张", "第1张", "第3张"], 1)
    qtbot.keyClick(strip.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (captions(shelf), strip.place) == (["第1张", "第2张", "第3张"], 0)
    assert not strip.buttons["前移"].isEnabled()
    qtbot.keyClick(strip.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert captions(shelf) == ["第1张", "第2张", "第3张"]
    strip.grid.moved.emit(0, strip.grid.place_at(QPoint(5000, 5000)))
    assert (captions(shelf), strip.place) == (["第2张", "第3张", "第1张"], 2)
    assert strip.grid.place_at(strip.grid.visualItemRect(strip.grid.item(1)).center()) == 1


def test_a_caption_is_written_for_the_photo_with_the_cursor(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, session: Session
) -> None:
    fill(strip, shelf, session)
    strip.grid.setCurrentRow(1)
    strip.grid.setFocus()
    qtbot.keyClick(strip.grid, Qt.Key.Key_F2)
    assert strip.caption.hasFocus()
    qtbot.keyClicks(strip.caption, "award ")
    qtbot.keyClick(strip.caption, Qt.Key.Key_Return)
    assert captions(shelf) == ["第1张", "award", "第3张"]
    assert strip.grid.item(1).text().startswith("2. award")
    strip.grid.setCurrentRow(0)
    assert strip.caption.text() == "第1张"


def test_a_photo_is_taken_away_and_the_cursor_stays_near(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, session: Session
) -> None:
    fill(strip, shelf, session)
    strip.grid.setCurrentRow(2)
    qtbot.keyClick(strip.grid, Qt.Key.Key_Delete)
    assert (captions(shelf), strip.place) == (["第1张", "第2张"], 1)
    strip.buttons["去掉"].click()
    strip.buttons["去掉"].click()
    assert (shelf.photos, strip.place) == ([], -1)
    assert not strip.buttons["去掉"].isEnabled()
    qtbot.keyClick(strip.grid, Qt.Key.Key_Delete)


def test_a_photo_is_opened_and_saved_elsewhere(
    qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, session: Session, door: Recorder, tmp_path: Path
) -> None:
    shelf.photos = [(session.store.files.keep(b"a picture", "现场.jpg"), "")]
    strip.refresh()
    strip.grid.itemActivated.emit(strip.grid.item(0))
    assert [Path(path).name for path in door.texts("open_file")] == ["现场.jpg"]
    door.answers[:] = [tmp_path / "out.jpg"]
    strip.buttons["另存为…"].click()
    assert (tmp_path / "out.jpg").read_bytes() == b"a picture"


def test_a_photo_whose_file_is_lost_is_named(qtbot: QtBot, strip: PhotoStrip, shelf: Shelf, session: Session) -> None:
    fill(strip, shelf, session, 1)
    qtbot.waitUntil(lambda: strip.grid.item(0).text() == "1. 第1张（读不出来）")
