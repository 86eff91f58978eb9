"""Out of a damaged data file into a new one: whatever can still be read, row by row around what cannot.

Every page of the file carries a proof of its content, so a damaged page is refused and never read wrongly. The damaged
file is only read; it is set aside whole when the new one takes its place, by the same exchange as a restore.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import peewee
from playhouse.migrations import Runner
from sqlcipher3 import dbapi2

from unionapp import paths
from unionapp.errors import Damaged, Refused, Trouble
from unionapp.records.kind import Kind
from unionapp.store import about, backup, closed, connection, disk, keys, pages, rescued_log, restoring, system, upgrade
from unionapp.store.lock import FolderLock
from unionapp.work import Progress, silent

_PIECE = 500
"""Rows read at once where nothing is damaged."""
_FARTHEST = 1 << 40
"""How far beyond an unreadable row the next one is looked for, in numbers of rows."""
_OWN = {"step": "操作记录", "change": "操作记录的明细", "schema_migration": "数据格式"}
_NAMED = 5
"""Tables that the log names as not read whole; of more it says how many."""
_NOTHING = "数据文件损坏得太重，没有能读出的内容；程序没有改动它。请从备份恢复。"
_SOUND = "数据文件是完好的，不用抢救，没有改动。"


@dataclass(frozen=True)
class ReadTable:
    """What was read of one table; `expected` rows were in it where that could be told."""

    title: str
    rows: int
    expected: int | None
    whole: bool
    name: str = ""
    """What the data file calls it."""
    of_kind: bool = False
    """Whether it holds records, whose every change is in the log."""

    def __str__(self) -> str:
        if self.whole:
            return f"{self.title}：{self.rows} 条，全部读出"
        if self.expected is None:
            return f"{self.title}：读出 {self.rows} 条，其余读不出，条数不明"
        return f"{self.title}：读出 {self.rows} 条，缺 {self.expected - self.rows} 条"


@dataclass(frozen=True)
class Rescued:
    """What a rescue brought, and where the damaged file is kept."""

    kept: Path
    tables: tuple[ReadTable, ...]
    dangling: tuple[str, ...]
    """Rows that refer to what could not be read, counted by what they are."""

    def lines(self) -> list[str]:
        """The report: what is missing first, then what broke, then how much is there."""
        missing = [table for table in self.tables if not table.whole]
        read = sum(table.rows for table in self.tables)
        head = "有内容没有读出：" if missing else "没有发现缺少的内容。"
        return [
            f"抢救完毕，读出 {read} 条；损坏的数据文件原样存在“{paths.shown(self.kept.name)}”里，没有删除。",
            head,
            *map(str, missing),
            *self.dangling,
        ]


class _Source:
    """A damaged data file, opened anew after every page that was refused."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._open: dbapi2.Connection | None = None

    def read(self, sql: str, *values: object) -> list[tuple[Any, ...]] | None:
        """The rows of a query; None where it comes upon what cannot be read."""
        try:
            if self._open is None:
                self._open = connection.bare(self._path, self._key, read_only=True)
                self._open.execute("PRAGMA writable_schema = ON")  # read past tables of which nothing is known
            rows: list[tuple[Any, ...]] = self._open.execute(sql, values).fetchall()
            return rows
        except dbapi2.DatabaseError:
            self.close()
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None


def rescue(
    folder: Path, kinds: Sequence[Kind], operator: str, password: str, now: datetime, progress: Progress = silent
) -> Rescued:
    """Put what can be read of a damaged data file in its place; the file itself is kept whole.

    Refused for a wrong password and where the file is sound, Trouble where nothing can be read or nobody could open
    what is read; nothing is changed then.
    """
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        ring = keys.KeyRing.read(folder)
        key = ring.unlock(operator, password)
        need_damaged(folder, key)
        titles = {kind.model._meta.table_name: kind.title for kind in (*system.KINDS, *kinds)}
        with _in_words(folder), restoring.room(folder) as fresh, restoring.room(folder) as aside:
            file, passable = fresh / connection.FILE, aside / connection.FILE
            if not pages.passable(folder / connection.FILE, key, passable):
                raise Trouble(_NOTHING)
            tables, dangling = _copied(passable, file, key, titles, progress)
            shutil.copyfile(folder / keys.FILE, fresh / keys.FILE)
            try:
                restoring.prove(file, key, operator, ring.operators)
            except Damaged:
                raise Trouble(_NOTHING) from None
            _write_down(folder, file, key, operator, tables, now)
            kept = restoring.put(folder, fresh, key, operator, "", now)
    finally:
        lock.close()
    return Rescued(kept, tables, dangling)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """What the disk says, of the damaged file and of the new one."""
    with disk.in_words(folder, disk.folder_called(folder)), connection.in_words(folder / connection.FILE):
        yield


def _write_down(
    folder: Path, file: Path, key: bytes, operator: str, tables: Sequence[ReadTable], now: datetime
) -> None:
    """Say in the rescued log what was lost, so that the check does not take it for edits past the program."""
    ring = keys.KeyRing.read(file.parent)
    missing = [table for table in tables if not table.whole]
    log_whole = not {table.name for table in missing} & {"step", "change"}
    lost = "，".join(map(str, missing[:_NAMED])) + (f"，等 {len(missing)} 种内容" if missing[_NAMED:] else "")
    heads = [says.head[0] for path in backup.listing(folder) if (says := about.read(path)) and says.head]
    with closed.at_work(file, key) as database:
        there = set(database.get_tables())
        filled = [table.name for table in tables if table.name in there and table.of_kind]
        last = max([ring.head[0] if ring.head else 0, *heads])
        told = f"由{operator}；{f'没有读全：{lost}' if missing else '全部读出'}"
        rescued_log.write_down(database, operator, told, filled, log_whole, last, now)
    if not log_whole:  # the end that was known is one of the former chain
        ring.head = None
        ring.write(file.parent)


def need_damaged(folder: Path, key: bytes) -> None:
    """Refused where the data file is sound."""
    try:
        with closed.at_work(folder / connection.FILE, key) as database:
            connection.need_sound(database)
            wrong = connection.problems(database)
    except Damaged:
        return
    if not wrong:
        raise Refused(_SOUND)


def _copied(
    damaged: Path, target: Path, key: bytes, titles: Mapping[str, str], progress: Progress
) -> tuple[tuple[ReadTable, ...], tuple[str, ...]]:
    """Make the same tables in a new file and fill them with what can be read; what links to nothing there is told."""
    source, fresh = _Source(damaged, key), connection.bare(target, key)
    try:
        form = source.read("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        if not form:
            raise Trouble(_NOTHING)
        tables = list(_tables(form))
        form_then = _form_of(_newest_script(source))
        lost = sorted({row[2] for row in form_then} & titles.keys() - set(tables))
        made = [ReadTable(titles[name], 0, None, whole=False, name=name, of_kind=True) for name in lost]
        known = {row[1] for row in form}
        form += [row for row in form_then if row[2] in lost and row[1] not in known]
        fresh.execute("BEGIN")
        named = {*tables, *lost}
        for sort, _, table, sql in sorted(form, key=lambda each: each[0] == "index"):
            if sort in ("table", "index") and table in named:
                fresh.execute(sql)
        for done, name in enumerate(tables):
            progress(done, len(tables), "正在抢救")
            if name != "derived":  # which the next opening makes anew, with the search
                made.append(_copied_table(source, fresh, name, titles))
        fresh.execute("COMMIT")
        return tuple(made), tuple(_dangling(fresh, titles))
    finally:
        source.close()
        fresh.close()


def _newest_script(source: _Source) -> str | None:
    """The last script that the damaged file went through, as far as this can be read and this program knows it."""
    row = source.read("SELECT max(name) FROM schema_migration")
    script = str(row[0][0]) if row else ""
    return script if (upgrade.MIGRATIONS / f"{script}.py").is_file() else None


def _form_of(script: str | None) -> list[tuple[Any, ...]]:
    """How tables are made in a file of that script (None: of the newest), where the damaged file no longer says so."""
    new = peewee.SqliteDatabase(":memory:")
    try:
        Runner(new, str(upgrade.MIGRATIONS)).up(script)
        return list(new.execute_sql("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    finally:
        new.close()


def _tables(form: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """The tables that hold data, not those in which the search keeps its words."""
    virtual = tuple(name for sort, name, _, sql in form if sort == "table" and sql.upper().startswith("CREATE VIRTUAL"))
    for sort, name, _, _ in form:
        if sort == "table" and not name.startswith(("sqlite_", "search_", *virtual)):
            yield name


def _copied_table(source: _Source, fresh: dbapi2.Connection, name: str, titles: Mapping[str, str]) -> ReadTable:
    columns = fresh.execute(f'PRAGMA table_info("{name}")').fetchall()
    marks = ", ".join("?" for _ in columns)
    gaps = []
    for piece in _pieces(source, name):
        if piece is None:
            gaps.append(name)
        else:
            fresh.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', [row[1:] for row in piece])
    rows = fresh.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    counted = source.read(f'SELECT count(*) FROM "{name}"')
    expected = counted[0][0] if counted else None
    whole = not gaps and expected in (None, rows)
    title = titles.get(name) or _OWN.get(name) or f"附属内容（{name}）"
    return ReadTable(title, rows, expected, whole, name, of_kind=name in titles)


def _pieces(source: _Source, name: str) -> Iterator[list[tuple[Any, ...]] | None]:
    """The rows of a table with their numbers, a piece at a time; None for every gap that cannot be read."""
    start, piece = -_FARTHEST, _PIECE
    sql = f'SELECT rowid, * FROM "{name}" WHERE rowid >= ? ORDER BY rowid LIMIT ?'
    while True:
        found = source.read(sql, start, piece)
        if found == []:
            return
        if found is not None:
            yield found
            start, piece = found[-1][0] + 1, min(piece * 2, _PIECE)
        elif piece > 1:
            piece //= 2
        else:
            yield None
            after = _after_gap(source, sql, max(start, 0))
            if after is None:
                return
            start, piece = after, _PIECE


def _after_gap(source: _Source, sql: str, start: int) -> int | None:
    """The next number from which rows can be read again; None where there is none."""
    bad, step = start, 1
    while (good := start + step) - start < _FARTHEST:
        if source.read(sql, good, 1) is not None:
            break
        bad, step = good, step + 1 + step // 4
    else:
        return None
    while good - bad > 1:
        middle = (good + bad) // 2
        if source.read(sql, middle, 1) is None:
            bad = middle
        else:
            good = middle
    return good


def _dangling(fresh: dbapi2.Connection, titles: Mapping[str, str]) -> Iterator[str]:
    """Rows that refer to what was not read, counted by what they are and what they refer to."""
    found: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in fresh.execute("PRAGMA foreign_key_check"):
        found[table, parent] = found.get((table, parent), 0) + 1
    for (table, parent), count in found.items():
        names = [titles.get(each) or _OWN.get(each, each) for each in (table, parent)]
        yield f"{names[0]}有 {count} 条所指的{names[1]}没有读出"
