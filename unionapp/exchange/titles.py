"""What the lines above the headings say of all rows: 填表单位：青山乡水泥厂工会, 账套：机关工会, 年度：2026."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionapp.exchange.book import Cell, Spreadsheet
from unionapp.exchange.directory import Directory, Later, Unreadable, as_text, plain_name
from unionapp.exchange.headings import Layout
from unionapp.exchange.parsing import reader
from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.records.heads import normal, without_notes
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.values.text import half_width, squeeze

_UNITS = frozenset(
    [
        *("填表单位", "填报单位", "报送单位", "上报单位", "报表单位", "编制单位", "制表单位", "填报工会", "填表工会"),
        *("单位", "单位名称", "单位全称", "核算单位", "记账单位", "会计主体", "主体名称", "公司", "公司名称"),
        *("工会", "工会名称", "工会全称", "所属工会", "所在工会", "基层工会", "基层工会名称"),
        *("账套", "帐套", "账套名称", "帐套名称", "户名", "账户名称", "帐户名称"),
    ]
)
"""What a line above the headings calls the union, the books or the employer that a sheet is of."""
_SAID = re.compile(r"([^\s:]{1,12}):\s*(.*?)(?=\s+[^\s:]{1,12}:|\s{2,}|$)")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?")
_SHORTEST = 4
"""Characters from which on the end of a name stands for it: 青山乡总工会 for 测试县青山乡总工会."""
_MOST_NAMES = 5000
"""Records of a register in which a title is not looked for any more."""


def said(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, str]]:
    """What lines say: word and text, in one cell (单位：…) or in two that follow one another."""
    for cells in rows:
        texts = [squeeze(half_width(as_text(cell))) for cell in cells if cell is not None]
        for place, text in enumerate(texts):
            yield from ((normal(word), value.strip()) for word, value in _SAID.findall(text) if value.strip())
            if place + 1 < len(texts) and ":" not in text.rstrip(":") and normal(text):
                yield normal(text), texts[place + 1]


def with_titled(store: Store, kind: Kind, book: Spreadsheet, layout: Layout) -> Layout:
    """The layout with what the lines above the headings say of fields that the sheet has no column for.

    A name that no record bears counts only where it says itself that it is a union's.
    """
    lines = [row.cells for row in book.rows[: layout.first]]
    told = list(said(lines))
    held = {*layout.columns.values(), *layout.constants}
    for name, each in _wanted(kind):
        text = "" if name in held or not lines else _told(store, kind, each, told, lines)
        if text:
            layout = layout.with_constant(kind, name, text)
    return layout


def _wanted(kind: Kind) -> list[tuple[str, RecordField]]:
    """The fields that a title may fill: those that must be filled, the union, the employer."""
    often = {head.name for word in ("所属工会", "工作单位") for head in kind.heads.get(word, ())[:1]}
    return [(name, each) for name, each in kind.on_sheet.items() if each.required or name in often]


def _told(
    store: Store, kind: Kind, field: RecordField, told: Sequence[tuple[str, str]], lines: Sequence[Sequence[Cell]]
) -> str:
    """The text that lines give a field, empty where they give none."""
    own = {normal(word) for word in (field.label, *field.headings)}
    if isinstance(field, fields.Link):
        texts = [text for word, text in told if word in own or word in _UNITS]
        return _linked(store, field, texts, [as_text(cells[at]) for cells in lines for at in range(len(cells))])
    if isinstance(field, fields.Text | fields.Name) and own & _UNITS | own & {"工作单位"}:
        return next((text for word, text in told if word in _UNITS and not text.endswith("工会")), "")
    if isinstance(field, fields.Number):
        years = [found[1] for word, text in told if word in own and (found := _YEAR.match(text))]
        return years[0] if years else ""
    if isinstance(field, fields.MonthText):
        return next((text for word, text in told if word in own and _reads(store, kind, field, text)), "")
    return ""


def _reads(store: Store, kind: Kind, field: RecordField, text: str) -> bool:
    return not isinstance(reader(field, kind, store.kinds, ())[text], Unreadable | Later)


def _linked(store: Store, field: fields.Link, texts: Sequence[str], lines: Sequence[str]) -> str:
    """The record that lines name: after its word, as they are or as a union; or as the beginning of a title."""
    book = Directory(field.rel_model, store.kinds)
    if book.kind is None or not (texts or lines):
        return ""
    for text in texts:
        for name in (without_notes(text), text, f"{text}工会"):
            if len(book.rows_named(name)) == 1:
                return name
        longer = [name for name in book.names.values() if _ends(name, text)]
        if len(longer) == 1:
            return longer[0]
    if len(book.names) <= _MOST_NAMES:
        plain = [plain_name(line) for line in lines if line.strip()]
        known = [name for name in book.names.values() if any(line.startswith(plain_name(name)) for line in plain)]
        if known:
            return max(known, key=len)
    named = (text for text in texts if text.endswith("工会") and len(book.names) > 1)
    return next(named, "") if book.kind.sole else ""


def _ends(name: str, text: str) -> bool:
    return len(text) >= _SHORTEST and plain_name(name).endswith(plain_name(text))
