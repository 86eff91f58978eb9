"""A made-up assembly for tests of counting: a union of forty members, its election, candidates, an open count."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget
from ui.kit.forms import FormDialog
from ui.session import Session
from unionapp.subjects.elections.case import actions
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Body, Candidate
from unionapp.subjects.elections.records import CANDIDATES
from unionapp.subjects.unions.models import Union

from tests.ui.township import MILL, put, settle

PEOPLE = 40
SHEETS = Sheets(due=PEOPLE, present=PEOPLE, issued=PEOPLE, returned=PEOPLE)


def begin(session: Session, **values: Any) -> Any:
    """An election of the mill by all members, today, the short way."""
    settle(session, PEOPLE)
    mill = Union.get(Union.name == MILL)
    return actions.start(session.store.journal, mill, "full", True, date.today(), **({"form": "all"} | values))


def body(election: Any, key: str = "committee") -> Any:
    """One body of an election."""
    return Body.get(Body.election == election.id, Body.body == key)


def stand(session: Session, election: Any, *names: str, key: str = "committee") -> Any:
    """Formal candidates of a body; returns the body."""
    chosen = body(election, key)
    put(session, CANDIDATES, *(Candidate(body=chosen.id, name=name, stage="formal") for name in names))
    return chosen


def open_count(session: Session, sheets: Sheets = SHEETS, *names: str) -> Any:
    """An open count on a committee of three with these names, or five of them."""
    election = begin(session)
    chosen = stand(session, election, *(names or ("丁一", "王二", "李三", "张四", "陈五")))
    return counting.open_round(session.store.journal, chosen, "formal", sheets, seats=3)


def fill(dialog: QDialog, **values: Any) -> None:
    """Fill a form and press its button."""
    assert isinstance(dialog, FormDialog)
    for name, value in values.items():
        dialog.form.edits[name].set_value(value)
    dialog.accept()
    assert dialog.isHidden(), [dialog.form.problems(name) for name in (*dialog.form.edits, "")]


def opened(parent: QWidget, sort: type[QWidget] = FormDialog) -> Any:
    """The one dialog of that sort which stands open below a widget."""
    (found,) = [each for each in parent.findChildren(sort) if each.isVisible()]
    return found
