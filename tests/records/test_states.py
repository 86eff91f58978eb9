"""The states, bodies and sorts that the program names are codes of its tables."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module

from unionapp import subjects
from unionapp.records import codes
from unionapp.records.code_table import CodeTable


def enums() -> Iterator[type[StrEnum]]:
    """Every StrEnum that a module of the subjects defines."""
    for module in pkgutil.walk_packages(subjects.__path__, f"{subjects.__name__}."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, StrEnum) and found.__module__ == module.name:
                yield found


def holds(table: CodeTable, enum: type[StrEnum]) -> bool:
    """Whether a table has every value of an enum."""
    return all(each.value in table.by_key for each in enum)


def test_every_value_stands_in_one_code_table() -> None:
    found = list(enums())
    assert "VoucherState" in {enum.__name__ for enum in found}
    tables = codes.shipped().values()
    assert [enum.__qualname__ for enum in found if not any(holds(table, enum) for table in tables)] == []


def test_a_value_of_no_table_is_seen() -> None:
    mixed = StrEnum("mixed", {"DRAFT": "draft", "NEVER": "never"})
    assert not any(holds(table, mixed) for table in codes.shipped().values())
