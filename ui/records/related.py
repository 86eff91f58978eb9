"""What hangs on a record: the records of every kind that link to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from unionapp.records import fields, reading, search
from unionapp.records.kind import Kind

from ui.records.table import RecordTable
from ui.session import Session


@dataclass(frozen=True)
class Related:
    """The records of one kind that point to a record by one link."""

    kind: Kind
    link: fields.Link
    query: search.Query
    count: int
    several: bool
    """Whether the kind points here by more than one link, so that the link must be named."""

    @property
    def heading(self) -> str:
        """What stands on its tab."""
        by = f"（{self.link.label}）" if self.several else ""
        return f"{self.kind.title}{by} {self.count:,}"


def hanging_on(session: Session, kind: Kind) -> list[Kind]:
    """The kinds whose records may point to one of this kind."""
    return [other for other in session.store.kinds if any(link.rel_model is kind.model for link in other.links)]


def related(session: Session, kind: Kind, row_id: int) -> list[Related]:
    """Everything that points to a record, as far as there is any."""
    found = []
    for other in filter(reading.may_read, session.store.kinds):
        links = [link for link in other.links if link.rel_model is kind.model and link.name not in other.unseen]
        for link in links:
            query = search.Query(where=(search.Condition(link.name, "=", row_id),))
            count = search.count(other, query)
            if count:
                found.append(Related(other, link, query, count, len(links) > 1))
    return found


class RelatedTable(RecordTable):
    """The records that point here; Enter or a double click opens one."""

    def __init__(self, session: Session, what: Related, parent: QWidget | None = None) -> None:
        super().__init__(session, what.kind, parent)
        self.what = what
        self.opened.connect(lambda row_id: session.record_wanted.emit(what.kind.key, row_id))
        self.ask(what.query)
