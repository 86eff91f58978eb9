"""Steps: every change belongs to one, and every one can be taken back.

Triggers on each record table write down what a change needs to be reversed: nothing but the row's number for a new
row, the old values of changed fields, the whole of a removed row. Taking back a step is itself a step that applies
those in reverse; doing it again takes back the taking back. So the log only ever grows, and triggers refuse anything
else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any

import peewee

from unionapp.errors import Refused
from unionapp.records import access, context, texts
from unionapp.records.context import DATABASE
from unionapp.store import connection, fences, log_chain, refusals, reversing
from unionapp.store.stacks import DO, NOTE, REDO, SEAL, UNDO, Stacks, Step
from unionapp.values.text import brief

__all__ = ["DO", "NOTE", "REDO", "SEAL", "UNDO", "ChangeRow", "Journal", "Step", "StepRow"]

_NO_DEED = (UNDO, REDO, NOTE, SEAL)


class StepRow(peewee.Model):
    """One thing an operator did; its code closes the chain behind it (`log_chain`)."""

    id = peewee.AutoField()
    at = peewee.DateTimeField()
    operator = peewee.TextField()
    title = peewee.TextField()
    sort = peewee.TextField()
    of = peewee.IntegerField(null=True)
    code = peewee.TextField(default="")

    class Meta:
        database = DATABASE
        table_name = "step"


class ChangeRow(peewee.Model):
    """One row changed within a step: I new, U changed (old and new values by column), D removed (all its values).

    `after` is the code of the row as it stood then (`row_codes`).
    """

    id = peewee.AutoField()
    step = peewee.ForeignKeyField(StepRow, backref="changes", index=True)
    table = peewee.TextField(column_name="tbl")
    row = peewee.IntegerField()
    op = peewee.FixedCharField(max_length=1)  # type: ignore[call-overload]
    data = peewee.TextField(null=True)
    after = peewee.TextField(null=True)

    class Meta:
        database = DATABASE
        table_name = "change"
        indexes = ((("table", "row"), False),)


_SHOWN = (StepRow.id, StepRow.at, StepRow.operator, StepRow.title, StepRow.sort, StepRow.of)
"""The columns that every form of the data file has."""
_WORDS = {UNDO: "撤销", REDO: "重做"}
_BUILT_UPON = "“{title}”以后的记录还用着它改动过的内容，没有{word}。请先处理那些记录。"
_BEFORE_A_REASON = 100
"""Characters of a title that a reason follows."""
_OPERATORS = "operator"
"""The table of rights."""
_REMEMBERED = 1000
"""How many of the last steps are looked at, when a file is opened, for what can be taken back."""

_serials = count(1)


def _running() -> connection.Running:
    database = context.current().database
    assert isinstance(database, connection.Database)
    return database.running


def current_step() -> int | None:
    """The number of the running step of the data folder at work, None outside of steps."""
    return _running().step


def running() -> int | None:
    """A number that no two steps of this program share, even where one failed; None outside of steps."""
    return _running().serial


class Journal:
    """The steps of one open data file, and the operator who does them."""

    def __init__(self, database: connection.Database, operator: str) -> None:
        self.database = database
        self.operator = operator
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        """Called after each step that changed rows, with the names of the tables it changed."""
        self.may: Callable[[str], bool] = lambda right: False
        """Whether the operator has a right; the store says, and until it has, she has none."""
        self.aside: Callable[[str], None] = lambda title: None
        """Keeps a note of who reads only until the next opening that writes; the store says."""
        self.rights: Mapping[str, str] = {}
        """The right that changing a table takes where it is another than to write; the store says."""
        self.titles: Mapping[str, str] = {}
        """What a table is called; the store says."""
        self.secrets: Mapping[str, Mapping[str, Any]] = {}
        """The fields whose change takes a right of its own, by table and column; the store says."""
        self.stacks = Stacks(lambda step: fences.taken_back(self.database, step))
        self._chained = log_chain.chained(database)
        remembered = StepRow.select(*_SHOWN).where(StepRow.sort != NOTE).order_by(StepRow.id.desc()).limit(_REMEMBERED)
        for row in reversed(list(remembered)):
            self.stacks.add(_step(row))

    @contextmanager
    def step(self, title: str, sort: str = DO, of: int | None = None) -> Iterator[int]:
        """One transaction, one undo, one line in the log; within another step it joins that one.

        Yields the step's number. A thing done that changed no row leaves no line; notes, seals and what takes back
        or does again always do. Where the file is open for reading only, notes go `aside` and all else is a Trouble.
        """
        title = log_chain.logged(title)
        if context.current().database is not self.database:
            raise RuntimeError("a step of one data folder within the work of another")
        running = self.database.running
        if running.step is not None:
            yield running.step
            return
        if self.database.read_only and sort == NOTE:
            with running.joined():
                yield 0
            self.aside(title)
            return
        self.database.need_writable()
        if sort not in (NOTE, SEAL):
            self.need("write", title)
        in_words = connection.in_words(self.database.path)
        with refusals.noted_after(self), in_words, self.database.atomic("IMMEDIATE"):
            at = datetime.now().replace(microsecond=0)
            number = _written(self.database, Step(0, at, self.operator, title, sort, of))
            running.step, running.serial = number, next(_serials)
            try:
                yield number
                tables = reversing.changed_tables(self.database, number)
                if not tables and sort not in _NO_DEED:
                    self.database.execute_sql("DELETE FROM step WHERE id = ?", (number,))
                elif self._chained:
                    log_chain.close_step(self.database, number)
            finally:
                running.step = running.serial = None
        if tables or sort in _NO_DEED:
            self.stacks.add(Step(number, at, self.operator, title, sort, of))
        if tables:
            for listener in self.listeners:
                listener(tables)

    def need(self, right: str, what: str = "") -> None:
        """Refused where the operator does not have this right (the empty one everybody has); the log notes it, and
        `what` she wanted to do."""
        if right and not self.may(right):
            raise refusals.refused(self, right, what)

    def note(self, title: str) -> None:
        """Write down what changed no row but must be known later (printed, exported, looked at)."""
        with self.step(title, NOTE):
            pass

    @property
    def undoable(self) -> Step | None:
        """The step that undo would take back now."""
        return self.stacks.undoable

    @property
    def redoable(self) -> Step | None:
        """The taken-back step that redo would do again now."""
        return self.stacks.redoable

    def question(self) -> str:
        """What must be asked before undo goes on, in words; empty where it need not be."""
        step, passed = self.undoable, _passed(self.stacks)
        if step is None:
            return passed
        further = f"继续撤销，退回的是更早的“{step.title}”。" if passed else ""
        return f"{passed}{further}{fences.question(self.database, step.id, self.titles)}"

    def forbidden(self) -> str:
        """Why undo does not go on at all, in words; empty where it may."""
        way = fences.own_way(self.database, self.undoable.id) if self.undoable is not None else ""
        return f"{_passed(self.stacks)}{way}" if way else ""

    def undo(self, because: str = "", asked: int = 0) -> Step:
        """Take back the last step; Refused where there is none, and at a fence.

        The taking back by a way of its own is never taken back: undo stops there as at a fence, and where it is let on
        takes back what was done before. A fence that is only asked about gives way to a reason, which the log keeps,
        or where the operator was asked about this very step (`asked`, its number).
        """
        step, because, question = self.undoable, texts.reason(because), self.question()
        if step is None:
            raise Refused(question or "没有可以撤销的操作。")
        if way := self.forbidden():
            raise Refused(way)
        if question and not because and asked != step.id:
            raise Refused(f"{question}没有撤销。确实要撤销，请写明原因。")
        return self.reverse(step, UNDO, because)

    def redo(self) -> Step:
        """Do again the step taken back last; Refused where there is none."""
        if self.redoable is None:
            raise Refused("没有可以重做的操作。")
        return self.reverse(self.redoable, REDO)

    def steps(self, limit: int = 0, text: str = "", operator: str = "") -> list[Step]:
        """The log, newest first, of titles that hold a text and of one operator where given; limit 0 gives all."""
        select = StepRow.select(*_SHOWN).order_by(StepRow.id.desc())
        if text:
            select = select.where(StepRow.title.contains(text))
        if operator:
            select = select.where(StepRow.operator == operator)
        return [_step(row) for row in (select.limit(limit) if limit else select)]

    def operators(self) -> list[str]:
        """Everybody who ever did a step."""
        return [name for (name,) in StepRow.select(StepRow.operator).distinct().order_by(StepRow.operator).tuples()]

    def history(self, table: str, row: int) -> list[tuple[Step, str, Mapping[str, Any]]]:
        """What happened to one row, newest first: the step, the operation (I, U, D) and its data."""
        select = (
            ChangeRow.select(ChangeRow, StepRow)
            .join(StepRow)
            .where((ChangeRow.table == table) & (ChangeRow.row == row))
            .order_by(ChangeRow.id.desc())
        )
        return [(_step(change.step), change.op, values(change.data)) for change in select]

    def reverse(self, step: Step, sort: str, because: str = "") -> Step:
        """Apply the changes of a step in reverse; Refused where the operator could not have made them herself.

        Otherwise who lost a right would have it back by undoing.
        """
        for table in reversing.changed_tables(self.database, step.id):
            self.need(self.rights.get(table, "write"), step.title)
            self._need_rights_of_fields(step, table)
        title = f"{brief(step.title, _BEFORE_A_REASON)}（{because}）" if because else step.title
        try:
            with self.step(title, sort, step.id):
                reversing.reverse(self.database, step.id)
        except peewee.IntegrityError as error:
            raise Refused(_BUILT_UPON.format(title=step.title, word=_WORDS[sort])) from error
        return step

    def _need_rights_of_fields(self, step: Step, table: str) -> None:
        """Refused where a step changed a field of a table whose right the operator does not have.

        What followed by itself (an income per head) from a step of her own, under the rights she has now, is her own.
        """
        if step.operator == self.operator and not reversing.changed_since(self.database, step.id, _OPERATORS):
            return
        closed = {
            name: field for name, field in self.secrets.get(table, {}).items() if not self.may(access.right_of(field))
        }
        if touched := reversing.changed_columns(self.database, step.id, table) & closed.keys():
            labels = "、".join(f"“{closed[name].label}”" for name in closed if name in touched)
            raise Refused(f"这一步改动过{labels}，您没有填写它的权限，没有改动。请有权限的操作员来做。")


def values(data: str | None) -> Mapping[str, Any]:
    """What a change says of the values; nothing where they were erased."""
    found: dict[str, Any] = json.loads(data) if data and not log_chain.is_erased(data) else {}
    return found


def _passed(stacks: Stacks) -> str:
    """What is said of the taking back by a way of its own that was done last; empty where there is none."""
    way_back = stacks.way_back
    return fences.done_anew(way_back.sort) if way_back is not None else ""


def _written(database: connection.Database, step: Step) -> int:
    """The number under which a step that begins stands in the log."""
    sql = "INSERT INTO step(at, operator, title, sort, of) VALUES (?, ?, ?, ?, ?)"
    row = (step.at.isoformat(" "), step.operator, step.title, step.sort, step.of)
    return int(database.execute_sql(sql, row).lastrowid)


def _step(row: StepRow) -> Step:
    return Step(row.id, row.at, row.operator, log_chain.readable(row.title), row.sort, row.of)
