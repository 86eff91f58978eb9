"""A page reads anew what changed while it is seen; hidden, it waits until it is looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from unionapp.records.fields import Link
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import system

from ui.session import Session

EVERYTHING = None
"""In place of tables: a page that reads so much that any change may touch it."""


class Watch(QObject):
    """Whether what a page shows still holds: `read` is called where it is seen and one of its tables has changed.

    A hidden page is read once when it is shown again, after it is painted, so that it comes up at once. `pause` is how
    many milliseconds without a change are waited for; None reads within the change itself, and before it is painted.
    `always` reads at every showing too: what the page lists (files, the log) lies in no table.
    """

    def __init__(
        self,
        page: QWidget,
        session: Session,
        tables: frozenset[str] | None,
        read: Callable[[], None],
        pause: int | None = 0,
        always: bool = False,
    ) -> None:
        super().__init__(page)
        self.tables = tables
        self._page = page
        self._read = read
        self._pause = pause
        self._always = always
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        page.installEventFilter(self)
        session.changed.connect(self._changed)

    @property
    def waiting(self) -> bool:
        """Whether it is about to be read."""
        return self._timer.isActive()

    def now(self) -> None:
        """Read, and be up to date."""
        self.done()
        self._read()

    def done(self) -> None:
        """It was read already."""
        self._timer.stop()
        self._stale = False

    def again(self) -> None:
        """What is shown holds no longer."""
        self._stale = True
        if self._page.isVisible():
            self.later()

    def later(self) -> None:
        """Read when nothing has changed for the pause."""
        self._start(self._pause)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page came to the front."""
        if event.type() == QEvent.Type.Show and (self._stale or self._always):
            self._start(None if self._pause is None else 0)
        return False

    def _changed(self, tables: frozenset[str]) -> None:
        if self.tables is EVERYTHING or self.tables & tables:
            self.again()

    def _due(self) -> None:
        """Read, unless the page was hidden or its window closed meanwhile: then the data may be closed too."""
        if self._page.isVisible():
            self.now()
        else:
            self._stale = True

    def _start(self, pause: int | None) -> None:
        if pause is None:
            self.now()
        else:
            self._timer.start(pause)


def tables_of(*sorts: Kind | type[Record]) -> frozenset[str]:
    """The tables whose rows a page of these kinds or models shows.

    Besides their own those of their lines, those that their links lead to, since a link is shown by the name of what it
    leads to, and those of what is in force: codes, settings and rights change what any page says.
    """
    waiting = [model for sort in sorts for model in _models(sort)]
    found: dict[str, type[Record]] = {}
    while waiting:
        model = waiting.pop()
        if model._meta.table_name not in found:
            found[model._meta.table_name] = model
            waiting += [each.rel_model for each in model._meta.sorted_fields if isinstance(each, Link)]
    return frozenset(found) | system.TABLES


def _models(sort: Kind | type[Record]) -> Iterator[type[Record]]:
    if isinstance(sort, Kind):
        yield sort.model
        if sort.lines is not None:
            yield sort.lines.kind.model
    else:
        yield sort
