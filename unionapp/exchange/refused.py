"""Giving the refused rows back: as they were, with a reason each, and spoilt ID numbers on a sheet for their repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from unionapp.exchange.book import Cell, SheetRow, Spreadsheet, row_of
from unionapp.exchange.cells import fitted
from unionapp.exchange.directory import SPOILT_RULE, as_text
from unionapp.exchange.headings import DONE_HEADING, REASON_HEADING, SPOILT_HEADING
from unionapp.exchange.outcome import Plan, PlanRow, label
from unionapp.exchange.sheet import ColumnKind, Sheet, SheetColumn, Value
from unionapp.later import later
from unionapp.records import fields
from unionapp.records.kind import Kind

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")

WRONG_TITLE, REPAIR_TITLE = "未导入的行", "证件号码修复"
FIXED_HEADING = "正确{label}"
REPAIR_NOTE = "请按证件原件填写；填好后直接导入这张表"
WRONG_NOTES = ("这些行没有导入。请按“错误原因”改正后，直接导入这张表；其他行已经处理，不必再导。",)


def write_failed(path: Path, book: Spreadsheet, plan: Plan) -> int:
    """Write the refused rows with their reasons, a second sheet for spoilt numbers; the number of rows.

    Both sheets can be imported after they were mended. Raises Trouble.
    """
    wrong = plan.of("wrong")
    cells = {row.number: row for row in book.rows}
    sheets = [_wrong_sheet(plan, cells, wrong)]
    spoilt = [row for row in wrong if _spoilt_field(row)]
    if spoilt:
        sheets.append(_repair_sheet(plan, [cells[row_of(row.number)] for row in spoilt], _spoilt_field(spoilt[0])))
    writer.write(path, sheets)
    return len(wrong)


def reasons(kind: Kind, row: PlanRow) -> str:
    """Everything wrong with a row, in one cell."""
    told = [(label(kind, problem.field), problem.message) for problem in row.problems if problem.level == "error"]
    return "；".join(f"{name}：{message}" if name else message for name, message in told)


def _wrong_sheet(plan: Plan, cells: Mapping[int, SheetRow], wrong: Sequence[PlanRow]) -> Sheet:
    """Each refused row once, though several of its parts be refused."""
    columns = [*_columns(plan), SheetColumn(DONE_HEADING), SheetColumn(REASON_HEADING, width=48)]
    why: dict[int, list[str]] = {}
    for each in wrong:
        why.setdefault(row_of(each.number), []).append(reasons(plan.kind, each))
    told = [(*_cells(cells[number].cells), "否", fitted("；".join(words))) for number, words in why.items()]
    return Sheet(WRONG_TITLE, columns, told, WRONG_NOTES)


def _repair_sheet(plan: Plan, rows: Sequence[SheetRow], name: str) -> Sheet:
    """The rows with spoilt numbers: name first, the number as it is, an empty cell for the right one, then the rest."""
    places = {field: index for index, field in plan.layout.columns.items()}
    columns, number = _columns(plan), places[name]
    first = [index for index in range(len(columns)) if index == places.get("name")]
    rest = [index for index in range(len(columns)) if index not in (*first, number)]
    fixed = SheetColumn(FIXED_HEADING.format(label=plan.kind.on_sheet[name].label), "text", 22, REPAIR_NOTE)
    shown = [*(columns[i] for i in first), SheetColumn(SPOILT_HEADING, "text", 22), fixed, *(columns[i] for i in rest)]
    return Sheet(REPAIR_TITLE, shown, list(_repaired(rows, first, number, rest)), (REPAIR_NOTE + "。",))


def _repaired(
    rows: Sequence[SheetRow], first: Sequence[int], number: int, rest: Sequence[int]
) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        cells = _cells(row.cells)
        yield (*(cells[i] for i in first), fitted(as_text(row.cells[number])), None, *(cells[i] for i in rest))


def _spoilt_field(row: PlanRow) -> str:
    """The field whose number was destroyed, empty where none was."""
    return next((problem.field for problem in row.problems if problem.rule == SPOILT_RULE), "")


def _columns(plan: Plan) -> list[SheetColumn]:
    """The columns of the file as they were."""
    layout = plan.layout
    return [
        SheetColumn(heading, _shape(plan.kind, layout.columns.get(index, "")))
        for index, heading in enumerate(layout.headings)
    ]


def _shape(kind: Kind, name: str) -> ColumnKind:
    each = kind.on_sheet.get(name)
    if isinstance(each, fields.Date):
        return "date"
    return "number" if isinstance(each, fields.Number | fields.Money | fields.Percent) else "text"


def _cells(cells: Sequence[Cell]) -> tuple[Value, ...]:
    """The cells as they were, ticks as words, texts of a csv file cut where no cell could hold them."""
    return tuple(map(_cell, cells))


def _cell(cell: Cell) -> Value:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return fitted(cell) if isinstance(cell, str) else cell
