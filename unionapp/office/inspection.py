"""Checking everything: the file, every record against its rules, records that may be one, and the books."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import peewee

from unionapp.errors import Level, Problem
from unionapp.office import integrity
from unionapp.records import fields, reading, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.funds.spending import audits
from unionapp.work import Progress, silent

WHAT = "正在检查"
_SPOILT = "“{label}”的文件已损坏，打不开。请从备份恢复 files 文件夹；备份里也没有的，请重新选择文件。"
_GONE = "“{label}”的文件不在数据文件夹里。请从备份恢复 files 文件夹；备份里也没有的，请重新选择文件。"


@dataclass(frozen=True)
class Finding:
    """A problem, and the record it was found in; kind and uid are empty for the file as a whole."""

    problem: Problem
    kind: str = ""
    uid: str = ""
    label: str = ""

    def plain(self) -> dict[str, str]:
        """The finding as it goes out."""
        problem = self.problem
        return {
            "kind": self.kind,
            "uid": self.uid,
            "label": self.label,
            "field": problem.field,
            "rule": problem.rule,
            "level": problem.level,
            "message": problem.message,
            "article": problem.article,
        }


def inspect(store: Store, levels: Sequence[Level] = ("error", "warning"), progress: Progress = silent) -> list[Finding]:
    """All findings of the given levels, those of the file first."""
    found = [Finding(problem) for problem in integrity.of_file(store)]
    unsound = integrity.unsound(store)
    named: set[str] = set()
    kinds = [kind for kind in store.kinds if reading.may_read(kind)]
    total = sum(kind.model.select().count() for kind in kinds)
    done = 0
    for kind in kinds:
        for records in _pieces(kind):
            found += [each for record in records for each in _of_record(store, kind, record, unsound)]
            named |= {digest for record in records for _, digest in _attached(kind, record)}
            done += len(records)
            progress(done, total, WHAT)
        found += _strange(store, kind)
        found += _same(kind, kind.identity, "identity", "error", "重复登记")
        found += _same(kind, kind.likeness, "likeness", "warning", "可能是同一个人，请核对")
    if len(kinds) == len(store.kinds):  # who reads not everything does not know what is named
        found += map(Finding, integrity.of_attachments(unsound - named))
    found += _of_books() if reading.may_read(BOOKS) else ()
    return [each for each in found if each.problem.level in levels]


def _of_books() -> Iterator[Finding]:
    """What is wrong or doubtful with the vouchers of every set of books."""
    for book in Book.select().order_by(Book.id):
        for problem in audits.of_book(book):
            yield Finding(problem, BOOKS.key, book.uid, book.name)


def _pieces(kind: Kind) -> Iterator[list[Record]]:
    """All records of a kind with their links, a piece at a time."""
    for chunk in editing.chunks(search.ids(kind, search.Query(order=("id",)))):
        yield search.rows(kind, chunk)


def _of_record(store: Store, kind: Kind, record: Record, unsound: Collection[str]) -> list[Finding]:
    problems = [*kind.check(record), *_bad_files(store, kind, record, unsound)]
    return [Finding(problem, kind.key, record.uid, record.label) for problem in problems]


def _attached(kind: Kind, record: Record) -> Iterator[tuple[fields.Attachment, str]]:
    """The fields of a record that hold a file, with its digest."""
    for name, field in kind.fields.items():
        stored = getattr(record, name) if isinstance(field, fields.Attachment) else ""
        if stored and isinstance(field, fields.Attachment):
            yield field, stored.partition("/")[0]


def _bad_files(store: Store, kind: Kind, record: Record, unsound: Collection[str]) -> Iterator[Problem]:
    """Photos and attached files that a record names and the data folder does not hold, or only damaged."""
    for field, digest in _attached(kind, record):
        if digest in unsound:
            yield Problem(field.name, _SPOILT.format(label=field.label), rule="file")
        elif not store.files.holds(digest):
            yield Problem(field.name, _GONE.format(label=field.label), rule="file")


def _strange(store: Store, kind: Kind) -> Iterator[Finding]:
    """Records that were changed past the program."""
    for record, words in integrity.strange_records(store, kind):
        problem = Problem("", words, rule=integrity.RULE)
        yield Finding(problem, kind.key, record.uid if record else "", record.label if record else kind.title)


def _same(kind: Kind, names: Sequence[str], rule: str, level: Level, words: str) -> Iterator[Finding]:
    """Records that share all of the named fields; empty fields are not shared."""
    if not names:
        return
    columns = [kind.model._meta.fields[name] for name in names]
    must = [column for column in columns if column.name not in kind.loose]
    filled = [column.is_null(False) if column.null else column != "" for column in must]
    shared = kind.model.select(*columns).where(*filled).group_by(*columns).having(peewee.fn.count(kind.model.id) > 1)
    labels = "、".join(column.label for column in columns)
    for values in shared.tuples():
        alike = [column == value for column, value in zip(columns, values, strict=True)]
        records = list(kind.model.select().where(*alike).order_by(kind.model.id))
        others = "、".join(record.label for record in records[1:])
        problem = Problem(names[0], f"{labels}与“{others}”相同，{words}。", level=level, rule=rule)
        yield Finding(problem, kind.key, records[0].uid, records[0].label)
