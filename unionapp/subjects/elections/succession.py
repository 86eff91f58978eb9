"""What a change within a term brings about: offices, the heads of the term, who leads the union.

A change notes what it wrote (`TermChange.followed`). When one comes in between, or is corrected, the later ones are
taken back from the last on and carried out again, so that the registers stand as if all had been typed right in their
order. What somebody has altered by hand since is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from unionapp.records import codes
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.subjects.elections.models import Term, TermChange
from unionapp.subjects.elections.states import TermChangeType
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.members.records import CADRES
from unionapp.subjects.members.states import CadrePost
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

HEADS: Mapping[str, str] = {
    CadrePost.CHAIR: "chair",
    CadrePost.AUDIT_HEAD: "audit_head",
    CadrePost.WOMEN_HEAD: "women_head",
}
"""The fields of a term that name who heads a body, by the office."""
LEAVING = frozenset({TermChangeType.RECALLED, TermChangeType.RESIGNED, TermChangeType.MOVED, TermChangeType.VACANT})
"""Changes by which somebody gives up an office."""
TAKING = frozenset({TermChangeType.BY_ELECTION, TermChangeType.ADDED})
"""Changes by which somebody takes an office."""
_BODIES = ("committee", "audit", "women")
_BARE = {model: Kind(key="", model=model, title="", noun="", columns=(), sections={}) for model in (Term, TermChange)}
"""The tables without what follows from them, so that following ends."""
_MADE = "+"
"""Stands for the field where an office itself was made."""


def changes_were_saved(saved: Sequence[SavedRow]) -> None:
    """Let new changes, and corrections, follow in the registers of their terms."""
    fresh = [each.record for each in saved if each.old is None]
    replaced = TermChange.select(TermChange.term).where(TermChange.id.in_([row.replaces_id for row in fresh]))
    touched = {row.term_id for row in fresh} | {row.term_id for row in replaced}
    for term in Term.select().where(Term.id.in_(touched)).order_by(Term.id):
        _settle(term, {row.id for row in fresh})


def led_by(union: Union, name: str, phone: str) -> dict[str, str]:
    """The values of a union that somebody leads from now on; a contact's number that was the chair's goes along."""
    values = {"chair": name, "chair_phone": phone}
    if union.phone and union.phone == union.chair_phone:
        values["phone"] = phone
    return values


def in_order(changes: Iterable[TermChange]) -> list[TermChange]:
    """Changes by day, a correction where the wrong one stood among those of its day."""
    placed: dict[int, int] = {}
    for change in sorted(changes, key=lambda change: change.id):
        placed[change.id] = placed.get(change.replaces_id or 0, change.id)
    return sorted(changes, key=lambda change: (change.day, placed[change.id]))


def _settle(term: Term, fresh: set[int]) -> None:
    changes = list(TermChange.select().where(TermChange.term == term.id))
    replaced = {change.replaces_id for change in changes}
    ordered = in_order(changes)
    done = [change for change in ordered if change.followed]
    wanted = [change for change in ordered if (change.followed or change.id in fresh) and change.id not in replaced]
    same = next((n for n, pair in enumerate(zip(done, wanted, strict=False)) if pair[0] is not pair[1]), None)
    kept = min(len(done), len(wanted)) if same is None else same
    registers = _Registers(term)
    for change in reversed(done[kept:]):
        registers.take_back(change)
    for change in wanted[kept:]:
        registers.carry_out(change)
    registers.write()
    editing.put(_BARE[TermChange], list({change.id: change for change in (*done[kept:], *wanted[kept:])}.values()))


class _Registers:
    """The rows that changes of one term write to, held until all is settled."""

    def __init__(self, term: Term) -> None:
        self.term = term
        self.union: Union = term.union
        self.cadres: list[Cadre] = list(Cadre.select().where(Cadre.union == term.union_id).order_by(Cadre.id))
        later = Term.select().where(Term.union == term.union_id, Term.number > term.number).order_by(Term.number)
        follower = later.first()
        self._running = follower is None
        self._closes: date | None = follower.elected - timedelta(1) if follower is not None else None
        self._notes: list[tuple[str, int, str, object, object]] = []
        self._spare: dict[int, Cadre] = {}
        self._changed: dict[tuple[str, int], Record] = {}

    def carry_out(self, change: TermChange) -> None:
        """Do what a change says, and note on it what was written."""
        self._notes = []
        if change.type in LEAVING:
            self._leave(change)
        elif change.type in TAKING:
            self._take(change)
        elif change.type == TermChangeType.ACTING and self._running:
            self._lead(change.name, _phone(change))
        change.followed = json.dumps(self._notes, ensure_ascii=False)

    def take_back(self, change: TermChange) -> None:
        """Undo what a change wrote, as far as it stands as the change left it."""
        for model, number, name, before, after in reversed(json.loads(change.followed)):
            row = self._row(model, number)
            if row is None:
                continue
            if name == _MADE and isinstance(row, Cadre):
                self.cadres.remove(row)
                self._spare[change.id] = row
            elif _stored(row, name) == after:
                closes = self._closes if name == "until" and before is None else None
                self._set(row, name, closes or type(row)._meta.fields[name].python_value(before))
        change.followed = ""

    def write(self) -> None:
        """Put all that has changed into the file; offices that no change makes any more go."""
        gone = {row.id for row in self._spare.values()}
        changed = [row for row in self._changed.values() if not (isinstance(row, Cadre) and row.id in gone)]
        editing.put(CADRES, [row for row in changed if isinstance(row, Cadre)])
        editing.put(_BARE[Term], [row for row in changed if isinstance(row, Term)])
        editing.put(UNIONS, [row for row in changed if isinstance(row, Union)])
        editing.delete(Cadre, Cadre.id, sorted(gone))

    def _leave(self, change: TermChange) -> None:
        for cadre in holders(self.cadres, change.office, change.day):
            if _is(cadre, change):
                self._set(cadre, "until", change.day)
        head = HEADS.get(change.office)
        if head and getattr(self.term, head) == change.name:
            self._set(self.term, head, "")
        if change.office != CadrePost.CHAIR:
            return
        if not self.term.chair and self.term.chair_vacant is None:
            self._set(self.term, "chair_vacant", change.day)
        if self._running and self.union.chair == change.name:
            self._lead("", "")

    def _take(self, change: TermChange) -> None:
        eve = change.day - timedelta(1)
        for cadre in self.cadres:
            if _holds(cadre, eve) and _gives_way(cadre, change):
                self._set(cadre, "until", eve)
        self._make(change)
        if head := HEADS.get(change.office):
            self._set(self.term, head, change.name)
        if change.office == CadrePost.CHAIR:
            self._set(self.term, "chair_vacant", None)
            if self._running:
                self._lead(change.name, _phone(change))

    def _make(self, change: TermChange) -> None:
        """The office that somebody takes: that of the wrong change made right, or a new one."""
        cadre = self._spare.pop(change.id, None) or self._spare.pop(change.replaces_id or 0, None)
        if cadre is None or (cadre.name, cadre.member_id) != (change.name, change.member_id):
            fields = {"phone": change.phone, "sort": change.sort, "until": cadre.until if cadre else self._closes}
            cadre = cadre or Cadre(union=self.term.union_id)
            for name, value in fields.items():
                setattr(cadre, name, value)
        cadre.member_id, cadre.name, cadre.post, cadre.since = change.member_id, change.name, change.office, change.day
        CADRES.fill(cadre)
        editing.put(CADRES, [cadre])
        self.cadres.append(cadre)
        self._notes.append((Cadre.__name__, cadre.id, _MADE, None, None))

    def _lead(self, name: str, phone: str) -> None:
        for field, value in led_by(self.union, name, phone).items():
            self._set(self.union, field, value)

    def _set(self, row: Record, name: str, value: object) -> None:
        before = _stored(row, name)
        setattr(row, name, value)
        after = _stored(row, name)
        if before != after:
            self._notes.append((type(row).__name__, row.id, name, before, after))
            self._changed[type(row).__name__, row.id] = row

    def _row(self, model: str, number: int) -> Record | None:
        rows: Iterable[Record] = (self.term, self.union, *self.cadres)
        return next((row for row in rows if type(row).__name__ == model and row.id == number), None)


def holders(cadres: Iterable[Cadre], post: str, day: date) -> list[Cadre]:
    """Those who hold an office on a day."""
    return [cadre for cadre in cadres if cadre.post == post and _holds(cadre, day)]


def _holds(cadre: Cadre, day: date) -> bool:
    return (cadre.since is None or cadre.since <= day) and (cadre.until is None or cadre.until >= day)


def _is(cadre: Cadre, change: TermChange) -> bool:
    """Whether the person of a change holds an office: the same member, or the same name where one is not linked."""
    linked = cadre.member_id is not None and change.member_id is not None
    return cadre.member_id == change.member_id if linked else cadre.name == change.name


def _gives_way(cadre: Cadre, change: TermChange) -> bool:
    """Whether an office ends because of who takes one: the same person's in that body, the head's of that body."""
    table = codes.table("cadre-post")
    if not _is(cadre, change):
        return cadre.post == change.office and change.office in table.marked("head")
    return any({cadre.post, change.office} <= table.marked(body) for body in _BODIES)


def _phone(change: TermChange) -> str:
    return change.phone or (change.member.mobile if change.member is not None else "")


def _stored(row: Record, name: str) -> object:
    """A value as it lies in the file, in a form that JSON knows."""
    value = type(row)._meta.fields[name].db_value(getattr(row, name))
    return value.isoformat() if isinstance(value, date) else value
