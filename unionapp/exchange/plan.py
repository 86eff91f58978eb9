"""What an import would do, row by row, before it does it: new, changed, same, wrong.

An empty cell leaves what is stored; （空） or 清空 empties it. Fields that only actions change (`Kind.fixed`) and that
are not on the official sheet are filled in new records, never changed in stored ones. Where a record consists of lines
(`Kind.lines`), every line is a row; the rows of one record share their fate, and all counts count rows. Nothing here
writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import peewee

from unionapp.errors import Refused, Trouble
from unionapp.exchange import asides, headings, layouts, learnt, workbook
from unionapp.exchange.arranging import arranged
from unionapp.exchange.book import SheetRow, Spreadsheet, filled_down
from unionapp.exchange.classify import Settling
from unionapp.exchange.classify_groups import GroupSettling, spread
from unionapp.exchange.columns import need_amounts, unread
from unionapp.exchange.constants import of_sheet
from unionapp.exchange.directory import Later, as_text
from unionapp.exchange.groups import GroupReading
from unionapp.exchange.headings import Layout
from unionapp.exchange.outcome import Plan, PlanRow, doubt, planned
from unionapp.exchange.pause import without_collection
from unionapp.exchange.questions import Answers, Asking
from unionapp.exchange.rowreading import ReadRow, RowReading
from unionapp.exchange.waiting import Waiting, resolve
from unionapp.records import access, reading
from unionapp.records.kind import Kind, Lines
from unionapp.store import journal
from unionapp.store.store import Store
from unionapp.work import Progress, silent

CHECKING = "正在核对各行"
NO_SIGHT = "您没有填写{labels}的权限，没有导入任何内容。请把这些列改为“不导入”或从表中删去，或请有权限的操作员导入。"
ROWS_BETWEEN_LOOKS = 500
SHEETS_LOOKED_AT = 20


@dataclass(frozen=True)
class Intake:
    """A file that was read, how its headings were understood, and what importing it would do."""

    path: Path
    book: Spreadsheet
    plan: Plan


def read_and_plan(
    store: Store,
    kind: Kind,
    path: Path,
    layout: Layout | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
    said: Sequence[tuple[str, str]] = (),
    answers: Answers = MappingProxyType({}),
) -> Intake:
    """Read a file and plan its import; a layout not given is the remembered one, else what the headings say.

    A sheet not named is the first that has headings, since a sheet of explanations may stand before it. `said` are
    fields (by any of their names) and texts that hold for every row where the sheet says nothing of them, `answers`
    what is known of questions beforehand.
    Raises Trouble (the file cannot be read), Refused (no headings), Stopped.
    """
    store.journal.need(reading.right_of(kind), f"导入{kind.title}")
    book = workbook.read(path, sheet, progress=progress)
    try:
        found = layout or understood(store, kind, book)
    except Refused:
        if sheet is not None:
            raise
        fitting = _elsewhere(store, kind, path, book, progress)
        if fitting is None:
            raise
        book, found = fitting
    found = of_sheet(store, kind, book, found, said)
    return Intake(path, book, of_book(store, kind, book, found, progress, answers))


def understood(store: Store, kind: Kind, book: Spreadsheet) -> Layout:
    """How the headings of a sheet are understood: as the clerk left the same ones last, else by what they say.

    Refused where none means anything.
    """
    return layouts.recall(store.folder, kind, book) or learnt.known(kind, headings.of_book(book, kind))


def _elsewhere(
    store: Store, kind: Kind, path: Path, book: Spreadsheet, progress: Progress
) -> tuple[Spreadsheet, Layout] | None:
    """The first of the other sheets that has headings; one that is blank or cannot be read is passed over."""
    others = [name for name in book.sheets if name != book.sheet]
    for name in others[:SHEETS_LOOKED_AT]:
        try:
            other = workbook.read(path, name, progress=progress)
            return other, understood(store, kind, other)
        except (Refused, Trouble):
            continue
    return None


def of_book(
    store: Store,
    kind: Kind,
    book: Spreadsheet,
    layout: Layout,
    progress: Progress = silent,
    answers: Answers = MappingProxyType({}),
) -> Plan:
    """The plan of importing a sheet, with what its file says of cells and rows besides their values. Raises Stopped."""
    asking = Asking(kind, store.kinds, answers)
    rows, hidden = asides.without_hidden(book, asides.legible(book, filled_down(book)), layout, asking)
    made = _made(store, kind, rows, layout, asking, progress, hidden)
    asides.doubt(book, made.layout, made.rows)
    return made


def make(
    store: Store,
    kind: Kind,
    rows: Sequence[SheetRow],
    layout: Layout,
    progress: Progress = silent,
    answers: Answers = MappingProxyType({}),
) -> Plan:
    """The plan of importing these rows, read as the layout says, its questions answered so. Raises Stopped."""
    return _made(store, kind, rows, layout, Asking(kind, store.kinds, answers), progress)


def _made(
    store: Store,
    kind: Kind,
    rows: Sequence[SheetRow],
    layout: Layout,
    asking: Asking,
    progress: Progress,
    hidden: Sequence[int] = (),
) -> Plan:
    for name, text in asking.constants().items():
        layout = layout.with_constant(kind, name, text)
    _need_sight(kind, rows, layout)
    need_amounts(kind, layout)
    step = last_step()
    table = arranged(kind, store.kinds, rows, layout)
    seen = _seen(kind, table.layout)
    with without_collection():
        if kind.lines is not None:
            settled, skipped = _of_groups(store, kind, kind.lines, table.rows, seen, asking, progress)
        else:
            reading = RowReading(kind, store.kinds, table.rows, seen, asking)
            read = reading.read(progress)
            settling = Settling(kind, store.kinds, reading.register, read, asking)
            settled, skipped = _settled(settling, kind, read, progress), reading.closing.numbers
    doubt(settled, table.doubts)
    skipped = sorted({*skipped, *table.skipped, *hidden})
    left = unread(layout, table.rows, frozenset(skipped))
    return planned(kind, layout, settled, step, skipped, left, asking, table.remarks)


def _seen(kind: Kind, layout: Layout) -> Layout:
    """The layout without the columns that the operator may not see."""
    unseen = kind.unseen
    columns = {index: name for index, name in layout.columns.items() if name not in unseen}
    return replace(layout, columns=columns) if unseen else layout


def _need_sight(kind: Kind, rows: Sequence[SheetRow], layout: Layout) -> None:
    """Refused where the sheet would fill columns that the operator may not see; empty and hidden cells say nothing."""
    unseen = kind.unseen
    filled = [name for name in layout.constants if name in unseen]
    for index, name in layout.columns.items() if unseen else ():
        cells = (row.cells[index] for row in rows[layout.last + 1 :])
        if name in unseen and any(_says(as_text(cell)) for cell in cells):
            filled.append(name)
    if filled:
        labels = "、".join(f"“{kind.on_sheet[name].label}”" for name in filled)
        raise Refused(NO_SIGHT.format(labels=labels))


def _says(text: str) -> bool:
    """Whether a cell says something of its own, and is not what was masked when it went out."""
    return bool(text.strip()) and access.HIDDEN not in text and "***" not in text


def _of_groups(
    store: Store,
    kind: Kind,
    lines: Lines,
    rows: Sequence[SheetRow],
    layout: Layout,
    asking: Asking,
    progress: Progress,
) -> tuple[list[PlanRow], list[int]]:
    """What becomes of rows of which several make one record, and the numbers of those that are none."""
    reading = GroupReading(kind, lines, store.kinds, rows, layout, asking)
    groups = reading.read(progress)
    settling = GroupSettling(kind, lines, store.kinds, reading.register, groups, asking)
    return spread(kind, groups, _settled(settling, kind, groups, progress)), reading.closing.numbers


def _settled(settling: Settling, kind: Kind, read: Sequence[ReadRow], progress: Progress) -> list[PlanRow]:
    """What becomes of the rows that were read."""
    rows: list[PlanRow] = []
    waiting: list[Waiting] = []
    own = [link.name for link in kind.links if link.rel_model is kind.model]
    for done, row in enumerate(read):
        if done % ROWS_BETWEEN_LOOKS == 0:
            progress(done, len(read), CHECKING)
        later = {name: value for name in own if isinstance(value := row.values.get(name), Later)}
        found = settling.settle(row, later)
        rows.append(found)
        if later and found.fate != "wrong":
            waiting.append((found, later))
    resolve(rows, waiting, settling.asking)
    progress(len(read), len(read), CHECKING)
    return rows


def last_step() -> int:
    """The number of the last step that may have changed rows."""
    row = journal.StepRow
    return row.select(peewee.fn.MAX(row.id)).where(row.sort != journal.NOTE).scalar() or 0
