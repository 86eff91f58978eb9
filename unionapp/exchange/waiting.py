"""Links to records that are new in the same file: a union above another that is imported with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from unionapp.errors import Problem
from unionapp.exchange.directory import Later, label_field, plain_name
from unionapp.exchange.outcome import PlanRow
from unionapp.exchange.questions import Asking, Left
from unionapp.records.kind import Kind
from unionapp.values.text import brief

NOT_TAKEN = "“{word}”在本表第 {row} 行，那一行有问题不能登记，所以这一行也不能登记。"
CIRCLE = "“{word}”（第 {row} 行）与这一行互为上级，无法登记。"

Waiting = tuple[PlanRow, Mapping[str, Later]]


def resolve(kind: Kind, rows: Sequence[PlanRow], waiting: Sequence[Waiting], asking: Asking) -> None:
    """Tie the rows that wait for another row to it; those that wait in vain become wrong."""
    if not waiting:
        return
    named = _named(kind, rows)
    for row, links in waiting:
        for name, later in links.items():
            target = named.get(later.word)
            if target is None:
                left = asking.unread(name, later.why.word, later.why, row.number)
                _leave(row, left) if left is not None else _refuse(row, name, later.why.message)
            else:
                row.waiting[name] = target
    _refuse_followers([row for row, _ in waiting])


def _named(kind: Kind, rows: Iterable[PlanRow]) -> dict[str, PlanRow]:
    """The rows that would be added, by name."""
    label = label_field(kind.model)
    found: dict[str, PlanRow] = {}
    for row in rows:
        if row.fate == "new" and label:
            found.setdefault(plain_name(str(getattr(row.record, label))), row)
    return found


def _leave(row: PlanRow, left: Left) -> None:
    """The row comes in without its link."""
    row.left.append(left)
    row.problems.append(left.told(""))


def _refuse(row: PlanRow, name: str, message: str) -> None:
    row.fate, row.record = "wrong", None
    row.waiting.clear()
    row.problems.append(Problem(name, message, rule="link"))


def _refuse_followers(rows: Sequence[PlanRow]) -> None:
    """Refuse rows that wait for a wrong one, or for themselves, until no more are found."""
    changed = True
    while changed:
        changed = False
        for row in rows:
            for name, target in list(row.waiting.items()):
                circle = row in _above(target)
                if circle or target.fate == "wrong":
                    word = (CIRCLE if circle else NOT_TAKEN).format(word=brief(_word(target)), row=target.number)
                    _refuse(row, name, word)
                    changed = True
                    break


def _word(row: PlanRow) -> str:
    return str(row.record) if row.record is not None else "所填的记录"


def _above(row: PlanRow) -> Iterator[PlanRow]:
    """A row and all it waits for, each once."""
    seen: set[PlanRow] = set()
    todo = [row]
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo += each.waiting.values()
            yield each


def waves(rows: Iterable[PlanRow]) -> Iterator[list[PlanRow]]:
    """The rows in portions that can be written in turn: no row before one that it waits for."""
    left = list(rows)
    written: set[PlanRow] = set()
    while left:
        ready = [row for row in left if all(target in written for target in row.waiting.values())]
        yield ready
        written.update(ready)
        left = [row for row in left if row not in written]
