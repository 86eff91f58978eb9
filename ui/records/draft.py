"""A record while it is being edited: what the form holds, what follows from it, and what the file says meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.errors import Problem, Refused
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing, filling
from unionapp.store.journal import Journal


class Draft:
    """The values of one record on their way into the file."""

    def __init__(self, kind: Kind, row_id: int | None, given: Mapping[str, object]) -> None:
        self.kind = kind
        self.row_id = row_id
        self.followed: dict[str, object] = {}
        """What was filled in because it follows from other values; it follows anew when those change."""
        if row_id is None:
            self.stored: dict[str, object] = kind.model().plain() | dict(given)
        else:
            found = editing.stored(kind, [row_id]).get(row_id)
            self.stored = dict(found) if found else {}

    @property
    def gone(self) -> bool:
        """Whether the record is no longer in the file."""
        return self.row_id is not None and not editing.stored(self.kind, [self.row_id])

    @property
    def locked(self) -> tuple[str, ...]:
        """The fields that only actions change, without those that are still to be filled in; none while it is new."""
        if self.row_id is None:
            return ()
        return tuple(
            name
            for name in self.kind.fixed
            if name not in self.kind.fillable or self.stored.get(name) not in filling.EMPTY
        )

    @property
    def label(self) -> str:
        """What the stored record is called."""
        return str(self._record({}).label)

    def changed(self, values: Mapping[str, object]) -> list[str]:
        """The fields that the clerk changed."""
        return [n for n, value in values.items() if value != self.stored.get(n) and value != self.followed.get(n, _NO)]

    def problems(self, values: Mapping[str, object]) -> tuple[dict[str, object], list[Problem]]:
        """What the values become when what follows is filled in, and what is wrong with them."""
        record = self._record(values)
        found = editing.check(self.kind, record)
        data = record.__data__
        completed = {name: data.get(name) for name in values}
        for name, value in completed.items():
            if value != values[name] or (name in self.followed and value == self.followed[name]):
                self.followed[name] = value
        return completed, found

    def save(self, journal: Journal, values: Mapping[str, object]) -> list[Problem]:
        """Write the record as one step; Refused where it is gone or wrong."""
        if self.gone:
            raise Refused(f"这条{self.kind.noun}已经不在了（被撤销或删除），没有保存。可以照着新增一条。")
        record = self._record(values)
        problems = editing.save(journal, self.kind, record)
        self.row_id, self.stored = record.id, record.plain()
        self.followed.clear()
        return problems

    def take_news(self) -> dict[str, object]:
        """What the file says otherwise than when the form was filled, by field; from now on that counts as stored."""
        if self.row_id is None:
            return {}
        now = dict(editing.stored(self.kind, [self.row_id]).get(self.row_id, {}))
        news = {name: value for name, value in now.items() if value != self.stored.get(name)} if now else {}
        self.stored |= news
        return news

    def _record(self, values: Mapping[str, object]) -> Record:
        """The record as it would be: stored values, what was typed, and nothing that only followed from it."""
        record = self.kind.model(**{name: self.stored[name] for name in self.stored if name != "id"})
        record.id = self.row_id  # type: ignore[assignment]
        columns = self.kind.model._meta.fields
        blank = self.kind.model().plain()
        for name, value in values.items():
            follows = name in self.followed and value == self.followed[name]
            taken = self.stored.get(name, blank.get(name)) if follows else value
            setattr(record, name, taken)
            if isinstance(columns[name], fields.Link):
                record._dirty.discard(name)
        return record


_NO = object()
