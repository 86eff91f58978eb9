"""What copies hold, what a restore replaced and may be put back, and clocks that are wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.office import demo, safekeeping
from unionapp.store import about, backup, editing, restoring, thinning
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support

NOW = datetime(2026, 3, 4, 5, 6, 7)


def add(store: Store, name: str) -> None:
    """A union of that name, saved."""
    editing.save(store.journal, UNIONS, Union(name=name))


def restored(store: Store, source: Path, now: datetime) -> Store:
    """The data after a copy was put in their place, open."""
    store.close()
    backup.restore(store.folder, source, demo.OPERATOR, demo.PASSWORD, now)
    return support.open_store(store.folder, demo.OPERATOR, demo.PASSWORD)


def test_the_list_tells_how_far_each_copy_is_behind(empty: Store) -> None:
    quick = empty.safety_backup(backup.BEFORE_IMPORT)
    add(empty, "甲工会")
    add(empty, "乙工会")
    whole = empty.backup()
    found = {copy.file: copy for copy in safekeeping.copies(empty.folder)}
    assert (found[quick].behind, found[whole].behind) == (2, 0)
    says, without = found[whole].says, found[quick].says
    assert says is not None and without is not None
    assert says.rows[about.alias("union_org")] == 2 and says.attachments and not without.attachments


def test_a_copy_of_other_data_is_no_copy_of_these(empty: Store, tmp_path: Path) -> None:
    add(empty, "甲工会")
    other = support.make_store(tmp_path / "other")
    for number in range(3):
        add(other, f"{number}工会")
    made = other.backup()
    other.close()
    empty.enter()
    (empty.folder / "backups").mkdir()
    made.rename(empty.folder / "backups" / made.name)
    assert [copy.behind for copy in safekeeping.copies(empty.folder)] == [None]


def test_a_restore_is_taken_back_by_the_same_way(empty: Store) -> None:
    add(empty, "甲工会")
    made = empty.backup()
    add(empty, "乙工会")
    first = restored(empty, made, NOW)
    assert [union.name for union in Union.select()] == ["甲工会"]
    (replaced,) = [copy for copy in safekeeping.copies(first.folder) if copy.reason == "恢复前的数据"]
    assert replaced.made == NOW and replaced.size > 0
    again = restored(first, replaced.file, NOW + timedelta(hours=1))
    assert {union.name for union in Union.select()} == {"甲工会", "乙工会"}
    assert again.journal.steps(1)[0].title.startswith(f"恢复备份“{replaced.file.name}”")
    assert len(restoring.replaced(again.folder)) == 2 and again.check() == []
    again.close()


def test_what_was_replaced_goes_only_when_a_newer_good_backup_is_there(empty: Store) -> None:
    add(empty, "甲工会")
    made = empty.backup()
    opened = restored(empty, made, datetime.now() + timedelta(seconds=1))
    (kept,) = restoring.replaced(opened.folder)
    with pytest.raises(Refused, match="没有删除"):
        safekeeping.forget_replaced(opened, kept)
    assert kept.exists()
    older = kept.rename(kept.with_name("replaced-20200101-000000"))
    safekeeping.forget_replaced(opened, older)
    assert not older.exists()
    assert opened.journal.steps(1)[0].title == "删除恢复前的数据“replaced-20200101-000000”"
    opened.close()


def test_nothing_but_what_a_restore_replaced_is_removed(empty: Store) -> None:
    empty.backup()
    (empty.folder / "replaced-x").mkdir()
    for path in (empty.folder, empty.folder / "replaced-x", empty.folder / "files"):
        with pytest.raises(Refused):
            safekeeping.forget_replaced(empty, path)
    assert (empty.folder / "replaced-x").exists()


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("now", [datetime(1970, 1, 1), datetime(2020, 2, 29, 12)])
def test_a_clock_that_runs_behind_the_log_is_told_once_and_noted(empty: Store, now: datetime) -> None:
    assert safekeeping.note_clock(empty.journal, datetime.now()) is None
    add(empty, "甲工会")
    before = len(empty.journal.steps(99))
    assert safekeeping.note_clock(empty.journal, datetime.now() - timedelta(hours=1)) is None
    assert len(empty.journal.steps(99)) == before
    assert safekeeping.note_clock(empty.journal, now) is not None
    assert empty.journal.steps(1)[0].title.startswith("电脑日期比日志早：现在 ")


def test_a_clock_that_is_years_ahead_is_told_once_and_again_when_it_is_right(empty: Store) -> None:
    add(empty, "甲工会")
    now = datetime.now()
    assert safekeeping.note_clock(empty.journal, now + timedelta(days=300)) is None
    assert safekeeping.note_clock(empty.journal, datetime(2056, 2, 29)) is not None
    assert empty.journal.steps(1)[0].title.startswith("电脑日期比日志晚得多：现在 2056-02-29")


STRANGE = (datetime(1970, 1, 1), datetime(1979, 12, 31), datetime(2028, 2, 29, 23, 59, 58), datetime(2056, 2, 29))


@pytest.mark.parametrize("day", STRANGE)
def test_a_copy_of_a_strange_day_is_named_listed_thinned_and_due_like_any_other(empty: Store, day: datetime) -> None:
    add(empty, "甲工会")
    made = empty.safety_backup(backup.BEFORE_IMPORT)
    strange = made.rename(made.with_name(backup.name(day, backup.BEFORE_IMPORT)))
    assert backup.stamp(strange) == day
    assert not safekeeping.backup_is_due(empty.folder), "it holds the last change, whatever its day"
    add(empty, "乙工会")
    assert safekeeping.backup_is_due(empty.folder)
    fresh = empty.safety_backup(backup.BEFORE_IMPORT)
    assert not safekeeping.backup_is_due(empty.folder)
    thinning.thin(empty.folder / "backups", datetime.now())
    assert {strange, fresh} == set(backup.listing(empty.folder))
    assert (backup.listing(empty.folder)[0] == strange) == (day > datetime.now())
    assert safekeeping.last_backup(empty.folder) is not None
    assert date.today() == (safekeeping.last_backup(empty.folder) or day).date()


def test_at_closing_what_changed_is_copied_with_its_attachments(empty: Store) -> None:
    empty.files.keep(b"picture", "图.jpg")
    add(empty, "甲工会")
    safekeeping.copy_at_closing(empty)
    (copy,) = safekeeping.copies(empty.folder)
    assert copy.says is not None and copy.says.count == 1 and copy.reason == backup.AT_CLOSING
    safekeeping.copy_at_closing(empty)
    assert len(safekeeping.copies(empty.folder)) == 1
