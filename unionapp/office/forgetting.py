"""Erasing what is known of a person, where she asks for it or the file was closed long ago.

What an archive law keeps is left alone and named: vouchers and sign lists, elections, changes of membership.
(《个人信息保护法》第十九条、第四十七条; 《会计档案管理办法》; 国家档案局令第8号.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refused
from unionapp.records import access, fields, reading, search, texts
from unionapp.records.kind import Kind
from unionapp.records.record import Record, name_fields
from unionapp.store import drafts, erasing
from unionapp.store.erasing import NAMELESS, Target
from unionapp.store.store import Store
from unionapp.store.unfinished import UNFINISHED, Unfinished
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service import thresholds
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState

PERSONS: tuple[Kind, ...] = (MEMBERS, HOUSEHOLDS)
"""The registers in which a person is looked for."""
_ARCHIVES = {"funds": "会计档案，依法保管，不删", "elections": "换届档案，依法永久保管，不删"}
"""Subjects whose records stay as they are, and why."""
_NAMELESS = ("service", "activities")
"""Subjects whose records lose the name too; a register of members keeps who belonged when (会籍档案)."""
_NO_REASON = "请写明原因（如本人申请的日期），没有删除。"


@dataclass(frozen=True)
class Trace:
    """A record that holds something of a person; `kept` says why it stays, empty where it goes."""

    kind: Kind
    record: Record
    kept: str
    name: bool

    @property
    def lost(self) -> str:
        """The labels of what goes."""
        model = self.kind.model._meta.fields
        held = [name for name in model if self.record.__data__.get(name) not in (None, "", ())]
        labels = [model[name].label for name in held if _goes(model[name])]
        return "、".join([*(["姓名"] if self.name else []), *labels])


def person(kind: Kind, row_id: int) -> Record | None:
    """The record of a person; None where it has gone meanwhile."""
    return next(iter(search.rows(kind, [row_id])), None)


def traces(store: Store, kind: Kind, record: Record) -> list[Trace]:
    """Every record that holds something of a person: her own, those with her ID number, those linked to hers."""
    number = str(record.__data__.get("id_number") or "")
    found = [_trace(kind, record)]
    for each in store.kinds:
        if each is not kind and reading.may_read(each):
            found += [_trace(each, other) for other in _of_person(each, kind, record, number)]
    return [trace for trace in found if trace.kept or trace.lost]


def _of_person(each: Kind, kind: Kind, record: Record, number: str) -> Iterator[Record]:
    columns = each.model._meta.sorted_fields
    links = [column for column in columns if isinstance(column, fields.Link) and column.rel_model is kind.model]
    numbers = [column for column in columns if isinstance(column, fields.IdNumber)] if number else []
    wanted = [column == record.id for column in links] + [column == number for column in numbers]
    if each is UNFINISHED:
        wanted.append(Unfinished.record == record.uid)
    if wanted:
        matching = wanted[0]
        for condition in wanted[1:]:
            matching = matching | condition
        ids = [row for (row,) in each.model.select(each.model.id).where(matching).order_by(each.model.id).tuples()]
        yield from search.rows(each, ids)


def _trace(kind: Kind, record: Record) -> Trace:
    subject = kind.model.__module__.split(".")[2]
    named = subject in _NAMELESS and bool(name_fields(kind.model))
    return Trace(kind, record, _ARCHIVES.get(subject, ""), named)


def _goes(field: object) -> bool:
    return bool(access.right_of(field)) or isinstance(field, fields.Attachment)


def forget(store: Store, found: Sequence[Trace], because: str) -> int:
    """Erase what these records hold, as one step that cannot be taken back; how many. Refused without a reason."""
    because = texts.reason(because)
    if not because:
        raise Refused(_NO_REASON)
    targets = [Target(trace.kind, trace.record, trace.name) for trace in found if not trace.kept]
    title = f"删除个人信息：{len(targets)} 条记录（{because}）"
    named = [word for trace in found for word in _naming(trace.record)]
    erasing.erase(store.journal, store.files, store.kinds, targets, title)
    drafts.forget(store.folder, store.key, named)
    return len(targets)


def _naming(record: Record) -> list[str]:
    """The names and numbers by which a record tells a person."""
    columns = record._meta.sorted_fields
    telling = [each.name for each in columns if isinstance(each, (fields.Name, fields.IdNumber))]
    return [str(record.__data__.get(name) or "") for name in telling]


def due(today: date) -> list[Household]:
    """The families whose files were closed longer ago than they are kept, oldest first."""
    until = today.replace(year=today.year - thresholds.KEEP_YEARS.value, day=min(today.day, 28))
    closed = Household.state.in_((HouseholdState.LEFT, HouseholdState.REFUSED))
    old = (Household.left_on <= until) & (Household.name != NAMELESS)
    return list(Household.select().where(closed & old).order_by(Household.left_on, Household.id))
