"""The lines of the health page, and the full check that some of them speak of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import unionapp
from unionapp import paths
from unionapp.errors import Stopped
from unionapp.office import full_check, health, second_place
from unionapp.store import admission, editing, keys, upgrade
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

NOW = datetime.now()
LAST_SCRIPT = max(upgrade.MIGRATIONS.glob("[0-9]*.py")).name.partition("_")[0]


def line(store: Store, key: str, now: datetime | None = None) -> health.Line:
    return next(each for each in health.state(store, now or datetime.now()) if each.key == key)


def test_a_change_after_the_copy_is_due_and_after_a_week_bad(empty: Store) -> None:
    assert (line(empty, "copy").state, line(empty, "copy").remedy) == ("bad", "back-up")
    empty.backup()
    assert (line(empty, "copy").state, line(empty, "copy").remedy) == ("good", "")
    editing.save(empty.journal, UNIONS, Union(name="青石镇总工会"))
    assert line(empty, "copy").state == "due"
    assert line(empty, "copy", datetime.now() + timedelta(days=8)).state == "bad"


def test_the_second_place_is_named_then_copied_to(
    empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line(empty, "second").remedy == "name-second"
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(second_place, "device", lambda place: len(str(place)))
    second_place.name_it(empty, stick)
    assert (line(empty, "second").state, line(empty, "second").remedy) == ("bad", "back-up-second")
    second_place.copy(empty)
    assert line(empty, "second").state == "good"
    assert line(empty, "second", datetime.now() + timedelta(days=8)).state == "due"


def test_the_full_check_is_remembered_and_due_after_a_week(empty: Store) -> None:
    assert full_check.is_due(empty.folder, NOW) and line(empty, "file").remedy == "check"
    done = datetime.now()
    assert full_check.run(empty, done).faults == 0
    assert not full_check.is_due(empty.folder, done) and line(empty, "attachments").state == "good"
    assert full_check.is_due(empty.folder, done + timedelta(days=8))
    assert full_check.is_due(empty.folder, done - timedelta(days=8)), "a check of the future counts as none"


def test_a_damaged_attachment_is_counted(empty: Store) -> None:
    empty.files.keep(b"a picture", "照片.jpg")
    next(path for path in empty.files.folder.rglob("*") if path.is_file()).write_bytes(b"")
    assert full_check.run(empty, datetime.now()).attachments == 1
    assert (line(empty, "attachments").state, line(empty, "file").state) == ("bad", "good")


def test_a_stopped_check_remembers_nothing(empty: Store) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        full_check.run(empty, datetime.now(), stop)
    assert full_check.last(empty.folder, datetime.now()) is None


def test_a_clock_that_stands_back_is_bad(empty: Store) -> None:
    assert line(empty, "clock").state == "good"
    assert line(empty, "clock", datetime.now() - timedelta(days=2)).state == "bad"


def test_one_administrator_alone_is_said(empty: Store) -> None:
    assert (line(empty, "admins").state, line(empty, "admins").remedy) == ("due", "operators")


def test_a_check_stops_in_the_midst_of_one_call_of_the_file(empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_check, "_BETWEEN", 1)
    calls = 0

    def stop(done: int, total: int, what: str) -> None:
        nonlocal calls
        calls += 1
        if calls > 2:
            assert done == 0, "no part was over yet"
            raise Stopped

    with pytest.raises(Stopped):
        full_check.run(empty, datetime.now(), stop)
    assert full_check.run(empty, datetime.now()).faults == 0


def test_who_was_not_seen_for_long_and_holds_a_key_is_named(empty: Store) -> None:
    admission.admit(empty, "李四", "river-boat-21")
    assert not any(each.key == "unseen" for each in health.state(empty, datetime.now()))
    later = datetime.now() + timedelta(days=181)
    assert "李四" in line(empty, "unseen", later).words and line(empty, "unseen", later).remedy == "operators"
    admission.dismiss(empty, "李四")
    assert "李四" not in line(empty, "unseen", later).words


def test_the_recovery_code_is_as_old_as_it_is_also_after_it_was_used(empty: Store) -> None:
    code = admission.new_recovery_code(empty)
    ring = keys.KeyRing.read(empty.folder)
    ring.code_made = "2020-02-03"
    ring.write(empty.folder)
    assert line(empty, "code").words.startswith("2020-02-03 制作")
    admission.reset_password(empty.folder, code, empty.operator, "river-boat-22")
    assert line(empty, "code").words.startswith(f"{date.today()} 制作")
    ring.code_made = ""
    ring.write(empty.folder)
    assert line(empty, "code").words.startswith(f"{date.today()} 制作")


def test_program_form_and_own_faults_are_said(empty: Store) -> None:
    assert line(empty, "version").words == f"{unionapp.__version__}，数据格式 {LAST_SCRIPT}。"
    assert line(empty, "faults").state == "good" and line(empty, "faults").words == "没有。"
    text = "2026-03-04 05:06:07,089 ERROR 乡镇工会\n  File x\nValueError: …\n2026-03-04 06:00:00,000 WARNING 别的\n"
    (empty.folder / paths.PROGRAM_LOG).write_text(text, encoding="utf-8")
    soon, late = datetime(2026, 3, 5), datetime(2026, 4, 5)
    assert (line(empty, "faults", soon).state, line(empty, "faults", late).state) == ("due", "good")
    assert "2026-03-04 05:06" in line(empty, "faults", late).words
