"""集中入会 at a ceremony: those who signed in by default, into a union that is named; or all of it from a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.activities import joining
from ui.activities.joining import JoinDialog
from ui.activities.people_part import PeoplePart
from ui.activities.stages_part import ActivityStagesPart
from ui.exchange.importing import ImportDialog
from ui.kit.forms import FormDialog
from ui.members.members_page import members_page
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.exchange import writer
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing
from unionapp.subjects.activities import register
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.unions.models import Union

from tests.ui.activities.occasion import DAY, case_of, hold, listed, part
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.hall import fill, opened
from tests.ui.members.desk import shown
from tests.ui.township import DAIRY, MILL, MORNING, number

HEADINGS = ("姓名", "身份证号", "民族", "文化程度", "政治面貌", "手机号", "单位")


def guests(town: Session, held: Any, *people: Participant) -> None:
    """People on the list who are no members."""
    for person in people:
        person.activity = held
    with town.store.journal.step("登记"):
        editing.put(session_kind(town), people)


def session_kind(town: Session) -> Any:
    """The kind of those on a list."""
    return town.kind("participants")


def asked(qtbot: QtBot, town: Session, held: Any) -> JoinDialog:
    """The dialog of the ceremony, its plan made."""
    case, _ = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    button(made, "集中入会").click()
    join = opened(made, JoinDialog)
    assert isinstance(join, JoinDialog)
    qtbot.waitUntil(lambda: join.plan is not None)
    return join


def planned(qtbot: QtBot, join: JoinDialog, words: str) -> None:
    """The plan says this."""
    qtbot.waitUntil(lambda: words in join.said.text() and not tasks.busy())


def test_a_ceremony_makes_members_of_those_who_are_none_and_is_taken_back(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    held = hold(town, 1, type="joining", title="集中入会仪式")
    case, _ = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    button(made, "名册外的人").click()
    guest = opened(made, FormDialog)
    assert isinstance(guest, FormDialog)
    fill(guest, name="钟秀兰", sex="2", unit="青山超市", phone="15400000077", id_number=number(502))
    guests(town, held, Participant(name="王一甲", phone="15400000001"))
    join = asked(qtbot, town, held)
    join.only_present.setChecked(False)
    planned(qtbot, join, "可以入会 1 人")
    assert "请核对 1 人" in join.said.text()
    join.go.click()
    qtbot.waitUntil(lambda: "已办理 1 人入会" in door.texts("toast"))
    assert Participant.get(Participant.name == "钟秀兰").member.name == "钟秀兰" and Application.select().count() == 1
    town.store.journal.undo()
    assert (Member.select().count(), Application.select().count()) == (1, 0)


def test_only_who_signed_in_joins_unless_the_clerk_says_so_and_the_union_is_named(
    qtbot: QtBot, town: Session, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, PrintRequest]] = []
    monkeypatch.setattr(joining, "print_paper", lambda session, parent, paper, wish: printed.append((paper.id, wish)))
    held = hold(town, 0, type="joining", groups=("truck",))
    here = Participant(name="钟秀兰", id_number=number(501), phone="15400000077", present=True, unit="青山超市")
    away = Participant(name="李大山", id_number=number(502))
    guests(town, held, here, away)
    join = asked(qtbot, town, held)
    assert join.only_present.isChecked() and "名单 2 人，已签到 1 人" in join.only_present.text()
    planned(qtbot, join, "可以入会 1 人")
    assert [row.texts[4] for row in join.table.rows.shown] == [MILL]
    join.union.choose(Union.get(Union.name == DAIRY).id)
    join.look()
    qtbot.waitUntil(lambda: [row.texts[4] for row in join.table.rows.shown] == [DAIRY])
    join.print.setChecked(True)
    join.go.click()
    qtbot.waitUntil(lambda: "已办理 1 人入会" in door.texts("toast"))
    made = Member.get()
    assert (made.name, made.union.name, made.group, made.joined) == ("钟秀兰", DAIRY, "truck", DAY)
    ((paper, wish),) = printed
    assert paper == "group-join-roster" and [each.id for each in wish.chosen] == [made.id]


def test_who_joins_without_a_phone_is_asked_about(qtbot: QtBot, town: Session, door: Recorder) -> None:
    held = hold(town, 0, type="joining")
    guests(town, held, Participant(name="钟秀兰", id_number=number(501), present=True))
    join = asked(qtbot, town, held)
    planned(qtbot, join, "可以入会 1 人")
    door.answers = [False]
    join.go.click()
    assert "钟秀兰：没有填移动电话。" in door.texts("ask")[0] and Member.select().count() == 0
    join.reject()


def test_where_nobody_signed_in_that_is_said(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 0, type="joining")
    guests(town, held, Participant(name="钟秀兰", id_number=number(501)))
    join = asked(qtbot, town, held)
    planned(qtbot, join, "还没有人签到")
    assert not join.go.isEnabled()
    join.reject()


def test_who_only_looks_like_a_member_may_be_told_apart(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 1, type="joining")
    guests(town, held, Participant(name="王一甲", phone="15400000001", sex="1", present=True))
    join = asked(qtbot, town, held)
    assert join.differ.isEnabled()
    join.differ.click()
    planned(qtbot, join, "请核对 0 人")
    join.reject()


def name(place: int) -> str:
    """The name of a driver."""
    return f"刘{'一二三四五六七八九十'[place % 10]}{'东西'[place // 10]}"


def drivers(folder: Path, count: int) -> Path:
    """A sheet of so many drivers."""
    rows = [
        (
            f"刘{'一二三四五六七八九十'[n % 10]}{'东西'[n // 10]}",
            number(600 + n),
            "回族",
            "高中",
            "群众",
            f"155{n:08}",
            "货运站",
        )
        for n in range(count)
    ]
    path = folder / "司机.xlsx"
    writer.write(path, [Sheet("名单", [SheetColumn(heading) for heading in HEADINGS], rows)])
    return path


def imported(qtbot: QtBot, window: Any, asking: FormDialog) -> ImportDialog:
    """The sheet is read, planned and imported."""
    with qtbot.waitSignal(tasks.desk.idle):
        asking.accept()
    found = next(each for each in window.findChildren(ImportDialog) if each.isVisible())
    assert isinstance(found, ImportDialog)
    for _ in range(2):
        with qtbot.waitSignal(tasks.desk.idle):
            found.go_on()
    return found


def test_twenty_drivers_join_from_a_sheet_with_all_its_fields_in_few_steps(
    qtbot: QtBot, town: Session, door: Recorder, tmp_path: Path
) -> None:
    page = shown(qtbot, members_page(town))
    page.list.tools.command("join-together").trigger()
    (asking,) = page.findChildren(FormDialog)
    asking.form.edits["union"].set_value(Union.get(Union.name == MILL).id)
    asking.form.edits["group"].set_value("truck")
    asking.form.edits["day"].set_value(DAY)
    door.answers = [drivers(tmp_path, 20)]
    done = imported(qtbot, page, asking)
    assert "新增 20 条" in done.outcome.words.text()
    people = list(Member.select())
    assert {(each.union.name, each.joined, each.group, each.nation, each.politics) for each in people} == {
        (MILL, DAY, "truck", "03", "13")
    }
    assert {each.new_form for each in people} == {True} and {each.education for each in people} != {""}
    assert {(each.mode, each.state, each.decided) for each in Application.select()} == {("group", "approved", DAY)}
    with qtbot.waitSignal(tasks.desk.idle):
        done.outcome.print.click()
    (preview,) = done.findChildren(PrintDialog)
    assert preview.paper.id == "group-join-roster" and preview.pages is not None
    assert len(preview.asking.request().chosen) == 20
    preview.reject()
    town.store.journal.undo("导错了")
    assert (Member.select().count(), Application.select().count()) == (0, 0)
    done.reject()


def test_who_is_a_member_already_is_completed_and_not_joined_again(
    qtbot: QtBot, town: Session, door: Recorder, tmp_path: Path
) -> None:
    held = hold(town, 0, type="joining")
    member = Member(name="刘一东", id_number=number(600), union=Union.get(Union.name == DAIRY), change_date=MORNING)
    editing.save(town.store.journal, town.kind("members"), member)
    guests(town, held, Participant(name="刘二东", id_number=number(601)))
    case, _ = case_of(qtbot, town, held)
    asking = joining.join_at(part(case, PeoplePart, "people"), town, held)
    assert asking.form.edits["day"].value() == DAY
    door.answers = [drivers(tmp_path, 3)]
    done = imported(qtbot, case, asking)
    assert done.plan is not None and (done.plan.new, done.plan.changed) == (2, 1)
    known = Member.get_by_id(member.id)
    assert (known.union.name, known.joined, known.nation) == (DAIRY, MORNING, "03") and Member.select().count() == 3
    people = register.participants(held)
    assert sorted(each.name for each in people) == ["刘三东", "刘二东"]
    assert all(each.member_id and each.present for each in people)
    done.reject()


def test_an_empty_list_leads_to_the_sheet(qtbot: QtBot, town: Session, door: Recorder) -> None:
    held = hold(town, 1)
    case, _ = case_of(qtbot, town, held)
    made = part(case, PeoplePart, "people")
    button(made, "集中入会").click()
    asking = opened(made, FormDialog)
    assert isinstance(asking, FormDialog) and asking.button.text() == "选择 Excel 文件…"
    door.answers = [None]
    asking.accept()
    assert asking.isVisible() and "没有选文件" in asking.form.problems("")
    assert len(listed(held)) == 1
    asking.reject()


def test_the_stage_of_a_ceremony_leads_to_joining(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 0, type="joining")
    guests(town, held, Participant(name="钟秀兰", id_number=number(501), present=True))
    case, _ = case_of(qtbot, town, held)
    stages = part(case, ActivityStagesPart, "stages")
    stages.choose("joining")
    button(stages, "办理集中入会").click()
    join = opened(stages, JoinDialog)
    assert isinstance(join, JoinDialog)
    qtbot.waitUntil(lambda: join.plan is not None)
    assert len(join.plan.joining if join.plan else ()) == 1
    join.reject()
