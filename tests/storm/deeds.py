"""All deeds of a day, the folder that they are done in, and whether it is as it must be after one was cut off."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from unionapp.errors import Refused, Trouble
from unionapp.exchange import outgoing
from unionapp.office import integrity
from unionapp.records import search
from unionapp.store import admission, backup, editing
from unionapp.store.store import Store
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.databases import make
from tests.storm import deed as of
from tests.storm import deeds_of_data, deeds_of_keys
from tests.storm.deed import Deed, entered
from tests.storm.work import forked
from tests.subjects.elections import cases
from tests.subjects.funds import account_books
from tests.support import OPERATOR, PASSWORD

ALL: tuple[Deed, ...] = (*deeds_of_data.DEEDS, *deeds_of_keys.DEEDS)
_PASSWORDS = (PASSWORD, of.SECOND)
_PHOTO = b"kept before" * 100


def prepared(place: Path) -> Path:
    """A data folder with what every deed needs in it and beside it; the folder that holds them."""
    place.mkdir()
    store = support.make_store(place / "data")
    for number in range(of.ROWS):
        editing.save(store.journal, UNIONS, Union(name=f"表{number}工会"))
    outgoing.export(store, UNIONS, search.Query(), place / of.SHEET)
    store.close()
    shutil.rmtree(place / "data")
    store = support.make_store(place / "data")
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    admission.admit(store, of.LEAVER, of.THEIRS)
    store.files.keep(_PHOTO, "图.jpg")
    _vote(store)
    _vouchers(store)
    stays = store.backup(store.folder / "backups" / of.STAYS, attached="beside")
    store.backup(place / of.BACKUP)
    editing.save(store.journal, UNIONS, Union(name="乙工会"))
    store.close()
    shutil.copyfile(stays, stays.with_name(of.GOES))
    backup.restore(place / of.OLD, min(make.HERE.glob("*.unionbak")), OPERATOR, PASSWORD, of.NOW)
    (place / of.STICK).mkdir()
    return place


def _vote(store: Store) -> None:
    """A vote whose ballots are all returned and not entered yet."""
    body = cases.body(cases.begun(store, members=12), "committee")
    cases.stand(store, body, ("赵一", "钱二", "孙三", "李四"))
    counting.open_round(store.journal, body, "formal", Sheets(12, 12, 12, of.BALLOTS))


def _vouchers(store: Store) -> None:
    """Approved vouchers of a month."""
    account_books.begun(store)
    made = [
        Voucher(book=1, day=date(2025, 3, 1 + number), summary="购办公用品", papers=1) for number in range(of.VOUCHERS)
    ]
    with store.journal.step("登记"):
        for each in made:
            each.lines = account_books.lines(("50504", 100), ("102", -100))
        editing.put(VOUCHERS, made)
    vouchers.approve(store.journal, made)


Rows = dict[str, list[tuple[Any, ...]]]
"""By table."""


@dataclass(frozen=True)
class Found:
    """What a start finds after a deed was cut off."""

    wrong: str
    """What is not as it must be; empty where all is."""
    rows: Rows = field(default_factory=dict)
    """Every row of the records."""


def found(folder: Path, deed: Deed, said: list[str]) -> Found:
    """What the next start finds after a deed was cut off that had said so much."""
    try:
        if deed.again and deed.name not in said:
            _done_again(folder, deed)
        store = any_entered(folder, [of.SECOND] if "password" in said else _PASSWORDS)
        faults = [each for each in integrity.of_file(store) if each.level != "info"]
        wrong, rows = [_missing(store, said, deed), *faults], every_row(store)
        store.close()
        wrong += [deed.wrong(folder, said)]
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return Found(f"{type(error).__name__}: {error}")
    return Found("; ".join(str(each) for each in wrong if each), rows)


def rows(folder: Path) -> Rows:
    """Every row of the records in a folder that nobody has open."""
    store = any_entered(folder)
    found = every_row(store)
    store.close()
    return found


def every_row(store: Store) -> Rows:
    """Every row of the records of an open folder."""
    tables = [kind.model._meta.table_name for kind in store.kinds]
    return {table: store.database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall() for table in tables}


def any_entered(folder: Path, passwords: Sequence[str] = _PASSWORDS) -> Store:
    """The folder opened by its first operator, by whichever of the passwords is in force."""
    for password in passwords:
        if store := entered(folder, OPERATOR, password):
            return store
    raise Refused("nobody gets in")


def _done_again(folder: Path, deed: Deed) -> None:
    """What nobody can open before it is mended; where it was mended before it could say so, it opens."""
    try:
        support.open_store(folder).close()
    except (Refused, Trouble):
        forked(partial(deed.do, folder))


def _missing(store: Store, said: list[str], deed: Deed) -> str:
    """What was said to be finished and is not there, or is there by half."""
    if store.check():
        return f"check: {store.check()}"
    names = {union.name for union in Union.select()}
    lost = [line for line in said if line.startswith("union ") and line.split()[1] not in names]
    lost += [line for line in said if line.startswith("file ") and not store.files.sound(line[5:].partition("/")[0])]
    lost += [] if store.files.sound(_digest()) else ["an older attachment"]
    come = len([name for name in names if name.startswith("表")])
    if come not in (0, of.ROWS) or ("import" in said and not come):
        lost.append(f"{come} rows")
    if "甲工会" not in names or (deed.name != "restore" and "乙工会" not in names):
        lost.append("an older record")
    if "restore" in said and "乙工会" in names:
        lost.append("not restored")
    return "; ".join(lost)


def _digest() -> str:
    return hashlib.sha256(_PHOTO).hexdigest()
