"""The measures of the house: how long, how wide, how typed; and every public name means one thing."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.source import PROGRAM, Function, functions, place, tree

GROWING = [path for path in PROGRAM if "migrations" not in path.parts]
"""What is not frozen."""
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_METHODS = 15
UNTYPED = 0.06
"""The greatest share of functions whose parameters or result are of any type: columns' values, words passed on."""


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class of the program with its place, nested ones too."""
    for path in GROWING:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                yield place(path, node.lineno), node


def signature(function: Function) -> Iterator[ast.expr]:
    """What a function says of its parameters and its result."""
    given = function.args
    for each in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
        if each is not None and each.annotation is not None:
            yield each.annotation
    if function.returns is not None:
        yield function.returns


def is_untyped(function: Function) -> bool:
    """Whether a signature speaks of Any."""
    return any(
        isinstance(node, ast.Name) and node.id == "Any" for said in signature(function) for node in ast.walk(said)
    )


def test_no_file_is_too_long() -> None:
    lengths = {place(path, 1): len(path.read_text("utf-8").splitlines()) for path in GROWING}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{place(path, function.lineno)} {function.name}"
        for path in GROWING
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_class_does_too_much() -> None:
    wide = {
        f"{where} {node.name}": count
        for where, node in classes()
        if (count := sum(isinstance(part, Function) for part in node.body)) > MOST_METHODS
    }
    assert wide == {}


def test_functions_say_what_they_take_and_give() -> None:
    said = [(place(path, 1), is_untyped(function)) for path in GROWING for function in functions(path)]
    untyped = Counter(where for where, without in said if without)
    assert untyped.total() <= UNTYPED * len(said), untyped.most_common(20)


def test_a_signature_is_known_by_its_words() -> None:
    made = [
        function("def f(a: int) -> str: ..."),
        function("def f(a: dict[str, Any]): ..."),
        function("def f() -> Any: ..."),
    ]
    assert [is_untyped(each) for each in made] == [False, True, True]


def test_a_public_name_means_one_thing() -> None:
    """`Meta` is peewee's."""
    known: dict[str, list[str]] = defaultdict(list)
    for where, node in classes():
        if not node.name.startswith("_") and node.name != "Meta":
            known[node.name].append(where)
    assert {name: places for name, places in known.items() if len(places) > 1} == {}


def function(text: str) -> Function:
    """The one function of a text."""
    (found,) = ast.parse(text).body
    assert isinstance(found, Function)
    return found
