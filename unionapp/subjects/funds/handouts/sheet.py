"""Sheets of handing out: a list of names found again in the register of members, and what the bank is to transfer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unionapp import paths
from unionapp.errors import Refused
from unionapp.exchange import headings, workbook
from unionapp.exchange.book import Spreadsheet, filled_down
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.later import later
from unionapp.records.picking import Listed, NameBook
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts import paying
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES
from unionapp.subjects.members.records import MEMBERS
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")


def read(path: Path, progress: Progress = silent) -> Listed:
    """The members that a sheet names, by ID number, else by a name that only one of them bears.

    Raises Trouble for a file that cannot be read, Refused for one without a column of names or numbers.
    """
    return find(workbook.read(path, progress=progress))


def find(book: Spreadsheet) -> Listed:
    """The members that the rows of a sheet name."""
    layout = headings.of_book(book, HANDOUT_LINES)
    places = {name: index for index, name in layout.columns.items()}
    if not places.keys() & {"name", "id_number"}:
        raise Refused("这张表里没有“姓名”或“证件号码”栏，认不出人。请加上栏目名再选一次。")
    directory = NameBook(MEMBERS)
    found: dict[int, None] = {}
    unknown = []
    for row in filled_down(book)[layout.last + 1 :]:
        name, number = (_text(row.cells[places[key]]) if key in places else "" for key in ("name", "id_number"))
        member = directory.find(name, number)
        if member is not None:
            found[member] = None
        elif name or number:
            unknown.append(f"第 {row.number} 行 {name or number}{directory.why(name)}")
    return Listed(tuple(found), tuple(unknown))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def write_transfers(store: Store, handout: Handout, path: Path, progress: Progress = silent) -> int:
    """Write what the bank is to transfer as a spreadsheet, and note it in the log; how many lines.

    Refused while somebody has no account or the operator may not take such numbers out. Raises Trouble.
    """
    store.journal.need("read-funds", "导出发放名单")
    store.journal.need("export", "导出发放名单")
    lines = paying.bank_list(handout)
    if not lines:
        raise Refused("名单里没有转账的人。发放形式选“转账”的才做代发清单。")
    columns = (
        SheetColumn("序号", "number"),
        SheetColumn("户名"),
        SheetColumn("开户银行"),
        SheetColumn("账号"),
        SheetColumn("金额", "money"),
        SheetColumn("附言"),
    )
    rows = [(each.place, each.name, each.bank, each.account, each.amount, handout.title) for each in lines]
    writer.write(path, (Sheet("代发清单", columns, rows),), progress)
    store.journal.note(f"导出“{handout.title}”银行代发清单 {len(rows)} 行到“{paths.shown(path.name)}”（含银行账号）")
    return len(rows)
