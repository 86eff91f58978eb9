"""The data key is renewed: who was put out of use opens nothing new, who stays comes in by the same password."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.office import second_place
from unionapp.store import about, admission, backup, connection, editing, keys, leftovers, looking, renewal, restoring
from unionapp.store import store as stores
from unionapp.store.files import Files
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.work import Progress

from tests import support
from tests.store import scenes
from tests.store.scenes import NOW
from tests.support import OPERATOR

HERS, STAYS, HIS = "李四", "王五", "pass-word-7"
PASSWORD = "pass-word-1"
PHOTOS = (b"first", b"second")


@dataclass(frozen=True)
class Office:
    """A closed folder of three operators, one of whom was put out of use after a copy was made."""

    folder: Path
    key: bytes
    code: str
    stored: tuple[str, ...]
    old_keys: bytes
    copy: Path

    def renew(self) -> bytes:
        """Renew the key."""
        return renewal.renew(self.folder, OPERATOR, self.key, NOW)

    def open(self, operator: str = OPERATOR, password: str = PASSWORD) -> Store:
        """The folder opened."""
        return support.open_store(self.folder, operator, password)


def made(place: Path) -> Office:
    """The office, in an empty folder."""
    store = support.make_store(place / "data")
    admission.admit(store, OPERATOR, PASSWORD)
    for name in (HERS, STAYS):
        admission.admit(store, name, HIS, roles=("administering",))
    code = admission.new_recovery_code(store)
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    stored = tuple(store.files.keep(content, "图.jpg") for content in PHOTOS)
    copy = store.backup(store.folder / backup.FOLDER / "旧.unionbak", attached="beside")
    old_keys = (store.folder / keys.FILE).read_bytes()
    admission.dismiss(store, HERS)
    store.close()
    return Office(store.folder, store.key, code, stored, old_keys, copy)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return made(tmp_path)


def test_the_new_file_opens_for_those_who_stay_with_the_passwords_they_have(office: Office) -> None:
    new = office.renew()
    for operator, password in ((OPERATOR, PASSWORD), (STAYS, HIS)):
        store = office.open(operator, password)
        assert store.key == new != office.key
        assert [store.files.read(stored) for stored in office.stored] == list(PHOTOS)
        assert store.check() == [] and store.journal.steps(1)[0].title == renewal.RENEWED
        store.close()
    assert admission.reset_password(office.folder, office.code, STAYS, "another-word-9")


def test_nothing_of_the_dismissed_opens_the_new_file_or_a_new_attachment(office: Office) -> None:
    office.renew()
    (office.folder / keys.FILE).write_bytes(office.old_keys)
    for operator, password in ((HERS, HIS), (OPERATOR, PASSWORD)):
        with pytest.raises(Trouble):
            office.open(operator, password)
    former = Files(office.folder, office.key)
    assert not any(former.sound(stored.partition("/")[0]) for stored in office.stored)


def test_the_chain_of_the_log_and_what_was_told_while_it_was_closed_go_on(office: Office) -> None:
    admission.reset_password(office.folder, office.code, STAYS, "another-word-9")
    office.renew()
    store = office.open()
    titles = [step.title for step in store.journal.steps(20)]
    assert any("恢复码重设" in title for title in titles) and not any("核对日志" in title for title in titles)
    store.close()


def test_nothing_of_the_old_file_stays_beside_the_new_one(office: Office) -> None:
    office.renew()
    assert not [path.name for path in office.folder.iterdir() if path.name.startswith(("restore", "replaced"))]


def _killed(office: Office, fatal: int) -> bool:
    """Whether a renewal died before its call of that number, those left out that change nothing which a next start
    could see: that only read, or only push to the disk."""

    def counts(name: str, call: tuple[Any, ...]) -> bool:
        if name == "execute_sql":
            return not str(call[1]).lstrip().upper().startswith(("SELECT", "PRAGMA"))
        return bool(call[1] & os.O_CREAT) if name == "open" else name != "fsync"

    with scenes.dying(fatal, counts):
        try:
            office.renew()
        except scenes.Death:
            return True
    return False


def _state(office: Office) -> str:
    """What the next start finds: the "old" data or the "new", whole."""
    assert stores.operators(office.folder) == [OPERATOR, STAYS]
    leftovers.sweep(office.folder)
    ring = keys.KeyRing.read(office.folder)
    key = ring.unlock(OPERATOR, PASSWORD)
    assert ring.unlock(STAYS, HIS) == ring.unlock_by_code(office.code) == key
    restoring.prove(office.folder / connection.FILE, key, OPERATOR, ring.operators)
    kept = Files(office.folder, key)
    assert [kept.read(stored) for stored in office.stored] == list(PHOTOS)
    return "old" if key == office.key else "new"


@pytest.fixture
def recrypted_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The data file under the new key is made by the first renewal, and lies down anew for each further one: it takes
    most of the time, and whoever dies while it is made has touched nothing but a room of his own."""
    real, kept, key = renewal._recrypted, tmp_path / "recrypted", os.urandom(32)

    def recrypted(folder: Path, fresh: Path, old: bytes, new: bytes, progress: Progress) -> None:
        if not kept.exists():
            real(folder, fresh, old, new, progress)
            shutil.copyfile(fresh / connection.FILE, kept)
        with (fresh / connection.FILE).open("wb") as file:
            file.write(kept.read_bytes())

    monkeypatch.setattr(renewal, "_recrypted", recrypted)
    monkeypatch.setattr(
        renewal, "secrets", SimpleNamespace(token_bytes=lambda size: key[:size], token_hex=secrets.token_hex)
    )


def _untouched(office: Office, other: Office) -> bool:
    """Whether the data, their keys and attachments are byte for byte those of another folder."""
    parts = [connection.FILE, keys.FILE, *(f"files/{each[:2]}/{each.partition('/')[0]}" for each in office.stored)]
    return all((office.folder / part).read_bytes() == (other.folder / part).read_bytes() for part in parts)


@pytest.mark.usefixtures("recrypted_once")
def test_a_renewal_that_dies_anywhere_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    office, found = made(tmp_path / "made"), set()
    before = (office.folder / connection.FILE).read_bytes()
    shutil.rmtree(office.folder / backup.FOLDER)
    for fatal in range(1, 500):
        folder = Path(shutil.copytree(office.folder, tmp_path / "at"))
        again = Office(folder, office.key, office.code, office.stored, office.old_keys, office.copy)
        died = _killed(again, fatal)
        if (folder / restoring.JOURNAL).exists() or not _untouched(again, office):
            found.add(_state(again))
        else:
            found.add("old")
            leftovers.sweep(folder)
        assert not [path.name for path in folder.iterdir() if path.name.startswith(("restore", "replaced"))]
        shutil.rmtree(folder)
        if not died:
            break
    assert not died and found == {"old", "new"} and fatal > 30
    assert (office.folder / connection.FILE).read_bytes() == before


def test_a_renewal_that_is_stopped_changes_nothing(office: Office) -> None:
    before = (office.folder / connection.FILE).read_bytes(), (office.folder / keys.FILE).read_bytes()

    def stop(_done: int, _total: int, what: str) -> None:
        if what == "附件换新钥匙":
            raise Stopped

    with pytest.raises(Stopped):
        renewal.renew(office.folder, OPERATOR, office.key, NOW, stop)
    assert before == ((office.folder / connection.FILE).read_bytes(), (office.folder / keys.FILE).read_bytes())
    office.open().close()


def test_copies_of_both_keys_lie_together_and_both_restore(office: Office) -> None:
    office.renew()
    store = office.open()
    newer = store.backup(office.copy.with_name("新.unionbak"), attached="beside")
    store.close()
    old_says, new_says = about.read(office.copy), about.read(newer)
    assert old_says and new_says and old_says.shared != new_says.shared
    for copy in (office.copy, newer):
        backup.restore(office.folder, copy, OPERATOR, PASSWORD, NOW)
        store = office.open()
        assert [store.files.read(stored) for stored in office.stored] == list(PHOTOS)
        store.close()


def test_a_copy_without_attachments_of_the_old_key_finds_them_in_the_data(tmp_path: Path) -> None:
    office = made(tmp_path)
    store = office.open()
    bare = store.backup(tmp_path / "无附件.unionbak", attached="none")
    store.close()
    office.renew()
    backup.restore(office.folder, bare, OPERATOR, PASSWORD, NOW)
    store = office.open()
    assert [store.files.read(stored) for stored in office.stored] == list(PHOTOS)
    store.close()
    (kept,) = restoring.replaced(office.folder)
    backup.restore(office.folder, kept, OPERATOR, PASSWORD, NOW)
    store = office.open()
    assert store.key != office.key
    assert [store.files.read(stored) for stored in office.stored] == list(PHOTOS)
    store.close()


def _of_an_earlier_program(office: Office, operator: str, password: str) -> None:
    """Wrap the data key itself, as earlier programs did."""
    ring = keys.KeyRing.read(office.folder)
    pair = keys.Wrapped.seal(office.key, password)
    salt, nonce = bytes(16), bytes(12)
    sealed = keys.AESGCM(keys._stretch(password, salt, pair.cost)).encrypt(nonce, office.key, None)
    ring.operators[operator] = keys.Wrapped(*(keys._text(each) for each in (salt, nonce, sealed)), pair.cost)
    ring.write(office.folder)


def test_an_entry_of_an_earlier_program_opens_and_gets_its_pair_at_login(office: Office) -> None:
    _of_an_earlier_program(office, STAYS, HIS)
    assert renewal.outlook(office.folder, office.key).waiting == (STAYS,)
    office.open(STAYS, HIS).close()
    assert renewal.outlook(office.folder, office.key).waiting == ()


def test_who_has_no_pair_is_told_beforehand_and_gets_a_new_password_afterwards(office: Office) -> None:
    _of_an_earlier_program(office, STAYS, HIS)
    office.renew()
    with pytest.raises(Refused):
        office.open(STAYS, HIS)
    store = office.open()
    admission.admit(store, STAYS, "another-word-9")
    store.close()
    office.open(STAYS, "another-word-9").close()


def test_a_recovery_code_of_an_earlier_program_is_renewed_first(office: Office) -> None:
    raw = json.loads((office.folder / keys.FILE).read_text(encoding="utf-8"))
    raw["recovery"].update(public="", box="", proof="")
    (office.folder / keys.FILE).write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(Refused, match="换发恢复码"):
        office.renew()


def test_a_public_key_that_a_stranger_put_down_gets_no_key(office: Office) -> None:
    ring = keys.KeyRing.read(office.folder)
    ring.operators[STAYS] = keys.Wrapped.seal(bytes(32), "stranger-1")
    ring.write(office.folder)
    assert renewal.outlook(office.folder, office.key).waiting == (STAYS,)


def test_who_may_not_look_after_operators_renews_nothing(office: Office) -> None:
    store = office.open()
    admission.admit(store, "赵六", HIS, roles=("handling",))
    store.close()
    with pytest.raises(Refused):
        renewal.renew(office.folder, "赵六", office.key, NOW)


def test_the_folder_opens_again_under_the_new_key_without_a_password(office: Office) -> None:
    former = office.open()
    former.close()
    again = stores.reopened(former, office.renew())
    assert again.operator == OPERATOR and again.check() == []
    again.close()


def test_a_dismissal_asks_for_a_renewal_until_there_is_one(office: Office) -> None:
    store = office.open()
    assert renewal.due()
    store.close()
    office.renew()
    store = office.open()
    assert not renewal.due()
    store.close()


def test_a_copy_of_a_former_key_is_looked_into_by_the_password_of_that_day(office: Office) -> None:
    office.renew()
    store = office.open()
    with pytest.raises(Refused, match="更换数据钥匙以前"):
        stores.look_into(store, office.copy)
    with pytest.raises(keys.WrongSecret):
        stores.look_into(store, office.copy, "not-the-word-1")
    look = stores.look_into(store, office.copy, PASSWORD)
    assert look.rows(UNIONS, "甲")[1] == 1
    looking.end(look)
    assert store.journal.steps(1)[0].title.startswith("查看备份“旧.unionbak”")
    present = store.backup()
    looking.end(stores.look_into(store, present))
    store.close()


def test_the_second_place_holds_copies_of_both_keys_with_their_attachments(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(second_place, "device", lambda path: path == stick)
    monkeypatch.setattr(second_place, "volumes", list)
    monkeypatch.setattr(backup, "name", lambda now, reason: f"{len(list(stick.glob('*.unionbak')))}-{reason}.unionbak")
    copies = []
    for renewed in (False, True):
        if renewed:
            office.renew()
        store = office.open()
        if not renewed:
            second_place.name_it(store, stick)
        copies.append(second_place.copy(store))
        store.close()
    for number, copy in enumerate(copies):
        assert backup.missing(copy) == []
        folder = tmp_path / f"restored-{number}"
        backup.restore(folder, copy, OPERATOR, PASSWORD, NOW)
        restored = support.open_store(folder, OPERATOR, PASSWORD)
        assert [restored.files.read(stored) for stored in office.stored] == list(PHOTOS)
        restored.close()
