"""Erased personal data are gone from the records, the log and the files; the fact stays, and the chain whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.office import inspection, integrity
from unionapp.store import admission, connection, editing, erasing, log_chain
from unionapp.store.erasing import NAMELESS, Target
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support

NAME, NUMBER, MOBILE = "钱多多", support.citizen_number(7), "13800001234"


@pytest.fixture
def member(store: Store) -> Member:
    """A member with a photo, changed once, looked at once, beside a namesake with the same picture as another."""
    photo = store.files.keep(b"picture of her", "照片.jpg")
    found: Member = support.saved(
        store, MEMBERS, 1, name=NAME, id_number=NUMBER, mobile=MOBILE, photo=photo, address="青石镇一号"
    )
    found.mobile = "13800009999"
    editing.save(store.journal, MEMBERS, found)
    store.journal.note(f"查看会员“{NAME}”的证件号码")
    return found


def erase(store: Store, member: Member, name: bool = True) -> None:
    target = Target(MEMBERS, Member.get_by_id(member.id), name)
    erasing.erase(store.journal, store.files, store.kinds, [target], "按本人要求删除个人信息：1 条")


def plain(store: Store) -> str:
    """All that every ordinary table of the data file holds, as text."""
    run = store.database.execute_sql
    tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'") if "search_" not in name]
    return "\n".join(repr(run(f'SELECT * FROM "{table}"').fetchall()) for table in tables)


def test_nothing_of_the_person_is_left_but_the_fact(store: Store, member: Member) -> None:
    erase(store, member)
    held = plain(store)
    assert not [word for word in (NAME, NUMBER, MOBILE, "13800009999", "青石镇一号") if word in held]
    again = Member.get_by_id(member.id)
    assert (again.name, again.id_number, again.photo) == (NAMELESS, "", "")
    assert store.journal.steps(1)[0].title == "按本人要求删除个人信息：1 条"
    assert not list((store.folder / "files").glob("*/[!.]*"))
    assert (MEMBERS.key and not support.indexed(store, MEMBERS)) or NAME not in str(support.indexed(store, MEMBERS))


def test_the_chain_stays_whole_and_the_check_finds_nothing(store: Store, member: Member) -> None:
    erase(store, member)
    assert log_chain.strange_steps(store.database) == []
    assert [each for each in inspection.inspect(store) if each.problem.rule == integrity.RULE] == []
    editing.save(store.journal, MEMBERS, support.sample(store, MEMBERS, 2))
    store.close()
    store = support.open_store(store.folder)
    assert [each for each in inspection.inspect(store) if each.problem.rule == integrity.RULE] == []
    store.close()


def test_it_cannot_be_taken_back_and_the_history_says_only_that_something_was(store: Store, member: Member) -> None:
    erase(store, member)
    with pytest.raises(Refused, match="没有可以撤销"):
        store.journal.undo()
    history = store.journal.history("member", member.id)
    assert history and all(not values for _, _, values in history)
    assert not [step for step in store.journal.steps() if NAME in step.title]
    assert any(NAMELESS in step.title for step in store.journal.steps())


def test_a_name_that_must_be_kept_stays(store: Store, member: Member) -> None:
    erase(store, member, name=False)
    again = Member.get_by_id(member.id)
    assert (again.name, again.id_number, again.mobile, again.address) == (NAME, "", "", "")
    assert NUMBER not in plain(store)


def test_a_file_that_another_record_names_stays(store: Store, member: Member) -> None:
    other = support.saved(store, MEMBERS, 2, photo=member.photo)
    erase(store, member)
    assert store.files.read(Member.get_by_id(other.id).photo) == b"picture of her"


def test_who_may_not_look_after_operators_erases_nothing(store: Store, member: Member) -> None:
    admission.admit(store, "李四", "river-boat-21", ("write", "numbers", "read-members"))
    store.close()
    other = support.open_store(store.folder, "李四", "river-boat-21")
    with pytest.raises(Refused):
        erase(other, member)
    assert Member.get_by_id(member.id).name == NAME
    other.close()


def test_values_wiped_from_the_log_past_the_program_are_named(store: Store, member: Member) -> None:
    folder, key = store.folder, store.key
    row = store.database.execute_sql("SELECT id, data FROM change WHERE data IS NOT NULL LIMIT 1").fetchone()
    gone = log_chain.erased(store.database.log_key, row[1])
    store.close()
    opened = connection.bare(Path(folder) / connection.FILE, key)
    opened.execute("DROP TRIGGER change_update")
    opened.execute("UPDATE change SET data = ? WHERE id = ?", (gone, row[0]))
    opened.close()
    store = support.open_store(folder)
    assert any("抹去" in each.problem.message for each in inspection.inspect(store))
    store.close()
