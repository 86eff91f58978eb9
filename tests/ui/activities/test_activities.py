"""Activities in the window: the case and its stages, fields kept as they are typed, photos, repeating, proposals."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.activities import activities_page as pages
from ui.activities.activity_case import PLACES, ActivityCase
from ui.activities.own_fields import AfterPart, PlanPart
from ui.activities.people_part import PeoplePart
from ui.activities.photos_part import PhotosPart
from ui.activities.stages_part import MENDS, ActivityStagesPart
from ui.cases.papers_part import PapersPart
from ui.cases.part import CasePart
from ui.exchange.incoming import from_disk
from ui.kit import style
from ui.printing.print_dialog import PrintDialog
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.window.main_window import MainWindow
from unionapp.records import codes
from unionapp.subjects.activities import life
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent, ActivityLesson, ActivityPhoto
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.records import ACTIVITIES, EVENTS, LESSONS, PROPOSALS, RESULTS

from tests.ui.activities.occasion import DAY, case_of, hold, listed, part
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, shown
from tests.ui.hall import fill, opened
from tests.ui.pictured import picture
from tests.ui.township import put

TODAY = date.today()


def outcome(activity: Activity, key: str) -> str:
    """How a stage stands."""
    fresh = Activity.get_by_id(activity.id)
    return next(each.outcome for each in life.stages(life.facts(fresh), TODAY) if each.key == key)


def test_every_stage_has_something_that_mends_it() -> None:
    assert list(MENDS) == [code.key for code in codes.table("activity-stage").codes]
    assert all(mend.asks or mend.part or mend.does for mends in MENDS.values() for mend in mends)
    assert all(name in ACTIVITIES.fields for mends in MENDS.values() for mend in mends for name in mend.asks)


def test_the_next_stage_is_said_with_what_it_lacks_and_one_click_leads_there(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, hold(town))
    assert "下一步：方案（活动已经结束），要补：活动方案、负责人" in case.head.next.text()
    case.head.go.click()
    assert isinstance(case._current(), PlanPart)


def test_a_stage_is_mended_with_enter(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, ActivityStagesPart, "stages")
    made.choose("approval")
    keys.press(ENTER)
    asked = opened(made)
    assert asked.form.edits["approved"].value() == TODAY
    fill(asked, approver="钟秀兰")
    assert outcome(held, "approval") == "done"
    case.refresh()
    assert made.table.rows.text(made.table.keys.index("approval"), 0) == "✓ 办齐"


def test_a_stage_may_be_left_out_and_taken_up_again(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, _ = case_of(qtbot, town, held)
    made = part(case, ActivityStagesPart, "stages")
    made.choose("survey")
    button(made, "这次不用办").click()
    assert outcome(held, "survey") == "unneeded"
    case.refresh()
    made.choose("survey")
    button(made, "这个环节要办").click()
    assert outcome(held, "survey") == "missing"


def test_a_stage_offers_its_papers(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, hold(town))
    made = part(case, ActivityStagesPart, "stages")
    made.choose("sign-in")
    button(made, "打印签到表").click()
    assert opened(made.window(), PrintDialog).isVisible()


def test_an_activity_called_off_needs_nothing_any_more(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, hold(town, cancelled=DAY, cancel_reason="大雨"))
    assert "已于 2026-05-20 取消：大雨" in case.head.next.text() and not case.head.go.isVisible()
    assert part(case, ActivityStagesPart, "stages").chosen is None


def test_contests_and_lessons_are_shown_where_there_are_any(qtbot: QtBot, town: Session) -> None:
    plain = hold(town, type="cooling")
    case, _ = case_of(qtbot, town, plain)
    assert not {"contest", "training"} & set(case.parts())
    put(town, EVENTS, ActivityEvent(activity=plain.id, title="拔河"))
    put(town, LESSONS, ActivityLesson(activity=plain.id, title="急救", hours=2))
    case.refresh()
    assert {"contest", "training"} <= set(case.parts())
    assert [case.tabs.tabText(at) for at in range(case.tabs.count())] == [words for words, _ in case.parts().values()]


def test_the_plan_is_kept_when_a_field_is_left(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, PlanPart, "plan")
    keys.type("run").press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: Activity.get_by_id(held.id).plan == "run")
    assert "✓ 已保存" in made.state.text()
    town.store.journal.undo()
    case.refresh()
    plan = made.form.cells["plan"].edit
    assert plan is not None and plan.value() == ""


def test_the_field_that_is_typed_in_is_neither_stored_half_nor_filled_anew(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, AfterPart, "after")
    first, second = (made.form.cells[name].edit for name in ("satisfied", "mostly_satisfied"))
    assert first is not None and second is not None
    first.setFocus()
    keys.type("9")
    second.setFocus()
    keys.type("1")
    made.keep(whole=False)
    case.refresh()
    stored = Activity.get_by_id(held.id)
    assert (stored.satisfied, stored.mostly_satisfied) == (9, None)
    keys.type("2")
    made.keep()
    keys.type("3")
    assert second.value() == 123 and Activity.get_by_id(held.id).mostly_satisfied == 12


def test_what_cannot_be_stored_is_said_in_its_place_and_asked_about(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    held = hold(town)
    case, _ = case_of(qtbot, town, held)
    made = part(case, AfterPart, "after")
    votes = made.form.cells["satisfied"]
    assert votes.edit is not None
    votes.edit.line.setText("many")  # type: ignore[attr-defined]
    made.keep()
    assert votes.problems.text() and "还没有保存" in made.state.text()
    door.answers.append("继续填写")
    case.leave()
    assert "还没有保存" in door.texts("choose")[0]
    votes.edit.line.setText("9")  # type: ignore[attr-defined]
    case.lead("stages")
    assert Activity.get_by_id(held.id).satisfied == 9


def test_the_share_of_those_content_is_reckoned(qtbot: QtBot, town: Session) -> None:
    held = hold(town, satisfied=5, mostly_satisfied=1, dissatisfied=1)
    case, _ = case_of(qtbot, town, held)
    made = part(case, AfterPart, "after")
    assert "收回测评 7 票，满意和基本满意 6 票，满意率 85.7%" in made.figures.text()
    button(made, "预览活动总结").click()
    assert opened(made.window(), PrintDialog).isVisible()


def test_photos_are_added_described_moved_and_removed(qtbot: QtBot, town: Session, tmp_path: Path) -> None:
    held = hold(town)
    case, _ = case_of(qtbot, town, held)
    made = part(case, PhotosPart, "photos")
    made.strip.take([from_disk(picture(tmp_path, f"{name}.png", name)) for name in ("teal", "red")])
    qtbot.waitUntil(lambda: ActivityPhoto.select().count() == 2 and tasks.desk.at_rest())
    made.album.caption(0, "颁奖")
    made.album.move(0, 1)
    assert [text for _, text in made.album.pictures()] == ["", "颁奖"]
    made.show_case(held)
    assert list(made.strip.grid.photos) == list(made.album.pictures())
    made.album.remove(0)
    assert [each.caption for each in ActivityPhoto.select()] == ["颁奖"]
    qtbot.waitUntil(tasks.desk.at_rest)


def test_all_papers_of_an_activity_are_in_one_place(qtbot: QtBot, town: Session) -> None:
    case, keys = case_of(qtbot, town, hold(town))
    made = part(case, PapersPart, "papers")
    assert {"activity-plan", "activity-sign-in", "activity-summary"} <= set(made.table.keys)
    keys.press(ENTER)
    assert opened(made.window(), PrintDialog).isVisible()


def test_the_history_says_what_was_changed(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, hold(town))
    assert part(case, CasePart, "history").focusProxy() is not None


def test_an_activity_is_planned_again_without_its_people(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 2, plan="照旧")
    case, _ = case_of(qtbot, town, held)
    (again,) = [each for each in case.findChildren(QPushButton) if each.text() == "再办一次"]
    again.click()
    with qtbot.waitSignal(town.record_wanted) as wanted:
        fill(opened(case), day=date(2027, 5, 20))
    made = Activity.get_by_id(wanted.args[1])
    assert (made.title, made.plan, made.day, len(listed(made))) == ("职工运动会", "照旧", date(2027, 5, 20), 0)


def test_the_day_proposed_again_is_in_the_next_year_and_exists(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, hold(town, day=date(2024, 2, 29)))
    case._repeat()
    proposed = opened(case).form.edits["day"].value()
    assert proposed >= date(2025, 3, 1) and proposed.month in (2, 3)


def test_what_is_gone_says_so(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, _ = case_of(qtbot, town, held)
    town.store.journal.undo()
    case.refresh()
    assert "这次活动已经不在了" in case.title.text() and not case.tabs.isVisible()


def test_buttons_above_the_register_show_what_waits_and_what_comes(qtbot: QtBot, town: Session) -> None:
    past, coming = hold(town, day=TODAY - timedelta(3)), hold(town, day=TODAY + timedelta(3))
    page = pages.activities_page(town)
    shown(qtbot, page)
    for words, wanted in (("没办齐的", past), ("快要举办的", coming)):
        (button,) = [each for each in page.findChildren(QPushButton) if each.text() == words]
        button.click()
        assert list(page.list.table.rows.ids) == [wanted.id]


def test_whatever_belongs_to_an_activity_opens_within_it(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 2)
    put(town, EVENTS, ActivityEvent(activity=held.id, title="拔河"))
    put(town, RESULTS, EventResult(event=ActivityEvent.get().id, participant=listed(held)[1].id, score="9"))
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    town.show(RESULTS, EventResult.get())
    page = window.body.show_page("activities")
    assert isinstance(page, RecordPage)
    case = page.currentWidget()
    assert isinstance(case, ActivityCase) and case.row_id == held.id
    assert case._current() is case.part("contest")
    case.show_part_of("participants", listed(held)[1].id)
    people = case.part(PLACES["participants"])
    assert isinstance(people, PeoplePart)
    assert people.board.table.chosen() == listed(held)[1].id  # type: ignore[union-attr]


def test_a_participant_leads_to_the_activity(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 1)
    page = pages.participants_page(town)
    shown(qtbot, page)
    page.list.table.go_to(Participant.get().id)
    with qtbot.waitSignal(town.record_wanted) as wanted:
        page.list.tools.command("open-activity").trigger()
    assert wanted.args == ["activities", held.id]


def test_a_proposal_is_answered_and_then_carried_out(qtbot: QtBot, town: Session, door: Recorder) -> None:
    put(town, PROPOSALS, Proposal(day=DAY, name="王一甲", title="加装护栏"))
    page = pages.proposals_page(town)
    shown(qtbot, page)
    (waiting,) = [each for each in page.findChildren(QPushButton) if each.text() == "待答复的"]
    waiting.click()
    assert page.list.table.rows.rowCount() == 1
    page.list.table.go_to(Proposal.get().id)
    pages.carry_out(page)
    assert "先登记答复" in door.texts("toast")[0]
    pages.answer(page)
    fill(opened(page), state="adopted")
    page.list.bar.clear()
    page.list.table.go_to(Proposal.get().id)
    pages.carry_out(page)
    fill(opened(page), benefit=100_000, reward=5_000)
    made = Proposal.get()
    assert (made.state, made.answered, made.done, made.reward) == ("adopted", TODAY, TODAY, 5_000)


@pytest.mark.parametrize("scale", (100, 150))
def test_every_part_fits_the_smallest_screen(qtbot: QtBot, qapp: QApplication, town: Session, scale: int) -> None:
    held = hold(town, 2)
    put(town, EVENTS, ActivityEvent(activity=held.id, title="拔河"))
    put(town, LESSONS, ActivityLesson(activity=held.id, title="急救", hours=2))
    style.apply(qapp, style.Look(scale))
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    town.show(ACTIVITIES, held)
    page = window.body.show_page("activities")
    assert isinstance(page, RecordPage)
    case = page.currentWidget()
    assert isinstance(case, ActivityCase)
    for key in case.parts():
        case.lead(key)
        QApplication.processEvents()
    size = window.minimumSizeHint()
    assert size.width() <= 1366 and size.height() <= 768
