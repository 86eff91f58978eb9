"""Records are removed at once, without asking, as one step that the notice takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import connection, editing
from unionapp.work import Progress, silent

from ui import tasks
from ui.kit import undoing
from ui.kit.actions import attempt
from ui.session import Session

_MANY = 500
"""So many rows are removed off the GUI thread."""


def remove(
    parent: QWidget,
    session: Session,
    kind: Kind,
    count: int,
    records: Callable[[], Sequence[Record]],
    then: Callable[[], None],
) -> None:
    """Remove as many records as `count`, read by `records`; then go on. Many of them are removed off the GUI thread."""

    def work(progress: Progress) -> None:
        with connection.in_words(session.folder / connection.FILE):
            editing.remove(session.store.journal, kind, records())

    def done() -> None:
        then()
        undoing.offer(parent, session, f"已删除 {count:,} 条" if count > 1 else "已删除")

    if count > _MANY:
        tasks.run(parent, f"删除{kind.noun}", work, lambda _: done())
    elif attempt(parent, lambda: work(silent)):
        done()
