"""What members and unions took part in, on their own pages."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot
from ui.activities.took import TookPage, TookTable
from ui.exchange.page import page_of
from ui.members.members_page import members_page
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.session import Session
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import ActivityEvent
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.records import EVENTS, RESULTS
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.activities.occasion import DAY, came, hold
from tests.ui.funds.till import ENTER, Keys, shown
from tests.ui.township import MILL, put


def rewarded(session: Session) -> Any:
    """Two who came, one of whom won a race and got a towel."""
    held = hold(session, 2)
    first, _ = came(session, held, 2)
    actions.give(session.store.journal, [first], "毛巾", 2, 1_000)
    put(session, EVENTS, ActivityEvent(activity=held.id, title="赛跑"))
    result = EventResult(event=ActivityEvent.get().id, participant=first.id, score="9", level="first", goods="毛毯")
    result.amount = 5_000
    put(session, RESULTS, result)
    return held


def table_on(qtbot: QtBot, page: RecordPage, row_id: int) -> tuple[TookTable, Keys]:
    """The table of activities on the page of a record."""
    keys = shown(qtbot, page)
    page.show_record(row_id)
    view = page.currentWidget()
    assert isinstance(view, RecordView)
    headings = [view.tabs.tabText(at) for at in range(view.tabs.count())]
    view.tabs.setCurrentIndex(next(at for at, text in enumerate(headings) if text.startswith("活动参加人")))
    return view.findChildren(TookTable)[0], keys


def test_a_member_shows_what_she_won_and_received_and_leads_there(qtbot: QtBot, town: Session) -> None:
    held = rewarded(town)
    table, keys = table_on(qtbot, members_page(town), Member.get(Member.name == "王一甲").id)
    first, total = [list(line.values) for line in table.lines]
    assert first == [DAY, "职工运动会", "✓", "赛跑 9 一等奖", "毛巾×2，毛毯", 6_000, ""]
    assert total == [None, "共 1 次", "", "", "", 6_000, ""]
    table.setFocus()
    with qtbot.waitSignal(town.record_wanted) as wanted:
        keys.press(ENTER)
    assert wanted.args == ["activities", held.id]


def test_a_union_shows_its_people_by_name(qtbot: QtBot, town: Session) -> None:
    rewarded(town)
    page = page_of(town, UNIONS, (), TookPage)
    table, _ = table_on(qtbot, page, Union.get(Union.name == MILL).id)
    assert [line.values[0] for line in table.lines] == ["王一甲", "王二甲", ""]
    assert table.lines[-1].values[2] == "共 2 人次"
