"""A data folder with two unions, and rosters as other people make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from unionapp.exchange.plan import Intake, read_and_plan
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.idnumber import check_digit

from tests.support import make_store

TOWN, MILL = "青山乡总工会", "青山乡水泥厂工会"
PASSWORD = "made up"
HEADINGS = ("姓名", "性别", "出生日期", "证件号码", "移动电话", "工作单位", "所属工会", "会籍变化日期")


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """A store with two unions."""
    store = make_store(folder, "测试员", PASSWORD)
    try:
        town = Union(name=TOWN)
        editing.save(store.journal, UNIONS, town)
        editing.save(store.journal, UNIONS, Union(name=MILL, short_name="水泥厂", parent=town))
        yield store
    finally:
        store.close()


def number(serial: int, born: date = date(1985, 3, 15)) -> str:
    """A made-up ID number with the right check digit; odd serials are men's."""
    first17 = f"632801{born:%Y%m%d}{serial:03d}"
    return first17 + check_digit(first17)


def person(serial: int, **changes: Any) -> tuple[Any, ...]:
    """A row under HEADINGS."""
    values: dict[str, Any] = {
        "姓名": f"张测{'甲乙丙丁戊己庚辛壬癸'[serial // 10 % 10]}{'子丑寅卯辰巳午未申酉'[serial % 10]}",
        "性别": "男" if serial % 2 else "女",
        "出生日期": date(1985, 3, 15),
        "证件号码": number(serial),
        "移动电话": f"138{serial:08d}",
        "工作单位": "青山水泥厂",
        "所属工会": MILL,
        "会籍变化日期": date(2020, 1, 2),
    }
    return tuple({**values, **changes}[heading] for heading in HEADINGS)


def sheet(path: Path, rows: Iterable[Sequence[Any]], merged: Sequence[tuple[int, int, int, int, str]] = ()) -> Path:
    """An .xlsx with these rows from the first one on; merged ranges with their text over them."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        target = book.add_worksheet("名册")
        for place, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    target.write_datetime(place, column, value, day)
                elif value is not None:
                    target.write(place, column, value)
        for first_row, first_column, last_row, last_column, text in merged:
            target.merge_range(first_row, first_column, last_row, last_column, text)
    return path


def planned(store: Store, path: Path, kind: Kind = MEMBERS, **options: Any) -> Intake:
    """The plan of importing a file."""
    return read_and_plan(store, kind, path, **options)


def told(intake: Intake, level: str = "error") -> list[tuple[int, str, str]]:
    """The problems of a plan as (row, label, message)."""
    return [(each.row, each.field, each.message) for each in intake.plan.problems() if each.level == level]
