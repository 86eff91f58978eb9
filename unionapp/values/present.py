"""What is known to be there, although its type says that it might not."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def present(value: Value | None) -> Value:
    """A value that a query or an earlier check has made sure of; AssertionError where it is None all the same."""
    assert value is not None
    return value
