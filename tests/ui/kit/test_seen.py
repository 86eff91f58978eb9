"""Pages that read anew what changed while they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.seen import EVERYTHING, Watch, tables_of
from ui.office.papers_page import PapersPage
from ui.records.record_page import RecordPage
from ui.session import Session
from ui.tabs import TABS
from unionapp.store import system
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests.ui.township import settle

OWN, OTHER = frozenset({"member", "code"}), frozenset({"voucher"})


class Reading(QWidget):
    """A page that counts how often it is read."""

    def __init__(self, session: Session, tables: frozenset[str] | None, pause: int | None, always: bool) -> None:
        super().__init__()
        self.times = 0
        self.seen = Watch(self, session, tables, self.read, pause, always)

    def read(self) -> None:
        """Once more."""
        self.times += 1


Make = Callable[..., Reading]


@pytest.fixture
def make(qtbot: QtBot, town: Session) -> Make:
    """Makes a page, not yet shown."""

    def made(tables: frozenset[str] | None = OWN, pause: int | None = None, always: bool = False) -> Reading:
        page = Reading(town, tables, pause, always)
        qtbot.addWidget(page)
        return page

    return made


def test_a_page_is_read_after_a_change_of_its_tables_only(town: Session, make: Make) -> None:
    page = make()
    page.show()
    assert page.times == 1
    town.changed.emit(OTHER)
    assert page.times == 1
    town.changed.emit(OTHER | {"member"})
    assert page.times == 2


def test_a_hidden_page_is_read_once_when_it_is_shown_again(town: Session, make: Make) -> None:
    page = make()
    town.changed.emit(OWN)
    assert page.times == 0
    page.show()
    page.hide()
    for _ in range(3):
        town.changed.emit(OWN)
    assert page.times == 1
    page.show()
    page.hide()
    page.show()
    assert page.times == 2


def test_a_page_that_waits_reads_many_changes_at_once(qtbot: QtBot, town: Session, make: Make) -> None:
    page = make(pause=0)
    page.show()
    assert page.times == 0 and page.seen.waiting
    qtbot.waitUntil(lambda: page.times == 1)
    for _ in range(3):
        town.changed.emit(OWN)
    assert page.times == 1
    qtbot.waitUntil(lambda: page.times == 2)
    page.seen.again()
    page.seen.done()
    assert not page.seen.waiting


def test_a_page_of_everything_is_read_after_any_change(town: Session, make: Make) -> None:
    page = make(EVERYTHING)
    page.show()
    town.changed.emit(OTHER)
    assert page.times == 2


def test_what_lies_in_no_table_is_read_at_every_showing(make: Make) -> None:
    page = make(OWN, always=True)
    for _ in range(2):
        page.show()
        page.hide()
    assert page.times == 2


def test_a_step_tells_which_tables_it_changed(qtbot: QtBot, town: Session, make: Make) -> None:
    page, other = make(tables_of(Member)), make(frozenset({VOUCHERS.model._meta.table_name}))
    page.show()
    other.show()
    settle(town, 1)
    town.store.journal.undo()
    assert page.times > 2 and other.times == 1


def test_a_kind_is_shown_with_what_its_links_lead_to_its_lines_and_what_is_in_force() -> None:
    tables = tables_of(MEMBERS)
    assert {MEMBERS.model._meta.table_name, *(link.rel_model._meta.table_name for link in MEMBERS.links)} <= tables
    assert tables >= system.TABLES
    assert VOUCHERS.lines is not None and VOUCHERS.lines.kind.model._meta.table_name in tables_of(VOUCHERS)
    assert VOUCHERS.model._meta.table_name not in tables


def _watched(session: Session) -> Iterator[tuple[str, QWidget, Watch]]:
    """Every page of the window with what watches for it; the list of papers alone shows no data."""
    for spec in (spec for tab in TABS for spec in tab.pages):
        page = spec.make(session)
        if not isinstance(page, PapersPage):
            yield spec.key, page, page.list.seen if isinstance(page, RecordPage) else page.seen  # type: ignore[attr-defined]


def test_every_page_of_the_window_is_read_anew_after_its_tables_and_no_others(
    qtbot: QtBot, town: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, page, watch in _watched(town):
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda watch=watch: not watch.waiting and tasks.desk.at_rest())  # type: ignore[misc]
        times: list[str] = []
        monkeypatch.setattr(watch, "_read", lambda key=key, times=times: times.append(key))
        if watch.tables is not EVERYTHING:
            town.changed.emit(frozenset({"no table"}))
            assert not watch.waiting and not times, key
        town.changed.emit(frozenset({min(watch.tables or OWN)}))
        qtbot.waitUntil(lambda watch=watch: not watch.waiting)  # type: ignore[misc]
        assert times == [key]
        times.clear()
        page.hide()
        town.changed.emit(watch.tables or OWN)
        QApplication.processEvents()
        assert not watch.waiting and not times, key
        page.show()
        qtbot.waitUntil(lambda watch=watch: not watch.waiting)  # type: ignore[misc]
        assert times == [key]
        page.hide()
