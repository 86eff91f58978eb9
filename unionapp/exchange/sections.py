"""Headings inside a list: 一、第一车间, or 青山村联合工会（12人） above those who belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from unionapp.exchange.book import Cell, SheetRow
from unionapp.exchange.directory import Directory, as_text, plain_name
from unionapp.exchange.headings import Layout
from unionapp.records import fields
from unionapp.records.heads import normal
from unionapp.records.kind import Kind
from unionapp.values.text import half_width, squeeze

HELD = "小标题“{first}”等 {count} 行不是记录；写明{label}的，其下各行没有写的都按小标题。"
PASSED = "小标题“{first}”等 {count} 行不是记录，没有读。"
_NUMBERED = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.．]|[(]\d{1,2}[)]|\d{1,2}[、.]|第[一二三四五六七八九十\d]{1,3}[、.:部分]+)\s*(?=[^\d\s])"
)
_COUNTED = re.compile(r"[(]?(?:共|计|合计|共计|小计|会员|职工)?:?\d{1,5}[人名户家位个][)]?$")
_SHEET = re.compile("(?:会员|职工|人员|干部)?(?:花?名册|名单|一览表|登记表|统计表|明细表|台账|签到表|签收表)$")
_EMPLOYERS = "公司|企业|集团|工厂|厂|学校|中学|小学|幼儿园|医院|卫生院|合作社|店"
_EMPLOYER = re.compile(f"(?:{_EMPLOYERS})$")
_PLACE = re.compile(f"(?:{_EMPLOYERS}|工会|分会|支部|车间|班组|小组|村|社区|商会|协会|中心|部|科|科室|队|站|所)$")
_SHORTEST, _LONGER_THAN_NAMES = 2, 4
_MOST_CELLS = 2


@dataclass(frozen=True)
class Divided:
    """A sheet without its headings of sections, what they say put into the rows below; their numbers, and a remark."""

    rows: Sequence[SheetRow]
    layout: Layout
    skipped: tuple[int, ...] = ()
    remark: str = ""


class Sections:
    """Tells the headings of sections of one sheet, and what they say: a union, or an employer."""

    def __init__(self, kind: Kind, kinds: Sequence[Kind], layout: Layout) -> None:
        self._kind, self._kinds, self._layout = kind, kinds, layout
        self.union, self.employer = _named(kind, "所属工会", fields.Link), _named(kind, "工作单位", fields.Text)
        self._names: set[str] | None = None

    def title_of(self, row: SheetRow) -> str:
        """The text of a heading of a section, empty where the row is none."""
        said = [(at, cell) for at, cell in enumerate(row.cells) if cell is not None and as_text(cell).strip()]
        if not said:
            return ""
        at, first, rest = said[0][0], said[0][1], said[1:]
        if not isinstance(first, str):
            return ""
        text = squeeze(half_width(first))
        if any(not _COUNTED.search(squeeze(as_text(cell))) and as_text(cell) != first for _, cell in rest):
            return ""
        return text if self._is_title(text, at) else ""

    def _is_title(self, text: str, at: int) -> bool:
        bare, own = self.bare(text), self._kind.on_sheet.get(self._layout.columns.get(at, ""))
        if len(bare) < _SHORTEST or ":" in bare or isinstance(own, fields.Link):
            return False
        if own is None:
            return bare != text or self.is_union(bare) or bool(_PLACE.search(bare))
        if not isinstance(own, fields.Name) or not self.union:
            return False
        named = bool(_PLACE.search(bare)) and (bare != text or len(bare) >= _LONGER_THAN_NAMES)
        return named or self.is_union(bare) or bool(_SHEET.search(text))

    @staticmethod
    def bare(text: str) -> str:
        """A heading without its number, the count behind it and what sort of list it heads."""
        return _SHEET.sub("", _COUNTED.sub("", _NUMBERED.sub("", text)).strip(" :"))

    def is_union(self, word: str) -> bool:
        """Whether a word is the name of a union that is known."""
        if not self.union:
            return False
        if self._names is None:
            book = Directory(self._kind.on_sheet[self.union].rel_model, self._kinds)
            self._names = {plain_name(name) for name in book.names.values()}
        return plain_name(word) in self._names

    def says(self, title: str) -> tuple[str, str] | None:
        """The field that a heading fills in the rows below, and the text; None where it names neither."""
        word = self.bare(title)
        if self.union and (self.is_union(word) or word.endswith("工会")):
            return self.union, word
        return (self.employer, word) if self.employer and _EMPLOYER.search(word) else None


def _named(kind: Kind, word: str, of: type) -> str:
    """The field that a word over a column means, if it is of this type."""
    heads = kind.heads.get(normal(word), ())
    return next((head.name for head in heads[:1] if isinstance(kind.on_sheet[head.name], of)), "")


def divided(kind: Kind, kinds: Sequence[Kind], rows: Sequence[SheetRow], layout: Layout) -> Divided:
    """The sheet without its headings of sections, each row below with the union or employer that they name."""
    body = rows[layout.last + 1 :]
    fewest = min(_MOST_CELLS, len(layout.columns) - 1)
    if kind.lines is not None or kind.amounts or fewest < 1 or not body:
        return Divided(rows, layout)
    width = len(body[0].cells)
    sections = Sections(kind, kinds, layout)
    titles = {
        place: title
        for place, row in enumerate(body)
        if width - row.cells.count(None) <= fewest and (title := sections.title_of(row))
    }
    if not titles or len(titles) == len(body):
        return Divided(rows, layout)
    kept, held = _filled(body, titles, sections, layout)
    told = {"first": next(iter(titles.values())), "count": len(titles)}
    labels = "、".join(str(kind.on_sheet[name].label) for name in held)
    remark = (HELD if held else PASSED).format(**told, **({"label": labels} if held else {}))
    skipped = tuple(body[place].number for place in titles)
    top = [row._replace(cells=(*row.cells, *(None,) * len(held))) for row in rows[: layout.last + 1]]
    columns = {**layout.columns, **{place: name for name, place in held.items()}}
    return Divided([*top, *kept], replace(layout, columns=columns), skipped, remark)


def _filled(
    body: Sequence[SheetRow], titles: dict[int, str], sections: Sections, layout: Layout
) -> tuple[list[SheetRow], dict[str, int]]:
    """The rows that are records with what the headings above them say; the places of the columns that were added."""
    places = {name: place for place, name in layout.columns.items()}
    told = [said for title in titles.values() if (said := sections.says(title))]
    names = list(dict.fromkeys(name for name, _ in told))
    width = len(body[0].cells)
    added = {name: width + at for at, name in enumerate(name for name in names if name not in places)}
    where = [places.get(name, added.get(name, 0)) for name in names]
    holds: dict[str, str] = {}
    kept = []
    for place, row in enumerate(body):
        if place in titles:
            _turn(holds, sections, titles[place])
        else:
            cells = [*row.cells, *(None,) * len(added)]
            _fill(cells, ((at, holds.get(name)) for at, name in zip(where, names, strict=True)))
            kept.append(row._replace(cells=tuple(cells)))
    return kept, added


def _turn(holds: dict[str, str], sections: Sections, title: str) -> None:
    """A further heading: a union begins anew, whatever employer stood before."""
    said = sections.says(title)
    if said is not None:
        if said[0] == sections.union:
            holds.clear()
        holds[said[0]] = said[1]


def _fill(cells: list[Cell], held: Iterable[tuple[int, str | None]]) -> None:
    """Put what holds into the cells that say nothing."""
    for at, text in held:
        if cells[at] is None:
            cells[at] = text
