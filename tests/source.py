"""The program as text: its files, what stands in them, what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted(path for part in ("unionapp/**/*.py", "ui/**/*.py", "main.py") for path in ROOT.glob(part))
"""All files of the program."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
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
