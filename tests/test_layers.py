"""The house keeps its shape: who may import whom, and how long a file or a function may get."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

import peewee
from unionapp import subjects
from unionapp.store import system

from tests.source import PROGRAM, ROOT, Function, functions, imports, module_of, place, tree

OF_LIBRARIES = {
    *("createEditor", "setEditorData", "setModelData", "updateEditorGeometry", "expandingDirections", "dragMoveEvent"),
    *("mouseMoveEvent", "mouseReleaseEvent"),
    *("splitString", "addObjects", "handle_starttag", "handle_endtag", "handle_data"),
    "obj",
}
"""Methods that Qt's views and layouts, reportlab's fonts, peewee's proxies and the parser of HTML call."""
ASKING = frozenset(("select", "get", "get_or_none", "get_by_id", "alias"))
WRITING = frozenset(("create", "update", "insert", "insert_many", "delete"))


def models(of: type[peewee.Model] = peewee.Model) -> Iterator[str]:
    """The names of all models of the program."""
    assert system.KINDS and subjects.KINDS  # which loads them
    for model in of.__subclasses__():
        yield model.__name__
        yield from models(model)


MODELS = frozenset(models())


def last_name(node: ast.AST) -> str:
    """What a name, or an attribute of something, is called."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def asks(node: ast.AST) -> bool:
    """Whether a piece of code composes a query, or a step of the journal."""
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        return any(isinstance(side, ast.Attribute) and last_name(side.value) in MODELS for side in sides)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    called, owner = node.func.attr, last_name(node.func.value)
    if owner in ("model", "rel_model"):
        return called in ASKING
    composed = {"journal": {"step"}, "editing": {"put"}}.get(owner, set())
    return (owner in MODELS and called in ASKING | WRITING) or called in {"where", "execute_sql", *composed}


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


def test_the_window_asks_the_library_and_composes_neither_query_nor_step() -> None:
    swept = list((ROOT / "ui").glob("**/*.py"))
    composed = [place(path, node.lineno) for path in swept for node in ast.walk(tree(path)) if asks(node)]
    builders = [
        f"{place(path, line)} {name}"
        for path in swept
        for line, name in imports(tree(path))
        if name.split(".")[0] in {"peewee", "playhouse"}
    ]
    assert not composed + builders


def test_a_query_and_a_step_are_known_by_what_is_called() -> None:
    found = (
        "Member.get(1)",
        "Member.select()",
        "own.Operator.delete()",
        "self.kind.model.get_by_id(1)",
        "field.rel_model.get_or_none(1)",
        "anything.where(1)",
        "store.database.execute_sql('')",
        "self.session.store.journal.step('')",
        "editing.put(kind, rows)",
        "Member.name == 1",
    )
    other = (
        "self.model.insert(1)",
        "values.get(1)",
        "self.step(1)",
        "grid.put(1)",
        "member.name == 1",
        "Member(name=1)",
    )
    assert [text for text in (*found, *other) if any(map(asks, ast.walk(ast.parse(text))))] == list(found)


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


def test_everything_that_is_defined_is_used_outside_of_tests() -> None:
    """Names that Qt, reportlab and peewee call are theirs; handlers by type are called through dispatch."""
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


def test_no_modules_know_each_other_in_a_circle() -> None:
    modules = {module_of(path) for path in PROGRAM}
    assert in_circles({module_of(path): known_to(path, modules) for path in PROGRAM}) == set()


def test_a_circle_is_found_and_what_only_leads_to_it_is_not() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == {"b", "c"}


def test_a_module_is_known_too_where_only_a_text_or_a_type_names_it() -> None:
    modules = {module_of(path) for path in PROGRAM}
    assert "ui.funds.reconciling_page" in known_to(ROOT / "ui/funds/pages.py", modules)
    assert "unionapp.store.pictures" in known_to(ROOT / "unionapp/store/files.py", modules)
