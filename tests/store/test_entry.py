"""Who is let in and what she may do: rows in use decide, whatever key file lies in the folder."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import datetime
from pathlib import Path

import pytest
from unionapp import subjects
from unionapp.errors import Refused, Trouble
from unionapp.records import context
from unionapp.store import (
    admission,
    backup,
    editing,
    entry,
    founding,
    journal,
    keys,
    option_changes,
    store,
    system,
)
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values import names

from tests import support
from tests.databases import make
from tests.support import OPERATOR, PASSWORD

OTHER, OTHER_PASSWORD = "李四", "lisi-1-long"
ALL = tuple(system.Operator.rights.codes.by_key)


class Died(BaseException):
    """The program was ended at this moment."""


def die(*_: object, **__: object) -> None:
    raise Died


def titles(opened: Store, number: int) -> list[str]:
    """The last lines of the log, newest first."""
    return [step.title for step in opened.journal.steps(number)]


def by_sql(opened: Store, sql: str) -> None:
    """What somebody does who has the data key and goes round the program."""
    run = opened.database.execute_sql
    kept = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'operator'").fetchall()
    for name, _ in kept:
        run(f'DROP TRIGGER "{name}"')
    run(sql)
    for _, text in kept:
        run(text)


def as_other(opened: Store) -> Store:
    opened.close()
    return support.open_store(opened.folder, OTHER, OTHER_PASSWORD)


def bytes_of(folder: Path) -> bytes:
    return (folder / "union.db").read_bytes()


def test_an_operator_whose_row_is_gone_is_not_let_in_and_nothing_is_changed(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD)
    by_sql(store, f"DELETE FROM operator WHERE name = '{OTHER}'")
    store.close()
    before = bytes_of(store.folder)
    with pytest.raises(Refused, match=f"“{OTHER}”在这份数据里没有登记，不能登录，没有改动.*请管理员“{OPERATOR}”"):
        support.open_store(store.folder, OTHER, OTHER_PASSWORD)
    assert bytes_of(store.folder) == before


@pytest.mark.parametrize("sql", ["DELETE FROM operator", "UPDATE operator SET active = 0"])
def test_the_only_operator_does_not_come_in_either_once_her_row_was_taken_from_the_file(store: Store, sql: str) -> None:
    by_sql(store, sql)
    store.close()
    with pytest.raises(Refused, match=r"不能登录.*没有在用的管理员，请从备份恢复（要用恢复码）"):
        support.open_store(store.folder)
    assert not (store.folder / backup.FOLDER).exists()


def test_a_key_file_put_back_lets_a_dismissed_operator_not_in(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD)
    old = (store.folder / keys.FILE).read_bytes()
    admission.dismiss(store, OTHER)
    store.close()
    (store.folder / keys.FILE).write_bytes(old)
    with pytest.raises(Refused, match=f"“{OTHER}”已停用，不能登录，没有改动.*请管理员“{OPERATOR}”"):
        support.open_store(store.folder, OTHER, OTHER_PASSWORD)
    again = support.open_store(store.folder)
    admission.dismiss(again, OTHER)
    assert list(keys.KeyRing.read(store.folder).operators) == [OPERATOR]
    admission.admit(again, OTHER, "lisi-2-long", ())
    again.close()
    support.open_store(store.folder, OTHER, "lisi-2-long").close()


def test_who_has_no_row_or_one_out_of_use_has_no_right(store: Store) -> None:
    assert all(right in system.rights_of(OPERATOR) for right in ALL)
    assert not any(right in system.rights_of("王五") for right in ALL)
    admission.admit(store, OTHER, OTHER_PASSWORD, ALL)
    assert "admin" in system.rights_of(OTHER)
    admission.dismiss(store, OTHER)
    assert not any(right in system.rights_of(OTHER) for right in ALL)


def test_a_log_and_eyes_that_nobody_has_answered_for_have_no_right(store: Store) -> None:
    assert not journal.Journal(store.database, OPERATOR).may("write")
    with context.at_work(store):
        store.context = context.Context(store.database)
        assert not context.may("private")


def test_a_thread_that_asks_while_the_rights_are_read_again_is_never_granted_more(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD, ())
    setting, done, asked = option_changes.OPTIONS["members.youngest"], threading.Event(), threading.Event()
    option_changes.change(store.journal, setting, "18")
    other = as_other(store)

    def read() -> None:
        asked.wait(60)
        with other.active():
            for _ in range(150):
                other.take_over()
            other.database.close()
        done.set()

    with other.active(), ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read)
        granted, values = 0, set()
        while not done.is_set():
            granted += context.may("admin") or context.may("write") or other.journal.may("private")
            values.add(setting.value)
            asked.set()
        reading.result(60)
    assert (granted, values) == (0, {18})
    other.close()


def test_what_is_in_force_once_read_never_changes(store: Store) -> None:
    before = store.context
    with pytest.raises(FrozenInstanceError):
        before.rights = frozenset(ALL)  # type: ignore[misc]
    support.saved(store, system.CHARACTERS, 1, name="\U0002c029", stroke_order="1234", reading="ke")
    assert store.context is not before
    assert (len(before.characters.strokes), len(store.context.characters.strokes)) == (0, 1)


def test_what_the_clerk_taught_is_known_until_it_is_taken_back(store: Store) -> None:
    char = "\U0002c029"
    before = names.pinyin_keys(char)
    support.saved(store, system.CHARACTERS, 1, name=char, stroke_order="1234", reading="ke")
    assert (names.strokes(char), names.pinyin_keys(char)[0]) == ("1234", "ke")
    store.journal.undo()
    assert (names.strokes(char), names.pinyin_keys(char)) == (None, before)


def test_a_character_damaged_past_the_rules_does_not_stop_names_from_being_sorted(store: Store) -> None:
    with store.journal.step("登记"):
        editing.put(system.CHARACTERS, [system.Character(name="\U0002c029", stroke_order="一二", reading="KE 1")])
    assert names.strokes("\U0002c029") is None
    assert names.stroke_key("\U0002c029三") and names.pinyin_keys("\U0002c029三")


STOPS: tuple[tuple[object, str], ...] = (
    (keys.KeyRing, "write"),
    (entry, "let_in"),
    (editing, "put"),
    (entry, "write_keys"),
)


@pytest.mark.parametrize(("where", "what"), STOPS)
def test_a_program_that_dies_while_somebody_is_let_in_leaves_her_no_more_than_was_meant(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: object, what: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(where, what, die)
        with pytest.raises(Died):
            admission.admit(store, OTHER, OTHER_PASSWORD, ())
    store.close()
    with pytest.raises(Refused):
        support.open_store(store.folder, OTHER, OTHER_PASSWORD)
    again = support.open_store(store.folder)
    admission.admit(again, OTHER, OTHER_PASSWORD, ())
    again = as_other(again)
    assert not any(again.journal.may(right) for right in ALL)
    again.close()


def test_the_key_is_on_disk_only_after_the_row(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write = keys.KeyRing.write

    def write_and_die(ring: keys.KeyRing, folder: Path) -> None:
        write(ring, folder)
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(keys.KeyRing, "write", write_and_die)
        with pytest.raises(Died):
            admission.admit(store, OTHER, OTHER_PASSWORD, ())
    again = as_other(store)
    assert not any(again.journal.may(right) for right in ALL)
    assert titles(again, 1) == [f"新增操作员“{OTHER}”"]
    again.close()


def test_a_former_administrator_let_in_again_for_less_never_has_what_she_had(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD, ALL)
    old = (store.folder / keys.FILE).read_bytes()
    admission.dismiss(store, OTHER)
    (store.folder / keys.FILE).write_bytes(old)
    with monkeypatch.context() as patch:
        patch.setattr(keys.KeyRing, "write", die)
        with pytest.raises(Died):
            admission.admit(store, OTHER, OTHER_PASSWORD, ("write",))
    assert system.rights_of(OTHER) == {"write"}


@pytest.mark.parametrize(("where", "what"), [(keys.KeyRing, "write"), (entry, "put_out")])
def test_a_program_that_dies_while_somebody_is_dismissed_has_dismissed_her_or_not_begun(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: object, what: str
) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD)
    with monkeypatch.context() as patch:
        patch.setattr(where, what, die)
        with pytest.raises(Died):
            admission.dismiss(store, OTHER)
    assert ("write" in system.rights_of(OTHER)) is (what == "put_out")
    admission.dismiss(store, OTHER)
    store.close()
    with pytest.raises(Refused):
        support.open_store(store.folder, OTHER, OTHER_PASSWORD)


def works(opened: Store) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What changes the key file, with the line it leaves."""
    return (
        (f"更改密码：“{OPERATOR}”", lambda: admission.change_password(opened, PASSWORD, "other-1-long")),
        ("换发恢复码", lambda: admission.new_recovery_code(opened)),
        (f"新增操作员“{OTHER}”", lambda: admission.admit(opened, OTHER, OTHER_PASSWORD)),
    )


def test_no_key_is_changed_without_a_line_in_the_log(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write, lines = keys.KeyRing.write, []

    def looking(ring: keys.KeyRing, folder: Path) -> None:
        assert not store.database.in_transaction()  # what the log says is on disk
        lines.extend(titles(store, 1))
        write(ring, folder)

    monkeypatch.setattr(keys.KeyRing, "write", looking)
    for line, work in works(store):
        work()
        assert lines.pop() == line
    monkeypatch.undo()  # closing writes the keys too


def test_a_key_file_that_could_not_be_written_is_said_and_noted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Trouble("磁盘已满")

    monkeypatch.setattr(keys.KeyRing, "write", full)
    for line, work in works(store):
        with pytest.raises(Trouble, match="磁盘已满"):
            work()
        assert titles(store, 2) == [f"没有完成：{line}（钥匙文件没有写成）", line]


def test_the_last_who_looks_after_the_others_cannot_be_edited_away(store: Store) -> None:
    row = system.Operator.get()
    for change in ({"rights": ("write",)}, {"active": False}):
        changed = system.Operator.get_by_id(row.id)
        for name, value in change.items():
            setattr(changed, name, value)
        with pytest.raises(Refused, match=r"管理操作员与设置.*没有改动"):
            editing.save(store.journal, system.OPERATORS, changed)
    with pytest.raises(Refused, match=r"管理操作员与设置.*没有改动"):
        editing.remove(store.journal, system.OPERATORS, [row])
    assert system.Operator.get() == row
    assert "admin" in system.rights_of(OPERATOR)


def test_who_has_no_key_does_not_count_as_looking_after_the_others(store: Store) -> None:
    row = system.Operator.get()
    editing.save(store.journal, system.OPERATORS, system.Operator(name=OTHER, rights=("admin",)))
    row.rights = ("write",)
    with pytest.raises(Refused, match="没有一位在用、能登录的操作员"):
        editing.save(store.journal, system.OPERATORS, row)
    admission.admit(store, OTHER, OTHER_PASSWORD)
    editing.save(store.journal, system.OPERATORS, row)
    assert "admin" not in system.rights_of(OPERATOR)


def test_what_was_refused_stands_in_the_log(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD, ())
    again = as_other(store)
    for attempt, line in (
        (lambda: editing.save(again.journal, UNIONS, Union(name="河湾村工会")), f"登记{UNIONS.title}"),
        (lambda: admission.admit(again, "王五", "wangwu-1-long"), "新增操作员“王五”"),
        (lambda: admission.dismiss(again, OPERATOR), f"停用操作员“{OPERATOR}”"),
        (lambda: admission.new_recovery_code(again), "换发恢复码"),
    ):
        with pytest.raises(Refused, match="权限，没有改动"):
            attempt()
        assert titles(again, 1)[0].startswith("拒绝：没有“")
        assert titles(again, 1)[0].endswith(f"的权限，未做“{line}”")
    assert again.journal.steps(1)[0].operator == OTHER
    again.close()


def test_a_refusal_within_a_step_stands_in_the_log_after_it_was_rolled_back(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD, ("write",))
    again = as_other(store)

    def attempt() -> None:
        with again.journal.step("做一半"):
            editing.put(UNIONS, [Union(name="河湾村工会")])
            again.journal.need("admin", "改设置")

    with pytest.raises(Refused, match="权限，没有改动"):
        attempt()
    assert Union.select().count() == 0
    assert titles(again, 2) == ["拒绝：没有“管理操作员与设置”的权限，未做“改设置”", f"新增操作员“{OTHER}”"]
    editing.save(again.journal, UNIONS, Union(name="河湾村工会"))
    assert len(titles(again, 0)) == len(set(titles(again, 0)))
    again.close()


@pytest.mark.parametrize("file", sorted(make.HERE.glob("*.unionbak")), ids=lambda file: file.stem)
def test_an_operator_of_a_kept_file_without_a_key_stays_without(file: Path, tmp_path: Path) -> None:
    backup.restore(tmp_path / "data", file, OPERATOR, PASSWORD, datetime(2026, 3, 4, 5, 6, 7))
    opened = support.open_store(tmp_path / "data")
    others = [row.name for row in system.Operator.select() if row.name != OPERATOR]
    opened.close()
    assert others
    with pytest.raises(Refused, match="没有名为"):
        support.open_store(tmp_path / "data", others[0])


def _half_founded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A file as earlier programs left it where they died between the key and the first operator's row."""
    with monkeypatch.context() as patch:
        patch.setattr(entry, "found", lambda *_: None)
        opened, _ = Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
        opened.enter()
    assert not system.Operator.select().exists()
    opened.close()
    return opened


def test_a_file_whose_founding_broke_off_is_founded_by_the_only_one_with_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _half_founded(tmp_path / "data", monkeypatch).folder
    opened = support.open_store(folder)
    assert titles(opened, 1) == [entry.FOUNDING]
    assert all(opened.journal.may(right) for right in ALL)
    by_sql(opened, "DELETE FROM operator")
    opened.close()
    with pytest.raises(Refused, match="没有登记"):
        support.open_store(folder)


def test_a_file_whose_founding_broke_off_with_two_keys_opens_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = _half_founded(tmp_path / "data", monkeypatch)
    ring = keys.KeyRing.read(half.folder)
    ring.admit(OTHER, half.key, OTHER_PASSWORD)
    ring.write(half.folder)
    for name, password in ((OPERATOR, PASSWORD), (OTHER, OTHER_PASSWORD)):
        with pytest.raises(Refused, match="没有登记"):
            support.open_store(half.folder, name, password)


@pytest.mark.parametrize(("where", "what"), [(editing, "put"), (entry, "found"), (keys.KeyRing, "write")])
def test_a_folder_whose_founding_died_can_be_founded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, what: str
) -> None:
    folder = tmp_path / "data"
    with monkeypatch.context() as patch:
        patch.setattr(where, what, die)
        patch.setattr(founding, "clear", lambda folder: None)  # a program that died tidies nothing
        with pytest.raises(Died):
            Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    assert (folder / "union.db").exists()
    assert not store.exists(folder)
    Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()
    support.open_store(folder).close()
    assert [path.name for path in folder.glob(".founding*")] == []


def test_the_mark_of_a_founding_that_was_finished_endangers_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    support.make_store(folder).close()
    (folder / ".founding").touch()
    assert store.exists(folder)
    support.open_store(folder).close()
    (folder / keys.FILE).unlink()
    assert store.exists(folder)


def test_operators_are_listed_in_the_order_of_their_coming_and_found_by_their_name(store: Store) -> None:
    admission.admit(store, OTHER, OTHER_PASSWORD, ("write",))
    admission.dismiss(store, OTHER)
    assert [(row.name, row.active) for row in system.operators()] == [(OPERATOR, True), (OTHER, False)]
    assert system.operator(OTHER).rights == ("write",)
    with pytest.raises(Refused, match="没有选中操作员"):
        system.operator("王五")
