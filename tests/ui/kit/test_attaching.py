"""Photos and attached files: chosen, dropped or pasted, kept in the data folder, and handed out again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from ui.exchange.incoming import Incoming, from_disk
from ui.kit import copies, messages
from ui.kit.attaching import AttachmentEdit, PhotoEdit, Thumbnail, shown_file
from ui.records.record_view import RecordView
from ui.session import Session
from unionapp.records import fields
from unionapp.store.files import name_of
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.conftest import Recorder
from tests.ui.opened import cheap_keys, editor, open_page
from tests.ui.pictured import drop, painted, picture, with_files
from tests.ui.township import member, put

__all__ = ["cheap_keys"]


@pytest.fixture
def photo(qtbot: QtBot, session: Session) -> PhotoEdit:
    """The widget of a photo, before any is chosen."""
    edit = PhotoEdit(session, "照片")
    qtbot.addWidget(edit)
    return edit


@pytest.fixture
def attachment(qtbot: QtBot, session: Session) -> AttachmentEdit:
    """The widget of a file, before any is chosen."""
    edit = AttachmentEdit(session, "附件")
    qtbot.addWidget(edit)
    return edit


def taken(qtbot: QtBot, edit: AttachmentEdit, path: Path) -> str:
    with qtbot.waitSignal(edit.edited):
        edit.take(from_disk(path))
    return edit.stored


def size_of(session: Session, stored: str, folder: Path) -> QSize:
    path = folder / "out.jpg"
    path.write_bytes(session.store.files.read(stored))
    return QImageReader(str(path)).size()


def test_a_photo_is_chosen_kept_and_seen(qtbot: QtBot, photo: PhotoEdit, door: Recorder, tmp_path: Path) -> None:
    door.answers[:] = [picture(tmp_path)]
    with qtbot.waitSignal(photo.edited):
        photo.choose.click()
    assert name_of(photo.stored) == "照片.jpg"
    assert not photo.thumb.pixmap().isNull()
    assert photo.thumb.pixmap().height() <= photo.thumb.height()


def test_a_large_photo_is_kept_smaller(qtbot: QtBot, session: Session, photo: PhotoEdit, tmp_path: Path) -> None:
    stored = taken(qtbot, photo, picture(tmp_path, wide=3000, high=1500))
    assert size_of(session, stored, tmp_path) == QSize(2000, 1000)


def test_what_is_taken_away_is_still_in_the_folder(
    qtbot: QtBot, session: Session, photo: PhotoEdit, tmp_path: Path
) -> None:
    stored = taken(qtbot, photo, picture(tmp_path))
    with qtbot.waitSignal(photo.edited):
        photo.away.click()
    assert photo.stored == ""
    assert photo.thumb.pixmap().isNull()
    assert session.store.files.holds(stored)
    assert [button.isEnabled() for button in (photo.open, photo.save, photo.away)] == [False] * 3


def test_what_is_no_picture_is_refused_in_words(qtbot: QtBot, photo: PhotoEdit, door: Recorder, tmp_path: Path) -> None:
    path = tmp_path / "表.png"
    path.write_bytes(b"PK not a picture")
    photo.take(from_disk(path))
    qtbot.waitUntil(lambda: bool(door.texts("warn")))
    assert "不是能认出的图片" in door.texts("warn")[0]
    assert photo.stored == ""


def test_a_program_is_refused_as_a_file(
    qtbot: QtBot, attachment: AttachmentEdit, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "发票.pdf"
    path.write_bytes(b"MZ\x90")
    attachment.take(from_disk(path))
    qtbot.waitUntil(lambda: bool(door.texts("warn")))
    assert "是程序" in door.texts("warn")[0]
    assert attachment.stored == ""


def test_a_photo_is_dropped(qtbot: QtBot, photo: PhotoEdit, tmp_path: Path) -> None:
    with qtbot.waitSignal(photo.edited):
        assert drop(photo, with_files([picture(tmp_path)]))
    assert name_of(photo.stored) == "照片.jpg"


def test_text_cannot_be_dropped(photo: PhotoEdit) -> None:
    mime = QMimeData()
    mime.setText("照片")
    assert not drop(photo, mime)


def test_a_picture_is_pasted_with_the_focus_on_any_button(qtbot: QtBot, photo: PhotoEdit, session: Session) -> None:
    QGuiApplication.clipboard().setImage(painted())
    with qtbot.waitSignal(photo.edited):
        qtbot.keyClick(photo.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert name_of(photo.stored) == "粘贴的图片.jpg"
    assert session.store.files.read(photo.stored).startswith(b"\xff\xd8")


def test_a_copied_file_is_pasted(qtbot: QtBot, attachment: AttachmentEdit, tmp_path: Path) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    QGuiApplication.clipboard().setMimeData(with_files([path]))
    with qtbot.waitSignal(attachment.edited):
        attachment.paste()
    assert name_of(attachment.stored) == "合同.pdf"


def test_a_screenshot_is_pasted_as_a_file(qtbot: QtBot, attachment: AttachmentEdit) -> None:
    QGuiApplication.clipboard().setImage(painted())
    with qtbot.waitSignal(attachment.edited):
        attachment.paste()
    assert name_of(attachment.stored) == "粘贴的图片.jpg"


def test_an_empty_clipboard_is_said(photo: PhotoEdit, door: Recorder) -> None:
    QGuiApplication.clipboard().setText("照片")
    photo.paste()
    assert "剪贴板里没有图片或文件" in door.texts("toast")[0]


def test_a_file_is_opened_as_a_private_copy_that_goes(
    qtbot: QtBot, attachment: AttachmentEdit, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    taken(qtbot, attachment, path)
    attachment.open.click()
    [opened] = map(Path, door.texts("open_file"))
    assert (opened.name, opened.read_bytes()) == ("合同.pdf", b"%PDF")
    assert opened.is_relative_to(copies.place())
    assert stat.S_IMODE(opened.stat().st_mode) == stat.S_IRUSR
    attachment.open.click()
    assert len(set(door.texts("open_file"))) == 2
    copies.forget()
    assert not copies.place().exists()
    copies.forget()


def test_a_file_that_no_program_opens_is_said(
    qtbot: QtBot, attachment: AttachmentEdit, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "图.ofd"
    path.write_bytes(b"ofd")
    taken(qtbot, attachment, path)
    door.can_open = False
    attachment.open.click()
    assert "没有能打开“图.ofd”的程序" in door.texts("tell")[0]


def test_a_file_is_saved_elsewhere_as_it_came(
    qtbot: QtBot, attachment: AttachmentEdit, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    taken(qtbot, attachment, path)
    door.answers[:] = [tmp_path / "out.pdf"]
    attachment.save.click()
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF"
    assert door.texts("toast") == ["已另存为“out.pdf”"]


def test_a_file_that_cannot_be_saved_elsewhere_is_said(
    qtbot: QtBot, attachment: AttachmentEdit, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    taken(qtbot, attachment, path)
    door.answers[:] = [tmp_path / "没有这个文件夹" / "out.pdf"]
    attachment.save.click()
    assert "找不到“out.pdf”" in door.texts("warn")[0]


def test_a_lost_file_is_said_wherever_it_is_wanted(photo: PhotoEdit, door: Recorder, tmp_path: Path) -> None:
    photo.show_stored("0" * 64 + "/a.jpg")
    assert photo.thumb.text() == "照片\n读不出来"
    assert "不在数据文件夹里" in photo.thumb.toolTip()
    photo.open.click()
    door.answers[:] = [tmp_path / "out.jpg"]
    photo.save.click()
    assert all("不在数据文件夹里" in text for text in door.texts("warn"))
    assert len(door.texts("warn")) == 2
    photo.show_stored("")
    assert photo.thumb.text() == "照片"


def test_every_button_says_what_it_is_for_and_is_reached_by_tab(qtbot: QtBot, photo: PhotoEdit) -> None:
    photo.show_stored("0" * 64 + "/a.jpg")
    with qtbot.waitExposed(photo):
        photo.show()
    photo.activateWindow()
    photo.setFocus()
    names = []
    for _ in range(4):
        focused = QGuiApplication.focusObject()
        assert isinstance(focused, QPushButton)
        names.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["照片：选择文件…", "照片：打开", "照片：另存为…", "照片：去掉"]


def test_the_real_door_asks_the_system_to_open_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages.QDesktopServices, "openUrl", lambda url: bool(asked.append(url.toLocalFile())) or True)
    assert messages.Door().open_file(tmp_path / "合同.pdf")
    assert asked == [(tmp_path / "合同.pdf").as_posix()]


def test_the_photo_of_a_member_is_saved_seen_and_taken_back(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    put(session, MEMBERS, member("安宁", 1))
    page = open_page(qtbot, session, MEMBERS)
    page.edit(1)
    form = editor(page).form
    widget = form.cells["photo"].edit
    assert widget is not None
    with qtbot.waitSignal(widget.edited):
        widget.file.take(Incoming(picture(tmp_path), "照片.png"))
    editor(page).save()
    stored = Member.get().photo
    assert name_of(stored) == "照片.jpg"
    session.store.journal.undo()
    assert Member.get().photo == ""
    session.store.journal.redo()
    assert Member.get().photo == stored
    assert session.store.files.read(stored)


def test_a_record_shows_its_photo_and_opens_it(qtbot: QtBot, session: Session, door: Recorder, tmp_path: Path) -> None:
    stored = session.store.files.keep(b"no picture", "照片.jpg")
    put(session, MEMBERS, member("安宁", 1, photo=stored), member("丁一", 2))
    view = RecordView(session, MEMBERS, 1)
    qtbot.addWidget(view)
    [thumb] = view.findChildren(Thumbnail)
    assert "读不出来" in thumb.text()
    [links] = [label for label in view.findChildren(QLabel) if "照片.jpg</a>" in label.text()]
    links.linkActivated.emit("open")
    assert [Path(path).name for path in door.texts("open_file")] == ["照片.jpg"]
    door.answers[:] = [tmp_path / "out.jpg"]
    links.linkActivated.emit("save")
    assert (tmp_path / "out.jpg").read_bytes() == b"no picture"
    without = RecordView(session, MEMBERS, 2)
    qtbot.addWidget(without)
    assert without.findChildren(Thumbnail) == []


def test_a_file_in_a_record_has_links_and_no_thumbnail(qtbot: QtBot, session: Session) -> None:
    shown = shown_file(session, fields.Attachment("附件"), "0" * 64 + "/<合同>.pdf")
    qtbot.addWidget(shown)
    [links] = shown.findChildren(QLabel)
    assert "&lt;合同&gt;.pdf" in links.text()
