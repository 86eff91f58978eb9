"""The result of a vote: closed with its code, opened again with a reason, compared, followed up; and the sums."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.elections.counting.compare import CompareDialog
from ui.elections.counting.desk import CountingDesk
from ui.elections.counting.opening import ask_for_round
from ui.elections.counting.outcome import OutcomeDialog, count
from ui.elections.counting.totals import TotalsDialog
from ui.kit.forms import FormDialog
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import practice
from unionapp.subjects.elections.counting.actions import SECOND, Sheets
from unionapp.subjects.elections.models import Election, Round
from unionapp.subjects.elections.states import RoundSort

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.hall import PEOPLE, begin, fill, open_count, opened, stand

FEW = Sheets(4, 4, 4, 4)


def outcome(qtbot: QtBot, session: Session, round: Any) -> OutcomeDialog:
    """The open result of a vote."""
    made = OutcomeDialog(None, session, round)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def offered(made: OutcomeDialog) -> set[str]:
    """The buttons that can be pressed now."""
    return {each.text() for each in made.tools.commands() if each.isVisible()}


def cast(session: Session, round: Any, *sheets: str, entry: int = 1) -> None:
    """File some ballots."""
    for marks in sheets:
        counting.cast(session.store.journal, round, marks, "", entry)


def row(made: OutcomeDialog, name: str) -> list[str]:
    """What the table says of somebody."""
    return list(made.table.rows.shown[made.table.keys.index(name)].texts)


def test_a_finished_count_is_closed_with_its_code_and_opened_with_a_reason(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--", "ooo--", "ooo--", "ooo-x")
    made = outcome(qtbot, town, round)
    assert row(made, "丁一") == ["丁一", "4", "0", "0", "✓ 当选"]
    assert row(made, "陈五") == ["陈五", "0", "1", "3", "未过半数"]
    button(made, "封存结果").click()
    code = Round.get_by_id(round.id).code
    assert len(code) == 8 and f"校验码 {code}" in made.state.text()
    assert offered(made) == {"启封", "打印结果报告单", "打印计票单", "关闭"}
    button(made, "启封").click()
    fill(opened(made), reason="第 3 张看错了")
    assert not Round.get_by_id(round.id).frozen
    assert f"第 3 张看错了（原校验码 {code}）" in made.state.text()


def test_an_unfinished_count_is_not_closed(qtbot: QtBot, town: Session, door: Recorder) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--")
    made = outcome(qtbot, town, round)
    button(made, "封存结果").click()
    assert "只录入了 1 张" in door.texts("warn")[0]
    assert not Round.get_by_id(round.id).frozen


def test_open_seats_go_to_a_further_election(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--", "oo-o-", "ooo--", "oo-o-")
    window = outcome(qtbot, town, round)
    assert "少于应选 3 人" in window.problems.text()
    button(window, "封存结果").click()
    assert "再次投票" not in offered(window)
    button(window, "另行选举").click()
    fill(opened(window), due=4, present=4, issued=4, returned=4)
    follow = Round.get(Round.sort == RoundSort.FURTHER)
    assert (follow.seats, len(follow.names.splitlines())) == (1, 3)


def test_those_with_the_same_votes_are_voted_on_again(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, FEW, "丁一", "王二", "李三", "张四")
    cast(town, round, "ooo-", "oo-o", "o-oo", "-ooo")
    tied = outcome(qtbot, town, round)
    assert row(tied, "李三")[-1] == "＝ 票数相同，再次投票"
    assert "再次投票" in tied.problems.text() and "第二十六条" in tied.problems.problems[0].article
    button(tied, "封存结果").click()
    assert "再次投票" in offered(tied) and "另行选举" not in offered(tied)
    button(tied, "再次投票").click()
    fill(opened(tied), due=4, present=4, issued=4, returned=4)
    follow = Round.get(Round.sort == RoundSort.AGAIN)
    assert set(follow.names.splitlines()) == {"丁一", "王二", "李三", "张四"}


def test_open_seats_are_left_open_by_the_assembly(qtbot: QtBot, town: Session) -> None:
    audit = stand(town, begin(town), "丁一", "王二", "李三", "张四", key="audit")
    round = counting.open_round(town.store.journal, audit, "formal", FEW, seats=3)
    cast(town, round, "oo--", "oo--", "oo--", "oo--")
    made = outcome(qtbot, town, round)
    button(made, "封存结果").click()
    assert {"另行选举", "经大会同意减少名额"} <= offered(made)
    button(made, "经大会同意减少名额").click()
    assert Round.get_by_id(round.id).accepted
    assert "经大会同意减少名额" in made.state.text() and "另行选举" not in offered(made)


def test_seats_are_left_open_only_near_the_number_and_within_the_lawful_size(qtbot: QtBot, town: Session) -> None:
    made = outcome(qtbot, town, open_count(town, FEW))
    cast(town, made.round, "oo---", "oo---", "oo---", "oo---")
    button(made, "封存结果").click()
    assert "另行选举" in offered(made) and "经大会同意减少名额" not in offered(made)
    assert "减少名额" not in made.problems.text()


def test_the_second_entry_is_compared_by_place_and_put_right(qtbot: QtBot, town: Session, door: Recorder) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--", "oo---", "o----", "-----")
    cast(town, round, "ooo--", "o-o--", "o----", "----x", entry=SECOND)
    made = outcome(qtbot, town, round)
    assert "请核对第 2、4 张选票" in made.problems.text()
    button(made, "封存结果").click()
    assert "两遍录入不一致" in door.texts("warn")[0]
    button(made, "核对两遍").click()
    compare = opened(made, CompareDialog)
    assert [each.place for each in compare.found] == [2, 4]
    button(compare, "第二遍对").click()
    assert counting.sheets(round)[1] == ("o-o--", "")
    compare.panel.begin("-----", "")
    QTest.keyClicks(compare.panel, "5")
    with qtbot.waitSignal(compare.settled):
        QTest.keyClick(compare.panel, Qt.Key.Key_Return)
    assert counting.sheets(round)[3] == counting.sheets(round, SECOND)[3] == ("----o", "")
    assert compare.heading.text().startswith("✓ 两遍录入完全一致")
    compare.reject()
    button(made, "封存结果").click()
    assert Round.get_by_id(round.id).frozen


def test_a_sheet_missing_in_one_entry_is_added_from_the_other(qtbot: QtBot, town: Session, door: Recorder) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--", "oo---")
    cast(town, round, "ooo--", entry=SECOND)
    compare = CompareDialog(None, town, round)
    qtbot.addWidget(compare)
    button(compare, "第二遍对").click()
    assert "这一遍没有这张选票" in door.texts("warn")[0]
    button(compare, "第一遍对").click()
    assert counting.sheets(round, SECOND) == [("ooo--", ""), ("oo---", "")]


def test_a_vote_is_opened_with_its_sheets_and_the_desk_follows(qtbot: QtBot, town: Session) -> None:
    chosen = stand(town, begin(town), "丁一", "王二", "李三", "张四", "陈五", "周六")
    window = OutcomeDialog(None, town, open_practice(town))
    qtbot.addWidget(window)
    asked = ask_for_round(window, town, chosen, lambda made: count(window, town, made))
    for name, value in {"due": PEOPLE, "present": 20, "issued": 20, "returned": 20}.items():
        asked.form.edits[name].set_value(value)
    asked.accept()
    assert "不足应到 40 人的三分之二" in asked.form.problems("")
    fill(asked, present=30, issued=30, returned=29)
    made = opened(window, CountingDesk)
    assert made.round.returned == 29
    election = Election.get()
    assert (election.due, election.present) == (PEOPLE, 30)
    made.reject()


def open_practice(session: Session) -> Any:
    """A practice vote."""
    return practice.practice(session.store.journal)


def test_the_heads_of_a_vote_are_put_right(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, FEW)
    made = outcome(qtbot, town, round)
    button(made, "核对人数和选票数").click()
    fill(opened(made), returned=3, issued=3, printed=10)
    assert Round.get_by_id(round.id).returned == 3
    assert "收回 3" in made.figures.text()


def totals(qtbot: QtBot, session: Session, round: Any) -> TotalsDialog:
    """The open dialog of sums."""
    made = TotalsDialog(None, session, round)
    qtbot.addWidget(made)
    made.show()
    return made


def write(made: TotalsDialog, name: str, *numbers: str) -> None:
    """Type the sums of one candidate."""
    at = made.round.names.splitlines().index(name)
    for column, number in enumerate(numbers, 1):
        item = made.table.item(at, column)
        assert item is not None
        item.setText(number)


def test_sums_are_entered_in_place_of_ballots(qtbot: QtBot, town: Session) -> None:
    round = open_count(town)
    made = totals(qtbot, town, round)
    made.valid.setText("39")
    made.invalid.setText("1")
    for name in ("丁一", "王二", "李三"):
        write(made, name, "30", "5")
    made.written.setText("赵大山 3")
    with qtbot.waitSignal(made.entered):
        made.button.click()
    found = counting.result(Round.get_by_id(round.id))
    assert set(found.elected) == {"丁一", "王二", "李三"}
    assert found.tally.votes["丁一"].abstain == 4
    assert found.tally.votes["赵大山"].for_ == 3


@pytest.mark.parametrize(
    ("valid", "written", "words"), [("x", "", "有效票“x”应是"), ("40", "赵大山", "“赵大山”看不懂")]
)
def test_sums_that_cannot_be_read_are_said(qtbot: QtBot, town: Session, valid: str, written: str, words: str) -> None:
    made = totals(qtbot, town, open_count(town))
    made.valid.setText(valid)
    made.written.setText(written)
    made.button.click()
    assert words in made.problems.text() and made.isVisible()


def test_sums_that_do_not_add_up_are_said_while_typing(qtbot: QtBot, town: Session) -> None:
    made = totals(qtbot, town, open_count(town))
    made.valid.setText("30")
    write(made, "丁一", "20", "20")
    made.check()
    assert "合计不等于收回的 40 张" in made.problems.text()
    assert "丁一的赞成、不赞成、弃权合计 40 票" in made.problems.text()


def test_the_report_of_one_vote_is_previewed(qtbot: QtBot, town: Session) -> None:
    round = open_count(town, FEW)
    cast(town, round, "ooo--", "ooo--", "ooo--", "ooo--")
    made = outcome(qtbot, town, round)
    button(made, "打印结果报告单").click()
    assert isinstance(opened(made, PrintDialog), PrintDialog)


def test_only_forms_stand_open(qtbot: QtBot, town: Session) -> None:
    made = outcome(qtbot, town, open_count(town, FEW))
    assert not made.findChildren(FormDialog)
