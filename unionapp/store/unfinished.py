"""待补: what a sheet said and no field could take, kept with the record that came in without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unionapp.records import access, fields, formats, reading, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.journal import Journal


class Unfinished(Record):
    """待补: a cell that was left out when its record came in.

    What was written may be of a field that few may see, so the words take the right to see the most private of all;
    the page shows them by the right of the field that they were meant for (`Open`).
    """

    register = fields.Text("台账", required=True, index=True, longest=fields.NUMBER)
    record = fields.Text("记录", required=True, index=True, longest=fields.NUMBER)
    field = fields.Text("栏目", required=True, longest=fields.NUMBER)
    written = fields.LongText("表中写的", right="private")
    reason = fields.LongText("没有导入的原因", right="private")

    @property
    def label(self) -> str:
        """What is missing of which register."""
        return f"{self.register} {self.field}"


UNFINISHED = Kind(
    key="unfinished",
    model=Unfinished,
    title="待补",
    noun="待补项目",
    columns=("register", "field", "written", "reason"),
    sections={"待补": ("register", "record", "field", "written", "reason")},
    by_hand=False,
    empty="没有待补的。导入时看不懂的内容会列在这里，记录先登记，空着的以后补。",
    help="导入时，记录已经登记、但表中这一格看不懂而空着的项目。点开记录补上，这一行就自己消失。",
)

LET_GO = "不再补 {count} 项"
_EMPTY = (None, "", ())


@dataclass(frozen=True)
class Open:
    """A cell still to be filled: its record and field, and what was written."""

    item: Unfinished
    kind: Kind
    record: Record

    @property
    def label(self) -> str:
        """The label of the field."""
        return str(self.kind.fields[self.item.field].label)

    @property
    def written(self) -> str:
        """What the sheet said, masked where the operator may not see such numbers."""
        field = self.kind.fields[self.item.field]
        return self.item.written if access.may_see(field) else formats.masked(field, self.item.written)

    @property
    def reason(self) -> str:
        """Why it was left out, which quotes what was written."""
        return self.item.reason if access.may_see(self.kind.fields[self.item.field]) else access.HIDDEN


def keep(left: Iterable[tuple[Kind, Record, str, str, str]]) -> int:
    """Keep what was left out (kind, record, field, what was written, why), within the running step; how many."""
    rows = [
        Unfinished(register=kind.key, record=record.uid, field=name, written=written, reason=why)
        for kind, record, name, written, why in left
        if record.__data__.get(name) in _EMPTY
    ]
    editing.put(UNFINISHED, rows)
    return len(rows)


def still_open(kinds: Sequence[Kind]) -> list[Open]:
    """What is still to be filled of the records that the operator may read, in the order in which it came in."""
    by_register: dict[str, list[Unfinished]] = defaultdict(list)
    for item in Unfinished.select().order_by(Unfinished.id):
        by_register[item.register].append(item)
    found = [
        each
        for kind in kinds
        if kind.key in by_register and reading.may_read(kind)
        for each in _open_of(kind, by_register[kind.key])
    ]
    return sorted(found, key=lambda each: each.item.id)


def _open_of(kind: Kind, items: Sequence[Unfinished]) -> list[Open]:
    uids = list({item.record for item in items})
    ids = [
        row
        for start in range(0, len(uids), 500)
        for (row,) in kind.model.select(kind.model.id).where(kind.model.uid.in_(uids[start : start + 500])).tuples()
    ]
    records = {record.uid: record for chunk in editing.chunks(ids) for record in search.rows(kind, chunk)}
    return [
        Open(item, kind, records[item.record])
        for item in items
        if item.record in records
        and item.field in kind.fields
        and records[item.record].__data__.get(item.field) in _EMPTY
    ]


def let_go(journal: Journal, items: Sequence[Open]) -> None:
    """Strike what will not be filled, as one step."""
    for kind in {each.kind.key: each.kind for each in items}.values():
        editing.need_rights_of_kind(journal, kind, f"登记{kind.title}")
    with journal.step(LET_GO.format(count=len(items))):
        editing.delete(Unfinished, Unfinished.id, [each.item.id for each in items])
