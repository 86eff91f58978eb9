"""What a widget leaves to those made from it (its body only raises), each of them writes."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator

import pytest

from tests.source import PROGRAM, Function, module_of, tree


def left_open() -> Iterator[tuple[str, str, str]]:
    """Module, class and method of everything that is left to others."""
    for path in PROGRAM:
        for node in ast.walk(tree(path)) if path.parts[-2] != "migrations" else ():
            for part in node.body if isinstance(node, ast.ClassDef) else ():
                last = part.body[-1] if isinstance(part, Function) else None
                if isinstance(last, ast.Raise) and getattr(last.exc, "id", "") == "NotImplementedError":
                    yield module_of(path), node.name, part.name


def final(base: type) -> Iterator[type]:
    """The classes made from one, and perhaps it itself, that nothing else is made from."""
    made = base.__subclasses__()
    if not made:
        yield base
    for each in made:
        yield from final(each)


@pytest.fixture(scope="module", autouse=True)
def all_screens() -> None:
    """Every module of the window is there, and with it every class."""
    for path in PROGRAM:
        if "ui" in path.parts:
            importlib.import_module(module_of(path))


OPEN = sorted(left_open())


def test_something_is_left_open() -> None:
    assert ("ui.kit.leaving", "FilledDialog", "typed") in OPEN


@pytest.mark.parametrize(("module", "name", "method"), OPEN)
def test_each_final_class_writes_it(module: str, name: str, method: str) -> None:
    base = getattr(importlib.import_module(module), name)
    asked = getattr(base, method)
    unwritten = [each.__qualname__ for each in final(base) if getattr(each, method) is asked]
    assert unwritten == [] and list(final(base)) != [base]
