"""打印当前列表: any table as it is shown, with unit, filter and day over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from unionapp.paper.document import Align, Document, Listing, ListingColumn, Page, Title
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import access, fields, formats, search
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.store import rows
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.values import money
from unionapp.values.periods import chinese_date

_PIECE = 500
"""So many records are read at once."""
_BLANK_ROWS = 20
_FIGURES = (fields.Money, fields.Number, fields.Percent)
_CENTRED = (fields.Date, fields.MonthText, fields.YesNo, fields.IdNumber, fields.CreditCodeText, fields.Phone)
_OPS = {"=": "：", "!=": "≠", "<": "＜", "<=": "≤", ">": "＞", ">=": "≥", "like": "含"}
_UPRIGHT = 5
"""Up to so many columns stand on upright paper."""


@dataclass(frozen=True)
class ListedTable:
    """The rows of a table as texts, the sums of its money, and the line that says whose, by what filter, of when."""

    unit: str = ""
    filter: str = ""
    line: str = ""
    rows: Iterable[Sequence[str]] = ()
    totals: Sequence[str] | None = None


def list_paper(kind: Kind, names: Sequence[str]) -> Paper:
    """The paper that prints the rows of a table with these columns, in their order."""
    columns = tuple(names)
    rights = [kind.fields[name].right for name in columns if name in kind.secrets]
    return Paper(
        f"list-{kind.key}",
        f"{kind.title}（当前列表）",
        "list",
        partial(_gather, kind, columns),
        partial(_draw, kind, columns),
        partial(_blank, columns),
        kind,
        right=rights[0] if rights else "",
        veils=True,
    )


def filter_words(kind: Kind, query: search.Query) -> str:
    """What a query asks, as the heading of a list says it; empty where it asks nothing."""
    words = [f"查找“{query.text.strip()}”"] if query.text.strip() else []
    words += [_condition(kind.model._meta.fields[each.field], each) for each in query.where]
    return "，".join(words)


def _condition(field: RecordField, condition: search.Condition) -> str:
    if condition.op == "empty":
        return f"{field.label}为空"
    if condition.op == "in":
        return f"{field.label}：" + "、".join(_value(field, each) for each in condition.value)
    if condition.op == "has":
        return f"{field.label}：{_value(field, (condition.value,))}"
    return f"{field.label}{_OPS[condition.op]}{_value(field, condition.value)}"


def _value(field: RecordField, value: object) -> str:
    if isinstance(field, fields.Link) and isinstance(value, int):
        value = rows.find(field.rel_model, value)
    return formats.show(field, value)


def _gather(kind: Kind, names: Sequence[str], store: Store, request: PrintRequest) -> ListedTable:
    """The rows chosen, or those that answer the query in its order, or all; `words` may say the filter better."""
    query = request.query or search.Query()
    ids = [record.id for record in request.chosen] if request.chosen else search.ids(kind, query)
    asked = request.words.get("filter") or filter_words(kind, query)
    how = "所选的行" if request.chosen else f"筛选：{asked}" if asked else "全部"
    unit = request.union.name if request.union is not None else tree.own_name()
    line = f"{chinese_date(request.day or date.today())}　共 {len(ids)} 行"
    return ListedTable(
        unit, how, line, _rows(kind, names, ids, request.masked), _totals(kind, names, ids, request.masked)
    )


def _rows(kind: Kind, names: Sequence[str], ids: Sequence[int], masked: bool) -> Iterator[Sequence[str]]:
    number = 0
    for start in range(0, len(ids), _PIECE):
        for record in search.rows(kind, ids[start : start + _PIECE]):
            number += 1
            yield [str(number), *(kind.shown(record, name, masked) for name in names)]


def _totals(kind: Kind, names: Sequence[str], ids: Sequence[int], masked: bool) -> Sequence[str] | None:
    """合计 of the money columns; those that are hidden are not summed either."""
    columns = {name: kind.model._meta.fields[name] for name in names}
    summed = [n for n, f in columns.items() if isinstance(f, fields.Money) and access.may_see(f)]
    open_ones = [name for name in summed if not (masked and columns[name].private)]
    if not open_ones:
        return None
    sums = rows.sums(kind, open_ones, ids)
    texts = [money.show(sums[name]) if name in sums else "" for name in columns]
    return ["合计", *texts]


def _blank(names: Sequence[str], store: Store) -> ListedTable:
    rows = [[str(number), *[""] * len(names)] for number in range(1, _BLANK_ROWS + 1)]
    return ListedTable(tree.own_name(), "", "　　　　年　　月　　日", rows)


def _draw(kind: Kind, names: Sequence[str], facts: ListedTable) -> Document:
    """The table on upright or wide A4, on wide A3 where there are many columns."""
    columns = (ListingColumn("序号", 3.2, "center"), *(_column(kind.model._meta.fields[name]) for name in names))
    listing = Listing(columns, facts.rows, facts.totals, size=9.0 if len(names) <= 12 else 8.0, row_mm=6.6)
    header = f"单位：{facts.unit}\t{facts.filter}\t{facts.line}"
    return Document(kind.title, (Title(kind.title), listing), _page(len(names)), header=header)


def _column(field: RecordField) -> ListingColumn:
    align: Align = "right" if isinstance(field, _FIGURES) else "center" if isinstance(field, _CENTRED) else "left"
    return ListingColumn(field.label, align=align, kind="number" if isinstance(field, _FIGURES) else "text")


def _page(columns: int) -> Page:
    size = "A3" if columns > 16 else "A4"
    if columns <= _UPRIGHT:
        return Page(size, margins=(16.0, 15.0, 15.0, 15.0))
    return Page(size, landscape=True, margins=(16.0, 12.0, 15.0, 12.0))
