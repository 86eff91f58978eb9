"""What a column of a sheet is called: all the names that a field goes by, whoever wrote the heading.

A field is meant by its label, by the names that its kind gives it, by the names of its sense (a phone is called alike
in every register: `resources/headings.json`), and by the usual other forms of its label (建档时间 for 建档日期). What
is said nearer to the field wins; a word that two fields of one kind could mean by sense or form means neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from unionapp import paths
from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.values.text import half_width

_BRACKETS = str.maketrans("（）［］｛｝＜＞", "()[]{}<>")
_NOTES = re.compile(r"[(\[{【〔<《].*?[)\]}】〕>》]")
_NUMBERED = re.compile(
    r"^\s*(?:[(]?\d{1,3}\s*[)、.:]|第\d{1,3}题|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、)(?=\D)"
)
_DECORATION = re.compile(r"[\s*#:、,.。;·_\-\"'“”‘’?!/\\~&+]|^(?:必填|选填)|(?:必填|选填)$")
_ASKED = re.compile(
    "^(?:请问|请(?:正确|准确|如实)?(?:填写|输入|选择|提供|写明)(?:一下)?)?(?:您|你)?(?:本人)?的?|^(?:本人的|正确的?)"
)
_ASKING = re.compile("(?:是|为)?(?:多少|什么|哪个|哪里|何时|[吗呢])$|(?<=.)是$")
_LEVELS = 1000
"""Names that a level of naming may have, as weights count them."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The field that a word over a column means; of two columns for one field that with less `weight` holds it."""

    name: str
    weight: int


Heads = Mapping[str, tuple[Meant, ...]]
"""What words mean, in their normal form; the first of several is meant, the others where they lack a column."""


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A heading without its number, blanks, line breaks, asterisks and signs, in half width."""
    plain = half_width(text.translate(_BRACKETS)).lower()
    return re.sub("^正确的?", "", _DECORATION.sub("", _NUMBERED.sub("", plain)))


def without_notes(text: str) -> str:
    """A heading without what stands in brackets: 证件号码（18位）."""
    return normal(_NOTES.sub("", text.translate(_BRACKETS)))


def asked(text: str) -> str:
    """What a question asks for: 您的手机号码是？ is 手机号码."""
    return _ASKING.sub("", _ASKED.sub("", without_notes(text), count=1))


_LATIN_LAST = re.compile(r"^([^a-z]*[\u3400-\u9fff])[\s/|()\[\]\n-]*[a-z][a-z\s./'()-]*$")
_LATIN_FIRST = re.compile(r"^[a-z][a-z\s.'-]{2,}(?:[/|()\[\]\n-]|\s)\s*([\u3400-\u9fff][^a-z]*)$")
_OR = re.compile(r"[/|]|或者?")


def one_language(text: str) -> str:
    """The Chinese part of a heading in two languages (姓名 Name, Name/姓名), empty where it is in one."""
    plain = half_width(text.translate(_BRACKETS)).lower().strip()
    found = _LATIN_LAST.match(plain) or _LATIN_FIRST.match(plain)
    return without_notes(found[1]) if found else ""


def choices(text: str) -> list[str]:
    """The parts of a heading that leaves a choice: 手机/电话, 身份证号或护照号."""
    parts = [without_notes(part) for part in _OR.split(text)]
    return [part for part in parts if part] if len(parts) > 1 else []


def understood(known: Heads, text: str) -> tuple[tuple[Meant, ...], int] | None:
    """Whom a heading means, and how much it had to be turned about for that (0: not at all)."""
    for turned, turn in enumerate(_TURNS if _TURNABLE.search(text) else _TURNS[:1]):
        reading = turn(text)
        if reading and reading in known:
            return known[reading], turned
    if "/" not in text and "|" not in text and "或" not in text:
        return None
    found = [known[part] for part in choices(text) if part in known]
    return (found[0], len(_TURNS)) if found and len({heads[0].name for heads in found}) == 1 else None


_TURNS: tuple[Callable[[str], str], ...] = (normal, without_notes, asked, one_language)
_TURNABLE = re.compile(r"[\[({【〔<《（［｛＜A-Za-z您你请吗呢]|本人|正确|多少|什么|哪|何时|是\W*$")
"""What a heading has that is not told by its normal form alone; most cells of a sheet have nothing of it."""


def in_thousands(text: str) -> bool:
    """Whether a heading says that its figures are thousands or more, which no field in yuan may take as they are."""
    return bool(re.search("[千万亿]元", text))


def named(on_sheet: Mapping[str, RecordField]) -> dict[str, tuple[Meant, ...]]:
    """Every word that means one of these fields, in its normal form: the field it means, then others it may stand for.

    制单日期 is the day of making where a sheet has a day of the voucher besides, else that day.
    """
    known: dict[str, tuple[Meant, ...]] = {}
    levels: tuple[Mapping[str, Iterable[str]], ...] = (
        {name: [each.label] for name, each in on_sheet.items()},
        {name: each.headings for name, each in on_sheet.items()},
        {name: [_NOTES.sub("", each.label.translate(_BRACKETS))] for name, each in on_sheet.items()},
        {name: _of_sense(each, on_sheet) for name, each in on_sheet.items()},
        {name: list(_forms(each)) for name, each in on_sheet.items()},
    )
    for level, words in enumerate(levels):
        for word, heads in _claims(words, level).items():
            if word in known or level < _SHARED or len({head.name for head in heads}) == 1:
                earlier = known.get(word, ())
                known[word] = earlier + tuple(head for head in heads if head.name not in {e.name for e in earlier})
    return known


_SHARED = 3
"""From this level on a word is claimed by the sense or type of a field, and so perhaps by several."""


def _claims(words: Mapping[str, Iterable[str]], level: int) -> dict[str, list[Meant]]:
    """Who claims which word, in the order of the fields."""
    found: dict[str, list[Meant]] = {}
    for name, own in words.items():
        for place, word in enumerate(own):
            if plain := normal(word):
                found.setdefault(plain, []).append(Meant(name, level * _LEVELS + place))
    return found


def _of_sense(field: RecordField, on_sheet: Mapping[str, RecordField]) -> tuple[str, ...]:
    """The names of a field's sense: the one it says, that of its label or names, that of the only field of its type."""
    senses = _senses()
    if field.sense is not None:
        return senses[field.sense].names if field.sense else ()
    fitting = [each for each in senses.values() if each.fits(field) and not each.said]
    own = {normal(word) for word in (field.label, *field.headings)}
    for each in fitting:
        if normal(field.label) in each.words:
            return each.names
    for each in fitting:
        if own & each.words or (each.sole and sum(type(other) is type(field) for other in on_sheet.values()) == 1):
            return each.names
    return ()


@dataclass(frozen=True)
class Sense:
    """What fields of one meaning are called: of which types they are, and whether each must say that it is meant."""

    types: frozenset[str]
    names: tuple[str, ...]
    words: frozenset[str]
    sole: bool
    said: bool

    def fits(self, field: RecordField) -> bool:
        """Whether a field is of one of the types, or of a type made of one."""
        return any(each.__name__ in self.types for each in type(field).__mro__)


@cache
def _senses() -> dict[str, Sense]:
    return {key: _sense(each) for key, each in _shipped()["senses"].items()}


def _sense(told: Mapping[str, Any]) -> Sense:
    names = tuple(told["names"])
    words = frozenset(map(normal, names))
    return Sense(frozenset(told["of"]), names, words, bool(told.get("sole")), bool(told.get("said")))


@cache
def _shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((paths.resources() / "headings.json").read_text(encoding="utf-8"))
    return found


AMOUNT, SIDE = "amount-of-either-side", "side-of-amount"
"""The columns of a sheet that has one amount for both sides of a kind, and says in another which."""
_LAST = 10_000
"""Weighs more than any name of a field."""


def named_with_sides(on_sheet: Mapping[str, RecordField], sides: str) -> Heads:
    """The same where one column may hold the amounts of both sides, of this sort (`Kind.sides`)."""
    known = named(on_sheet)
    for name, others in ((AMOUNT, _shipped()["amounts"][sides]), (SIDE, _shipped()["directions"])):
        for place, word in enumerate(dict.fromkeys(map(normal, others))):
            known[word] = (*known.get(word, ()), Meant(name, _LAST + place))
    return known


_DAYS = ("日期", "时间", "年月日", "年月", "日")
_NUMBERS = ("编号", "号码", "编码", "代码", "号")
_COUNTS = ("人数", "数", "总数")


def _forms(field: RecordField) -> Iterator[str]:
    """The usual other forms of a label: another word for day or number, 名称 or 是否 more or less."""
    for word in dict.fromkeys((field.label, *field.headings)):
        if isinstance(field, fields.Date):
            yield from _exchanged(word, _DAYS)
        elif isinstance(field, fields.Text):
            yield from _exchanged(word, _NUMBERS)
        elif isinstance(field, fields.Number):
            yield from _exchanged(word, _COUNTS)
        elif isinstance(field, fields.Link):
            yield from (f"{word}名称", f"{word}全称", word.removesuffix("名称"))
        elif isinstance(field, fields.Name):
            yield from (word.removesuffix("名称"), f"{word}姓名" if "名" not in word else f"{word}全称")
        elif isinstance(field, fields.YesNo):
            yield from (f"是否{word}", word.removeprefix("是否"), f"是否为{word.removeprefix('是否')}")


def _exchanged(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A word with each of the endings in the place of its own, if what is left says anything."""
    own = next((ending for ending in endings if word.endswith(ending)), "")
    stem = word.removesuffix(own)
    if own and len(stem) > 1:
        yield from (stem + ending for ending in endings if ending != own)
