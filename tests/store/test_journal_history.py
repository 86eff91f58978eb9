"""Whatever is done in whatever steps: taken back it is as it was, done again it is as it became."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import peewee
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from unionapp.errors import Refused
from unionapp.records.finding import indexed
from unionapp.records.kind import Kind
from unionapp.store import editing, system
from unionapp.subjects.members.records import CADRES, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.records import UNIONS

from tests import support

KINDS = (UNIONS, MEMBERS, MEMBERSHIP_CHANGES, CADRES, system.OPERATORS, system.CODES)
WORDS = ("张三", "李四", "王小明", 'Ann "x" O\'Neil', "a\\b", "[1, 2]", "null", "多行\n文字", "𠮷田", "")

Act = tuple[str, int, int, int]
acts = st.lists(
    st.tuples(
        st.sampled_from(("insert", "update", "delete")),
        st.integers(0, len(KINDS) - 1),
        st.integers(0, 50),
        st.integers(0, len(WORDS) - 1),
    ),
    min_size=1,
    max_size=8,
)


class Halt(Exception):
    """Raised in the middle of a step."""


def pick(kind: Kind, number: int) -> Any:
    """Some row of a kind, or None where there is none; never the row of the operator at work, who needs it."""
    rows = [row for row in kind.model.select().order_by(kind.model.id) if not _at_work(row)]
    return rows[number % len(rows)] if rows else None


def _at_work(row: Any) -> bool:
    return isinstance(row, system.Operator) and row.name == support.OPERATOR


def fill(kind: Kind, record: Any, number: int, word: int) -> None:
    """Give some of a record's fields other values."""
    text = next(name for name in ("name", "title", "remark") if name in kind.fields)
    setattr(record, text, WORDS[word])
    for link in kind.links:
        other = pick(support.BY_MODEL[link.rel_model], number)
        setattr(record, link.name, other if other is not None and other.id != record.id else None)
    if kind is UNIONS:
        record.employees, record.sealed = (None, 7, 10**15)[number % 3], (None, True, False)[number % 3]
    if kind is system.OPERATORS:
        record.rights = (("write", "admin", "export"), ("write", "admin"))[number % 2]


def act(what: Act) -> None:
    """Do one thing to one row; what the database forbids is left undone."""
    verb, at, number, word = what
    kind = KINDS[at]
    record = kind.model() if verb == "insert" else pick(kind, number)
    if record is None:
        return
    try:
        if verb == "delete":
            record.delete_instance()
        else:
            fill(kind, record, number, word)
            editing.put(kind, [record], follow=False)
    except peewee.IntegrityError:
        return


class Desk(RuleBasedStateMachine):
    """A clerk who does, takes back and does again, with a picture of the file after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = support.make_store(self.folder / "data")
        self.pictures = [support.picture(self.store)]
        self.at = 0

    @rule(what=acts)
    def do(self, what: list[Act]) -> None:
        before = self.store.journal.undoable
        with self.store.journal.step("一步"):
            for each in what[:4]:
                act(each)
            with self.store.journal.step("步中之步"):
                for each in what[4:]:
                    act(each)
        if self.store.journal.undoable != before:
            self.pictures = [*self.pictures[: self.at + 1], support.picture(self.store)]
            self.at += 1
            assert self.store.journal.redoable is None
        assert support.picture(self.store) == self.pictures[self.at]

    @rule(what=acts)
    def fail(self, what: list[Act]) -> None:
        logged = self.store.journal.steps()
        with pytest.raises(Halt), self.store.journal.step("中断"):
            for each in what:
                act(each)
            raise Halt
        assert self.store.journal.steps() == logged

    @rule()
    @precondition(lambda self: self.at > 0)
    def undo(self) -> None:
        self.store.journal.undo()
        self.at -= 1

    @rule()
    @precondition(lambda self: self.at < len(self.pictures) - 1)
    def redo(self) -> None:
        self.store.journal.redo()
        self.at += 1

    @rule()
    def note(self) -> None:
        self.store.journal.note("打印")

    @rule()
    def reopen(self) -> None:
        undoable, redoable = self.store.journal.undoable, self.store.journal.redoable
        self.store.close()
        self.store = support.open_store(self.folder / "data")
        assert (self.store.journal.undoable, self.store.journal.redoable) == (undoable, redoable)

    @invariant()
    def file_is_as_pictured(self) -> None:
        assert support.picture(self.store) == self.pictures[self.at]
        assert (self.store.journal.undoable is None) == (self.at == 0)
        assert (self.store.journal.redoable is None) == (self.at == len(self.pictures) - 1)

    def teardown(self) -> None:
        journal = self.store.journal
        try:
            for picture in reversed(self.pictures[: self.at]):
                journal.undo()
                assert support.picture(self.store) == picture
            with pytest.raises(Refused, match="没有可以撤销"):
                journal.undo()
            for picture in self.pictures[1:]:
                journal.redo()
                assert support.picture(self.store) == picture
            with pytest.raises(Refused, match="没有可以重做"):
                journal.redo()
            for kind in self.store.kinds:
                assert not indexed(kind) or support.indexed(self.store, kind) == support.reindexed(self.store, kind)
            assert self.store.check() == []
        finally:
            self.store.close()
            shutil.rmtree(self.folder)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=40, stateful_step_count=12)
