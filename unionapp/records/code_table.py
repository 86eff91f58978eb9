"""Code tables: the values a choice may take, with the standard they come from.

The tables ship as JSON in resources/codes; what a clerk adds lies in her data folder and is laid over them (`codes`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from unionapp import paths


@dataclass(frozen=True)
class Code:
    """One value of a code table; `names` are other words that sheets use for it, `marks` what rules ask of it,
    `note` what it means, where the label does not say enough."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    local: bool = False
    note: str = ""


@dataclass(frozen=True)
class CodeTable:
    """An ordered list of codes with its title and source (standard or form)."""

    key: str
    title: str
    source: str
    codes: tuple[Code, ...]
    open: bool = True
    """Whether the clerk may add codes of her own."""

    @cached_property
    def by_key(self) -> Mapping[str, Code]:
        return {code.key: code for code in self.codes}

    @cached_property
    def by_word(self) -> Mapping[str, Code]:
        """Every label, other name and key, for reading sheets; labels win over names, names over keys."""
        words: dict[str, Code] = {}
        for pick in (lambda c: (c.key,), lambda c: c.names, lambda c: (c.label,)):
            words.update({word: code for code in self.codes for word in pick(code)})
        return words

    def label(self, key: str | None) -> str:
        """The text shown for a stored key; an unknown key is shown as it is, empty stays empty."""
        if not key:
            return ""
        code = self.by_key.get(key)
        return code.label if code else key

    def marked(self, mark: str) -> frozenset[str]:
        """The keys of all codes that carry `mark`."""
        return self._by_mark.get(mark, frozenset())

    @cached_property
    def _by_mark(self) -> Mapping[str, frozenset[str]]:
        marks = {mark for code in self.codes for mark in code.marks}
        return {mark: frozenset(code.key for code in self.codes if mark in code.marks) for mark in marks}

    def with_codes(self, more: Iterable[Code]) -> CodeTable:
        """The table with further codes at its end; a code of the same key replaces the shipped one in place."""
        added = {code.key: code for code in more}
        kept = tuple(added.pop(code.key, code) for code in self.codes)
        return CodeTable(self.key, self.title, self.source, kept + tuple(added.values()), self.open)


@cache
def shipped() -> Mapping[str, CodeTable]:
    """The tables of the program by key, read when first needed."""
    tables: dict[str, CodeTable] = {}
    for path in sorted((paths.resources() / "codes").glob("*.json")):
        for raw in json.loads(path.read_text(encoding="utf-8")):
            codes = tuple(_code(item) for item in raw["codes"])
            tables[raw["key"]] = CodeTable(raw["key"], raw["title"], raw["source"], codes, raw.get("open", True))
    return tables


def _code(item: Any) -> Code:
    if isinstance(item, list):
        key, label, *names = item
        return Code(key, label, tuple(names))
    return Code(
        item["key"],
        item["label"],
        tuple(item.get("names", ())),
        tuple(item.get("marks", ())),
        note=item.get("note", ""),
    )
