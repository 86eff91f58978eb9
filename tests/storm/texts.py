"""Texts that harm, into every field of every kind that takes a text, and out again into its sheet."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from random import Random

from unionapp.exchange import outgoing
from unionapp.records import fields, formats, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.store import Store

from tests import support
from tests.storm.scene import Result

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "甲\ttab",
    "<b>&amp;</b>]]><!--{0}%s{name}",
    "a\x00b\x01c\x7fd\x9be",
    "甲\u202e乙\u2066丙\u200f丁",
    "\ud83d",
    "甲\ufffe\ufdd0\U0001ffff乙",
    "私\ue000用\U000f0000字",
    "𠮷\U0002b740🙂",
    "e\u0301\u0323" * 20,
    "王" * 10_000,
    "a b" * 4_000,
    "多\n行\r\n文\u2028字",
)
HAN = re.compile("[\u4e00-\u9fff]")
"""What there is in every sentence for the clerk."""
_IN_FORCE = "characters"
"""A kind whose records are in force at once; only its rules keep texts out that are no single character."""
_RUN = re.compile(rb"<f[ />]|<hyperlink|t=\"e\"")


def run(count: int, seed: int) -> Result:
    """So many texts, a kind at a time: kept as they are shown, or refused in words, and never run by a sheet."""
    random, result = Random(seed), Result()
    with support.passing_store() as store, tempfile.TemporaryDirectory() as place:
        for kind in random.sample(support.ALL_KINDS, len(support.ALL_KINDS)):
            names = [name for name, field in kind.fields.items() if isinstance(field, fields.Text | fields.LongText)]
            if not (names and kind.by_hand) or kind.key == _IN_FORCE or result.tried >= count:
                continue
            record = support.saved(store, kind, 1)
            for words in HOSTILE:
                result.tried += len(names)
                result.failures += [
                    f"{kind.key}.{name} {words[:20]!r}: {said}" for name in names if (said := _put(record, name, words))
                ]
                result.failures += _sheet(store, kind, record, Path(place) / "a.xlsx")
    return result


def _put(record: Record, name: str, words: str) -> str:
    """Give a field of a record a text as it is read; what is wrong with that, empty where nothing is."""
    field = record._meta.fields[name]
    try:
        value = formats.parse(field, words)
    except ValueError as error:
        return "" if HAN.search(str(error)) else f"no words: {error}"
    setattr(record, name, value)
    again = formats.parse(field, formats.show(field, value))
    return "" if again == value else "shown otherwise than it was read"


def _sheet(store: Store, kind: Kind, record: Record, path: Path) -> list[str]:
    """What is wrong with the sheet of a record that was written, whatever its rules say."""
    try:
        with store.journal.step("记下"):
            editing.put(kind, [record], follow=False)
        outgoing.export(store, kind, search.Query(), path)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [f"{kind.key}: {type(error).__name__}: {error}"]
    with zipfile.ZipFile(path) as pack:
        return [f"{kind.key}: runs" for name in pack.namelist() if "sheets/" in name and _RUN.search(pack.read(name))]
