"""What is read from the file again and again: kept as long as the tables that it comes from do not change."""

from __future__ import annotations

from collections.abc import Callable
from threading import local
from typing import Generic, TypeVar

from sqlcipher3 import dbapi2

from unionapp.records.record import Record
from unionapp.store.journal import StepRow, running

T = TypeVar("T")


class Cached(Generic[T]):
    """Reads by a function when first asked and after every change of its tables; rules may ask for every row."""

    def __init__(self, read: Callable[[], T], *models: type[Record]) -> None:
        self._read = read
        self._tables = tuple(model._meta.table_name for model in models)
        self._held = local()

    def __call__(self) -> T:
        """What the function reads, as the file stands now."""
        held = self._held
        connection = StepRow._meta.database.connection()
        moment = connection, connection.total_changes, running(), _other_changes(connection)
        if getattr(held, "moment", None) != moment:
            state = connection, running(), *(_last_change(connection, table) for table in self._tables)
            if getattr(held, "state", None) != state:
                held.value = self._read()
                held.state = state
            held.moment = moment
        found: T = held.value
        return found


def _other_changes(connection: dbapi2.Connection) -> int:
    """A number that differs after another connection wrote."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _last_change(connection: dbapi2.Connection, table: str) -> int:
    """The number of the last change of a table; the log only grows, but for a step that failed."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM change WHERE tbl = ?", (table,)).fetchone()[0])
