"""Searching, opening, saving and sorting 100,000 members, against bare queries on a plain file."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from unionapp.records import search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.names import pinyin_keys

from . import county
from .measure import Table, best, once, p95

SHOWN = 40
"""So many rows fill the table on the screen."""


def typed(count: int) -> list[str]:
    """What clerks type: beginnings of names, initials, parts of ID numbers and phones."""
    source = random.Random(7)
    people = list(Member.select(Member.name, Member.id_number, Member.mobile).limit(20_000).tuples())
    found = []
    while len(found) < count:
        name, number, mobile = source.choice(people)
        whole = source.choice([name, pinyin_keys(name)[-1], number[source.randrange(0, 12) :], mobile])
        found += [whole[: end + 1] for end in range(min(len(whole), 5))]
    return found[:count]


def run(table: Table, out: Path) -> None:
    """All comparisons of this part."""
    store, bare = county.opened(out), None
    try:
        bare = county.plain(out)
        _search(table, bare)
        _open_and_save(table, store, bare)
        _sort(table, bare)
    finally:
        if bare is not None:
            bare.close()
        store.close()


def like(bare: sqlite3.Connection, text: str) -> int:
    """One LIKE over three columns of the plain file, nothing fetched but how many answer it."""
    part = f"%{text}%"
    sql = "SELECT count(*) FROM member WHERE name LIKE ? OR id_number LIKE ? OR mobile LIKE ?"
    return int(bare.execute(sql, (part, part, part)).fetchone()[0])


def _search(table: Table, bare: sqlite3.Connection) -> None:
    def ours(text: str) -> None:
        found = search.ids(MEMBERS, search.Query(text))
        search.rows(MEMBERS, found[:SHOWN])

    words = typed(200)
    table.add(
        "a letter typed: ids and first rows, p95 of 200 (s)",
        p95([once(lambda w=word: ours(w)) for word in words]),  # type: ignore[misc]
        p95([once(lambda w=word: like(bare, w)) for word in words]),  # type: ignore[misc]
        1.0,
    )


def _open_and_save(table: Table, store: Store, bare: sqlite3.Connection) -> None:
    source = random.Random(8)
    picked = [source.randrange(1, 100_000) for _ in range(200)]
    ours = best(lambda: [search.rows(MEMBERS, [number]) for number in picked])
    sql = "SELECT * FROM member WHERE id = ?"
    base = best(lambda: [bare.execute(sql, (number,)).fetchall() for number in picked])
    table.add("opening a record, 200 times (s)", ours, base, 2.0)

    members = search.rows(MEMBERS, picked)

    def save(member: Member) -> None:
        member.remark = f"{member.remark}。"
        editing.save(store.journal, MEMBERS, member)

    def commit(number: int) -> None:
        bare.execute("UPDATE member SET remark = remark || '。' WHERE id = ?", (number,))
        bare.commit()

    save(members[0])
    commit(picked[0])
    ours = once(lambda: [save(member) for member in members])
    table.add("saving a record durably, 200 times (s)", ours, once(lambda: [commit(n) for n in picked]), 2.0)


def _sort(table: Table, bare: sqlite3.Connection) -> None:
    for order in ("strokes", "pinyin"):
        query = search.Query(order=(order,))
        ours = best(lambda q=query: search.rows(MEMBERS, search.ids(MEMBERS, q)[:SHOWN]))  # type: ignore[misc]
        base = best(lambda: bare.execute("SELECT id FROM member ORDER BY id_number").fetchall())
        table.add(f"sorting 100,000 rows by {order}, first rows (s)", ours, base, 2.0)
