"""Undo stops at what others rely on: it asks first, or leaves it to the way that the deed has of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.records import codes
from unionapp.store import editing, fences, journal, reversing, system
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support

IMPORT = "导入工会“名单.xlsx”"
WAYS = (fences.UNSEAL, fences.REVOKE, fences.UNAPPROVE, fences.RECALL)


def done(store: Store, sort: str, title: str = IMPORT, names: tuple[str, ...] = ("甲工会", "乙工会")) -> None:
    """A step of a sort that adds unions."""
    with store.journal.step(title, sort):
        editing.put(UNIONS, [Union(name=name) for name in names])


def names() -> list[str]:
    return [union.name for union in Union.select().order_by(Union.id)]


def again(store: Store) -> Store:
    """The same data, closed and opened anew."""
    folder = store.folder
    store.close()
    return Store.open(folder, support.ALL_KINDS[len(system.KINDS) :], support.OPERATOR, support.PASSWORD).enter()


def test_a_fence_is_not_undone_without_a_reason_and_says_what_would_be_lost(store: Store) -> None:
    done(store, fences.FENCE)
    with pytest.raises(Refused, match=rf"“{IMPORT}”，涉及{UNIONS.title} 2 条。没有撤销。"):
        store.journal.undo()
    with pytest.raises(Refused, match="写明原因"):
        store.journal.undo("  ")
    assert names() == ["甲工会", "乙工会"]


def test_the_reason_for_undoing_a_fence_stays_in_the_log(store: Store) -> None:
    done(store, fences.FENCE)
    store.journal.undo("导错了文件")
    assert names() == []
    assert store.journal.steps(1)[0].words == f"撤销：{IMPORT}（导错了文件）"


def test_a_fence_gives_way_where_the_operator_was_asked_about_this_very_step(store: Store) -> None:
    done(store, fences.FENCE)
    asked = store.journal.steps(1)[0].id
    done(store, fences.FENCE, "导入工会“又一张.xlsx”", ("丙工会",))
    with pytest.raises(Refused, match="又一张"):
        store.journal.undo(asked=asked)
    store.journal.undo(asked=store.journal.steps(1)[0].id)
    store.journal.undo(asked=asked)
    assert names() == []


def test_a_fence_done_again_is_a_fence_still(store: Store) -> None:
    done(store, fences.FENCE)
    store.journal.undo("导错了")
    store.journal.redo()
    assert names() == ["甲工会", "乙工会"]
    with pytest.raises(Refused, match=IMPORT):
        store.journal.undo()
    store.journal.undo("还是错的")
    assert names() == []


def test_a_fence_of_a_file_opened_anew_is_a_fence_still(store: Store) -> None:
    done(store, fences.FENCE)
    store = again(store)
    with pytest.raises(Refused, match=IMPORT):
        store.journal.undo()
    store.journal.undo("导错了")
    store = again(store)
    store.journal.redo()
    store = again(store)
    with pytest.raises(Refused, match=IMPORT):
        store.journal.undo()
    store.close()


@pytest.mark.parametrize("sort", WAYS)
def test_what_has_a_way_of_its_own_is_never_undone_however_often(store: Store, sort: str) -> None:
    done(store, sort)
    way = codes.table("own-ways").by_key[sort]
    for _ in range(6):
        with pytest.raises(Refused) as refused:
            store.journal.undo("急着改", asked=store.journal.steps(1)[0].id)
        assert str(refused.value) == way.note and f"“{way.label}”" in way.note
    assert names() == ["甲工会", "乙工会"]


def test_what_was_done_after_a_fence_is_undone_as_ever(store: Store) -> None:
    done(store, fences.UNSEAL)
    done(store, journal.DO, "新增工会", ("丙工会",))
    store.journal.undo()
    assert names() == ["甲工会", "乙工会"]
    store.journal.redo()
    assert names() == ["甲工会", "乙工会", "丙工会"]


def test_a_fence_that_changed_nothing_leaves_no_line(store: Store) -> None:
    before = len(store.journal.steps())
    done(store, fences.FENCE, names=())
    assert len(store.journal.steps()) == before


def test_who_may_not_write_does_not_do_what_is_a_fence(store: Store) -> None:
    store.journal.may = lambda right: False
    with pytest.raises(Refused, match="权限"):
        done(store, fences.FENCE)


def test_a_question_names_the_tables_by_their_titles_and_sums_the_rest(store: Store, tmp_path: Path) -> None:
    done(store, fences.FENCE)
    number = store.journal.steps(1)[0].id
    words = fences.question(store.database, number, {})
    assert "涉及其他 2 条" in words
    assert fences.question(store.database, number - 1, {}) == ""


def test_only_steps_in_force_are_built_upon_another(store: Store) -> None:
    done(store, journal.DO)
    first = store.journal.steps(1)[0].id
    assert reversing.built_upon(store.database, first) == ""
    done(store, journal.DO, "新增工会", ("丙工会",))
    assert reversing.built_upon(store.database, first) == ""
    with store.journal.step("改名"):
        Union.update(name="丁工会").where(Union.name == "甲工会").execute()
    assert reversing.built_upon(store.database, first) == "改名"
    store.journal.undo()
    assert reversing.built_upon(store.database, first) == ""
    store.journal.redo()
    assert reversing.built_upon(store.database, first) == "改名"


BACK = (fences.UNSEALED, fences.REVOKED, fences.UNAPPROVED, fences.RECALLED)


def changed(store: Store, sort: str, word: str, *whose: str) -> None:
    """A step of a sort that writes a word on unions."""
    with store.journal.step(f"{sort} {word}", sort):
        Union.update(remark=word).where(Union.name.in_(whose)).execute()


@pytest.mark.parametrize("back", BACK)
def test_a_way_back_is_not_taken_back_by_undo_which_stops_there_and_names_what_to_do(store: Store, back: str) -> None:
    done(store, journal.DO, "新增工会")
    changed(store, fences.FORTH[back], "生效", *names())
    changed(store, back, "", *names())
    way = codes.table("ways-back").by_key[back]
    assert f"“{way.label}”" in way.note or back == fences.RECALLED
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            store.journal.undo()
        assert str(refused.value).startswith(f"{way.note}继续撤销，退回的是更早的“新增工会”。没有撤销。")
        store = again(store)
    assert {union.remark for union in Union.select()} == {""} and len(names()) == 2
    store.journal.undo(asked=store.journal.undoable.id if store.journal.undoable else 0)
    assert names() == []
    store = again(store)
    assert store.journal.undoable is None
    store.journal.redo()
    assert len(names()) == 2
    store.close()


def test_a_way_back_with_nothing_before_it_says_what_to_do_and_no_reason_helps(store: Store) -> None:
    done(store, fences.RECALL, "录入")
    with store.journal.step("撤回", fences.RECALLED):
        Union.delete().execute()
    assert store.journal.undoable is None and "重新录入" in store.journal.question()
    with pytest.raises(Refused, match="重新录入"):
        store.journal.undo("急着改")
    assert names() == []


def test_what_was_taken_back_in_part_is_a_fence_still(store: Store) -> None:
    done(store, journal.DO, "新增工会")
    changed(store, fences.UNAPPROVE, "审", *names())
    changed(store, fences.UNAPPROVED, "", "甲工会")
    with pytest.raises(Refused, match="凭证已经审核"):
        store.journal.undo("急着改")
    changed(store, fences.UNAPPROVE, "再审", "甲工会")
    changed(store, fences.UNAPPROVED, "", "甲工会")
    with pytest.raises(Refused, match="凭证已经审核"):
        store.journal.undo("急着改")
    changed(store, fences.UNAPPROVED, "", "乙工会")
    assert store.journal.undo("都退回了").title == "新增工会"
    assert names() == []


def test_what_is_done_after_a_way_back_is_undone_as_ever(store: Store) -> None:
    done(store, journal.DO, "新增工会")
    changed(store, fences.UNAPPROVE, "审", *names())
    changed(store, fences.UNAPPROVED, "", *names())
    done(store, journal.DO, "再增", ("丙工会",))
    assert store.journal.question() == ""
    store.journal.undo()
    assert names() == ["甲工会", "乙工会"]
    with pytest.raises(Refused, match="“审核”"):
        store.journal.undo()


def test_undo_says_so_where_later_records_need_what_it_would_take_away(store: Store) -> None:
    done(store, journal.DO, "新增工会", ("甲工会",))
    changed(store, fences.UNAPPROVE, "审", "甲工会")
    with store.journal.step("撤销审核", fences.UNAPPROVED):
        Union.update(remark="").execute()
        editing.put(UNIONS, [Union(name="下级工会", parent=Union.get(name="甲工会"))])
    with pytest.raises(Refused, match=r"“新增工会”以后的记录还用着.*没有撤销"):
        store.journal.undo("急着改")
    assert len(names()) == 2
