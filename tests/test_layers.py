"""The house keeps its shape: who may import whom, and how long a file or a function may get."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted(path for part in ("unionapp/**/*.py", "ui/**/*.py", "main.py") for path in ROOT.glob(part))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
OF_LIBRARIES = {
    *("createEditor", "setEditorData", "setModelData", "updateEditorGeometry", "expandingDirections", "dragMoveEvent"),
    *("splitString", "addObjects"),
    "obj",
}
"""Methods that Qt's views and layouts, reportlab's fonts and peewee's proxies call."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and module of every import under a node, imports of names as module.name."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            yield from ((inner.lineno, alias.name) for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            yield from ((inner.lineno, f"{inner.module}.{alias.name}") for alias in inner.names)


def place(path: Path, line: int) -> str:
    """file:line, as editors open it."""
    return f"{path.relative_to(ROOT)}:{line}"


def test_every_room_uses_only_the_rooms_below_it() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_import_hides_in_a_function() -> None:
    hidden = {
        f"{place(path, line)} {name}"
        for path in PROGRAM
        for function in functions(path)
        for line, name in imports(function)
    }
    assert not hidden


def test_only_the_window_knows_qt() -> None:
    found = [
        f"{place(path, line)} {name}"
        for path in PROGRAM
        if path.is_relative_to(ROOT / "unionapp")
        for line, name in imports(tree(path))
        if name.split(".")[0] in {"PySide6", "shiboken6"}
    ]
    assert not found


def test_nothing_imports_the_starting_script() -> None:
    found = [
        f"{place(path, line)} {name}"
        for path in PROGRAM
        for line, name in imports(tree(path))
        if name.split(".")[0] == "main"
    ]
    assert not found


def test_no_subject_asks_for_the_lists_of_all_subjects() -> None:
    found = [
        f"{place(path, line)} {name}"
        for path in PROGRAM
        if path.is_relative_to(ROOT / "unionapp/subjects") and path.parent.name != "subjects"
        for line, name in imports(tree(path))
        if name in {"unionapp.subjects.KINDS", "unionapp.subjects.printed.PAPERS"}
    ]
    assert not found


def test_no_file_grows_beyond_four_hundred_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in PROGRAM}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_grows_beyond_fifty_lines() -> None:
    long = [
        f"{place(path, function.lineno)} {function.name}"
        for path in PROGRAM
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_everything_that_is_defined_is_used_outside_of_tests() -> None:
    """Names that Qt, reportlab and peewee call by themselves are theirs; handlers by type are called through dispatch."""
    texts = [path.read_text("utf-8") for path in PROGRAM if "migrations" not in path.parts]
    words = Counter(word for text in texts for word in re.findall(r"\w+", text))
    unused = [
        f"{place(path, node.lineno)} {node.name}"
        for path in PROGRAM
        if "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, Function | ast.ClassDef) and words[node.name] == 1 and not called_by_others(node)
    ]
    assert not unused


def called_by_others(node: Function | ast.ClassDef) -> bool:
    """Whether a library calls it: a special method, one that a base class of a library names, a handler by type."""
    by_type = any(
        isinstance(each, ast.Attribute) and each.attr == "register" for each in map(undecorated, node.decorator_list)
    )
    return node.name.startswith("__") or node.name in OF_LIBRARIES or by_type


def undecorated(node: ast.expr) -> ast.expr:
    """A decorator without its arguments."""
    return node.func if isinstance(node, ast.Call) else node
