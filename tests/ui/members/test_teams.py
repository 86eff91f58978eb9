"""The page of groups: opened, printed, renamed; and a name of a group offered while it is typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from ui.kit.fields import editor_for
from ui.kit.forms import FormDialog
from ui.kit.recurring import RecurringEdit
from ui.members import teams_page as page_of
from ui.session import Session
from unionapp.paper.paper import PrintRequest
from unionapp.records.search import Condition, Query, ids
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.conftest import Recorder
from tests.ui.township import member, put


@pytest.fixture
def session(town: Session) -> Session:
    """An open township with two groups of one union."""
    people = [member("王一", 1, team="一组"), member("李二", 2, team="一组"), member("张三", 3, team="二组")]
    put(town, MEMBERS, *people, member("赵四", 4))
    return town


def shown(qtbot: QtBot, session: Session) -> page_of.TeamsPage:
    """The page, the first group chosen."""
    page = page_of.teams_page(session)
    qtbot.addWidget(page)
    page.show()
    page.table.selectRow(0)
    return page


def test_a_group_opens_its_members(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    assert [(team.name, team.members) for team in page.table.rows.shown] == [("一组", 2), ("二组", 1), ("", 1)]
    asked: list[tuple[Condition, ...]] = []
    session.rows_wanted.connect(lambda *told: asked.append(told[-1]))
    page.table.opened.emit(0, 0)
    ((filter_),) = asked
    assert len(ids(MEMBERS, Query(where=tuple(getattr(filter_, "conditions", filter_))))) == 2


def test_the_roster_of_the_chosen_group_is_printed(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, PrintRequest]] = []
    monkeypatch.setattr(page_of, "print_paper", lambda session, parent, paper, wish: printed.append((paper.id, wish)))
    page = shown(qtbot, session)
    page.print_roster()
    page.table.clearSelection()
    ((paper, wish),) = printed
    assert paper == "team-roster" and wish.query is not None and len(ids(MEMBERS, wish.query)) == 2


def test_a_group_renamed_after_another_becomes_one_with_it(qtbot: QtBot, session: Session, door: Recorder) -> None:
    page = shown(qtbot, session)
    page.rename()
    (asking,) = page.findChildren(FormDialog)
    asking.form.edits["name"].set_value("二组")
    asking.accept()
    assert [(team.name, team.members) for team in page.table.rows.shown] == [("二组", 3), ("", 1)]
    assert door.texts("toast") == ["已把“一组”2 人改到“二组”"]


def test_the_names_in_use_are_offered_while_one_is_typed(qtbot: QtBot, session: Session) -> None:
    edit = editor_for(MEMBERS.fields["team"], session)
    assert isinstance(edit, RecurringEdit)
    qtbot.addWidget(edit)
    edit.show()
    edit.line.setText("组")
    edit.line.textEdited.emit("组")
    model = edit.offers.completionModel()
    assert [model.index(row, 0).data() for row in range(2)] == ["一组", "二组"]
    edit.offers.activated[str].emit("二组")
    assert edit.value() == "二组"
    edit.line.setText("三组")
    assert edit.value() == "三组"
    assert Member.select().where(Member.team == "三组").count() == 0
