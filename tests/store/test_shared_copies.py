"""Copies that lie together share their attachments, say what they hold, and lose nothing by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from unionapp.errors import Refused, Trouble
from unionapp.store import about, backup, connection, copying, editing, looking, thinning
from unionapp.store import store as stores
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import killed
from tests.support import OPERATOR, PASSWORD

NOW = datetime(2026, 3, 4, 5, 6, 7)


def add(store: Store, name: str) -> None:
    """A union of that name, saved."""
    editing.save(store.journal, UNIONS, Union(name=name))


def shared(store: Store) -> dict[str, int]:
    """The attachments beside the copies, each with the file it is on the disk."""
    return {path.name: path.stat().st_ino for path in (store.folder / "backups" / "files").glob("*/*")}


def copies(store: Store, *days: int) -> list[Path]:
    """Copies that the clerk made on some days of March."""
    made = []
    for day in days:
        path = store.folder / "backups" / backup.name(datetime(2026, 3, day, 8), backup.BY_HAND)
        made.append(store.backup(path, attached="beside"))
    return made


def test_a_second_copy_writes_only_the_attachments_that_are_new(store: Store) -> None:
    store.files.keep(b"one", "图.jpg")
    store.backup()
    before = shared(store)
    store.files.keep(b"two", "图.jpg")
    copies(store, 1)
    after = shared(store)
    assert len(before) == 1 and len(after) == 2
    assert before.items() <= after.items()


def test_a_copy_is_restored_with_the_attachments_that_lie_beside_it(store: Store, tmp_path: Path) -> None:
    stored = store.files.keep(b"picture", "图.jpg")
    made = store.backup()
    store.close()
    backup.restore(tmp_path / "new", made, OPERATOR, PASSWORD, NOW)
    again = support.open_store(tmp_path / "new")
    assert again.files.read(stored) == b"picture"
    again.close()


def test_attachments_that_are_gone_are_counted_in_the_log_and_the_rest_is_restored(
    store: Store, tmp_path: Path
) -> None:
    store.files.keep(b"picture", "图.jpg")
    made = store.backup()
    store.close()
    moved = made.rename(tmp_path / made.name)
    assert len(backup.missing(moved)) == 1
    backup.restore(tmp_path / "new", moved, OPERATOR, PASSWORD, NOW)
    again = support.open_store(tmp_path / "new")
    assert "缺 1 个附件" in again.journal.steps(1)[0].title
    again.close()


def test_a_copy_made_elsewhere_holds_its_attachments(store: Store, tmp_path: Path) -> None:
    store.files.keep(b"picture", "图.jpg")
    says = about.read(store.backup(tmp_path / "stick" / "甲.unionbak"))
    assert says is not None and says.beside is None and says.count == 1
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["甲.unionbak"]


def test_a_copy_tells_its_rows_its_last_step_and_its_form(store: Store) -> None:
    add(store, "甲工会")
    says = about.read(store.backup())
    assert says is not None and says.rows[about.alias("union_org")] == 1 and says.attachments
    assert says.step == about.last_change(store.database.connection())
    assert says.schema.startswith("00")
    quick = about.read(store.safety_backup(backup.BEFORE_IMPORT))
    assert quick is not None and not quick.attachments and quick.count == 0


def test_a_copy_that_lost_rows_on_the_way_is_thrown_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "甲工会")
    counts: list[dict[str, int]] = [{"union_org": 1}, {"union_org": 0}]
    monkeypatch.setattr(about, "counted", lambda data: counts.pop(0))
    with pytest.raises(Trouble, match="核对不符"):
        store.backup()
    assert backup.listing(store.folder) == []


def test_a_damaged_attachment_ends_no_backup_but_is_counted_and_noted(store: Store) -> None:
    stored = store.files.keep(b"picture", "图.jpg")
    store.backup()
    (store.files.folder / stored[:2] / stored[:64]).write_bytes(b"")
    says = about.read(store.backup())
    assert says is not None and says.unsound == 0, "the whole one beside the copies stays"
    other = store.files.keep(b"other", "图.jpg")
    (store.files.folder / other[:2] / other[:64]).write_bytes(b"")
    says = about.read(store.backup())
    assert says is not None and says.unsound == 1
    assert "1 个附件在数据里就已损坏" in store.journal.steps(1)[0].title


def test_a_damaged_attachment_beside_the_copies_is_made_whole_by_the_next(store: Store) -> None:
    stored = store.files.keep(b"picture", "图.jpg")
    store.backup()
    beside = store.folder / "backups" / "files" / stored[:2] / stored[:64]
    beside.write_bytes(b"x" * beside.stat().st_size)
    copies(store, 1)
    assert beside.read_bytes() == (store.files.folder / stored[:2] / stored[:64]).read_bytes()


def test_attachments_go_when_no_copy_names_them_any_more(store: Store) -> None:
    kept, gone = store.files.keep(b"kept", "图.jpg"), store.files.keep(b"gone", "图.jpg")
    (first,) = copies(store, 1)
    (store.files.folder / gone[:2] / gone[:64]).unlink()
    copies(store, 2)
    assert set(shared(store)) == {kept[:64], gone[:64]}
    first.unlink()
    thinning.thin(store.folder / "backups", NOW)
    assert set(shared(store)) == {kept[:64]}


def test_no_attachment_goes_while_a_copy_cannot_be_read(store: Store) -> None:
    store.files.keep(b"picture", "图.jpg")
    (made,) = copies(store, 1)
    made.write_bytes(made.read_bytes()[:100])
    thinning.thin(store.folder / "backups", NOW)
    assert len(shared(store)) == 1


@pytest.mark.parametrize("deed", [lambda store: store.backup(), lambda store: store.safety_backup("关闭时")])
def test_a_copy_that_dies_anywhere_leaves_the_older_ones_whole(
    store: Store, tmp_path: Path, deed: Callable[[Store], Path]
) -> None:
    stored = store.files.keep(b"picture", "图.jpg")
    (first,) = copies(store, 1)
    fatal = 0
    while killed(lambda: deed(store), fatal := fatal + 1):
        backup.check(first, OPERATOR, PASSWORD)
        assert backup.missing(first) == []
    assert fatal > 3 and stored


def test_a_look_into_a_copy_shows_that_day_and_changes_nothing(store: Store) -> None:
    add(store, "甲工会")
    made = store.backup()
    add(store, "乙工会")
    before = support.picture(store)
    look = stores.look_into(store, made)
    found, count = look.rows(UNIONS, "")
    assert count == 1 and found[0][UNIONS.columns.index("name")] == "甲工会"
    assert look.rows(UNIONS, "乙")[1] == 0
    looking.end(look)
    assert not look.folder.exists()
    assert support.picture(store) == before


def test_a_copy_of_other_data_shows_nothing(store: Store, tmp_path: Path) -> None:
    other = support.make_store(tmp_path / "other", "李四")
    made = other.backup()
    other.close()
    store.enter()
    with pytest.raises(Refused, match="另一份数据"):
        stores.look_into(store, made)


def test_a_scratch_folder_of_a_killed_copy_goes(store: Store) -> None:
    left = store.folder / "backups" / f"{copying.SCRATCH}x"
    left.mkdir(parents=True)
    (left / connection.FILE).write_bytes(b"half")
    store.backup()
    assert not left.exists()
