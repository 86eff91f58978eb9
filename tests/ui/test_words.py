"""One word for one thing on every button and in every menu of the program, and no keys among the words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.ui.test_one_bar import calls, modules

OTHERWISE = {
    "离开": "返回 (a page), 取消 (a dialog that changes something), 关闭 (any other)",
    "退回": "返回",
    "添加": "新增",
    "增加": "新增",
    "新建": "新增",
    "修改": "编辑",
    "去掉": "删除",
    "移出": "删除",
    "移除": "删除",
    "看这一步": "去办",
}
"""What is not said, and what is said instead."""
ATTACHMENTS = {"kit/attaching.py", "kit/photo_strip.py", "activities/photos_part.py", "activities/stages_part.py"}
"""Files and photos are added to a record and taken off it: 添加, 去掉."""
BEGINS = {
    "new": "新增",
    "edit": "编辑",
    "remove": "删除",
    "save": "保存",
    "close": "关闭",
    "print": "打印",
    "export": "导出",
    "template": "下载模板",
    "find": "查找",
}
"""How an action of this id is called everywhere."""
KEY = re.compile(r"Ctrl|Alt\+|Shift|Esc|Enter|\bF\d|（(回车|空格)）")
MAKING = {"Action": 1, "QPushButton": 0, "QToolButton": 0, "addButton": 0, "menu": 0}
"""What makes something to press, and which of its arguments are the words."""


def text(node: ast.expr) -> str:
    """The words of a constant or of a text with parts put in; empty where they stand elsewhere."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def words_of(call: str, node: ast.Call) -> list[str]:
    place = MAKING[call]
    given = [node.args[place]] if len(node.args) > place else []
    named = [each.value for each in node.keywords if each.arg in ("words", "face")]
    return [found for each in (*given, *named) if (found := text(each))]


def buttons() -> Iterator[tuple[str, str, str]]:
    """Of each button and menu entry in the source: module, id where it is an action, words."""
    for module, path in modules():
        for call, node in calls(path):
            if call in MAKING:
                key = text(node.args[0]) if call == "Action" and node.args else ""
                yield from ((module, key, words) for words in words_of(call, node))


def test_many_are_found() -> None:
    assert len(list(buttons())) > 250


@pytest.mark.parametrize("word", OTHERWISE)
def test_what_has_a_word_is_called_by_no_other(word: str) -> None:
    allowed = ATTACHMENTS if word in ("添加", "去掉") else set()
    found = {(module, words) for module, _, words in buttons() if word in words and module not in allowed}
    assert not found, f"say {OTHERWISE[word]}"


def test_no_key_stands_among_the_words_of_a_button() -> None:
    assert not {(module, words) for module, _, words in buttons() if KEY.search(words)}


@pytest.mark.parametrize("key", BEGINS)
def test_the_same_deed_is_called_alike_on_every_page(key: str) -> None:
    other = {(module, words) for module, each, words in buttons() if each == key and not words.startswith(BEGINS[key])}
    assert not other


def test_what_a_message_tells_to_press_is_called_as_on_its_button() -> None:
    """A sentence that says 点“…” names a word that is used."""
    told = re.compile(r"点“(离开|添加|增加|新建|修改|移出)[^”]*”")
    found = {
        (module, each.group())
        for module, path in modules()
        if module not in ATTACHMENTS
        for each in told.finditer(path.read_text("utf-8"))
    }
    assert not found
