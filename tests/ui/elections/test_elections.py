"""Elections in the window: a whole one by the clerk's own moves, its steps, people and papers; terms and practice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.elections.bodies_part import BodiesPart
from ui.elections.count_part import CountPart
from ui.elections.counting import board
from ui.elections.counting.desk import CountingDesk
from ui.elections.counting.outcome import OutcomeDialog
from ui.elections.delegates_part import DelegatesPart
from ui.elections.election_case import CasePage
from ui.elections.elections_page import ElectionsPage, PracticePage, elections_page, terms_page
from ui.elections.overview import state_of
from ui.elections.part import ElectionPart
from ui.elections.start import StartDialog
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.subjects.elections.case import actions, steps
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import (
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    ElectionStep,
    Nomination,
    Round,
    Term,
)
from unionapp.subjects.elections.records import ELECTIONS, TERMS
from unionapp.subjects.elections.states import RoundSort
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.unions.models import Union

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.hall import PEOPLE, SHEETS, begin, body, fill, open_count, opened, stand
from tests.ui.picker import choose, picker, take
from tests.ui.township import DAIRY, MILL, TOWN, put, settle

TODAY = date.today()


def page_with(qtbot: QtBot, session: Session, election: Any) -> CasePage:
    """The case of an election as it stands on its page, its head read."""
    page = elections_page(session)
    qtbot.addWidget(page)
    page.resize(1238, 700)
    page.show()
    page.show_record(election.id)
    case = page.currentWidget()
    assert isinstance(case, CasePage)
    qtbot.waitUntil(lambda: case.found is not None)
    return case


def refreshed(qtbot: QtBot, case: CasePage) -> CasePage:
    """The page once it has read what changed."""
    case.refresh()
    case.found = None
    qtbot.waitUntil(lambda: case.found is not None)
    return case


def part(case: CasePage, key: str) -> Any:
    """A part of the page, in front."""
    case.lead(key)
    found = case.part(key)
    assert isinstance(found, ElectionPart)
    return found


def ask(made: ElectionPart, text: str, **values: Any) -> None:
    """Press a button and fill the form it opens."""
    button(made, text).click()
    fill(opened(made), **values)


def add(qtbot: QtBot, made: BodiesPart, chosen: Any, *names: str) -> None:
    """Add candidates to a body by typing their names, Enter after each."""
    made.choose(chosen.id)
    button(made, "选候选人").click()
    dialog = picker(qtbot, made)
    assert sorted(choose(qtbot, dialog, *names)) == sorted(names)
    take(qtbot, dialog)
    made.show_case(made.election)


def count(made: CountPart, chosen: Any, marks: str) -> None:
    """Count ballots of one body at the desk, all alike, and close the count; a committee's session has its heads."""
    made.show_case(made.election)
    made.table.selectRow(made.table.keys.index(("body", chosen.id)))
    button(made, "开始计票").click()
    preset = opened(made).form.edits["due"].value()
    heads = int(preset) if chosen.body in ("chair", "audit-head") else PEOPLE
    fill(opened(made), due=heads, present=heads, issued=heads, returned=heads)
    desk = opened(made.window(), CountingDesk)
    for _ in range(heads):
        QTest.keyClicks(desk.panel, marks)
        QTest.keyClick(desk.panel, Qt.Key.Key_Return)
    desk.finish()
    result = opened(made.window(), OutcomeDialog)
    button(result, "封存结果").click()
    result.reject()


def test_a_small_union_goes_the_whole_way_from_the_start_to_the_new_term(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    settle(town, PEOPLE)
    page = elections_page(town)
    qtbot.addWidget(page)
    page.show()
    page.list.tools.command("begin").trigger()
    asked = opened(page, StartDialog)
    asked.form.edits["union"].set_value(Union.get(Union.name == MILL))
    asked.suggest()
    assert "不足 100 人，应召开会员大会" in asked.hint.text()
    assert asked.form.edits["short"].value() is True
    with qtbot.waitSignal(town.record_wanted) as wanted:
        fill(asked, day=TODAY)
    election = Election.get()
    assert wanted.args == ["elections", election.id]

    case = page_with(qtbot, town, election)
    bodies = part(case, "bodies")
    names = [member.name for member in Member.select()]
    committee, audit, chair = (body(election, key) for key in ("committee", "audit", "chair"))
    standing = committee.seats + 1
    add(qtbot, bodies, committee, *names[:standing])
    assert [each.name for each in bodies.candidates.shown] == [
        each.name for each in sorted(bodies.candidates.shown, key=lambda each: each.name_strokes)
    ]
    button(bodies, "全部列为正式候选人").click()
    add(qtbot, bodies, audit, *names[standing : standing + audit.seats])
    ballot = counting.on_the_ballot(committee)
    add(qtbot, bodies, chair, *ballot[: chair.seats])
    if "audit-head" in {each.body for each in election.bodies}:
        add(qtbot, bodies, body(election, "audit-head"), names[standing])
    assert door.texts("warn") == []

    counts = part(case, "count")
    count(counts, committee, "".join(str(place) for place in range(1, committee.seats + 1)))
    count(counts, audit, "+")
    count(counts, chair, "+")
    if "audit-head" in {each.body for each in election.bodies}:
        count(counts, body(election, "audit-head"), "+")
    assert door.texts("warn") == []

    refreshed(qtbot, case).lead("approve")
    assert door.texts("warn") == []
    fill(opened(case), reply_no="青总工〔2026〕5号", reply_day=TODAY)
    assert "前办理法人资格变更" in door.texts("toast")[-1]
    term = Term.get()
    assert (term.number, term.chair, term.reply_no) == (1, ballot[0], "青总工〔2026〕5号")
    assert Union.get(Union.name == MILL).chair == ballot[0]
    assert {row.name for row in Cadre.select().where(Cadre.post == "chair")} == {ballot[0]}
    assert Election.get().state == "approved"
    case.lead("approve")
    assert "已经批复过" in door.texts("warn")[-1]

    button(refreshed(qtbot, case), "撤回批复").click()
    fill(opened(case), reason="文号写错")
    assert Term.select().count() == 0 and Election.get().state != "approved"
    assert refreshed(qtbot, case).tools.button("revoke").isHidden()


def test_the_next_step_is_said_and_shown(qtbot: QtBot, town: Session) -> None:
    case = page_with(qtbot, town, begin(town))
    first = steps.next_step(Election.get())
    assert (
        first.title in case.head.next.text() and "已超期" in case.head.next.text() and "还缺" in case.head.next.text()
    )
    assert f"有选举权的会员 {PEOPLE} 人" in case.head.figures.text()
    case.lead("papers")
    case.head.go.click()
    assert case.steps.chosen is not None and case.steps.chosen.id == first.id


def test_a_step_is_filled_finished_taken_back_and_left_out(qtbot: QtBot, town: Session) -> None:
    case = page_with(qtbot, town, begin(town))
    made = case.steps
    made.choose(ElectionStep.get(ElectionStep.key == "request").id)
    ask(made, "填写换届请示文号、换届请示日期", request_no="青面工〔2026〕1号", request_day=TODAY)
    assert Election.get().request_no == "青面工〔2026〕1号"
    ask(made, "完成", day=TODAY, by="钟秀兰")
    step = ElectionStep.get(ElectionStep.key == "request")
    assert (step.done, step.by) == (TODAY, "钟秀兰")
    assert Election.get().state == "requested"
    refreshed(qtbot, case)
    made.choose(step.id)
    assert made.table.rows.text(made.table.currentIndex().row(), 0) == "✓ 已完成"
    button(made, "改为没有办完").click()
    assert ElectionStep.get(ElectionStep.key == "request").done is None
    refreshed(qtbot, case)
    made.choose(step.id)
    button(made, "不适用").click()
    assert ElectionStep.get(ElectionStep.key == "request").skipped
    refreshed(qtbot, case)
    made.choose(step.id)
    button(made, "恢复这一步").click()
    assert not ElectionStep.get(ElectionStep.key == "request").skipped


def test_a_step_leads_to_what_it_needs_and_to_its_papers(qtbot: QtBot, town: Session) -> None:
    case = page_with(qtbot, town, begin(town))
    made = case.steps
    made.choose(ElectionStep.get(ElectionStep.key == "list").id)
    button(made, "去提候选人").click()
    assert case.tabs.currentIndex() == list(case.parts()).index("bodies")
    button(made, "打印候选人名册").click()
    assert opened(made.window(), PrintDialog).isVisible()


def test_the_day_moves_and_the_open_steps_with_it(qtbot: QtBot, town: Session) -> None:
    case = page_with(qtbot, town, begin(town))
    before = {row.key: row.due for row in ElectionStep.select()}
    case.tools.command("move").trigger()
    fill(opened(case), day=TODAY + timedelta(10))
    after = {row.key: row.due for row in ElectionStep.select()}
    assert after["assembly"] == before["assembly"] + timedelta(10)


def test_who_may_not_stand_is_flagged_with_the_article(qtbot: QtBot, town: Session) -> None:
    election = begin(town)
    case = page_with(qtbot, town, election)
    made = part(case, "bodies")
    add(qtbot, made, body(election), "王一甲")
    (one,) = Candidate.select()
    one.flags = ("legal",)
    put(town, town.kind("candidates"), one)
    made.show_case(election)
    assert (
        "法定代表人" in made.candidates.problems.text() and "第十一条" in made.candidates.problems.problems[0].article
    )
    assert made.candidates.table.rows.text(0, 1).endswith("✕")


def test_nobody_stands_twice(qtbot: QtBot, town: Session) -> None:
    election = begin(town)
    made = part(page_with(qtbot, town, election), "bodies")
    add(qtbot, made, body(election), "王一甲")
    made.choose(body(election).id)
    button(made, "选候选人").click()
    dialog = picker(qtbot, made)
    assert choose(qtbot, dialog, "王一甲") == []
    assert "王一甲（已经在名单上）" in dialog.said.text()
    dialog.reject()
    assert Candidate.select().count() == 1


def test_candidates_withdraw_come_from_outside_and_are_changed(qtbot: QtBot, town: Session) -> None:
    election = begin(town)
    made = part(page_with(qtbot, town, election), "bodies")
    made.choose(body(election).id)
    ask(made, "名册外的人", name="钟秀兰")
    made.show_case(election)
    ask(made, "编辑候选人", recommended=12)
    assert Candidate.get().recommended == 12
    made.show_case(election)
    button(made, "退出").click()
    assert Candidate.get().stage == "withdrawn"
    ask(made, "改名额和办法", seats=5)
    assert body(election).seats == 5


def test_recommendations_are_summed_and_written_beside_the_candidates(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    election = begin(town)
    made = part(page_with(qtbot, town, election), "bodies")
    add(qtbot, made, body(election), "王一甲")
    for group, name, votes in (("一组", "王一甲", 5), ("二组", "王一甲", 4), ("二组", "王二甲", 3)):
        ask(made, "登记推荐票", group=group, members=20, present=18, name=name, votes=votes)
    assert Nomination.select().count() == 3
    made.show_case(election)
    button(made, "按推荐票填写").click()
    assert Candidate.get().recommended == 9
    assert "王二甲 3 票" in door.texts("tell")[0]


def test_delegates_are_shared_out_adjusted_and_named(qtbot: QtBot, town: Session, door: Recorder) -> None:
    settle(town, PEOPLE)
    union = Union.get(Union.name == TOWN)
    election = actions.start(town.store.journal, union, "full", False, TODAY, form="delegates")
    made = part(page_with(qtbot, town, election), "delegates")
    assert isinstance(made, DelegatesPart)
    ask(made, "按比例分配", planned_delegates=30)
    (unit,) = Constituency.select()
    assert (unit.seats, unit.members) == (30, PEOPLE)
    made.show_case(Election.get())
    ask(made, "调整名额", seats=29)
    assert Constituency.get().seats == 29
    made.show_case(Election.get())
    button(made, "选代表").click()
    dialog = picker(qtbot, made)
    choose(qtbot, dialog, "王一甲", "王二甲")
    assert "名额 29 人，还差 27 人" in dialog.picked.counted.text()
    take(qtbot, dialog)
    made.show_case(Election.get())
    assert "代表名额 30 名，已分配 29 名，已选出 2 名" in made.figures.text()
    ask(made, "编辑代表", sorts=("front-line",), votes=35)
    made.show_case(Election.get())
    assert "一线 1（50.0%）" in made.figures.text()
    button(made, "删除").click()
    assert Delegate.select().count() == 1


def test_the_papers_of_a_meeting_of_all_leave_out_those_of_delegates(qtbot: QtBot, town: Session) -> None:
    made = part(page_with(qtbot, town, begin(town)), "papers")
    assert "election-request" in made.table.keys and "delegate-quota" not in made.table.keys
    made.table.selectRow(made.table.keys.index("election-notice"))
    button(made, "预览这一张").click()
    assert opened(made.window(), PrintDialog).isVisible()


def test_an_unfinished_election_is_not_approved(qtbot: QtBot, town: Session, door: Recorder) -> None:
    page_with(qtbot, town, begin(town)).lead("approve")
    assert "还没有封存的计票结果" in door.texts("warn")[0]


def test_problems_are_counted_and_listed_with_their_articles(qtbot: QtBot, town: Session) -> None:
    election = begin(town, tellers="丁一")
    stand(town, election, "丁一", "王二")
    case = page_with(qtbot, town, election)
    assert "处有误" in case.head.more.text()
    case.head.more.click()
    assert "候选人不得担任监票人" in case.head.problems.text()


def test_a_body_that_is_agreed_on_is_not_counted(qtbot: QtBot, town: Session, door: Recorder) -> None:
    election = begin(town)
    made = part(page_with(qtbot, town, election), "count")
    made.table.selectRow(made.table.keys.index(("body", body(election, "women").id)))
    button(made, "开始计票").click()
    assert "协商产生" in door.texts("warn")[0]


def test_a_removed_election_says_so(qtbot: QtBot, town: Session) -> None:
    case = page_with(qtbot, town, begin(town))
    town.store.journal.undo()
    qtbot.waitUntil(lambda: "已经不在了" in case.title.text())


@pytest.mark.parametrize("key", ["election-steps", "bodies", "rounds", "ballots", "nominations"])
def test_what_belongs_to_an_election_opens_within_it(qtbot: QtBot, town: Session, key: str) -> None:
    election = begin(town)
    chosen = stand(town, election, "丁一", "王二", "李三", "张四")
    round = counting.open_round(town.store.journal, chosen, "formal", SHEETS)
    ballot = counting.cast(town.store.journal, round, "oo--")
    group = Nomination(body=chosen.id, group="一组", name="丁一", votes=3)
    put(town, town.kind("nominations"), group)
    wanted = {
        "election-steps": steps.of(election)[3],
        "bodies": chosen,
        "rounds": round,
        "ballots": ballot,
        "nominations": Nomination.get(),
    }[key]
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.body.show_record(key, wanted.id)
    page = window.body.show_page("elections")
    assert isinstance(page, ElectionsPage)
    case = page.currentWidget()
    assert isinstance(case, CasePage)
    if key == "election-steps":
        assert case.steps.table.chosen() == wanted.id
    elif key in ("bodies", "nominations"):
        assert case.part("bodies").body.id == chosen.id  # type: ignore[attr-defined]
    else:
        assert case.part("count").vote.id == round.id  # type: ignore[attr-defined]
    qtbot.waitUntil(tasks.desk.at_rest)


def term(union: str, ends: date, **values: Any) -> Term:
    """A term that ends on a day."""
    found = Union.get(Union.name == union)
    return Term(union=found.id, number=1, elected=ends - timedelta(1826), years=5, ends=ends, **values)


def test_terms_that_ended_or_have_no_chair_are_one_click_away(qtbot: QtBot, town: Session) -> None:
    put(
        town,
        TERMS,
        term(MILL, TODAY - timedelta(5), chair="丁一"),
        term(DAIRY, TODAY + timedelta(100), chair="王二"),
        term(TOWN, TODAY + timedelta(900), chair="李三", chair_vacant=TODAY - timedelta(100)),
    )
    page = terms_page(town)
    qtbot.addWidget(page)
    page.show()
    shown = {}
    for words in ("已届满", "一年内届满", "主席空缺"):
        (button,) = [each for each in page.list.bar.findChildren(QPushButton) if each.text() == words]
        button.click()
        shown[words] = [Term.get_by_id(row).union.name for row in page.list.table.rows.ids]
    assert shown == {"已届满": [MILL], "一年内届满": [DAIRY], "主席空缺": [TOWN]}


def test_an_election_is_begun_from_the_term_that_ends(qtbot: QtBot, town: Session) -> None:
    settle(town, PEOPLE)
    put(town, TERMS, term(MILL, TODAY - timedelta(5), chair="丁一"))
    page = terms_page(town)
    qtbot.addWidget(page)
    page.show()
    page.list.table.selectAll()
    page.list.tools.command("begin").trigger()
    asked = opened(page, StartDialog)
    assert f"有选举权的会员 {PEOPLE} 人" in asked.hint.text()
    fill(asked, day=TODAY + timedelta(60))
    assert (Election.get().number, Election.get().union.name) == (2, MILL)


def test_a_second_election_of_a_union_is_warned_of(qtbot: QtBot, town: Session) -> None:
    begin(town)
    asked = StartDialog(None, town, Union.get(Union.name == MILL).id)
    qtbot.addWidget(asked)
    assert "还没有办完" in asked.hint.text()


def test_practice_is_begun_gone_on_with_and_compared(qtbot: QtBot, town: Session) -> None:
    page = PracticePage(town)
    qtbot.addWidget(page)
    page.show()
    assert not button(page, "接着练").isEnabled()
    button(page, "开始练习").click()
    desk = opened(page, CountingDesk)
    QTest.keyClick(desk.panel, Qt.Key.Key_Return)
    QTest.keyClick(desk.panel, Qt.Key.Key_Return)
    desk.reject()
    page.refresh()
    texts = [page.table.rows.text(0, at) for at in range(3)]
    assert texts[1:] == ["2 / 40 张", "1 张"]
    button(page, "看结果").click()
    result = opened(page, OutcomeDialog)
    assert not button(result, "封存结果").isVisible()
    result.reject()
    assert Round.select().where(Round.sort != RoundSort.PRACTICE).count() == 0


def test_no_practice_shows_among_the_elections(qtbot: QtBot, town: Session) -> None:
    election = begin(town)
    made = part(page_with(qtbot, town, election), "count")
    assert len(made.table.keys) == Body.select().count()
    assert ELECTIONS.model.select().count() == 1


def test_a_vote_without_its_number_is_listed_and_shown_on_the_board(qtbot: QtBot, town: Session) -> None:
    round = open_count(town)
    round.place = None
    put(town, town.kind("rounds"), round)
    made = part(page_with(qtbot, town, round.body.election), "count")
    made.choose(round.id)
    assert "次）" not in made.table.rows.text(made.table.currentIndex().row(), 1)
    assert "次）" not in board.facts(Round.get_by_id(round.id)).title


def test_only_the_coming_step_can_be_late(town: Session) -> None:
    coming = ElectionStep(title="请示", due=date(2026, 1, 5))
    later = ElectionStep(title="批复", due=date(2026, 2, 5))
    coming.id, later.id = 1, 2
    today = date(2026, 3, 1)
    assert [state_of(step, today, coming)[0] for step in (coming, later)] == ["✕ 超期 55 天", "○ 随后"]
    assert state_of(later, date(2026, 2, 4), coming)[0] == "⚠ 将到期"
