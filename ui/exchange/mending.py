"""Mending one row of a sheet in the window: its cells as they are written, those with a fault first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import Layout
from unionapp.exchange.outcome import Plan, PlanRow
from unionapp.records import fields

from ui.cases.asking import ask_and_do
from ui.kit.forms import Asked
from ui.session import Session

CELL = "第 {row} 行 {label}"
"""The cause that stands for a single cell."""
_MOST = 14
"""Cells that are shown at once."""


def mend(
    parent: QWidget,
    session: Session,
    plan: Plan,
    book: Spreadsheet,
    row: PlanRow,
    take: Callable[[Mapping[str, str]], None],
) -> None:
    """Ask for the cells of a row, and hand on those that were changed, by their causes."""
    cells = _cells(plan.layout, book, row, plan)
    labels = {name: plan.kind.on_sheet[name].label for name in cells}
    asked = [
        Asked(
            name,
            fields.LongText(label) if "\n" in cells[name] else fields.Text(label, longest=fields.LONG),
            value=cells[name],
        )
        for name, label in labels.items()
    ]

    def act(**values: str) -> None:
        changed = {name: text for name, text in values.items() if (text or "") != cells[name]}
        take({CELL.format(row=row.number, label=labels[name]): text or "（空）" for name, text in changed.items()})

    why = "；".join(problem.message.rstrip("。") for problem in row.problems)
    about = f"第 {row.number} 行：{why}。" if why else f"第 {row.number} 行"
    ask_and_do(parent, session, "改好了", f"{about}只改这次导入读到的内容，原来的表格不变。", asked, act)


def _asked(name: str, label: str, text: str) -> Asked:
    return Asked(name, fields.LongText(label) if "\n" in text else fields.Text(label, longest=fields.LONG), value=text)


def _cells(layout: Layout, book: Spreadsheet, row: PlanRow, plan: Plan) -> dict[str, str]:
    """What stands in the cells of a row by field: those with a problem first, then the others that are filled."""
    line = next(each for each in book.rows if each.number == row.number)
    written = {
        name: as_text(line.cells[index]).strip() for index, name in layout.columns.items() if name in plan.kind.on_sheet
    }
    faulty = dict.fromkeys(problem.field for problem in row.problems)
    ordered = [*(name for name in faulty if name in plan.kind.on_sheet), *(name for name in written if written[name])]
    return {name: written.get(name, "") for name in list(dict.fromkeys(ordered))[:_MOST]}
