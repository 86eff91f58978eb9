"""服务登记台: one visitor is one line; how many keys it takes, who is who, what is remembered, what is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.printing.print_dialog import PrintDialog
from ui.service.counter_page import CounterPage
from ui.service.visitor import visitors
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service import actions
from unionapp.subjects.service.places import counter as desk
from unionapp.subjects.service.places.models import ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import PLACES
from unionapp.subjects.unions.models import Union

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, Keys, shown
from tests.ui.hall import fill, opened
from tests.ui.township import TOWN, member, put

TODAY = date.today()


def station(session: Session, name: str = "青山乡职工服务站") -> Any:
    """An open place."""
    made = ServicePlace(name=name, union=Union.get(Union.name == TOWN), type="station")
    editing.save(session.store.journal, PLACES, made)
    return made


@pytest.fixture
def place(town: Session) -> Any:
    """The only place of the town, with two members on its register."""
    put(town, MEMBERS, member("王一甲", 1), member("李二乙", 2))
    return station(town)


def counter(qtbot: QtBot, session: Session) -> tuple[CounterPage, Keys]:
    """The desk with the cursor where the next visitor is typed."""
    page = CounterPage(session)
    keys = shown(qtbot, page, lambda closed: closed.form.propose(""))
    page.form.setFocus(Qt.FocusReason.OtherFocusReason)
    return page, keys


def entries() -> list[Any]:
    """Everything written down, in its order."""
    return list(ServiceEntry.select().order_by(ServiceEntry.id))


def test_a_member_takes_two_letters_and_three_times_enter(
    qtbot: QtBot, town: Session, place: Any, door: Recorder
) -> None:
    actions.serve(town.store.journal, place, "advice", "赵来客", TODAY - timedelta(1), by="钟值班")
    page, keys = counter(qtbot, town)
    keys.type("wy").press(ENTER)
    assert page.form.known.text().startswith("会员　青山乡面粉厂工会")
    keys.press(ENTER).press(ENTER)
    assert keys.count == 5
    made = entries()[-1]
    assert (made.name, made.sort, made.item, made.by, made.day) == ("王一甲", "own", "advice", "钟值班", TODAY)
    assert made.member.name == "王一甲" and made.place_id == place.id
    assert page.form.who.line.hasFocus() and page.form.who.line.text() == ""
    assert door.texts("toast")[-1] == "已登记“王一甲”　咨询"


def test_a_stranger_is_never_taken_for_a_member_whose_name_begins_alike(
    qtbot: QtBot, town: Session, place: Any, door: Recorder
) -> None:
    page, keys = counter(qtbot, town)
    page.form.edits["item"].set_value("rest")
    keys.compose("王一").press(ENTER).press(ENTER).press(ENTER)
    (made,) = entries()
    assert (made.name, made.member_id, made.sort) == ("王一", None, "none")


def test_what_is_offered_begins_with_the_likeliest(town: Session, place: Any) -> None:
    assert visitors(MEMBERS, "") == []
    assert [each.text for each in visitors(MEMBERS, "王一甲")] == ["王一甲"]
    assert [each.value for each in visitors(MEMBERS, "王一")] == ["王一", Member.get(Member.name == "王一甲").id]
    assert [each.text for each in visitors(MEMBERS, "le")] == ["李二乙"]
    assert [each.value for each in visitors(MEMBERS, "Ivan")] == ["Ivan"]


def test_somebody_without_a_name_is_a_visitor_and_a_group_counts(
    qtbot: QtBot, town: Session, place: Any, door: Recorder
) -> None:
    page, _ = counter(qtbot, town)
    page.form.more.click()
    page.form.edits["item"].set_value("rest")
    page.form.edits["people"].set_value(6)
    page.form.edits["sort"].set_value("elsewhere")
    button(page, "保存登记").click()
    (made,) = entries()
    assert (made.name, made.people, made.sort) == ("访客", 6, "elsewhere")
    assert page.figures.text().startswith("今天 6 人次（外地会员 6）")
    assert desk.count(place, TODAY, TODAY).people == 6


def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    qtbot: QtBot, town: Session, place: Any, door: Recorder
) -> None:
    page, keys = counter(qtbot, town)
    page.form.more.click()
    page.form.edits["people"].line.setText("很多")  # type: ignore[attr-defined]
    keys.compose("赵来客").press(ENTER)
    button(page, "保存登记").click()
    assert "人次" in door.texts("warn")[-1] and not entries()
    assert page.form.who.line.text() == "赵来客"
    page.form.edits["people"].set_value(1)
    button(page, "保存登记").click()
    assert "服务事项" in door.texts("warn")[-1] and not entries()
    assert page.form.who.line.text() == "赵来客"


def test_the_place_of_this_desk_is_remembered(qtbot: QtBot, town: Session, place: Any) -> None:
    other = station(town, "园区驿站")
    page, _ = counter(qtbot, town)
    assert page.place.offer is None and page.figures.text() == "选好站点就可以登记。"
    page.place.choose(other.id)
    page.place.chosen.emit()
    again, _ = counter(qtbot, town)
    assert again.place.value() == other.id


def test_without_a_place_the_page_says_what_to_do(qtbot: QtBot, town: Session, door: Recorder) -> None:
    page, _ = counter(qtbot, town)
    assert "还没有服务阵地" in page.figures.text()
    button(page, "保存登记").click()
    assert "请先选站点" in door.texts("warn")[-1]


def test_a_wrong_line_is_mended_removed_and_taken_back(qtbot: QtBot, town: Session, place: Any, door: Recorder) -> None:
    actions.serve(town.store.journal, place, "advice", "赵来客")
    page, _ = counter(qtbot, town)
    page.table.setFocus()
    button(page, "编辑所选").click()
    fill(opened(page), item="join")
    assert entries()[0].item == "join"
    qtbot.waitUntil(lambda: page.table.rows.text(0, 3) == "入会")
    page.table.dropped.emit()
    assert not entries() and page.table.rows.rowCount() == 0
    town.store.journal.undo()
    assert [each.item for each in entries()] == ["join"]
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)


def test_another_day_is_written_down_later(qtbot: QtBot, town: Session, place: Any) -> None:
    page, keys = counter(qtbot, town)
    day = TODAY.replace(day=1) - timedelta(1)
    page.day.set_value(day)
    page.day.edited.emit()
    page.form.edits["item"].set_value("books")
    keys.compose("赵来客").press(ENTER).press(ENTER).press(ENTER)
    assert [(each.name, each.day) for each in entries()] == [("赵来客", day)]
    assert page.figures.text().startswith(f"{day} 1 人次")


def test_the_log_of_the_month_is_previewed(qtbot: QtBot, town: Session, place: Any) -> None:
    actions.serve(town.store.journal, place, "advice", "赵来客")
    page, _ = counter(qtbot, town)
    button(page, "打印本月登记簿").click()
    assert opened(page.window(), PrintDialog).isVisible()


def test_what_is_typed_is_asked_about_before_the_page_is_left(
    qtbot: QtBot, town: Session, place: Any, door: Recorder
) -> None:
    page, keys = counter(qtbot, town)
    assert page.may_leave()
    keys.compose("赵来客")
    door.answers = ["继续填写"]
    assert not page.may_leave()
    assert "还没有保存" in door.texts("choose")[-1]
