"""A made-up activity of the mill for tests of its page, with people on its list."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.activities.activities_page import activities_page
from ui.activities.activity_case import ActivityCase
from ui.cases.part import CasePart
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.members.models import Member
from unionapp.subjects.unions.models import Union

from tests.ui.funds.till import Keys
from tests.ui.opened import open_case
from tests.ui.township import MILL, settle

Part = TypeVar("Part", bound=CasePart)
DAY = date(2026, 5, 20)


def hold(session: Session, people: int = 0, **values: Any) -> Any:
    """A sports day with so many members on its list."""
    given = {"title": "职工运动会", "type": "culture", "union": Union.get(Union.name == MILL), "day": DAY}
    made = Activity(**(given | values))
    editing.save(session.store.journal, ACTIVITIES, made)
    if people:
        settle(session, people)
        actions.enlist(session.store.journal, made, list(Member.select().order_by(Member.id)))
    return Activity.get_by_id(made.id)


def listed(activity: Any) -> list[Any]:
    """Those on the list, in its order."""
    return list(Participant.select().where(Participant.activity == activity.id).order_by(Participant.id))


def came(session: Session, activity: Any, count: int) -> list[Any]:
    """The first so many of the list, signed in."""
    people = listed(activity)[:count]
    actions.sign_in(session.store.journal, people)
    return people


def case_of(qtbot: QtBot, session: Session, activity: Any) -> tuple[ActivityCase, Keys]:
    """The page of an activity as it stands before the clerk, its head read."""
    return open_case(qtbot, activities_page(session), activity, ActivityCase)


def part(case: ActivityCase, sort: type[Part], key: str) -> Part:
    """A part of the page, in front with the cursor in it."""
    case.lead(key)
    QApplication.processEvents()
    found = case.part(key)
    assert isinstance(found, sort)
    return found
