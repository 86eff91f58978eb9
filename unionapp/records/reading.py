"""Which right reading takes: it follows from the subject in whose room something is declared, so none is forgotten."""

from __future__ import annotations

from unionapp.records import context
from unionapp.records.kind import Kind

_RIGHTS = {
    "members": "read-members",
    "funds": "read-funds",
    "service": "read-service",
    "relations": "read-service",
}
"""The right by subject; those of other subjects everybody may read who is let in."""


def right_in(module: str) -> str:
    """The right to read what a module (or module:name) declares; empty where everybody may."""
    return next((right for part in module.partition(":")[0].split(".") if (right := _RIGHTS.get(part))), "")


def right_of(kind: Kind) -> str:
    """The right to read a kind; empty where everybody may."""
    return right_in(kind.model.__module__)


def may(right: str) -> bool:
    """Whether the operator at work has a right to read; nobody needs an empty one."""
    return not right or context.may(right)


def may_read(kind: Kind) -> bool:
    """Whether the operator at work may read a kind."""
    return may(right_of(kind))
