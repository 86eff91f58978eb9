"""Understanding a roster that somebody else made: where its headings stand and which field each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from unionapp.errors import Refused
from unionapp.exchange.book import Cell, Merged, SheetRow, Spreadsheet
from unionapp.records import fields, heads
from unionapp.records.heads import AMOUNT, SIDE, Heads, Meant, normal
from unionapp.records.kind import LINE, Kind

UID = "uid"
UID_HEADING = "记录编号"
SPOILT = "spoilt"
SPOILT_HEADING = "原号码（已损坏）"
AMOUNT_HEADING, SIDE_HEADING = "金额（收支或借贷同一列）", "收支或借贷方向"
DONE_HEADING, REASON_HEADING = "是否导入成功", "错误原因"
"""The columns that a list of refused rows adds."""

ROWS_LOOKED_AT = 60
NO_HEADINGS = (
    "没有找到“{title}”的栏目名（如{examples}），没有导入任何内容。"
    "请确认选对了表格和工作表；栏目名应单独占一行，可先用“下载模板”得到一张空表来对照。"
)


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


def special(kind: Kind) -> dict[str, str]:
    """What a column may hold besides the fields of a kind, with the words for it."""
    found = {UID: UID_HEADING, SPOILT: SPOILT_HEADING}
    return found | {AMOUNT: AMOUNT_HEADING, SIDE: SIDE_HEADING} if pair(kind) else found


def pair(kind: Kind) -> tuple[str, str] | None:
    """The columns of the two sides that an amount may stand on, None where a kind has none."""
    told, before = (kind, "") if kind.lines is None else (kind.lines.kind, LINE)
    return (before + told.amounts[0], before + told.amounts[1]) if told.sides else None


def words(kind: Kind) -> Heads:
    """Every heading that means a column of a kind."""
    ours = {UID: UID_HEADING, SPOILT: SPOILT_HEADING}
    return {**kind.heads, **{normal(heading): (Meant(name, 0),) for name, heading in ours.items()}}


def understand(rows: Sequence[SheetRow], kind: Kind, merged: Iterable[Merged] = ()) -> Layout:
    """The layout whose heading row, or pair of rows, means most fields. Refused where none means any."""
    known = words(kind)
    found: tuple[tuple[int, bool], Layout] | None = None
    for first, last, texts in candidates(rows, tuple(merged)):
        if first != last and _is_record_below(known, texts):
            continue
        columns = _read(kind, known, texts)
        score = len([name for name in columns.values() if name not in (SPOILT, SIDE)]), first == last
        if score[0] and (found is None or score > found[0]):
            found = (score, Layout(first, last, texts, columns))
    if found is None:
        examples = "、".join(kind.on_sheet[name].label for name in sheet_names(kind)[:4])
        raise Refused(NO_HEADINGS.format(title=kind.title, examples=examples))
    return _completed(kind, found[1])


def _is_record_below(known: Heads, texts: Sequence[str]) -> bool:
    """Whether the second of two rows fills a column whose heading the first one says whole, as a record does."""
    for text in texts:
        if _JOIN in text and heads.understood(known, text) is None:
            above, below = text.rsplit(_JOIN, 1)
            alone = heads.understood(known, above) and not heads.understood(known, below)
            if alone and heads.without_notes(below):
                return True
    return False


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


def _meaning(known: Heads, heading: str, again: Set[str] = frozenset()) -> tuple[tuple[Meant, ...], int] | None:
    """Whom a heading means, and how sure that is (less is surer); `again` are lower parts that stand over several
    columns and so tell nothing by themselves."""
    found = heads.understood(known, heading)
    if found is not None or _JOIN not in heading:
        return found
    above, below = heading.rsplit(_JOIN, 1)
    for turned, part in enumerate((below, above), 4):
        found = heads.understood(known, part)
        if found is not None and normal(part) not in again:
            return found[0], found[1] + turned
    return None


def meaning(kind: Kind, heading: str) -> str:
    """The field, or other column, that a heading means by itself; empty where it means none."""
    found = _meaning(words(kind), heading)
    return found[0][0].name if found else ""


def _read(kind: Kind, known: Heads, texts: tuple[str, ...]) -> dict[int, str]:
    """The columns that these headings give; of two for one field the one that names it more nearly wins."""
    found: dict[int, list[tuple[str, tuple[int, int, int]]]] = {}
    again = _again(kind, known, texts)
    for index, text in enumerate(texts):
        told = _meaning(known, text, again)
        if told is not None:
            named = [(head.name, (told[1], head.weight, index)) for head in told[0]]
            found[index] = [each for each in named if not _too_large(kind, each[0], text)]
    return dict(sorted(_dealt(kind, found)))


def _again(kind: Kind, known: Heads, texts: Sequence[str]) -> frozenset[str]:
    """The lower parts of two-row headings over amounts that stand several times: 借方 of the opening and of the end."""
    below = [normal(text.rsplit(_JOIN, 1)[1]) for text in texts if _JOIN in text]
    repeated = {part for part in below if below.count(part) > 1 and part in known}
    return frozenset(part for part in repeated if isinstance(kind.on_sheet.get(known[part][0].name), fields.Money))


def _too_large(kind: Kind, name: str, text: str) -> bool:
    """Whether a column holds thousands of yuan where the field counts yuan."""
    money = name == AMOUNT or isinstance(kind.on_sheet.get(name), fields.Money)
    return money and heads.in_thousands(text)


def _dealt(kind: Kind, found: Mapping[int, Sequence[tuple[str, tuple[int, int, int]]]]) -> list[tuple[int, str]]:
    """Which column holds which field: the nearest name of each, then what must not be without a column."""
    best: dict[str, tuple[int, int, int]] = {}
    for meanings in found.values():
        for name, rank in meanings[:1]:
            best[name] = min(best.get(name, rank), rank)
    if SIDE in best and not best.keys() & {*(pair(kind) or ()), AMOUNT}:
        _stand_in(best, found, AMOUNT)
    for name, each in kind.on_sheet.items():
        if each.required and name not in best:
            _stand_in(best, found, name)
    return [(rank[2], name) for name, rank in best.items()]


def _stand_in(
    best: dict[str, tuple[int, int, int]], found: Mapping[int, Sequence[tuple[str, tuple[int, int, int]]]], name: str
) -> None:
    """Give a field the column that may stand for it, taken from the field it would mean otherwise."""
    ranks = [rank for meanings in found.values() for other, rank in meanings[1:] if other == name]
    if ranks:
        place = min(ranks)[2]
        for other in [other for other, rank in best.items() if rank[2] == place]:
            del best[other]
        best[name] = min(ranks)


NOT_FIELDS = frozenset(map(normal, ("序号", "编号", "行号", DONE_HEADING, REASON_HEADING)))


def _completed(kind: Kind, layout: Layout) -> Layout:
    """The layout with what follows from its columns: which are unknown, repeated, missing."""
    known = words(kind)
    columns, constants = layout.columns, layout.constants
    others = [i for i, text in enumerate(layout.headings) if i not in columns and normal(text)]
    again = _again(kind, known, layout.headings)
    repeated = tuple(
        i for i in others if _is_meant(kind, layout.headings[i], _meaning(known, layout.headings[i], again))
    )
    unknown = tuple(i for i in others if i not in repeated and normal(layout.headings[i]) not in NOT_FIELDS)
    held = {*columns.values(), *constants}
    missing = tuple(name for name, each in kind.on_sheet.items() if each.required and name not in held)
    return replace(layout, unknown=unknown, repeated=repeated, missing=missing)


def _is_meant(kind: Kind, heading: str, told: tuple[tuple[Meant, ...], int] | None) -> bool:
    """Whether a heading means a field that its column could hold."""
    return told is not None and not _too_large(kind, told[0][0].name, heading)


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
