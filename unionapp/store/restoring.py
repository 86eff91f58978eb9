"""Putting a backup in the place of the data as one deed, which is finished or taken back wherever it was cut off.

The backup lies unpacked and proved in a room of its own inside the data folder before anything is moved. Then a small
file says what moves where; as long as it is there the deed is not over, and whoever comes next (an opening, the login)
ends it first. Nothing is copied over anything: whole files, already on the disk, change their names.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionapp.errors import Trouble
from unionapp.store import closed, connection, disk, entry, files, journal, keys, upgrade
from unionapp.store.lock import FolderLock
from unionapp.values.text import brief

JOURNAL = "restore.json"
ROOM, KEPT = "restore-", "replaced-"
"""How the folders begin in which a backup is unpacked, and which keep what it replaced."""
_DATA = (*connection.PARTS, keys.FILE)
PART = re.compile(rf"({'|'.join(map(re.escape, _DATA))})|{files.FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{64}}")
_PLACE = re.compile(rf"({ROOM}|{KEPT})[0-9a-z_-]+")
_NEWER = (
    "这个备份是由更新版本的程序做的（{script}），本程序太旧，打不开它；没有恢复，现有数据没有动。"
    "请安装新版程序，或换一个备份。"
)
RESTORED = "恢复备份"
"""How the title of the step begins that says so in the restored log."""
_QUOTED = 40
"""Characters of a file's or step's name that the log quotes."""
_CHANGED = """
SELECT id, at, operator, title FROM step WHERE EXISTS (SELECT 1 FROM change WHERE step_id = step.id) ORDER BY id
"""
_UNTIDY = (
    f"备份已经恢复，现在的数据就是备份里的，原来的数据另存着；只是记号文件 {JOURNAL} 还没有清掉（{{why}}）。"
    "请检查磁盘和文件夹权限；下次启动程序时会接着收拾，不用再恢复一次。"
)
_ILLEGIBLE = (
    f"上次恢复没有做完，而记着怎样做完的文件 {JOURNAL} 已损坏。数据没有丢失：原来的在“{KEPT}…”里，备份的在“{ROOM}…”里。"
    "请不要删除这些文件夹，把整个数据文件夹另拷一份，再用备份恢复到一个空文件夹。"
)


@dataclass(frozen=True)
class Exchange:
    """What moves where: `out` from the data folder to the folder `kept`, then `into` from the folder `room`."""

    room: str
    kept: str
    out: tuple[str, ...]
    into: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> Exchange | None:
        """The exchange that is not over yet in a data folder, None where there is none."""
        try:
            raw: dict[str, Any] = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
            found = cls(raw["room"], raw["kept"], tuple(raw["out"]), tuple(raw["into"]))
            if not all(map(_PLACE.fullmatch, (found.room, found.kept))):
                raise Trouble(_ILLEGIBLE)
            if not all(map(PART.fullmatch, (*found.out, *found.into))):
                raise Trouble(_ILLEGIBLE)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            raise Trouble(_ILLEGIBLE) from None
        return found

    def carry_out(self, folder: Path) -> None:
        """Do it, or what is left of it; where that fails it is taken back, and what failed is raised.

        Where only the tidying up at the end fails, a Trouble says that all is done; the next start tidies.

        A part that has left the room stands in its place. Nothing enters before all is out and on the disk, so what
        stands in the place of a part that is not kept yet is the old one.
        """
        room, kept = folder / self.room, folder / self.kept
        try:
            if not (folder / JOURNAL).exists():
                disk.write_whole(folder / JOURNAL, json.dumps(asdict(self)).encode("utf-8"), disk.folder_called(folder))
            _move([part for part in self.out if not (kept / part).exists()], folder, kept)
            _move(self.into, room, folder)
            self._need_all(folder)
        except (OSError, Trouble):
            self.take_back(folder)
            raise
        try:
            self._end(folder)
        except OSError as error:
            raise Trouble(_UNTIDY.format(why=error.strerror or error)) from error

    def _need_all(self, folder: Path) -> None:
        """FileNotFoundError where a disk that lost its power has lost a part on its way in; the old one is kept yet."""
        for part in self.into:
            if not (folder / part).exists():
                raise FileNotFoundError(errno.ENOENT, "lost on its way", str(folder / part))

    def take_back(self, folder: Path) -> None:
        """Put everything where it was; an OSError leaves it to the next start."""
        room, kept = folder / self.room, folder / self.kept
        _move([part for part in self.into if not (room / part).exists()], folder, room)
        _move(self.out, kept, folder)
        for place in sorted(kept.rglob("*"), reverse=True):
            place.rmdir()
        with suppress(FileNotFoundError):
            kept.rmdir()
        self._end(folder)

    def _end(self, folder: Path) -> None:
        (folder / JOURNAL).unlink(missing_ok=True)
        disk.sync_folder(folder)
        shutil.rmtree(folder / self.room, ignore_errors=True)


def _move(parts: Iterable[str], source: Path, target: Path) -> None:
    """Move those parts that are still in `source`, and push both folders to the disk."""
    touched: set[Path] = set()
    for part in parts:
        if (source / part).exists():
            disk.make_folder((target / part).parent)
            os.replace(source / part, target / part)
            touched |= {(target / part).parent, (source / part).parent}
    for place in sorted(touched):
        disk.sync_folder(place)


def settle(folder: Path) -> None:
    """Finish or take back, under the folder's lock, a restore that was cut off; nothing where there is none."""
    if not (folder / JOURNAL).exists():
        return
    lock = FolderLock(folder, "恢复备份")
    try:
        finish(folder)
    finally:
        lock.close()


def finish(folder: Path) -> None:
    """Finish a restore that was cut off; where that fails it is taken back, and Trouble says where that fails too."""
    with disk.in_words(folder, disk.folder_called(folder)):
        pending = Exchange.read(folder)
        if pending is not None:
            try:
                pending.carry_out(folder)
            except OSError:
                if (folder / JOURNAL).exists():  # it could not even be taken back
                    raise


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A folder to unpack a backup in; it goes at the end unless what lies in it is still needed."""
    made = Path(tempfile.mkdtemp(prefix=ROOM, dir=folder))
    try:
        yield made
    finally:
        if not (folder / JOURNAL).exists():
            shutil.rmtree(made, ignore_errors=True)


def prove(path: Path, key: bytes, operator: str, holders: Collection[str]) -> None:
    """Trouble unless this program can open and read the data file of a backup; one of a newer program it cannot.

    Refused where the operator whose key it is would not be let in afterwards.
    """
    with closed.at_work(path, key) as database:
        connection.need_sound(database)
        if unknown := upgrade.newer(database):
            raise Trouble(_NEWER.format(script=unknown[-1]))
        entry.need_row(operator, holders)


def replace(folder: Path, fresh: Path, key: bytes, what: str, who: str, now: datetime) -> Path:
    """Put the proved backup that lies in `fresh` in the place of the data; returns the folder of what it replaced.

    Its log says so: which backup (`what`), by `who`, how much was lost. Attached files are only added.
    """
    kept = _kept(folder, now)
    told = f"{RESTORED}“{brief(what, _QUOTED)}”，由{who}；{_told(folder, fresh, key, kept.name)}"
    return put(folder, fresh, key, who, told, now)


def _kept(folder: Path, now: datetime) -> Path:
    return free(folder / f"{KEPT}{now:%Y%m%d-%H%M%S}")


def put(folder: Path, fresh: Path, key: bytes, who: str, told: str, now: datetime, aside: Path | None = None) -> Path:
    """Put the data that lie in `fresh` in the place of those of a folder, in one deed, with a line `told` in their log
    where it is not there yet; returns the folder of what they replaced (`aside`, where it is not to be kept)."""
    kept = aside or _kept(folder, now)
    if told:
        write_down(fresh / connection.FILE, key, who, told)
    out = [part for part in _DATA if (folder / part).exists()]
    into = [part for part in _DATA if (fresh / part).exists()]
    for part in _attached(folder, fresh, key):
        into.append(part)
        if (folder / part).exists():
            out.append(part)
    for part in into:
        disk.sync(fresh / part)
    for place in (fresh, *(each for each in fresh.rglob("*") if each.is_dir())):
        disk.sync_folder(place)
    Exchange(fresh.name, kept.name, tuple(out), tuple(into)).carry_out(folder)
    return kept


def free(wanted: Path) -> Path:
    """That path, with a number where something has it already."""
    found, number = wanted, 1
    while found.exists():
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found


def _attached(folder: Path, fresh: Path, key: bytes) -> list[str]:
    """The attached files of the backup that the data folder lacks, or has only damaged."""
    here, there = files.Files(folder, key), files.Files(fresh, key)
    found = []
    for path in sorted((fresh / files.FOLDER).glob("*/*")):
        part = path.relative_to(fresh).as_posix()
        if not PART.fullmatch(part):
            continue
        if not (folder / part).exists() or (not here.sound(path.name) and there.sound(path.name)):
            found.append(part)
    return found


def reseal(folder: Path, fresh: Path, key: bytes, present: bytes) -> None:
    """Put the attached files of a folder that open under its `present` key only into `fresh`, under another `key`."""
    if not present or present == key:
        return
    here, mine, there = files.Files(folder, present), files.Files(folder, key), files.Files(fresh, key)
    for path in sorted((folder / files.FOLDER).glob("*/*")):
        if not PART.fullmatch(path.relative_to(folder).as_posix()) or there.sound(path.name):
            continue
        if not mine.sound(path.name) and here.sound(path.name):
            here.reseal(path.name, there)


def replaced(folder: Path) -> list[Path]:
    """The folders that keep what restores replaced, newest first."""
    found = (path for path in folder.glob(f"{KEPT}*") if _PLACE.fullmatch(path.name))
    return sorted((path for path in found if (path / connection.FILE).exists()), reverse=True)


def _told(folder: Path, fresh: Path, key: bytes, kept: str) -> str:
    """How far the data go back, how many steps they lose, and where these are kept."""
    fresh_log = _log(fresh / connection.FILE, key) or []
    until = fresh_log[-1][1][:16] if fresh_log else "最初"
    if not (folder / connection.FILE).exists():
        return f"数据到 {until} 为止，文件夹里原来没有数据文件"
    where = f"替换下来的数据存在“{kept}”"
    old_log = _log(folder / connection.FILE, key)
    if old_log is None:
        return f"退回到 {until}，退回了多少步不清楚（原来的数据用备份的钥匙打不开），{where}"
    known = set(fresh_log)
    lost = [step for step in old_log if step not in known]
    last = f"（最近一次：{lost[-1][1][:16]} {lost[-1][2]}的“{brief(lost[-1][3], _QUOTED)}”）" if lost else ""
    return f"退回到 {until}，退回了 {len(lost)} 步{last}，{where}"


def _log(path: Path, key: bytes) -> list[tuple[int, str, str, str]] | None:
    """Every step of a data file that changed rows, oldest first; None where it does not open under the key."""
    try:
        opened = connection.bare(path, key, read_only=True)
        try:
            rows = opened.execute(_CHANGED).fetchall()
        finally:
            opened.close()
    except dbapi2.DatabaseError:
        return None
    return [tuple(row) for row in rows]


def write_down(path: Path, key: bytes, operator: str, title: str, ring: keys.KeyRing | None = None) -> None:
    """Add a step that is not taken back to the log of a closed data file, chained by `ring` or the keys beside it."""
    with closed.at_work(path, key, ring) as database:
        log = journal.Journal(database, operator)
        with log.step(title, journal.SEAL):
            pass
