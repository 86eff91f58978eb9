"""Photos and attached files: kept in the data folder, upright and not too large, and handed out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader
from pytestqt.qtbot import QtBot
from ui import pictures
from ui.pictures import AttachmentEdit, PhotoEdit
from ui.session import Session
from unionapp.errors import Refused

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys, session

__all__ = ["cheap_keys", "session"]


def picture(folder: Path, wide: int, high: int) -> Path:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = folder / "照片.png"
    image.save(str(path))
    return path


def size_of(session: Session, stored: str, folder: Path) -> QSize:
    path = folder / "out.jpg"
    path.write_bytes(session.store.files.read(stored))
    return QImageReader(str(path)).size()


def test_a_photo_is_chosen_kept_and_seen(qtbot: QtBot, session: Session, door: Recorder, tmp_path: Path) -> None:
    edit = PhotoEdit(session, "照片")
    qtbot.addWidget(edit)
    door.answers[:] = [picture(tmp_path, 300, 400)]
    with qtbot.waitSignal(edit.edited):
        edit.choose.click()
    assert edit.stored.endswith("/照片.png")
    assert not edit.thumb.pixmap().isNull()
    edit.away.click()
    assert edit.stored == ""


def test_a_large_photo_is_kept_smaller(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    edit = PhotoEdit(session, "照片")
    qtbot.addWidget(edit)
    edit.take(picture(tmp_path, 3000, 2000))
    assert size_of(session, edit.stored, tmp_path) == QSize(1200, 800)


def test_what_is_no_picture_is_refused_in_words(qtbot: QtBot, session: Session, door: Recorder, tmp_path: Path) -> None:
    path = tmp_path / "表.png"
    path.write_bytes(b"PK not a picture")
    edit = PhotoEdit(session, "照片")
    qtbot.addWidget(edit)
    door.answers[:] = [path]
    edit.choose.click()
    assert "不是能认出的图片" in door.texts("warn")[0]
    assert edit.stored == ""


def test_a_file_too_large_is_refused(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pictures, "_LARGEST", 3)
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"1234")
    edit = AttachmentEdit(session, "附件")
    qtbot.addWidget(edit)
    with pytest.raises(Refused, match="超过"):
        edit.take(path)


def test_a_file_is_saved_elsewhere_as_it_came(qtbot: QtBot, session: Session, door: Recorder, tmp_path: Path) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    edit = AttachmentEdit(session, "附件")
    qtbot.addWidget(edit)
    edit.take(path)
    door.answers[:] = [tmp_path / "out.pdf"]
    edit.save.click()
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF"


def test_a_photo_whose_file_is_lost_is_shown_as_none(qtbot: QtBot, session: Session) -> None:
    edit = PhotoEdit(session, "照片")
    qtbot.addWidget(edit)
    edit.show_stored("0" * 64 + "/a.jpg")
    assert edit.thumb.pixmap().isNull()
