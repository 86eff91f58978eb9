"""The open data folder as the window knows it: what is open, when it changed, and the way to any record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from unionapp.records.kind import Kind
from unionapp.records.lead import Lead
from unionapp.records.record import Record
from unionapp.records.search import Condition
from unionapp.store.store import Store
from unionapp.work import Progress

from ui.drafts import Drafts

Work = Callable[[Progress], object]


class Session(QObject):
    """Handed to every page; pages never look for each other."""

    changed = Signal(object)
    """Rows of these tables (a frozenset of names) changed: a step was done or taken back; emitted on the GUI thread."""
    record_wanted = Signal(str, int)
    """Somebody wants to see a record: key of its kind, its id. The main window answers."""
    rows_wanted = Signal(str, str, object)
    """Somebody wants to see some records in their list: key of the kind, what they are in words, their conditions."""
    deed_wanted = Signal(str, str)
    """Something is to be begun on the page of a kind, for the rows chosen there: the id of the action."""
    step_begun = Signal(str)
    """One of the first steps was begun: its key."""
    page_wanted = Signal(str)
    """Somebody wants a page: its key (a kind's key, or a page's own). The main window answers."""
    foot_said = Signal(object, str)
    """A list in sight says how many rows it shows, with their sums; without words it is gone from sight."""
    closing_wanted = Signal()
    """Somebody needs the data closed and the login shown again (after a restore)."""

    _happened = Signal(object)
    """Emitted on whatever thread did the step; `changed` follows on the GUI thread."""

    def __init__(self, store: Store, remembered: QSettings) -> None:
        super().__init__()
        self.store = store
        self.remembered = remembered
        """Choices of this clerk on this computer: widths, columns, printer, text size. Never personal data."""
        self.once_closed: Callable[[Progress], Path] | None = None
        """What is done between closing the data and the next login: putting a backup in their place."""
        self.next_folder: Path | None = None
        """The folder that is opened when this one has closed: the practice township, or the data it belongs to."""
        self.begun_anew = False
        """Whether the practice township is removed once it is closed, to be as on the first day."""
        self.renewing = False
        """Whether the data key is renewed once the data are closed; they are opened again then without a login."""
        self.drafts = Drafts(store, self)
        """What is typed and not saved, on the disk."""
        self._happened.connect(self.changed)
        self.changed.connect(lambda: QTimer.singleShot(0, self.drafts, self.drafts.look))
        store.journal.listeners.append(self._happened.emit)

    @property
    def folder(self) -> Path:
        """The open data folder."""
        return self.store.folder

    def copied(self) -> None:
        """A copy was made, or a check done: no row changed, but how safe the data are is read anew."""
        self.changed.emit(frozenset())

    def kind(self, key: str) -> Kind:
        """The kind of that key."""
        return self.store.kind(key)

    def show(self, kind: Kind, record: Record) -> None:
        """Ask for the page of one record."""
        self.record_wanted.emit(kind.key, record.id)

    def show_rows(self, kind: Kind, words: str, *conditions: Condition) -> None:
        """Ask for the list of a kind with only the records that the conditions name."""
        self.rows_wanted.emit(kind.key, words, conditions)

    def follow(self, lead: Lead) -> None:
        """Go where a figure or something to be done leads."""
        if lead.record:
            self.record_wanted.emit(lead.to, lead.record)
        elif lead.where:
            self.rows_wanted.emit(lead.to, lead.words, lead.where)
        else:
            self.page_wanted.emit(lead.to)
        if lead.deed:
            self.deed_wanted.emit(lead.to, lead.deed)
