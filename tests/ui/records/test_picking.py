"""Choosing people: search and filters at the left, those chosen at the right, by keys, by ticks, by a pasted list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.kit import inputs
from ui.members.picking import members_for
from ui.records.picking import PickDialog, pick
from ui.session import Session
from unionapp.errors import Refused
from unionapp.records.picking import Mark
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.picker import choose, chosen, everybody, found, marks, take
from tests.ui.township import DAIRY, MILL, TOWN, member, number, put


class Desk(QWidget):
    """Where people are chosen for; what was put on the list lies here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.taken: list[str] = []
        self.refuses = False

    def act(self, members: Sequence[Member]) -> str:
        if self.refuses:
            raise Refused("这份名单已经封存。")
        self.taken += [each.name for each in members]
        return f"已加入 {len(members)} 人"

    def marks(self, members: Sequence[Member]) -> dict[int, Mark]:
        words = {
            "丁一": Mark("已在名单里", bars=True),
            "王二": Mark("今年已领过"),
            "李三": Mark("今年已领 5.00 元", doubts=False),
        }
        return {each.id: words[each.name] for each in members if each.name in words}

    def pick(self, **more: Any) -> PickDialog[Member]:
        given: dict[str, Any] = {"union": Union.get(Union.name == TOWN).id, **more}
        return pick(self, self.session, members_for("选人", self.act, self.marks, **given))


@pytest.fixture
def desk(qtbot: QtBot, town: Session) -> Desk:
    """A desk before six members, one of whom has left."""
    people = [member(name, place) for place, name in enumerate(("丁一", "王二", "李三", "赵四"), 1)]
    people.append(member("陈五", 5, DAIRY, sex="2"))
    people.append(member("钱六", 6, change_type="5", status="3"))
    put(town, MEMBERS, *people)
    made = Desk(town)
    qtbot.addWidget(made)
    made.show()
    return made


def test_names_are_typed_one_after_the_other_with_enter_between(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.pick(quota=(4, 1))
    assert dialog.search.line.hasFocus() or dialog.focusWidget() is dialog.search.line
    for name in ("赵四", "cw"):
        QTest.keyClicks(dialog.search.line, name) if name.isascii() else dialog.search.line.setText(name)
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Return)  # before the answer is there
        found(qtbot, dialog)
    assert chosen(dialog) == ["赵四", "陈五"]
    assert dialog.search.line.selectedText() == "cw"
    assert dialog.picked.counted.text() == "已选 2 人（连同已有的 1 人），名额 4 人，还差 1 人"
    take(qtbot, dialog)
    assert desk.taken == ["赵四", "陈五"]


def test_a_register_of_those_in_is_narrowed_by_union_and_sex(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.pick()
    assert sorted(found(qtbot, dialog)) == sorted(["丁一", "王二", "李三", "赵四", "陈五"])
    dialog.search.filters["union"].choose_value(Union.get(Union.name == MILL).id)
    dialog.look()
    assert len(found(qtbot, dialog)) == 4
    dialog.search.filters["union"].line.clear()
    dialog.search.filters["sex"].choose_value("2")
    dialog.look()
    assert sorted(found(qtbot, dialog)) == sorted(["王二", "赵四", "陈五"])


def test_what_speaks_against_somebody_stands_beside_her_name_and_all_means_those_without(
    qtbot: QtBot, desk: Desk
) -> None:
    dialog = desk.pick()
    found(qtbot, dialog)
    assert marks(dialog) == {"丁一": "已在名单里", "王二": "今年已领过", "李三": "今年已领 5.00 元"}
    assert sorted(everybody(qtbot, dialog)) == sorted(["李三", "赵四", "陈五"])
    assert "另有 2 人要核对" in dialog.said.text()
    choose(qtbot, dialog, "王二")
    assert "王二" in chosen(dialog)
    choose(qtbot, dialog, "丁一")
    assert "丁一" not in chosen(dialog)


def test_space_enter_and_a_click_on_the_box_choose_and_let_go(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.pick()
    found(qtbot, dialog)
    zhao = Member.get(Member.name == "赵四").id
    dialog.left.choose(zhao)
    QTest.keyClick(dialog.left, Qt.Key.Key_Space)
    assert chosen(dialog) == ["赵四"]
    QTest.keyClick(dialog.left, Qt.Key.Key_Return)
    assert chosen(dialog) == []
    box = dialog.left.visualRect(dialog.left.currentIndex().siblingAtColumn(0)).center()
    QTest.mouseClick(dialog.left.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert chosen(dialog) == ["赵四"]
    assert dialog.left.rows.text(dialog.left.keys.index(zhao), 0) == "☑"
    QTest.keyClick(dialog.picked.table, Qt.Key.Key_Delete)
    assert chosen(dialog) == []


def test_a_pasted_list_says_who_was_not_found(qtbot: QtBot, desk: Desk) -> None:
    put(desk.session, MEMBERS, member("赵四", 7, DAIRY))
    dialog = desk.pick()
    found(qtbot, dialog)
    QGuiApplication.clipboard().setText(f"序号\t姓名\n1\t陈五\n2\t丁一\n3\t赵四\n4\t{number(7)}\n5\t无名氏\n")
    dialog.said.clear()
    QTest.keyClick(dialog.search.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "没有找到" in dialog.said.text())
    assert chosen(dialog) == ["陈五", "赵四"]
    assert "没有选入 1 人：丁一（已在名单里）" in dialog.said.text()
    assert "没有找到 2 人：赵四（有同名的，请补证件号码）、无名氏" in dialog.said.text()


def test_of_namesakes_none_is_chosen_by_enter(qtbot: QtBot, desk: Desk) -> None:
    put(desk.session, MEMBERS, member("赵四", 7, DAIRY))
    dialog = desk.pick()
    assert choose(qtbot, dialog, "赵四") == []
    assert "有 2 位“赵四”" in dialog.said.text()
    assert choose(qtbot, dialog, "无名氏") == []
    assert "没有找到“无名氏”" in dialog.said.text()


def test_a_refusal_leaves_the_choice_and_leaving_asks(qtbot: QtBot, desk: Desk, door: Recorder) -> None:
    dialog = desk.pick()
    choose(qtbot, dialog, "赵四")
    desk.refuses = True
    dialog.accept()
    qtbot.waitUntil(lambda: door.texts("warn") != [])
    assert "已经封存" in door.texts("warn")[0] and chosen(dialog) == ["赵四"]
    door.answers = [None]
    dialog.reject()
    assert dialog.isVisible()


def test_birthdays_begin_with_those_born_in_the_month(qtbot: QtBot, desk: Desk) -> None:
    assert found(qtbot, desk.pick(born=5)) == []
    assert len(found(qtbot, desk.pick(born=1))) == 5


def test_thirty_people_are_chosen_by_a_key_each_and_one_to_take_them(qtbot: QtBot, desk: Desk) -> None:
    people = [
        member(f"白{name}", place)
        for place, name in enumerate("一丁七三上下不与丑专且世丘丙业东丝丞丢两严丧个丫中丰串临丸丹", 20)
    ]
    put(desk.session, MEMBERS, *people)
    dialog = desk.pick(quota=(30, 0))
    for person in people:
        dialog.search.line.setText(person.name)
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Return)
        found(qtbot, dialog)
    assert dialog.picked.counted.text() == "已选 30 人，名额 30 人，正好"
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.taken) == 30


def test_who_was_chosen_is_kept_as_a_draft(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.pick()
    found(qtbot, dialog)
    choose(qtbot, dialog, "赵四")
    choose(qtbot, dialog, "李三")
    stood = dialog.picked.stands()
    dialog.picked.clear()
    dialog.picked.retype([*stood, 9_999])
    assert chosen(dialog) == ["赵四", "李三"] and inputs.read(dialog)["已选的人#1"] == stood
    dialog.picked.clear()
    dialog.reject()
