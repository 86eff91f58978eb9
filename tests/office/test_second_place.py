"""The second place: named once, known again wherever it turns up, with its own age."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from unionapp.errors import Refused, Trouble
from unionapp.office import demo, reminders, safekeeping, second_place
from unionapp.store import about, backup, copying, editing
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

OPERATOR, PASSWORD = demo.OPERATOR, demo.PASSWORD


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a stick: another disk than that of the data."""
    place = tmp_path / "media" / "USB" / "备份"
    place.mkdir(parents=True)
    monkeypatch.setattr(second_place, "device", lambda path: "media" in str(path))
    monkeypatch.setattr(second_place, "volumes", lambda: list((tmp_path / "media").iterdir()))
    return place


def second(days: int) -> list[str]:
    """What is said of the second place so many days from now."""
    return [each.text for each in reminders.due(date.today() + timedelta(days)) if "第二处" in each.text]


def test_a_folder_on_the_disk_of_the_data_is_no_second_place(empty: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(Refused, match="同一个磁盘"):
        second_place.name_it(empty, tmp_path / "other")
    assert second_place.remembered(empty.folder) is None and not list((tmp_path / "other").iterdir())


def test_without_a_second_place_nothing_is_copied_and_the_way_is_said(empty: Store) -> None:
    with pytest.raises(Refused, match="指定第二处"):
        second_place.copy(empty)
    assert not safekeeping.second_is_due(empty.folder)


def test_a_copy_goes_to_the_second_place_and_the_next_writes_only_what_is_new(empty: Store, stick: Path) -> None:
    empty.files.keep(b"picture", "图.jpg")
    second_place.name_it(empty, stick)
    assert safekeeping.second_is_due(empty.folder)
    made = second_place.copy(empty)
    assert made.parent == stick and not safekeeping.second_is_due(empty.folder)
    backup.check(made, OPERATOR, PASSWORD)
    beside = {path: path.stat().st_ino for path in (stick / "files").glob("*/*")}
    editing.save(empty.journal, UNIONS, Union(name="甲工会"))
    assert safekeeping.second_is_due(empty.folder)
    second_place.copy(empty)
    assert {path: path.stat().st_ino for path in (stick / "files").glob("*/*")} == beside != {}
    says = about.read(backup.among(stick)[0])
    assert says is not None and safekeeping.behind(says) == 0


def test_the_place_is_known_again_under_another_mount_point(empty: Store, stick: Path) -> None:
    second_place.name_it(empty, stick)
    moved = stick.parents[1] / "USB1"
    stick.parent.rename(moved)
    assert second_place.find(empty.folder) == moved / "备份"
    made = second_place.copy(empty)
    assert made.parent == moved / "备份"
    known = second_place.remembered(empty.folder)
    assert known is not None and known.path == str(moved / "备份")


def test_another_stick_in_the_same_place_is_not_taken_for_it(empty: Store, stick: Path) -> None:
    second_place.name_it(empty, stick)
    (stick / second_place.MARK).write_text("another")
    assert second_place.find(empty.folder) is None
    with pytest.raises(Refused, match="请插上"):
        second_place.copy(empty)


def test_where_the_place_is_full_the_older_copies_stay_and_that_is_said(
    empty: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_place.name_it(empty, stick)
    first = second_place.copy(empty)
    before, age = first.read_bytes(), second_place.remembered(empty.folder)

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_pack", full)
    with pytest.raises(Trouble, match=r"原有的备份都在.*磁盘已满"):
        second_place.copy(empty)
    assert [path.name for path in stick.glob("*.unionbak")] == [first.name] and first.read_bytes() == before
    assert second_place.remembered(empty.folder) == age


def test_the_second_place_has_an_age_of_its_own(empty: Store, stick: Path) -> None:
    assert second(0) == []
    second_place.name_it(empty, stick)
    assert "还没有备份过" in second(0)[0]
    second_place.copy(empty)
    assert second(7) == []
    empty.backup()
    assert second(8) == ["第二处已 8 天没有备份，请插上后点“备份到第二处”。"]


def test_a_damaged_note_counts_as_none(empty: Store, stick: Path) -> None:
    second_place.name_it(empty, stick)
    (empty.folder / second_place.NOTE).write_text("{")
    assert second_place.remembered(empty.folder) is None and second_place.find(empty.folder) is None


def test_the_roots_of_mounted_disks_are_read_with_blanks_in_their_names() -> None:
    assert second_place._plain("/media/my\\040stick") == "/media/my stick"
