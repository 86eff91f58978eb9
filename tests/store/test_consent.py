"""Who may put a backup in the place of data: it takes the right, or the recovery code, of the present data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from unionapp import subjects
from unionapp.errors import Refused
from unionapp.store import admission, backup, connection, consent, editing, keys, system
from unionapp.store.store import Store

from tests import support
from tests.store.scenes import NOW
from tests.support import OPERATOR, PASSWORD

OTHER, OTHER_PASSWORD = "李四", "other-12"


@dataclass(frozen=True)
class Guarded:
    """Present data of an admin and another operator, their recovery code, and a backup that opens to both."""

    folder: Path
    code: str
    file: Path
    before: bytes

    def restore(self, operator: str, password: str, leave: consent.Leave | None = None) -> Path:
        """Put the backup back; the data stand as they were where that is refused."""
        try:
            return backup.restore(self.folder, self.file, operator, password, NOW, leave)
        except Refused:
            assert (self.folder / connection.FILE).read_bytes() == self.before
            assert not list(self.folder.glob("replaced-*"))
            raise


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    store, code = Store.create(tmp_path / "data", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    with store.active():
        admission.admit(store, OTHER, OTHER_PASSWORD, ("write", "admin"))
        file = store.backup(tmp_path / "甲.unionbak")
        row = system.Operator.get(system.Operator.name == OTHER)
        row.rights = ("write",)
        editing.save(store.journal, system.OPERATORS, row)
    store.close()
    yield Guarded(store.folder, code, file, (store.folder / connection.FILE).read_bytes())


def test_who_may_look_after_the_present_data_puts_a_backup_back(guarded: Guarded) -> None:
    assert guarded.restore(OPERATOR, PASSWORD).exists()


def test_who_lost_the_right_does_not_get_it_back_by_an_old_backup(guarded: Guarded) -> None:
    with pytest.raises(Refused, match=r"没有恢复，现有数据没有动.*“管理操作员与设置”.*或现有数据的恢复码.*“李四”没有"):
        guarded.restore(OTHER, OTHER_PASSWORD)


def test_the_log_of_closed_data_names_who_was_refused_to_replace_them(guarded: Guarded) -> None:
    with pytest.raises(Refused):
        guarded.restore(OTHER, OTHER_PASSWORD)
    opened = support.open_store(guarded.folder)
    (told,) = [step.title for step in opened.journal.steps(9) if step.title.startswith("拒绝：")]
    assert f"“{OTHER}”" in told and "恢复备份" in told
    opened.close()


def test_who_was_put_out_of_use_does_not_come_back_by_an_old_backup(guarded: Guarded, tmp_path: Path) -> None:
    store = support.open_store(guarded.folder)
    admission.dismiss(store, OTHER)
    store.close()
    before = (guarded.folder / connection.FILE).read_bytes()
    after = Guarded(guarded.folder, guarded.code, guarded.file, before)
    with pytest.raises(Refused, match="没有名为“李四”的操作员"):
        after.restore(OTHER, OTHER_PASSWORD)
    ring = keys.KeyRing.read(guarded.folder)
    ring.admit(OTHER, store.key, OTHER_PASSWORD)
    ring.write(guarded.folder)
    with pytest.raises(Refused, match="“李四”已停用"):
        after.restore(OTHER, OTHER_PASSWORD)


def test_a_stranger_does_not_replace_data_by_a_backup_of_her_own(guarded: Guarded, tmp_path: Path) -> None:
    stranger = support.make_store(tmp_path / "own", "王五", "stranger-1")
    file = stranger.backup(tmp_path / "own.unionbak")
    stranger.close()
    strange = Guarded(guarded.folder, guarded.code, file, guarded.before)
    with pytest.raises(Refused, match="没有名为“王五”的操作员"):
        strange.restore("王五", "stranger-1")
    assert strange.restore("王五", "stranger-1", consent.of_operator(OPERATOR, PASSWORD)).exists()


def test_the_recovery_code_of_the_present_data_is_leave_too(guarded: Guarded) -> None:
    with pytest.raises(Refused, match="恢复码不对"):
        guarded.restore(OTHER, OTHER_PASSWORD, consent.of_code("AAAAA" + guarded.code[5:]))
    assert guarded.restore(OTHER, OTHER_PASSWORD, consent.of_code(guarded.code)).exists()


@pytest.mark.parametrize("lost", ["keys", "emptied", "damaged"])
def test_data_that_cannot_be_opened_are_replaced_without_leave(guarded: Guarded, lost: str) -> None:
    if lost == "keys":
        (guarded.folder / keys.FILE).unlink()
    else:
        (guarded.folder / connection.FILE).write_bytes(b"broken" * 1000 if lost == "damaged" else b"")
    assert backup.restore(guarded.folder, guarded.file, OTHER, OTHER_PASSWORD, NOW).exists()
    support.open_store(guarded.folder).close()


def test_damaged_data_are_not_replaced_by_who_has_no_key_to_them(guarded: Guarded) -> None:
    (guarded.folder / connection.FILE).write_bytes(b"broken" * 1000)
    with pytest.raises(Refused, match="密码不对"):
        backup.restore(guarded.folder, guarded.file, OPERATOR, PASSWORD, NOW, consent.of_operator(OPERATOR, "wrong"))


def test_who_works_in_the_data_gives_leave_where_she_has_the_right(store: Store, tmp_path: Path) -> None:
    consent.of_session(store.journal)(store.folder)
    admission.admit(store, OTHER, OTHER_PASSWORD, ("write",))
    store.close()
    other = support.open_store(store.folder, OTHER, OTHER_PASSWORD)
    with pytest.raises(Refused, match="管理操作员与设置"):
        consent.of_session(other.journal)
    assert other.journal.steps(1)[0].title == "拒绝：没有“管理操作员与设置”的权限，未做“恢复备份”"
    other.close()


@pytest.mark.parametrize("state", ["out of use", "removed"])
def test_a_backup_that_would_not_let_its_holder_in_moves_nothing(tmp_path: Path, state: str) -> None:
    store = support.make_store(tmp_path / "data")
    admission.admit(store, OTHER, OTHER_PASSWORD, ("write", "admin"))
    with store.journal.step("停用"):
        if state == "removed":
            system.Operator.delete().where(system.Operator.name == OTHER).execute()
        else:
            system.Operator.update(active=False).where(system.Operator.name == OTHER).execute()
    file = store.backup(tmp_path / "甲.unionbak")
    store.close()
    before = (store.folder / connection.FILE).read_bytes()
    for deed in (
        lambda: backup.check(file, OTHER, OTHER_PASSWORD),
        lambda: backup.restore(store.folder, file, OTHER, OTHER_PASSWORD, NOW, consent.of_operator(OPERATOR, PASSWORD)),
        lambda: backup.restore(tmp_path / "new", file, OTHER, OTHER_PASSWORD, NOW),
    ):
        with pytest.raises(Refused, match=r"“李四”.*不能登录，没有改动任何数据"):
            deed()
    assert (store.folder / connection.FILE).read_bytes() == before
    assert not list(store.folder.glob("replaced-*"))
