"""Copying and restoring 100,000 members with 5,000 attachments, against bare copies of the same files."""

from __future__ import annotations

import random
import shutil
from datetime import datetime
from pathlib import Path

from unionapp import subjects
from unionapp.office import demo
from unionapp.store import about, backup, connection, editing
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from . import county
from .measure import Table, once, saying

ATTACHMENTS, SIZE = 5_000, 40_000
"""How many attachments, of so many bytes each: 200 MB, as photos are."""


def run(table: Table, out: Path) -> None:
    """A first copy, a second one after a little work, and a restore; all must hold the same."""
    place, bare = out / "copying", out / "bare"
    for each in (place, bare, out / "restored"):
        shutil.rmtree(each, ignore_errors=True)
    shutil.copytree(county.folder(out), place, ignore=shutil.ignore_patterns(backup.FOLDER))
    store = Store.open(place, subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS).enter()
    try:
        with saying(f"keeping {ATTACHMENTS:,} attachments"):
            source = random.Random(1)
            for number in range(ATTACHMENTS):
                store.files.keep(b"%PDF-" + source.randbytes(SIZE), f"证明{number}.pdf")
        _copy(table, store, bare)
        newest = _copy_again(table, store, bare)
    finally:
        store.close()
    _restore(table, newest, out / "restored", bare)


def _copy(table: Table, store: Store, bare: Path) -> None:
    ours = once(store.backup)
    base = once(lambda: shutil.copytree(store.folder, bare, ignore=shutil.ignore_patterns(backup.FOLDER)))
    table.add("a first copy, opened and counted, against copying the folder (s)", ours, base, 30.0)


def _copy_again(table: Table, store: Store, bare: Path) -> Path:
    """After one record and one attachment more, the next copy writes only these and the data file."""
    shared = {path: path.stat().st_ino for path in (store.folder / backup.FOLDER).glob("files*/*/*")}
    store.files.keep(b"%PDF-one more", "证明.pdf")
    member = Member.select().first()
    member.remark = "改"
    editing.save(store.journal, MEMBERS, member)
    made: list[Path] = []
    ours = once(lambda: made.append(store.backup(reason=backup.AT_CLOSING)))
    base = once(lambda: shutil.copyfile(store.folder / connection.FILE, bare / "again.db"))
    table.add("the next copy, against copying the data file alone (s)", ours, base, 30.0)
    after = {path: path.stat().st_ino for path in (store.folder / backup.FOLDER).glob("files*/*/*")}
    fresh = [path for path, inode in after.items() if shared.get(path) != inode]
    table.add("attachments that the next copy wrote, of one that is new", len(fresh), 1, 1.0)
    return made[0]


def _restore(table: Table, file: Path, folder: Path, bare: Path) -> None:
    ours = once(lambda: backup.restore(folder, file, demo.OPERATOR, demo.PASSWORD, datetime.now()))
    base = once(lambda: shutil.copytree(bare, folder.with_name("bare-again")))
    shutil.rmtree(folder.with_name("bare-again"))
    table.add("restoring into an empty folder, against copying one (s)", ours, base, 20.0)
    says = about.read(file)
    restored = Store.open(folder, subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS).enter()
    try:
        counts = about.counted(restored.database.connection())
        alike = says is not None and all(
            counts[name] == count for name, count in says.rows.items() if name not in _GROWS
        )
        attached = sum(1 for _ in restored.files.folder.glob("*/*"))
        table.add("members restored, of those copied", Member.select().count() if alike else 0, 100_000, 1.0)
        table.add("attachments restored, of those copied", attached, says.count if says else 0, 1.0)
    finally:
        restored.close()


_GROWS = {about.alias(name) for name in ("step", "change", "derived")}
"""The tables of the log, to which the restore itself adds."""
