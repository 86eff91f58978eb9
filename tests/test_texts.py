"""Texts for users are for clerks: no doubts of whoever wrote the program, no words of programs, no endless codes."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from unionapp import paths

from tests.source import PROGRAM, ROOT, place, tree

CHINESE = re.compile("[\u4e00-\u9fff]")
DOUBTS = re.compile("凭记忆|未核对|条文待核|待查证|我记得|TODO|FIXME")
"""What is unsure says 依据待核对, and where a figure can be set, 可在设置中更改."""
OF_PROGRAMS = re.compile(
    r"数据库|主键|外键|触发器|字段|哈希|缓存|线程|回滚|布尔|字符串|枚举|空指针|异常退出|\bSQL|NULL|\buid\b|\bTrue\b|\bFalse\b|\bNone\b"
)
ENDLESS = re.compile("[0-9a-f]{32}")
COMMANDS = Path("unionapp/cli")
"""The command line is for those who know such words."""


def of_source() -> Iterator[tuple[str, str]]:
    """Every text of the program that holds Chinese, but for docstrings: where it stands, and it."""
    for path in PROGRAM:
        parsed = tree(path)
        told = {id(each.value) for each in ast.walk(parsed) if isinstance(each, ast.Expr)}
        for node in ast.walk(parsed):
            if not isinstance(node, ast.Constant) or id(node) in told or not isinstance(node.value, str):
                continue
            if CHINESE.search(node.value):
                yield place(path, node.lineno), node.value


def of_resources() -> Iterator[tuple[str, str]]:
    """Every text of the files of figures, codes, steps and help."""
    for path in sorted(paths.resources().rglob("*.json")):
        for text in texts(json.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def texts(node: object) -> Iterator[str]:
    """All texts within what JSON holds."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for each in node.values():
            yield from texts(each)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def found(pattern: re.Pattern[str], where: Iterator[tuple[str, str]]) -> list[str]:
    """Where a pattern stands in a text."""
    return [f"{at}: {text[:60]}" for at, text in where if pattern.search(text)]


def test_no_text_tells_what_whoever_wrote_it_did_not_look_up() -> None:
    assert found(DOUBTS, of_source()) + found(DOUBTS, of_resources()) == []


def test_no_text_speaks_the_words_of_programs() -> None:
    of_windows = ((at, text) for at, text in of_source() if not at.startswith(str(COMMANDS)))
    assert found(OF_PROGRAMS, of_windows) + found(OF_PROGRAMS, of_resources()) == []


def test_no_text_holds_an_endless_code() -> None:
    assert found(ENDLESS, of_source()) + found(ENDLESS, of_resources()) == []


def test_a_figure_whose_basis_is_unsure_says_that_it_can_be_set() -> None:
    unsure = []
    for path in sorted((paths.resources() / "figures").glob("*.json")):
        for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
            said = f"{figure.get('source', '')}{figure.get('remark', '')}"
            if "待核对" in said and "依据待核对，可在设置中更改" not in said:
                unsure.append(figure["key"])
    assert unsure == []


def test_the_texts_of_the_program_are_read_here() -> None:
    assert ROOT.exists() and sum(1 for _ in of_source()) > 1000 and sum(1 for _ in of_resources()) > 1000
