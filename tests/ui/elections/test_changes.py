"""届内变动 in the window: what was registered wrongly is corrected, and the registers follow."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot
from ui.elections import changes, elections_page
from ui.elections.start import StartDialog
from ui.kit.forms import FormDialog
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.elections.models import Term, TermChange
from unionapp.subjects.elections.records import TERM_CHANGES, TERMS
from unionapp.subjects.unions.models import Union

from tests.ui.conftest import Recorder
from tests.ui.hall import fill, opened
from tests.ui.township import TOWN


def test_a_change_registered_wrongly_is_corrected_once_and_the_term_follows(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    union = Union.get(Union.name == TOWN)
    term = Term(union=union, number=1, elected=date(2024, 3, 1), years=5, chair="周明")
    editing.save(town.store.journal, TERMS, term)
    wrong = TermChange(term=term, type="resigned", day=date(2025, 3, 1), name="周明", office="chair")
    editing.save(town.store.journal, TERM_CHANGES, wrong)
    assert Term.get().chair_vacant == date(2025, 3, 1)
    page = changes.changes_page(town)
    qtbot.addWidget(page)
    page.show()
    page.list.ask()
    page.list.table.selectAll()
    changes.correct_change(page)
    dialog = opened(page, FormDialog)
    dialog.accept()
    assert "没有要更正的" in dialog.form.problems("")
    dialog.form.edits["type"].set_value("void")
    dialog.accept()
    assert (Term.get().chair, Term.get().chair_vacant) == ("周明", None)
    page.list.ask()
    page.list.table.go_to(wrong.id)
    changes.correct_change(page)
    assert "已经更正过" in door.texts("warn")[0]


def test_a_change_is_registered_on_its_term_and_a_by_election_begins_from_it(qtbot: QtBot, town: Session) -> None:
    union = Union.get(Union.name == TOWN)
    term = Term(union=union, number=1, elected=date(2024, 3, 1), years=5, chair="周明")
    editing.save(town.store.journal, TERMS, term)
    page = elections_page.terms_page(town)
    qtbot.addWidget(page)
    page.show()
    page.list.ask()
    page.list.table.selectAll()
    changes.register_change(page)
    fill(opened(page, FormDialog), type="resigned", day=date(2025, 3, 1), name="周明", office="chair")
    assert (Term.get().chair, Term.get().chair_vacant) == ("", date(2025, 3, 1))
    page.list.ask()
    page.list.table.selectAll()
    page.list.tools.command("by-election").trigger()
    assert opened(page, StartDialog).form.edits["sort"].value() == "by-election"
