"""Import, its undoing and export of 100,000 rows × 20 columns, against the bare libraries."""

from __future__ import annotations

import shutil
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2 as sqlite3
from unionapp import subjects
from unionapp.exchange import apply, outgoing, plan
from unionapp.records import search, tokens
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from . import county
from .measure import Table, once, saying

COLUMNS = 20


def run(table: Table, out: Path) -> None:
    """All comparisons of this part."""
    sheet, unions = _sheet(out)
    store = _empty(out / "import", unions)
    try:
        schema = county.schema(indexed=True)
        ours = once(lambda: apply.apply(store, plan.read_and_plan(store, MEMBERS, sheet).plan, sheet))
        assert Member.select().count() > 99_000
        table.add(
            "import of 100,000 rows: planned, checked, applied (s)", ours, once(lambda: _bare(sheet, schema, out)), 3.0
        )
        table.add("undoing that import (s)", once(lambda: store.journal.undo("导错了文件")), ours, 1.0)
        assert Member.select().count() == 0
    finally:
        store.close()
    _export(table, out)


def _sheet(out: Path) -> tuple[Path, list[str]]:
    """A sheet with the 20 columns of the collection form and the union, made from the county."""
    path = out / "members.xlsx"
    store = county.opened(out)
    try:
        unions = [name for (name,) in Union.select(Union.name).tuples()]
        if not path.exists():
            with saying("writing the sheet of 100,000 members"):
                names = [*MEMBERS.sheet[: COLUMNS - 1], "union"]
                _write(path, names, list(search.ids(MEMBERS, search.Query())))
    finally:
        store.close()
    return path, unions


def _write(path: Path, names: list[str], ids: list[int]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [MEMBERS.fields[name].label for name in names])
    line = 0
    for start in range(0, len(ids), 1000):
        for member in search.rows(MEMBERS, ids[start : start + 1000]):
            line += 1
            sheet.write_row(line, 0, [MEMBERS.shown(member, name) for name in names])
    book.close()


def _empty(folder: Path, unions: list[str]) -> Store:
    shutil.rmtree(folder, ignore_errors=True)
    store, _ = Store.create(folder, subjects.KINDS, "测速", "bench", subjects.OPTIONS)
    store.enter()
    with store.journal.step("准备"):
        editing.put(UNIONS, [Union(name=name) for name in unions])
    return store


def _bare(sheet: Path, schema: list[str], out: Path) -> None:
    """Reading with python-calamine and executemany into a table with the same indexes."""
    path = out / "bare.db"
    path.unlink(missing_ok=True)
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()[1:]
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for statement in schema:
        database.execute(statement)
    columns = [row[1] for row in database.execute("PRAGMA table_info(member)")]
    blank = {row[1]: "" for row in database.execute("PRAGMA table_info(member)") if row[3]}
    named = [MEMBERS.model._meta.fields[name].column_name for name in [*MEMBERS.sheet[: COLUMNS - 1]]]
    filled = [dict(blank, id=n, uid=f"{n:032}", **dict(zip(named, row, strict=False))) for n, row in enumerate(rows, 1)]
    marks = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO member VALUES ({marks})", ([row.get(column) for column in columns] for row in filled)
    )
    database.executemany(
        "INSERT INTO search_member(rowid, tokens) VALUES (?, ?)",
        ((row["id"], f"{tokens.name_tokens(row['name'])} {tokens.number_tokens(row['id_number'])}") for row in filled),
    )
    database.commit()
    database.close()


def _export(table: Table, out: Path) -> None:
    store = county.opened(out)
    try:
        ours = once(lambda: outgoing.export(store, MEMBERS, search.Query(), out / "export.xlsx"))
        ids = search.ids(MEMBERS, search.Query())
        cells = [list(row) for row in outgoing.cells(store, MEMBERS, ids)]
    finally:
        store.close()
    table.add("export of 100,000 rows (s)", ours, once(lambda: _bare_export(cells, out)), 1.3)


def _bare_export(cells: list[list[object]], out: Path) -> None:
    book = xlsxwriter.Workbook(out / "bare.xlsx", {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for line, row in enumerate(cells):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    book.close()
