"""Checking everything: what is found, and where."""

from __future__ import annotations

from unionapp.office import inspection
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.records import ROUNDS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.subjects.elections import cases


def put(store: Store, *members: Member) -> None:
    """Write members past their checks, as an older program might have."""
    with store.journal.step("测试"):
        editing.put(MEMBERS, members, follow=False)


def test_sound_data_have_no_findings(empty: Store) -> None:
    editing.save(empty.journal, UNIONS, Union(name="青石镇总工会"))
    assert inspection.inspect(empty) == []


def test_a_broken_rule_is_found_with_its_record_and_article(empty: Store) -> None:
    union = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, union)
    member = Member(name="张三", id_number="110105194912310021", union=union)
    put(empty, member)
    [found] = inspection.inspect(empty)
    assert (found.kind, found.uid, found.label) == ("members", member.uid, "张三")
    assert (found.problem.level, found.problem.article) == ("error", "GB 11643-1999")
    assert found.plain()["message"] == found.problem.message


def test_a_session_voted_by_the_assembly_is_found(empty: Store) -> None:
    election = cases.begun(empty)
    cases.stand(empty, cases.body(election, "committee"), ["丁一凡", "王伟", "李小红", "赵云"])
    cases.stand(empty, cases.body(election, "chair"), ["丁一凡"], office="chair")
    cases.elect(empty, election, "committee", "oxoo")
    vote = cases.elect(empty, election, "chair", "o")
    vote.due = vote.present = 30
    with empty.journal.step("旧数据"):
        editing.put(ROUNDS, [vote])
    (found,) = [each for each in inspection.inspect(empty) if each.kind == "rounds"]
    assert "应到人数应是当选的委员 3 人，现为 30 人" in found.problem.message
    assert (found.problem.level, found.uid) == ("error", vote.uid) and "第十七条" in found.problem.article


def test_two_with_one_number_are_found_and_two_without_any_are_not(empty: Store) -> None:
    union = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, union)
    put(empty, Member(name="张三", union=union), Member(name="李四", union=union))
    assert inspection.inspect(empty) == []
    same = {"id_number": "11010519491231002X", "union": union}
    put(empty, Member(name="王五", **same), Member(name="赵六", **same))
    [found] = inspection.inspect(empty)
    assert (found.problem.rule, found.problem.level, found.label) == ("identity", "error", "王五")
    assert "赵六" in found.problem.message


def test_a_photo_that_is_gone_is_found_with_its_record(empty: Store) -> None:
    union = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, union)
    stored = empty.files.keep(b"a picture", "照片.jpg")
    put(empty, Member(name="张三", union=union, photo=stored), Member(name="李四", union=union))
    assert inspection.inspect(empty) == []
    next(path for path in empty.files.folder.rglob("*") if path.is_file()).unlink()
    [found] = inspection.inspect(empty)
    assert (found.kind, found.label, found.problem.field, found.problem.rule) == ("members", "张三", "photo", "file")
    assert found.problem.message.startswith("“照片”的文件不在数据文件夹里。请从备份恢复")


def test_what_is_only_missing_is_listed_when_asked_for(empty: Store) -> None:
    union = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, union)
    put(empty, Member(name="张三", union=union))
    assert {each.problem.level for each in inspection.inspect(empty, ("info",))} == {"info"}


def test_the_demonstration_has_doubtful_things_but_no_errors(township: Store) -> None:
    found = inspection.inspect(township)
    assert {each.problem.level for each in found} == {"warning"}
    assert {"code-is-a-unions", "likeness", "region"} <= {each.problem.rule for each in found}
