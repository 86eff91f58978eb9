"""The list of an activity and its sign-in board, by keys; joining of those who are no members yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from ui.activities.people_part import PeoplePart
from ui.activities.people_table import fits
from ui.exchange.importing import ImportDialog
from ui.session import Session
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.subjects.unions.models import Union

from tests.ui.activities.occasion import case_of, hold, listed, part
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER
from tests.ui.hall import fill, opened
from tests.ui.picker import everybody, picker, take
from tests.ui.township import DAIRY, member, put, settle

SPACE = Qt.Key.Key_Space


def present() -> list[bool]:
    return [bool(each.present) for each in Participant.select().order_by(Participant.id)]


def test_a_list_is_signed_in_from_the_top_with_one_key_for_each(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 60)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    keys.count = 0
    for _ in range(60):
        keys.press(SPACE)
    assert keys.count == 60 and all(present())
    assert made.board.count.text() == "已到 60 人　未到 0 人　名单 60 人"


def test_somebody_is_found_by_letters_signed_in_and_the_line_is_free_for_the_next(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 40)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    who = listed(held)[24]
    assert who.name == "王五丙"
    keys.count = 0
    keys.type("wwb").press(SPACE)
    assert keys.count == 4 and Participant.get_by_id(who.id).present
    assert made.board.line.text() == "" and "王五丙 已签到" in made.board.said.text()
    keys.type("wwb").press(SPACE)
    assert "已经签到过了" in made.board.said.text() and present().count(True) == 1


def test_a_number_of_the_list_and_the_end_of_a_phone_find_somebody(town: Session) -> None:
    who = Participant(name="王五丙", phone="15400000025")
    assert [fits(who, 25, typed) for typed in ("25", "2", "0025", "wu", "五", "王五", "李")] == [0, 1, 2, 9, 2, 0, 9]


def test_arrows_walk_and_a_second_space_takes_a_tick_back(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 3)
    case, keys = case_of(qtbot, town, held)
    part(case, PeoplePart, "people")
    keys.press(Qt.Key.Key_Down).press(SPACE)
    assert present() == [False, True, False]
    keys.press(Qt.Key.Key_Up).press(SPACE)
    assert present() == [False, False, False]


def test_the_time_is_noted_only_while_the_activity_runs(qtbot: QtBot, town: Session) -> None:
    today, past = hold(town, 1, day=date.today()), hold(town)
    put(town, PARTICIPANTS, Participant(activity=past.id, name="钟秀兰"))
    for held in (today, past):
        case, keys = case_of(qtbot, town, held)
        part(case, PeoplePart, "people")
        keys.press(SPACE)
    assert [bool(each.signed_in) for each in (*listed(today), *listed(past))] == [True, False]
    assert present() == [True, True]


def test_members_are_added_by_typing_and_nobody_twice(qtbot: QtBot, town: Session, door: Recorder) -> None:
    settle(town, 3)
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    assert "名单还是空的" in made.hint.text()
    keys.type("wyj").press(ENTER)
    assert [each.name for each in listed(held)] == ["王一甲"]
    keys.type("wyj").press(ENTER)
    assert "已经在名单里" in door.texts("warn")[0]


def test_pasted_names_are_added_one_by_one_however_soon_enter_follows(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    settle(town, 3)
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    part(case, PeoplePart, "people")
    names = ["王一甲", "王二甲", "王三甲"]
    for name in names:
        QGuiApplication.clipboard().setText(name)
        keys.press(Qt.Key.Key_V, ctrl=True).press(ENTER)
    assert [each.name for each in listed(held)] == names and door.texts("warn") == []


def test_a_name_that_means_nobody_stays_and_is_said(qtbot: QtBot, town: Session, door: Recorder) -> None:
    settle(town, 3)
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    QGuiApplication.clipboard().setText("王五丁")
    keys.press(Qt.Key.Key_V, ctrl=True).press(ENTER)
    assert made.choice.line.text() == "王五丁" and listed(held) == []
    assert "“王五丁”没有找到" in door.texts("warn")[0] and "名册外的人" in door.texts("warn")[0]


def test_members_are_picked_from_the_register_by_union(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 2)
    put(town, town.kind("members"), member("白云山", 90, DAIRY), member("王新来", 91))
    case, _ = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    button(made, "从名册选人").click()
    asked = picker(qtbot, made)
    asked.search.filters["union"].choose_value(Union.get(Union.name == DAIRY).id)
    asked.look()
    assert everybody(qtbot, asked) == ["白云山"]
    take(qtbot, asked)
    assert len(listed(held)) == 3
    town.store.journal.undo()
    assert len(listed(held)) == 2


def test_a_sign_up_sheet_needs_no_column_for_the_activity(
    qtbot: QtBot, town: Session, door: Recorder, tmp_path: Path
) -> None:
    held = hold(town)
    case, _ = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    sheet = tmp_path / "报名.csv"
    sheet.write_text("姓名,工作单位,联系电话\n钟秀兰,青山超市,15400000077\n", encoding="utf-8")
    door.answers.append(sheet)
    button(made, "从 Excel 导入").click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in made.findChildren(ImportDialog)))
    asked = opened(made, ImportDialog)
    asked.go_on()
    qtbot.waitUntil(lambda: asked.plan is not None)
    asked.go_on()
    qtbot.waitUntil(lambda: asked.frame.at == 2)
    assert [(each.name, each.unit) for each in listed(held)] == [("钟秀兰", "青山超市")]
    asked.reject()


def test_people_are_changed_rewarded_given_something_and_removed(qtbot: QtBot, town: Session, door: Recorder) -> None:
    held = hold(town, 2)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    made.board.table.setFocus()
    keys.press(ENTER)
    fill(opened(made), team="一队")
    button(made, "登记获奖领物").click()
    fill(opened(made), award="优秀组织奖")
    button(made, "发放物品").click()
    fill(opened(made), goods="毛巾", quantity=2, price=500)
    first = listed(held)[0]
    assert (first.team, first.award, first.goods, first.amount) == ("一队", "优秀组织奖", "毛巾", 1000)
    made.show_case(held)
    button(made, "删除").click()
    assert len(listed(held)) == 1
    door.offered["撤销"]()
    qtbot.waitUntil(lambda: len(listed(held)) == 2)
