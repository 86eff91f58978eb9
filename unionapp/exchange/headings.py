"""Understanding a roster that somebody else made: where its headings stand and which field each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from unionapp.errors import Refused
from unionapp.exchange.book import Cell, Merged, SheetRow, Spreadsheet
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.values.text import half_width

UID = "uid"
UID_HEADING = "记录编号"
SPOILT = "spoilt"
SPOILT_HEADING = "原号码（已损坏）"
DONE_HEADING, REASON_HEADING = "是否导入成功", "错误原因"
"""The columns that a list of refused rows adds."""

ROWS_LOOKED_AT = 20
NO_HEADINGS = (
    "没有找到“{title}”的栏目名（如{examples}），没有导入任何内容。"
    "请确认选对了表格和工作表；栏目名应单独占一行，可先用“下载模板”得到一张空表来对照。"
)

_NOTES = re.compile(r"[(\[{【〔<《].*?[)\]}】〕>》]")
_DECORATION = re.compile(r"[\s*#:、,.。;·_\-\"'“”‘’?/\\]|^(?:必填|选填)|(?:必填|选填)$")
_FIXING = re.compile("^正确的?")


@dataclass(frozen=True)
class Layout:
    """How a sheet is understood: the places of its heading rows, and the field of each column that is read.

    `headings` holds the text over every column; `unknown` are columns with a heading that means no field, `repeated`
    those whose field another column holds already, `missing` required fields without a column. `constants` are texts
    that hold for every row where the sheet has no column for them (所属工会 of a roster from one unit).
    """

    first: int
    last: int
    headings: tuple[str, ...]
    columns: Mapping[int, str]
    unknown: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    def with_column(self, kind: Kind, index: int, name: str | None) -> Layout:
        """The layout after the clerk said what a column holds; None leaves the column out."""
        columns = {i: n for i, n in self.columns.items() if i != index and n != name}
        if name is not None:
            columns[index] = name
        return _completed(kind, replace(self, columns=columns))

    def with_constant(self, kind: Kind, name: str, text: str) -> Layout:
        """The layout with a text that holds for every row; an empty text takes it back."""
        constants = {n: t for n, t in self.constants.items() if n != name}
        if text:
            constants[name] = text
        return _completed(kind, replace(self, constants=constants))


def sheet_names(kind: Kind) -> tuple[str, ...]:
    """The fields that a sheet can carry: all but attached files."""
    return tuple(name for name, each in kind.on_sheet.items() if not isinstance(each, fields.Attachment))


def normal(text: str) -> str:
    """A heading without blanks, line breaks, asterisks and signs, in half width."""
    return _FIXING.sub("", _DECORATION.sub("", half_width(text.translate(_BRACKETS)).lower()))


_BRACKETS = str.maketrans("（）［］｛｝＜＞", "()[]{}<>")


def _without_notes(text: str) -> str:
    """A heading without what stands in brackets: 证件号码（18位）."""
    return normal(_NOTES.sub("", text.translate(_BRACKETS)))


def words(kind: Kind) -> dict[str, str]:
    """Every heading that means a field of a kind: the labels win over other names."""
    known = {}
    for name in reversed(sheet_names(kind)):
        known.update({normal(word): name for word in reversed(kind.on_sheet[name].headings)})
    labels = {kind.on_sheet[name].label: name for name in reversed(sheet_names(kind))}
    labels.update({UID_HEADING: UID, SPOILT_HEADING: SPOILT})
    for label, name in labels.items():
        known.setdefault(_without_notes(label), name)
    known.update({normal(label): name for label, name in labels.items()})
    return known


def understand(rows: Sequence[SheetRow], kind: Kind, merged: Iterable[Merged] = ()) -> Layout:
    """The layout whose heading row, or pair of rows, means most fields. Refused where none means any."""
    known = words(kind)
    found: tuple[tuple[int, bool], Layout] | None = None
    for first, last, texts in candidates(rows, tuple(merged)):
        layout = _read(kind, known, first, last, texts)
        score = len([name for name in layout.columns.values() if name != SPOILT]), first == last
        if score[0] and (found is None or score > found[0]):
            found = (score, layout)
    if found is None:
        examples = "、".join(kind.on_sheet[name].label for name in sheet_names(kind)[:4])
        raise Refused(NO_HEADINGS.format(title=kind.title, examples=examples))
    return found[1]


def candidates(rows: Sequence[SheetRow], merged: Sequence[Merged]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    """What may be the headings: each of the first rows alone, and each with the next, as places and texts."""
    top = rows[:ROWS_LOOKED_AT]
    spread = [_spread(row, merged) for row in top]
    for place, row in enumerate(top):
        yield place, place, tuple(_text(cell) for cell in row.cells)
        if place + 1 < len(top):
            below = tuple(_text(cell) for cell in top[place + 1].cells)
            yield place, place + 1, tuple(_joined(a, b) for a, b in zip(spread[place], below, strict=True))


def _spread(row: SheetRow, merged: Sequence[Merged]) -> list[str]:
    """The texts of a row, those of cells merged sideways repeated over the columns they cover."""
    texts = [_text(cell) for cell in row.cells]
    for block in merged:
        if block.first_row <= row.number <= block.last_row and block.first_column < len(texts):
            ends = min(block.last_column + 1, len(texts))
            texts[block.first_column : ends] = [texts[block.first_column]] * (ends - block.first_column)
    return texts


_JOIN = "\n"
"""Stands between the two parts of a heading that takes two rows."""


def _joined(above: str, below: str) -> str:
    return below if not above else above if not below or above == below else above + _JOIN + below


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _meaning(known: Mapping[str, str], heading: str) -> tuple[str, int] | None:
    """The field that a heading means, and how sure that is (less is surer)."""
    readings = [normal(heading), _without_notes(heading)]
    if _JOIN in heading:
        above, below = heading.rsplit(_JOIN, 1)
        readings += [_without_notes(below), _without_notes(above)] if normal(below) in known else []
    for sureness, reading in enumerate(readings):
        if reading and reading in known:
            return known[reading], sureness
    return None


def _read(kind: Kind, known: Mapping[str, str], first: int, last: int, texts: tuple[str, ...]) -> Layout:
    """The layout that these headings give; of two columns for one field the one with its very label wins."""
    best: dict[str, tuple[int, int]] = {}
    for index, text in enumerate(texts):
        meaning = _meaning(known, text)
        if meaning is None:
            continue
        name, sureness = meaning
        is_label = name in kind.on_sheet and normal(text) == normal(kind.on_sheet[name].label)
        rank = (sureness + (0 if is_label else 4), index)
        best[name] = min(best.get(name, rank), rank)
    columns = {index: name for name, (_, index) in sorted(best.items(), key=lambda item: item[1][1])}
    return _completed(kind, Layout(first, last, texts, columns))


NOT_FIELDS = frozenset(map(normal, ("序号", "编号", "行号", DONE_HEADING, REASON_HEADING)))


def _completed(kind: Kind, layout: Layout) -> Layout:
    """The layout with what follows from its columns: which are unknown, repeated, missing."""
    known = words(kind)
    columns, constants = layout.columns, layout.constants
    others = [i for i, text in enumerate(layout.headings) if i not in columns and normal(text)]
    repeated = tuple(i for i in others if _meaning(known, layout.headings[i]))
    unknown = tuple(i for i in others if i not in repeated and normal(layout.headings[i]) not in NOT_FIELDS)
    held = {*columns.values(), *constants}
    missing = tuple(name for name, each in kind.on_sheet.items() if each.required and name not in held)
    return replace(layout, unknown=unknown, repeated=repeated, missing=missing)


def is_heading_again(layout: Layout, cells: Sequence[Cell]) -> bool:
    """Whether a row repeats the headings, as rosters put together from printed pages do."""
    first = min(layout.columns)
    if _text(cells[first]) != layout.headings[first].rsplit(_JOIN, 1)[-1]:
        return False
    texts = [(_text(cells[i]), layout.headings[i].rsplit(_JOIN, 1)[-1]) for i in layout.columns]
    return sum(text == heading for text, heading in texts) * 2 > len(texts)


def of_book(book: Spreadsheet, kind: Kind) -> Layout:
    """The layout of a read spreadsheet."""
    return understand(book.rows, kind, book.merged)
