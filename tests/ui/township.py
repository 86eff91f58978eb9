"""A small made-up township for tests of pages: three unions, some members, an open session."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from ui.session import Session
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values import idnumber

from tests.support import make_store

TOWN, MILL, DAIRY = "青山乡总工会", "青山乡面粉厂工会", "青山乡乳业工会"
MORNING = date(2020, 1, 1)


def open_town(folder: Path) -> Session:
    """A fresh data folder with three unions."""
    store = make_store(folder / "data", "张三", "demo")
    with store.journal.step("录入工会"):
        town = Union(name=TOWN)
        editing.put(UNIONS, [town])
        editing.put(UNIONS, [Union(name=MILL, parent=town), Union(name=DAIRY, parent=town)])
    return Session(store, QSettings(str(folder / "remembered.ini"), QSettings.Format.IniFormat))


def number(serial: int, born: date = date(1980, 1, 1)) -> str:
    """A made-up citizen number of a prefecture that does not exist."""
    body = f"639901{born:%Y%m%d}{serial:03}"
    return body + idnumber.check_digit(body)


def member(name: str, serial: int, union: str = MILL, **values: Any) -> Member:
    """A member who joined at the beginning of 2020, not yet stored."""
    given = {"change_type": "1", "change_date": MORNING, "mobile": f"154{serial:08}", "id_number": number(serial)}
    return Member(name=name, union=Union.get(Union.name == union), **(given | values))


def put(session: Session, kind: Kind, *records: Any) -> None:
    """Store records without checking them."""
    with session.store.journal.step("录入"):
        for record in records:
            if kind.complete:
                kind.complete(record)
        editing.put(kind, list(records))


def settle(session: Session, count: int) -> list[Member]:
    """So many members of the mill."""
    people = [member(f"王{'一二三四五六七八九十'[n % 10]}{'甲乙丙丁戊己'[n // 10]}", n + 1) for n in range(count)]
    put(session, MEMBERS, *people)
    return people
