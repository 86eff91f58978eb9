"""Renewing the data key: whoever kept a former key opens nothing that is written from then on.

The data file and every attached file are made anew under the new key in a room of their own, proved, and put in the
place of the old ones by the exchange of a restore: whatever happens, a start finds all of the old or all of the new.
Nobody has to give a password, since the key is sealed to the pair of each who stays. Older copies stay as they are.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from peewee import ModelSelect, fn
from sqlcipher3 import dbapi2

from unionapp.errors import Refused, Trouble
from unionapp.store import closed, connection, copying, disk, drafts, entry, files, keys, pending, restoring
from unionapp.store.journal import StepRow
from unionapp.store.lock import FolderLock
from unionapp.store.store import Store
from unionapp.work import Progress, silent

RENEWED = "更换数据钥匙"
_ASIDE = f"{restoring.ROOM}old_keys"
"""Where the old data wait to be removed; the next start sweeps what a program that was killed left there."""
_NO_CODE = "恢复码是早先的程序发的，换了数据钥匙就不能用了，所以没有更换，数据没有动。请先“换发恢复码”，再更换。"
_NOT_WRITTEN = "磁盘写不进换了钥匙的数据（可能已满），没有更换；现有数据和钥匙都没有动。请清理磁盘后再做一次。"
_UNLIKE = "换钥匙后的数据核对不符，已经丢弃；现有数据和钥匙都没有动。请清理磁盘后再做一次。"


@dataclass(frozen=True)
class Outlook:
    """Whom a renewal lets in afterwards."""

    stay: tuple[str, ...]
    """Their passwords go on opening the data."""
    waiting: tuple[str, ...]
    """They have not logged in since keys can be renewed: each needs a new password from an administrator."""
    code: bool
    """Whether the recovery code goes on opening them."""


def outlook(folder: Path, key: bytes) -> Outlook:
    """Whom a renewal would let in."""
    ring = keys.KeyRing.read(folder)
    stay = {name for name, sealed in ring.operators.items() if sealed.renewed(key, key)}
    code = ring.recovery is None or ring.recovery.renewed(key, key) is not None
    return Outlook(tuple(sorted(stay)), tuple(sorted(ring.operators.keys() - stay)), code)


def need(folder: Path, key: bytes, operator: str) -> None:
    """Refused where the recovery code or `operator` herself would be shut out by a renewal."""
    seen = outlook(folder, key)
    if not seen.code:
        raise Refused(_NO_CODE)
    if operator not in seen.stay:
        raise Refused(f"“{operator}”还没有可以更换的钥匙，没有更换，数据没有动。请重新登录一次，再更换。")


def due() -> bool:
    """Whether somebody was put out of use in the folder at work since its key was renewed last."""
    return bool(_dismissed().exists())


def _dismissed() -> ModelSelect[StepRow]:
    """The steps since the last renewal that put somebody out of use."""
    last = StepRow.select(fn.MAX(StepRow.id)).where(StepRow.title == RENEWED).scalar() or 0
    return StepRow.select().where(StepRow.id > last, StepRow.title.startswith(entry.DISMISSED))


def due_by_itself(store: Store) -> bool:
    """Whether the key is renewed at this login without a question: somebody handed over, and nobody is shut out."""
    if (
        store.read_only
        or "admin" not in store.context.rights
        or not _dismissed().where(StepRow.title.endswith(entry.HANDED_OVER)).exists()
    ):
        return False
    seen = outlook(store.folder, store.key)
    return seen.code and not seen.waiting


def renew(folder: Path, operator: str, key: bytes, now: datetime, progress: Progress = silent) -> bytes:
    """Give a closed data folder a new data key, and return it; Refused who may not, Trouble leaves all as it was."""
    lock = FolderLock(folder, operator)
    try:
        restoring.finish(folder)
        aside = folder / _ASIDE
        shutil.rmtree(aside, ignore_errors=True)
        called = disk.folder_called(folder)
        with disk.in_words(folder, called), connection.in_words(aside), restoring.room(folder) as fresh:
            with closed.at_work(folder / connection.FILE, key):
                entry.need_admin(operator, keys.KeyRing.read(folder).operators)
                need(folder, key, operator)
                new = secrets.token_bytes(32)
                ring = _ring(folder, key, new)
            _recrypted(folder, fresh, key, new, progress)
            _resealed(folder, fresh, key, new, progress)
            ring.write(fresh)
            restoring.put(folder, fresh, new, operator, RENEWED, now, aside)
        drafts.renew(folder, key, new)
        shutil.rmtree(aside, ignore_errors=True)
    finally:
        lock.close()
    return new


def _ring(folder: Path, old: bytes, new: bytes) -> keys.KeyRing:
    """The keys of those who stay: in use, and with a pair."""
    ring = keys.KeyRing.read(folder)
    sealed = {name: wrapped.renewed(old, new) for name, wrapped in ring.operators.items() if entry.in_use(name)}
    fresh = replace(
        ring,
        operators={name: wrapped for name, wrapped in sealed.items() if wrapped is not None},
        recovery=ring.recovery.renewed(old, new) if ring.recovery else None,
        events=pending.resealed(old, new, (*ring.events, *pending.lines_of(pending.left(folder)))),
        series=secrets.token_hex(4),
    )
    if log_key := ring.log_key(old):
        fresh.seal_log_key(new, log_key)
    return fresh


def _recrypted(folder: Path, fresh: Path, old: bytes, new: bytes, progress: Progress) -> None:
    """Copy the data file and write every page of the copy under the new key; it must hold the same rows."""
    target, source = fresh / connection.FILE, connection.bare(folder / connection.FILE, old)
    try:
        says = copying.copied(copying.Source(source, old, folder), target, progress)
    finally:
        source.close()
    copy = connection.bare(target, old)
    try:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    except dbapi2.DatabaseError:  # the copy is sound, so the disk did not take it
        raise Trouble(_NOT_WRITTEN) from None
    finally:
        copy.close()
    if copying.verified(target, new) != says:
        raise Trouble(_UNLIKE)


def _resealed(folder: Path, fresh: Path, old: bytes, new: bytes, progress: Progress) -> None:
    """Seal every attached file anew; one that is damaged already stays as it lies, and `check` goes on naming it."""
    here, there = files.Files(folder, old), files.Files(fresh, new)
    found = [path for path in sorted((folder / files.FOLDER).glob("*/*")) if _attached(path, folder)]
    for number, path in enumerate(found):
        progress(number, len(found), "附件换新钥匙")
        if here.sound(path.name):
            here.reseal(path.name, there)
            if not there.sound(path.name):
                raise Trouble(_UNLIKE)


def _attached(path: Path, folder: Path) -> bool:
    return restoring.PART.fullmatch(path.relative_to(folder).as_posix()) is not None
