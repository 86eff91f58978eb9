"""Backups: whole, checked, thinned, and put back without losing what they replace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.store import admission, backup, connection, consent, copying, editing, keys, thinning
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.support import OPERATOR, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 4, 5, 6, 7)


def add(store: Store, name: str) -> None:
    """A union of that name, saved."""
    editing.save(store.journal, UNIONS, Union(name=name))


def test_a_backup_put_back_gives_the_file_as_it_was_and_keeps_what_it_replaced(store: Store) -> None:
    add(store, "甲工会")
    stored = store.files.keep(b"picture", "图.jpg")
    made = store.backup()
    then = support.picture(store)
    add(store, "乙工会")
    store.close()
    (store.files.folder / stored[:2] / stored[:64]).unlink()
    kept = backup.restore(store.folder, made, OPERATOR, PASSWORD, NOW)
    again = support.open_store(store.folder)
    assert support.picture(again) == then
    assert again.files.read(stored) == b"picture"
    assert again.check() == []
    again.close()
    assert kept.name == "replaced-20260304-050607"
    shutil.copytree(kept, store.folder.parent / "kept")
    replaced = support.open_store(store.folder.parent / "kept")
    assert sorted(union.name for union in Union.select()) == ["乙工会", "甲工会"]
    replaced.close()


def test_a_backup_can_be_put_into_a_new_folder(store: Store, tmp_path: Path) -> None:
    add(store, "甲工会")
    made = store.backup(tmp_path / "stick" / "甲.unionbak")
    store.close()
    backup.restore(tmp_path / "new" / "place", made, OPERATOR, PASSWORD, NOW)
    again = support.open_store(tmp_path / "new" / "place")
    assert [union.name for union in Union.select()] == ["甲工会"]
    again.close()


def test_a_backup_opens_with_the_password_of_its_day(store: Store) -> None:
    made = store.backup()
    admission.change_password(store, PASSWORD, "later-password")
    store.close()
    with pytest.raises(Refused, match="密码不对"):
        backup.restore(store.folder, made, OPERATOR, "later-password", NOW)
    support.open_store(store.folder, password="later-password").close()
    leave = consent.of_operator(OPERATOR, "later-password")
    backup.restore(store.folder, made, OPERATOR, PASSWORD, NOW, leave)
    support.open_store(store.folder).close()


def test_the_log_tells_of_a_backup(store: Store) -> None:
    made = store.backup()
    assert store.journal.steps(1)[0].title == f"备份到“{made.name}”"


def test_a_backup_holds_what_is_in_the_write_ahead_log(store: Store, tmp_path: Path) -> None:
    union = support.saved(store, UNIONS)
    with store.journal.step("导入"):
        editing.put(MEMBERS, [Member(name=support.person_name(n), union=union) for n in range(300)])
    made = store.backup()
    store.close()
    backup.restore(tmp_path / "new", made, OPERATOR, PASSWORD, NOW)
    again = support.open_store(tmp_path / "new")
    assert Member.select().count() == 300
    again.close()


def test_a_backup_made_while_another_thread_writes_is_whole(store: Store, tmp_path: Path) -> None:
    add(store, "甲工会")
    written: list[int] = []

    def write() -> None:
        with store.active():
            for number in range(40):
                add(store, f"第{number}工会")
                written.append(number)
            store.database.close()

    writer = threading.Thread(target=write)
    writer.start()
    made = [store.backup(tmp_path / f"{number}.unionbak") for number in range(5)]
    writer.join()
    assert len(written) == 40
    store.close()
    for number, file in enumerate(made):
        backup.restore(tmp_path / f"new{number}", file, OPERATOR, PASSWORD, NOW)
        again = support.open_store(tmp_path / f"new{number}")
        assert again.check() == []
        assert Union.select().count() >= 1
        again.close()


def test_stopping_a_backup_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        store.backup(tmp_path / "stick" / "甲.unionbak", progress=stop)
    assert list((tmp_path / "stick").iterdir()) == []
    add(store, "甲工会")


def test_a_missing_backup_is_a_sentence_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"找不到“无.unionbak”"):
        backup.restore(tmp_path / "new", tmp_path / "无.unionbak", OPERATOR, PASSWORD, NOW)
    assert not (tmp_path / "new").exists()


def _forged(file: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return file


def test_what_is_no_backup_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    add(store, "甲工会")
    made = store.backup()
    ring = (store.folder / keys.FILE).read_bytes()
    store.close()
    wrong = {
        "empty": b"",
        "text": b"hello" * 100,
        "short": made.read_bytes()[:5000],
    }
    files = []
    for name, content in wrong.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    files.append(_forged(tmp_path / "other.zip", {"a.txt": b"a"}))
    files.append(_forged(tmp_path / "hollow.zip", {connection.FILE: b"x" * 9000, keys.FILE: ring}))
    files.append(_forged(tmp_path / "keyless.zip", {connection.FILE: b"x" * 9000, keys.FILE: b"{}"}))
    before = sorted(path.name for path in store.folder.iterdir())
    for file in files:
        with pytest.raises(Trouble):
            backup.restore(store.folder, file, OPERATOR, PASSWORD, NOW)
    assert sorted(path.name for path in store.folder.iterdir()) == before
    again = support.open_store(store.folder)
    assert Union.select().count() == 1
    again.close()


@pytest.fixture(scope="module")
def a_backup(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Path:
    """A backup file to damage."""
    opened = support.make_store(tmp_path_factory.mktemp("backup") / "data")
    opened.files.keep(bytes(range(256)) * 8, "图.jpg")
    made = opened.backup()
    opened.close()
    return made


@settings(max_examples=80)
@given(data=st.data())
def test_a_damaged_backup_is_refused_or_restores_soundly(
    a_backup: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = a_backup.read_bytes()
    tail = st.integers(len(whole) - 700, len(whole) - 1)
    start = data.draw(st.integers(0, len(whole) - 1) | tail)
    length = data.draw(st.sampled_from((0, 1, 2, 4, 100, 5000)))
    folder = tmp_path_factory.mktemp("damaged")
    file = folder / "damaged.unionbak"
    file.write_bytes(whole[:start] + data.draw(st.binary(max_size=4)) + whole[start + length :])
    try:
        backup.restore(folder / "new", file, OPERATOR, PASSWORD, NOW)
    except (Trouble, Refused) as said:
        assert str(said)
        assert not (folder / "new" / connection.FILE).exists()
        return
    again = support.open_store(folder / "new")
    assert again.check() == []
    again.close()


def test_a_restore_that_fails_half_way_leaves_everything_in_its_place(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "甲工会")
    made = store.backup()
    add(store, "乙工会")
    before = support.picture(store)
    store.close()
    real = os.replace
    for fatal in range(1, 5):
        calls: list[str] = []

        def fail_once(source: Path, target: Path, fatal: int = fatal, calls: list[str] = calls) -> None:
            calls.append(str(source))
            if len(calls) == fatal:
                raise OSError(28, "No space left on device")
            real(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", fail_once)
            with pytest.raises(Trouble, match="磁盘已满"):
                backup.restore(store.folder, made, OPERATOR, PASSWORD, NOW)
        again = support.open_store(store.folder)
        assert support.picture(again) == before
        again.close()
        assert list(store.folder.glob("replaced-*")) == []


def test_nothing_is_put_back_while_the_folder_is_in_use(store: Store) -> None:
    made = store.backup()
    with pytest.raises(Trouble, match="没有改动"):
        backup.restore(store.folder, made, OPERATOR, PASSWORD, NOW)
    assert store.check() == []


def test_a_backup_into_a_folder_that_is_not_writable_is_a_sentence(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Trouble):
        store.backup(tmp_path / "file" / "甲.unionbak")
    real = os.mkdir

    def refuse(path: Path, *rest: int) -> None:
        if "stick" in str(path) and Path(path).name != "stick":
            raise PermissionError(13, "Permission denied")
        real(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", refuse)
        with pytest.raises(Trouble, match="没有写入"):
            store.backup(tmp_path / "stick" / "甲.unionbak")


def test_the_listing_shows_the_newest_backup_first(store: Store) -> None:
    assert backup.listing(store.folder) == []
    folder = store.folder / backup.FOLDER
    folder.mkdir()
    for day in (1, 3, 2):
        (folder / backup.name(datetime(2026, 1, day), "手动")).touch()
    assert [path.name[:8] for path in backup.listing(store.folder)] == ["20260103", "20260102", "20260101"]


def test_a_safety_backup_thins_the_others_but_touches_no_other_file(store: Store) -> None:
    folder = store.folder / backup.FOLDER
    folder.mkdir()
    for number in range(30):
        (folder / backup.name(datetime(2019, 1, 1, 0, 0, number), "导入前")).touch()
    others = {
        f"我的备份{backup.SUFFIX}",
        backup.name(datetime(2019, 1, 1), "手动"),
        backup.name(datetime(2019, 1, 1), "搬家那天"),
        f"99991231-235959-导入前{backup.SUFFIX}",
        f"20261331-000000-导入前{backup.SUFFIX}",
    }
    for name in others:
        (folder / name).touch()
    made = store.safety_backup("导入前")
    left = {path.name for path in backup.listing(store.folder)}
    assert left == {made.name, backup.name(datetime(2019, 1, 1, 0, 0, 29), "导入前"), *others}
    assert backup.listing(store.folder)[1] == made


moments = st.lists(st.timedeltas(timedelta(days=-400), timedelta(days=2500)), unique=True, max_size=120)


@given(ages=moments)
def test_thinning_keeps_today_and_one_of_each_day_week_month_and_year(ages: list[timedelta]) -> None:
    made = sorted((NOW - age for age in ages), reverse=True)
    stays = thinning.kept([(Path(f"{stamp:%Y%m%d%H%M%S%f}"), stamp) for stamp in made], NOW)
    kept = [stamp for stamp in made if Path(f"{stamp:%Y%m%d%H%M%S%f}") in stays]
    past = [stamp for stamp in made if stamp <= NOW]
    assert [stamp for stamp in made if stamp > NOW or stamp.date() == NOW.date()] == [
        stamp for stamp in kept if stamp > NOW or stamp.date() == NOW.date()
    ]
    spans = (
        (14, lambda d: d.date()),
        (56, lambda d: d.isocalendar()[:2]),
        (730, lambda d: (d.year, d.month)),
        (9999, lambda d: d.year),
    )
    for days, period in spans:
        recent = [stamp for stamp in past if NOW - stamp <= timedelta(days=days)]
        for each in {period(stamp) for stamp in recent}:
            assert max(stamp for stamp in recent if period(stamp) == each) in kept
    earlier = [stamp for stamp in kept if stamp.date() < NOW.date()]
    assert len(earlier) <= 15 + 9 + 25 + 7


@given(ages=moments)
def test_thinning_twice_drops_no_more_than_thinning_once(ages: list[timedelta]) -> None:
    made = [(Path(str(number)), NOW - age) for number, age in enumerate(sorted(ages))]
    once = thinning.kept(made, NOW)
    assert thinning.kept([each for each in made if each[0] in once], NOW) == once


LARGE_STEP = """
import sys
from pathlib import Path
from tests import support
from unionapp.store import editing, keys
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
keys._COST = support.CHEAP
store = support.open_store(Path(sys.argv[1]))
people = [Member(name=support.person_name(n), union=1, change_type="1") for n in range(5000)]
with store.journal.step("导入会员"):
    for at in range(0, 5000, 250):
        editing.put(MEMBERS, people[at : at + 250])
        print(at, flush=True)
print("committed", flush=True)
"""


@pytest.mark.parametrize("lines", [0, 1, 7, 13, 19, 20])
def test_a_program_killed_in_a_large_step_leaves_all_of_it_or_nothing(store: Store, lines: int) -> None:
    support.saved(store, UNIONS)
    before = support.picture(store)
    store.close()
    command = [sys.executable, "-c", LARGE_STEP, str(store.folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        last = [child.stdout.readline().strip() for _ in range(lines + 1)][-1]
        child.kill()
    again = support.open_store(store.folder)
    assert again.check() == []
    if last == "committed":
        assert Member.select().count() == 5000
        again.journal.undo()
    elif Member.select().count():
        assert last == "4750"
        again.journal.undo()
    assert support.picture(again) == before
    again.close()


@pytest.mark.parametrize("name", [connection.FILE, keys.FILE])
def test_a_backup_never_takes_the_place_of_the_data_themselves(store: Store, name: str) -> None:
    before = (store.folder / name).read_bytes()
    with pytest.raises(Refused, match="没有覆盖"):
        store.backup(store.folder / name)
    assert (store.folder / name).read_bytes() == before


def test_a_backup_replaces_an_earlier_backup_of_the_same_name(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "甲.unionbak"
    store.backup(out)
    add(store, "甲工会")
    store.backup(out)
    store.close()
    backup.restore(tmp_path / "new", out, OPERATOR, PASSWORD, NOW)
    again = support.open_store(tmp_path / "new")
    assert [union.name for union in Union.select()] == ["甲工会"]
    again.close()


def test_what_a_killed_copy_left_behind_goes_with_the_next_one(store: Store) -> None:
    left = store.folder / backup.FOLDER / f"{copying.SCRATCH}x"
    left.mkdir(parents=True)
    (left / connection.FILE).write_bytes(b"half")
    made = store.safety_backup("导入前")
    assert list((store.folder / backup.FOLDER).iterdir()) == [made]
