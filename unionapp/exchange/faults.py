"""What a row says and its record does not take: values that rules refuse, and those that an import must not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from unionapp.errors import Problem
from unionapp.exchange.directory import Unreadable
from unionapp.exchange.questions import Asking
from unionapp.exchange.rowreading import ReadRow
from unionapp.records.kind import Kind, Making
from unionapp.records.record import Record
from unionapp.values.present import present

NOT_BY_IMPORT = "表中为“{given}”，登记为“{kept}”；这一项不从表格修改，已保留登记的内容。"
Shown = Callable[[str, object], str]
"""A value of a field as the clerk reads it."""


def leave_out(
    asking: Asking, read: ReadRow, problems: Sequence[Problem], old: Mapping[str, object] | None, shown: Shown
) -> bool:
    """Take out of a row what a rule refuses and the record can be without; whether anything was."""
    found = False
    for problem in problems:
        name = problem.field
        if problem.level != "error" or problem.line or not name:
            continue
        value = read.values.get(name)
        if problem.rule == "required":
            asking.empty(name, read.number)
        elif value not in (None, "", ()) and not (old is not None and old.get(name) == value):
            why = Unreadable(problem.message, problem.article)
            left = asking.unread(name, shown(name, value), why, read.number)
            if left is not None:
                read.left.append(left)
                del read.values[name]
                found = True
    return found


def kept_back(
    locked: Iterable[str], values: dict[str, object], old: Mapping[str, object], shown: Shown
) -> list[Problem]:
    """Take out of the values what an import must not change; a warning for each that differs."""
    found = []
    for name in set(locked).intersection(values):
        given, kept = values[name], old.get(name)
        if kept not in (None, "", ()):
            del values[name]
            if given != kept:
                words = {"given": shown(name, given), "kept": shown(name, kept)}
                found.append(Problem(name, NOT_BY_IMPORT.format(**words), level="warning", rule="fixed"))
    return found


def without_made(
    kind: Kind, asking: Asking, read: ReadRow, record: Record, problems: list[Problem]
) -> tuple[list[Problem], list[tuple[Making, Record]]]:
    """The problems but for what the clerk lets the import register by the way, and that."""
    left, made = [], []
    for problem in problems:
        making = kind.making.get(problem.rule)
        row = record if not problem.line else present(record.lines)[problem.line - 1]
        word = making.words(row) if making is not None else ""
        if making is not None and word and asking.making(word, problem.message, read.number_of(problem.line)):
            made.append((making, row))
        else:
            left.append(problem)
    return left, made
