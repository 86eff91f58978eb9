"""What is done to records, attachments, copies and whole folders."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from unittest import mock

from unionapp import subjects
from unionapp.errors import Refused, Trouble
from unionapp.exchange import apply, outgoing, plan
from unionapp.office import cabinet, integrity, safekeeping, second_place
from unionapp.paper import paper
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store import backup, connection, disk, editing, keys, rescue, thinning
from unionapp.store import store as stores
from unionapp.store.store import Store
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import BallotRow, Round
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.databases import make
from tests.storm import deed as of
from tests.storm.deed import Deed, opened
from tests.storm.work import forked, say
from tests.support import OPERATOR, PASSWORD


def _save(folder: Path) -> None:
    with opened(folder) as store:
        for number in range(5):
            editing.save(store.journal, UNIONS, Union(name=f"第{number}工会"))
            say(f"union 第{number}工会")


def _attach(folder: Path) -> None:
    with opened(folder) as store:
        for number in range(3):
            say(f"file {store.files.keep(b'%d' % number * 5000, '图.jpg')}")


def _backup(folder: Path) -> None:
    with opened(folder) as store:
        store.backup(folder / "backups" / "新.unionbak")
        say("backup")


def _opens(copy: Path) -> str:
    """Why a copy cannot be restored; empty where it can."""
    try:
        backup.check(copy, OPERATOR, PASSWORD)
    except (Refused, Trouble) as error:
        return f"{copy.name}: {error}"
    return f"{copy.name} lacks attachments" if backup.missing(copy) else ""


def _copies_of(place: Path, done: bool) -> str:
    """What is wrong with the copies in a folder, where there must be one if it is done."""
    found = backup.among(place)
    return "; ".join(filter(None, map(_opens, found))) or ("no copy" if done and not found else "")


def _backed_up(folder: Path, said: list[str]) -> str:
    named = folder / "backups" / "新.unionbak"
    return "no copy" if "backup" in said and not named.exists() else _copies_of(folder / "backups", False)


def _close(folder: Path) -> None:
    with opened(folder) as store:
        safekeeping.copy_at_closing(store)
        say("close")


def _closed(folder: Path, said: list[str]) -> str:
    lacking = "no copy" if "close" in said and len(backup.listing(folder)) < 2 else ""
    return lacking or _copies_of(folder / backup.FOLDER, True)


def _print(folder: Path) -> None:
    """Over what is there already, which stays until the new one is whole."""
    with opened(folder) as store:
        paper.write(cabinet.paper("union-list"), store, PrintRequest(), folder.parent / of.PRINTED)
        say("print")


def _older_paper(folder: Path) -> None:
    (folder.parent / of.PRINTED).write_bytes(of.OLDER)


def _printed(folder: Path, said: list[str]) -> str:
    content = (folder.parent / of.PRINTED).read_bytes()
    whole = content.startswith(b"%PDF-1") and content.rstrip().endswith(b"%%EOF")
    return "" if whole or (content == of.OLDER and "print" not in said) else f"{len(content)} bytes of paper"


def _export(folder: Path) -> None:
    with opened(folder) as store:
        outgoing.export(store, UNIONS, search.Query(), folder.parent / of.SHEET)
        say("export")


def _exported(folder: Path, said: list[str]) -> str:
    with zipfile.ZipFile(folder.parent / of.SHEET) as pack:
        return pack.testzip() or ""


def _second(folder: Path) -> None:
    with opened(folder) as store, mock.patch.object(second_place, "device", lambda place: place.name == of.STICK):
        second_place.name_it(store, folder.parent / of.STICK)
        second_place.copy(store)
        say("second")


def _thin(folder: Path) -> None:
    with disk.in_words(folder):
        thinning.thin(folder / "backups", of.NOW)
    say("thin")


def _thinned(folder: Path, said: list[str]) -> str:
    there = {path.name for path in backup.among(folder / "backups")}
    return _copies_of(folder / "backups", True) if of.STAYS in there else f"{of.STAYS} is gone"


def _import(folder: Path) -> None:
    with opened(folder) as store:
        path = folder.parent / of.SHEET
        apply.apply(store, plan.read_and_plan(store, UNIONS, path).plan, path)
        say("import")


def _ballots(folder: Path) -> None:
    with opened(folder) as store:
        for number in range(of.BALLOTS):
            counting.cast(store.journal, Round.get(), "ooxo"[: len(Round.get().names) or 1])
            say(f"ballot {number + 1}")


def _counted(folder: Path, said: list[str]) -> str:
    with opened(folder):
        there = BallotRow.select().count()
        places = sorted(ballot.place for ballot in BallotRow.select())
    told = len([line for line in said if line.startswith("ballot")])
    return "" if told <= there <= told + 1 and places == list(range(1, there + 1)) else f"{told} said, {places} there"


def _post(folder: Path) -> None:
    with opened(folder) as store:
        vouchers.post(store.journal, Book.get(), of.MONTH)
        say("post")


def _posted(folder: Path, said: list[str]) -> str:
    with opened(folder):
        done = Voucher.select().where(Voucher.state == "posted").count()
        broken = chain.verify(Book.get())
    right = done == of.VOUCHERS or (done == 0 and "post" not in said)
    return "" if right and not broken else f"{done} posted, {broken}"


def _rescue(folder: Path) -> None:
    """The damage lies in an index, so that every row can be read."""
    rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, of.NOW)
    say("rescue")


def spoil(folder: Path) -> None:
    """Damage a page of an index."""
    file = folder / connection.FILE
    data = connection.bare(file, keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD))
    page = data.execute(
        "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND sql NOT NULL AND tbl_name = 'union_org' LIMIT 1"
    ).fetchone()[0]
    data.close()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 + 100] ^= 1
    file.write_bytes(content)


def _restore(folder: Path) -> None:
    backup.restore(folder, folder.parent / of.BACKUP, OPERATOR, PASSWORD, of.NOW)
    say("restore")


def _create(folder: Path) -> None:
    Store.create(folder.parent / of.NEW, subjects.KINDS, OPERATOR, PASSWORD, subjects.OPTIONS)[0].close()
    say("create")


def _created(folder: Path, said: list[str]) -> str:
    """The new folder opens, or is made once more where it counts as not made."""
    new = folder.parent / of.NEW
    if stores.exists(new):
        support.open_store(new).close()
    elif "create" in said:
        return "said to be made and is not"
    else:
        forked(lambda: _create(folder))
    return ""


def _upgrade(folder: Path) -> None:
    support.open_store(folder.parent / of.OLD).close()
    say("upgrade")


def _upgraded(folder: Path, said: list[str]) -> str:
    store = support.open_store(folder.parent / of.OLD)
    wanted = json.loads(min(make.HERE.glob("*.json")).read_text(encoding="utf-8"))
    now = make.counts(store)
    lost = [name for name, rows in wanted.items() if name not in ("setting", "change") and now[name] != rows]
    lost += [str(problem) for problem in integrity.of_file(store)]
    store.close()
    return ", ".join(lost)


DEEDS = (
    Deed("save", _save),
    Deed("attach", _attach),
    Deed("backup", _backup, _backed_up),
    Deed("close", _close, _closed),
    Deed("print", _print, _printed, prepare=_older_paper),
    Deed("export", _export, _exported),
    Deed("second", _second, lambda folder, said: _copies_of(folder.parent / of.STICK, "second" in said)),
    Deed("thin", _thin, _thinned),
    Deed("import", _import),
    Deed("ballots", _ballots, _counted),
    Deed("post", _post, _posted),
    Deed("rescue", _rescue, prepare=spoil, again=True),
    Deed("restore", _restore),
    Deed("create", _create, _created),
    Deed("upgrade", _upgrade, _upgraded),
)
