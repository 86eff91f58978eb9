"""What an import asks: cells in three degrees, one question per cause, answers that hold for all rows and are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unionapp.exchange import apply
from unionapp.exchange.headings import of_book
from unionapp.exchange.plan import Intake
from unionapp.exchange.workbook import read
from unionapp.store import aliases, editing, unfinished
from unionapp.store.aliases import Alias
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.exchange.places import HEADINGS, MILL, number, person, planned, sheet, told

WRONG_NUMBER = person(2)[3][:17] + ("1" if person(2)[3][17] != "1" else "2")


def of(store: Store, folder: Path, *rows: Any, answers: Mapping[str, str] | None = None) -> Intake:
    return planned(store, sheet(folder / "a.xlsx", [HEADINGS, *rows]), answers=answers or {})


def taken(store: Store, intake: Intake) -> apply.ImportResult:
    return apply.apply(store, intake.plan, intake.path)


def causes(intake: Intake) -> dict[str, tuple[list[int], str, str]]:
    return {each.cause: (each.rows, each.suggestion, each.answer) for each in intake.plan.questions}


def test_an_optional_cell_that_cannot_be_read_never_refuses_a_person(store: Store, tmp_path: Path) -> None:
    intake = of(store, tmp_path, person(1, 移动电话="12"), person(2, 性别="雄"), person(3))
    assert (intake.plan.new, intake.plan.wrong, len(intake.plan.pending)) == (3, 0, 2)
    assert {label for _, label, message in told(intake, "warning") if "待补" in message} == {"移动电话", "性别"} - {
        "性别"
    }
    assert taken(store, intake).pending == 1  # the sex is told by the number
    (item,) = unfinished.still_open(store.kinds)
    assert (item.record.name, item.label, item.written) == (person(1)[0], "移动电话", "12")


def test_what_is_to_be_completed_goes_when_it_is_filled_and_comes_back_with_undo(store: Store, tmp_path: Path) -> None:
    taken(store, of(store, tmp_path, person(1, 移动电话="12")))
    member = Member.get()
    member.mobile = "13800000001"
    editing.save(store.journal, MEMBERS, member)
    assert unfinished.still_open(store.kinds) == []
    store.journal.undo("")
    assert len(unfinished.still_open(store.kinds)) == 1
    unfinished.let_go(store.journal, unfinished.still_open(store.kinds))
    assert unfinished.still_open(store.kinds) == []
    store.journal.undo("")
    assert len(unfinished.still_open(store.kinds)) == 1


def test_a_word_is_asked_once_for_all_its_rows_and_its_answer_is_remembered(store: Store, tmp_path: Path) -> None:
    rows = [person(n, 所属工会="青山水泥厂") for n in (1, 2, 3)]
    asked = of(store, tmp_path, *rows)
    cause = "所属工会：青山水泥厂"
    assert causes(asked) == {cause: ([2, 3, 4], MILL, "不导入")}
    assert asked.plan.wrong == 3
    answered = of(store, tmp_path, *rows, answers={cause: MILL})
    assert (answered.plan.new, answered.plan.questions) == (3, ())
    assert taken(store, answered).new == 3
    assert [(each.area, each.word, each.meaning) for each in Alias.select()] == [("基层工会", "青山水泥厂", MILL)]
    again = of(store, tmp_path, *rows, person(4, 所属工会="青山 水泥厂"))
    assert (again.plan.same, again.plan.new, again.plan.questions) == (3, 1, ())


def test_a_long_word_is_answered_like_any_other(store: Store, tmp_path: Path) -> None:
    word = "某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某有限责任公司"
    (cause,) = causes(of(store, tmp_path, person(1, 所属工会=word)))
    assert of(store, tmp_path, person(1, 所属工会=word), answers={cause: MILL}).plan.new == 1


def test_a_wrong_answer_is_taken_back_by_deleting_its_row(store: Store, tmp_path: Path) -> None:
    rows = [person(1, 所属工会="某厂")]
    taken(store, of(store, tmp_path, *rows, answers={"所属工会：某厂": MILL}))
    editing.remove(store.journal, aliases.ALIASES, list(Alias.select()))
    assert list(causes(of(store, tmp_path, person(2, 所属工会="某厂")))) == ["所属工会：某厂"]


def test_an_unknown_code_is_asked_with_the_codes_like_it(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "u.xlsx", [("工会名称", "工会类型"), ("东村工会", "某某型"), ("西村工会", "某某型")])
    intake = planned(store, path, UNIONS)
    (question,) = intake.plan.questions
    assert (question.cause, question.rows) == ("基层工会类型：某某型", [2, 3])
    title = Union.type.codes.codes[0].label
    answered = planned(store, path, UNIONS, answers={question.cause: title})
    assert [row.record.type for row in answered.plan.rows] == [Union.type.codes.codes[0].key] * 2


def test_a_number_that_cannot_be_one_waits_until_somebody_says_she_may_come_in(store: Store, tmp_path: Path) -> None:
    rows = [person(1), person(2, 证件号码=WRONG_NUMBER)]
    asked = of(store, tmp_path, *rows)
    assert (asked.plan.new, asked.plan.wrong) == (1, 1)
    (cause,) = causes(asked)
    assert asked.plan.questions[0].suggestion == "留空待补"
    answered = of(store, tmp_path, *rows, answers={cause: "留空待补"})
    assert (answered.plan.new, answered.plan.wrong) == (2, 0)
    taken(store, answered)
    assert [each.written for each in unfinished.still_open(store.kinds)] == [WRONG_NUMBER]


def test_rows_of_a_cause_stay_out_where_the_clerk_says_so(store: Store, tmp_path: Path) -> None:
    rows = [person(1, 移动电话="12"), person(2)]
    (cause,) = causes(of(store, tmp_path, *rows))
    assert of(store, tmp_path, *rows, answers={cause: "不导入"}).plan.wrong == 1


def test_a_single_cell_is_answered_by_its_row(store: Store, tmp_path: Path) -> None:
    rows = [person(1, 移动电话="12"), person(2)]
    intake = of(store, tmp_path, *rows, answers={"第 2 行 移动电话": "13900000009", "第 3 行 姓名": "李改"})
    assert intake.plan.rows[0].record.mobile == "13900000009"
    assert intake.plan.rows[1].record.name == "李改"
    assert (intake.plan.questions, intake.plan.unused) == ((), ())


def test_what_the_whole_sheet_leaves_out_is_asked_once(store: Store, tmp_path: Path) -> None:
    rows = [person(1, 所属工会=None), person(2, 所属工会=None)]
    assert causes(of(store, tmp_path, *rows)) == {"所属工会（没有写）": ([2, 3], "", "不导入")}
    answered = of(store, tmp_path, *rows, answers={"所属工会（没有写）": MILL})
    assert [row.record.union.name for row in answered.plan.rows] == [MILL, MILL]


def test_an_answer_to_nothing_is_said(store: Store, tmp_path: Path) -> None:
    intake = of(store, tmp_path, person(1), answers={"所属工会：无此": MILL})
    assert intake.plan.unused == ("所属工会：无此",)


def test_a_cell_that_rules_refuse_is_left_out_as_well(store: Store, tmp_path: Path) -> None:
    intake = of(store, tmp_path, person(1, 性别="女"))
    assert (intake.plan.new, intake.plan.wrong) == (1, 0)
    assert [(row, label) for row, label, _ in told(intake, "warning")] == [(2, "性别")]
    assert intake.plan.rows[0].record.sex == "1"


def test_what_a_stored_record_has_stays_where_the_sheet_cannot_be_read(store: Store, tmp_path: Path) -> None:
    taken(store, of(store, tmp_path, person(1)))
    again = of(store, tmp_path, person(1, 移动电话="12", 工作单位="新厂"))
    assert again.plan.changed == 1
    assert taken(store, again).pending == 0
    member = Member.get()
    assert (member.mobile, member.employer) == ("13800000001", "新厂")


def test_a_heading_that_was_given_a_field_by_hand_is_known_in_any_sheet(store: Store, tmp_path: Path) -> None:
    first = sheet(
        tmp_path / "a.xlsx", [("姓名", "身份证号", "厂里叫法", "所属工会"), ("王一", number(1), "面粉厂", MILL)]
    )
    layout = of_book(read(first), MEMBERS).with_column(MEMBERS, 2, "employer")
    taken(store, planned(store, first, layout=layout))
    rows = [("所属工会", "厂里叫法", "姓名", "身份证号"), (MILL, "砖厂", "李二", number(2))]
    assert planned(store, sheet(tmp_path / "b.xlsx", rows)).plan.rows[0].record.employer == "砖厂"
