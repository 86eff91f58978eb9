"""The house keeps its shape: who may import whom, and how long a file or a function may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted(path for part in ("unionapp/**/*.py", "ui/**/*.py", "main.py") for path in ROOT.glob(part))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
PAGE_AND_ITS_ACTIONS = {"ui.page_actions", "ui.records.record_page"}
"""The one circle left: what can be done on a page is declared for the page, which puts it above its table."""

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


def module_of(path: Path) -> str:
    """The full name of the module in a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def known_to(path: Path, modules: Set[str]) -> set[str]:
    """The modules that one names: by import, for the type checker only, or in a text by which they are loaded later."""
    found = {name if name in modules else name.rpartition(".")[0] for _, name in imports(tree(path))}
    texts = {
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) if isinstance(node.value, str)
    }
    found |= {text.partition(":")[0] for text in texts if "." in text}
    return (found & modules) - {module_of(path)}


def in_circles(known: Mapping[str, Set[str]]) -> set[str]:
    """The modules that lead back to themselves, with what leads from one circle to another."""
    left = set(known)
    while ends := {name for name in left if not known[name] & left} | (
        left - {x for name in left for x in known[name]}
    ):
        left -= ends
    return left


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


def test_no_modules_know_each_other_in_a_circle() -> None:
    modules = {module_of(path) for path in PROGRAM}
    assert in_circles({module_of(path): known_to(path, modules) for path in PROGRAM}) == PAGE_AND_ITS_ACTIONS


def test_a_circle_is_found_and_what_only_leads_to_it_is_not() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == {"b", "c"}


def test_a_module_is_known_too_where_only_a_text_or_a_type_names_it() -> None:
    modules = {module_of(path) for path in PROGRAM}
    assert "ui.funds.reconciling_page" in known_to(ROOT / "ui/funds/pages.py", modules)
    assert "unionapp.store.pictures" in known_to(ROOT / "unionapp/store/files.py", modules)
