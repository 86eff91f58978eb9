"""Opening and closing a data folder, who may, and what is said where it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unionapp import subjects
from unionapp.errors import CannotWrite, Refused, Trouble
from unionapp.store import (
    admission,
    connection,
    disk,
    editing,
    entry,
    keys,
    lock,
    option_changes,
    store,
    system,
    upgrade,
)
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.support import OPERATOR, PASSWORD

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The folder of a store with one union, closed."""
    opened = support.make_store(tmp_path / "data")
    editing.save(opened.journal, UNIONS, Union(name="青山乡总工会", remark="说明" * 750))
    opened.close()
    return tmp_path / "data"


def created(folder: Path) -> Store:
    """A data folder made anew, not copied."""
    return Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].enter()


def test_what_was_saved_is_there_when_opened_again(closed: Path) -> None:
    opened = support.open_store(closed)
    assert [union.name for union in Union.select()] == ["青山乡总工会"]
    assert opened.check() == []
    opened.close()


def test_a_wrong_password_and_an_unknown_operator_are_told_apart(closed: Path) -> None:
    with pytest.raises(Refused, match="密码不对"):
        support.open_store(closed, password="wrong")
    with pytest.raises(Refused, match="没有名为“李四”的操作员"):
        support.open_store(closed, "李四")
    support.open_store(closed).close()


def test_a_folder_that_holds_data_is_not_made_anew(closed: Path) -> None:
    with pytest.raises(Refused, match="已经有数据"):
        created(closed)


@pytest.mark.parametrize(
    "password", ["abc", "1234567", "12345678", "aaaaaaaa", "李四李四李四李四", "Qwertyui", "\ud800" * 9]
)
def test_a_password_that_can_be_guessed_lets_nobody_in(store: Store, password: str) -> None:
    before = (store.folder / keys.FILE).read_bytes()
    with pytest.raises(Refused, match="密码"):
        admission.admit(store, "李四", password)
    assert (store.folder / keys.FILE).read_bytes() == before
    assert not entry.in_use("李四")


def test_a_store_that_could_not_be_made_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "run", fail)
        with pytest.raises(CannotWrite, match="磁盘已满"):
            created(tmp_path / "data")
    assert not store.exists(tmp_path / "data")
    created(tmp_path / "data").close()


def test_a_missing_keys_file_is_a_sentence(closed: Path) -> None:
    (closed / keys.FILE).unlink()
    with pytest.raises(Trouble, match=r"没有钥匙文件 keys\.json.*没有丢失"):
        support.open_store(closed)


def test_a_missing_data_file_is_a_sentence(closed: Path) -> None:
    (closed / connection.FILE).unlink()
    with pytest.raises(Trouble, match=r"没有数据文件 union\.db"):
        support.open_store(closed)
    assert not (closed / connection.FILE).exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"operators": []}', '{"operators": {"张三": {}}}', "[" * 9999]
)
def test_a_keys_file_of_another_form_is_damaged(closed: Path, content: str) -> None:
    (closed / keys.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(Trouble, match=r"已损坏.*没有丢失"):
        support.open_store(closed)


RING = keys.KeyRing()
with pytest.MonkeyPatch.context() as _patch:
    _patch.setattr(keys, "_COST", support.CHEAP)
    RING.admit(OPERATOR, bytes(32), PASSWORD)
    RING.recovery = keys.Wrapped.seal(bytes(32), "ABCDE")


@settings(max_examples=300)
@given(data=st.data())
def test_any_damage_to_the_keys_file_is_a_sentence_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    RING.write(folder)
    whole = (folder / keys.FILE).read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 20, len(whole))))
    (folder / keys.FILE).write_bytes(whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:])
    try:
        assert keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD) == bytes(32)
    except (Trouble, Refused) as said:
        assert str(said)


def test_a_monstrous_cost_in_the_keys_file_does_not_stop_the_machine(closed: Path) -> None:
    content = json.loads((closed / keys.FILE).read_text("utf-8"))
    content["operators"][OPERATOR]["cost"]["memory_cost"] = 2**31
    (closed / keys.FILE).write_text(json.dumps(content), "utf-8")
    with pytest.raises(Trouble, match="已损坏"):
        support.open_store(closed)


def _cut(path: Path, length: int) -> None:
    with path.open("rb+") as file:
        file.truncate(length)


@pytest.mark.parametrize("part", [0.0, 0.001, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_data_file_cut_short_is_damaged_and_left_alone(closed: Path, part: float) -> None:
    path = closed / connection.FILE
    _cut(path, int(path.stat().st_size * part) or 100)
    left = path.read_bytes()
    with pytest.raises(Trouble, match="从备份恢复"):
        support.open_store(closed)
    assert path.read_bytes() == left


def test_an_empty_data_file_is_not_taken_for_a_new_one(closed: Path) -> None:
    _cut(closed / connection.FILE, 0)
    with pytest.raises(Trouble, match="从备份恢复"):
        support.open_store(closed)
    assert (closed / connection.FILE).stat().st_size == 0


@settings(max_examples=30)
@given(part=st.floats(0, 0.99), length=st.sampled_from((1, 64, 4096, 8192)), filler=st.sampled_from((b"\0", b"\xff")))
@example(part=0.0, length=4096, filler=b"\0")
def test_overwritten_pages_are_found_when_opening_or_hold_nothing(
    tmp_path_factory: pytest.TempPathFactory, part: float, length: int, filler: bytes
) -> None:
    opened = support.make_store(tmp_path_factory.mktemp("zeroed") / "data")
    before = support.picture(opened)
    opened.close()
    path = opened.folder / connection.FILE
    whole = path.read_bytes()
    start = int(len(whole) * part)
    start = start - start % 4096 if length >= 4096 else start
    damaged = whole[:start] + filler * min(length, len(whole) - start) + whole[start + length :]
    path.write_bytes(damaged)
    try:
        again = support.open_store(opened.folder)
    except Trouble as said:
        assert "从备份恢复" in str(said)
        assert damaged != whole
        assert path.read_bytes() == damaged
        return
    assert support.picture(again) == before  # a page that is free
    assert again.check() == []
    again.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_database_is_damaged(closed: Path, content: bytes) -> None:
    (closed / connection.FILE).write_bytes(content)
    with pytest.raises(Trouble, match="从备份恢复"):
        support.open_store(closed)


def test_a_file_of_a_newer_program_is_refused_and_left_alone(closed: Path) -> None:
    opened = support.open_store(closed)
    opened.database.execute_sql(
        "INSERT INTO schema_migration(name, applied) VALUES ('9999_later', '2030-01-01 00:00:00')"
    )
    opened.close()
    before = (closed / connection.FILE).read_bytes()
    with pytest.raises(Trouble, match=r"9999_later.*安装新版程序"):
        support.open_store(closed)
    assert (closed / connection.FILE).read_bytes() == before


HOLD = """
import sys
from pathlib import Path
from unionapp.store.lock import FolderLock
held = FolderLock(Path(sys.argv[1]), "李四")
print("held", flush=True)
sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_program_is_told_which_computer_and_since_when(closed: Path) -> None:
    with _holder(closed) as child:
        said = r"电脑“.*”上的“李四”打开（从 \d{4}-\d\d-\d\d \d\d:\d\d 起）"
        with pytest.raises(Trouble, match=said):
            support.open_store(closed)
        child.kill()
    support.open_store(closed).close()


def test_who_holds_the_folder_may_be_unreadable(closed: Path) -> None:
    with _holder(closed) as child:
        for content in ("", "{}", "[1]"):
            (closed / ".in-use.json").write_text(content, "utf-8")
            with pytest.raises(Trouble, match="正被另一个程序打开"):
                support.open_store(closed)
        child.kill()


def test_a_lock_that_could_not_be_signed_is_given_back(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(lock.FolderLock, "_sign", fail)
        with pytest.raises(Trouble, match="磁盘已满"):
            support.open_store(closed)
    support.open_store(closed).close()


def test_a_failed_opening_lets_others_in(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Trouble("坏了")

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "run", fail)
        with pytest.raises(Trouble, match="坏了"):
            support.open_store(closed)
    support.open_store(closed).close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Trouble):
        created(tmp_path / "file" / "data")


def test_a_read_only_folder_is_a_sentence(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: os.PathLike[str] | str, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and str(path).startswith(str(closed)):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(Trouble, match=r"没有写入.*权限"):
            support.open_store(closed)


@pytest.mark.parametrize(
    ("number", "words"), [(28, "磁盘已满"), (13, "没有写入"), (30, "没有写入"), (2, "找不到"), (5, "读写")]
)
def test_what_the_disk_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    path = tmp_path / "keys.json"
    disk.write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(Trouble, match=words):
            disk.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


SMALL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests import support
from unionapp.errors import Trouble
from unionapp.store import editing, keys
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
keys._COST = support.CHEAP
store = support.open_store(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def save():
    with store.journal.step("导入"):
        editing.put(UNIONS, [Union(name=f"第{n}工会", remark="长" * 1500) for n in range(1700)])
def attach():
    store.files.keep(bytes(3_000_000), "图.jpg")
for attempt in (save, attach, store.backup, lambda: store.safety_backup("导入前")):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        attempt()
        print("done", flush=True)
    except Trouble as said:
        print("trouble", flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(Union.select().count(), store.check())
editing.save(store.journal, UNIONS, Union(name="后来的工会"))
store.backup()
store.close()
"""


def test_where_files_may_grow_no_more_every_way_of_saving_says_so_and_keeps_what_was(closed: Path) -> None:
    command = [sys.executable, "-c", SMALL_DISK, str(closed), "200000"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["trouble"] * 4 + ["1 []"]
    opened = support.open_store(closed)
    assert sorted(union.name for union in Union.select()) == ["后来的工会", "青山乡总工会"]
    assert list(closed.rglob("*.tmp")) == []
    assert len(list((closed / "backups").iterdir())) == 1
    opened.close()


def test_an_operator_let_in_can_open_and_one_dismissed_cannot(store: Store) -> None:
    admission.admit(store, "李四", "lisi-1-long")
    store.close()
    again = support.open_store(store.folder, "李四", "lisi-1-long")
    assert again.operator == "李四"
    again.close()
    again = support.open_store(store.folder)
    admission.dismiss(again, "李四")
    assert system.Operator.get(system.Operator.name == "李四").active is False
    again.close()
    with pytest.raises(Refused, match="没有名为“李四”"):
        support.open_store(store.folder, "李四", "lisi-1-long")


def test_an_operator_dismissed_and_let_in_again_is_in_use(store: Store) -> None:
    admission.admit(store, "李四", "lisi-1-long")
    admission.dismiss(store, "李四")
    admission.admit(store, "李四", "lisi-2-long")
    assert system.Operator.get(system.Operator.name == "李四").active is True
    assert system.Operator.select().where(system.Operator.name == "李四").count() == 1


def test_who_may_open_is_not_changed_by_undo(store: Store) -> None:
    admission.admit(store, "李四", "lisi-1-long")
    assert store.journal.undoable is None
    admission.dismiss(store, "李四")
    assert store.journal.undoable is None
    assert [step.title for step in store.journal.steps(2)] == ["停用操作员“李四”", "新增操作员“李四”"]


def test_an_operator_without_a_name_or_password_is_not_let_in(store: Store) -> None:
    keyring = (store.folder / keys.FILE).read_bytes()
    for name, password in (("", "long-enough"), ("李四", "abc")):
        with pytest.raises(Refused):
            admission.admit(store, name, password)
    assert (store.folder / keys.FILE).read_bytes() == keyring
    assert system.Operator.select().count() == 1


def test_nobody_dismisses_herself_or_somebody_unknown(store: Store) -> None:
    with pytest.raises(Refused, match="不能停用正在使用"):
        admission.dismiss(store, OPERATOR)
    admission.admit(store, "李四", "lisi-1-long")
    with pytest.raises(Refused, match="没有名为“王五”"):
        admission.dismiss(store, "王五")


def test_a_new_password_takes_the_place_of_the_old_one(store: Store) -> None:
    with pytest.raises(Refused, match="密码不对"):
        admission.change_password(store, "wrong", "new-pass-long")
    admission.change_password(store, PASSWORD, "new-pass-long")
    store.close()
    with pytest.raises(Refused, match="密码不对"):
        support.open_store(store.folder)
    support.open_store(store.folder, password="new-pass-long").close()


def test_the_recovery_code_gives_a_new_password_however_it_is_typed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened, code = Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD)
    opened.enter()
    opened.close()
    code = admission.reset_password(folder, f" {code.lower().replace('-', ' ')} ", OPERATOR, "new-pass-long")
    support.open_store(folder, password="new-pass-long").close()
    with pytest.raises(Refused, match="恢复码不对"):
        admission.reset_password(folder, code[:-1], OPERATOR, "other-pass")
    with pytest.raises(Refused, match="没有名为“李四”"):
        admission.reset_password(folder, code, "李四", "other-pass")
    assert store.operators(folder) == [OPERATOR]


def test_a_recovery_code_that_was_replaced_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened, old = Store.create(folder, subjects.KINDS, OPERATOR, PASSWORD)
    opened.enter()
    new = admission.new_recovery_code(opened)
    opened.close()
    with pytest.raises(Refused, match="恢复码不对"):
        admission.reset_password(folder, old, OPERATOR, "new-pass-long")
    admission.reset_password(folder, new, OPERATOR, "new-pass-long")
    support.open_store(folder, password="new-pass-long").close()


def test_no_file_of_the_folder_holds_a_name_a_password_or_the_key_in_plain(tmp_path: Path) -> None:
    opened, code = Store.create(tmp_path / "data", subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)
    opened.enter()
    editing.save(opened.journal, UNIONS, Union(name="青山乡总工会", address="SECRET-ADDRESS"))
    opened.files.keep("青山乡总工会 SECRET-ADDRESS".encode(), "印章.png")
    opened.backup()
    secrets = ["青山乡总工会", "SECRET-ADDRESS", PASSWORD, code, keys.plain_code(code), opened.key.hex(), "union_org"]
    forms = [secret.encode(coding) for secret in secrets for coding in ("utf-8", "utf-16-le")] + [opened.key]
    files = [path for path in opened.folder.rglob("*") if path.is_file()]
    assert {"union.db", "union.db-wal", "keys.json"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        assert [form for form in forms if form in content] == [], path.name
    opened.close()


def test_a_code_of_the_clerks_is_a_choice_until_it_is_taken_back(store: Store) -> None:
    field = support.BY_MODEL[Union].fields["type"]
    item = system.CodeItem(table="union-type", key="local-1", title="片区工会", others="片会、片区")
    editing.save(store.journal, system.CODES, item)
    assert field.codes.by_word["片会"].key == "local-1"
    with pytest.raises(Refused, match="不能重复登记"):
        editing.save(store.journal, system.CODES, system.CodeItem(table="union-type", key="local-1", title="另一个"))
    shipped = next(code.key for code in field.codes.codes if not code.local)
    with pytest.raises(Refused, match="已被标准代码占用"):
        editing.save(store.journal, system.CODES, system.CodeItem(table="union-type", key=shipped, title="另一个"))
    store.journal.undo()
    assert "片会" not in field.codes.by_word


def test_a_code_of_a_table_that_this_program_does_not_have_does_no_harm(store: Store) -> None:
    with store.journal.step("来自别处"):
        editing.put(system.CODES, [system.CodeItem(table="unheard-of", key="1", title="某")])
    store.close()
    support.open_store(store.folder).close()


def test_an_unknown_kind_is_refused_in_words(store: Store) -> None:
    assert store.kind("unions") is UNIONS
    with pytest.raises(Refused, match="没有名为“none”的台账"):
        store.kind("none")


def test_an_operator_does_only_what_the_rights_allow(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = support.make_store(folder)
    admission.admit(store, "李四", "lisi-1-long")
    looker = system.Operator.get(system.Operator.name == "李四")
    looker.roles = looker.rights = ()
    editing.save(store.journal, system.OPERATORS, looker)
    store.close()
    store = support.open_store(folder, "李四", "lisi-1-long")
    try:
        for attempt in (
            lambda: editing.save(store.journal, UNIONS, Union(name="河湾村工会")),
            lambda: option_changes.change(store.journal, option_changes.OPTIONS["members.youngest"], "18"),
            lambda: option_changes.restore(store.journal, option_changes.OPTIONS["members.youngest"]),
            lambda: admission.admit(store, "王五", "wangwu-1-long"),
            lambda: admission.dismiss(store, support.OPERATOR),
            lambda: admission.new_recovery_code(store),
            store.journal.undo,
        ):
            with pytest.raises(Refused, match="权限"):
                attempt()
        admission.change_password(store, "lisi-1-long", "lisi-2-long")
        store.journal.note("看过一眼")
    finally:
        store.close()


def test_damage_is_told_in_one_sentence_and_nothing_else_is_written(
    closed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = closed / connection.FILE
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(Trouble, match="已损坏"):
        support.open_store(closed)
    assert capfd.readouterr() == ("", "")
