"""The tree of unions: the township's own at the root, the others below."""

from __future__ import annotations

from collections import defaultdict

from unionapp.subjects.unions.models import Union


def own() -> Union | None:
    """The union that keeps these records: the first without a parent; None in an empty file."""
    root: Union | None = Union.select().where(Union.parent.is_null()).order_by(Union.id).first()
    return root


def own_name() -> str:
    """The name of the township's own union, empty in an empty file."""
    root = own()
    return root.name if root is not None else ""


def nodes() -> list[tuple[int, int | None, str]]:
    """Id, parent (None at a root) and name of every union, parents before children, siblings as they were entered."""
    rows = list(Union.select(Union.id, Union.parent, Union.name).order_by(Union.id).tuples())
    below: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    known = {number for number, _, _ in rows}
    for number, parent, name in rows:
        below[parent if parent in known else None].append((number, name))
    ordered: list[tuple[int, int | None, str]] = []
    waiting: list[tuple[int, int | None, str]] = [(number, None, name) for number, name in reversed(below[None])]
    while waiting:
        number, upper, name = waiting.pop()
        ordered.append((number, upper, name))
        waiting += [(child, number, called) for child, called in reversed(below[number])]
    return ordered


def names() -> dict[int, str]:
    """The name of every union by id, in the order of `nodes`."""
    return {number: name for number, _, name in nodes()}


def below(union: Union) -> list[int]:
    """The ids of a union and of all unions under it."""
    children: dict[int, list[int]] = defaultdict(list)
    for number, parent in Union.select(Union.id, Union.parent).tuples():
        children[parent].append(number)
    found, waiting = [], [union.id]
    while waiting:
        number = waiting.pop()
        found.append(number)
        waiting += children[number]
    return found
