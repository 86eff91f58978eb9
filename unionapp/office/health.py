"""健康: how safe the data are, one line for each thing, with what mends it; the same for window and command."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import unionapp
from unionapp import paths
from unionapp.office import full_check, integrity, key_holders, safekeeping, second_place
from unionapp.store import about, backup, disk, renewal, restoring, system
from unionapp.store import store as stores
from unionapp.store.journal import StepRow
from unionapp.store.store import Store

State = Literal["good", "due", "bad"]
Remedy = Literal["", "back-up", "back-up-second", "name-second", "check", "backups", "operators"]
STATES = {"good": "好", "due": "要办", "bad": "不好"}
_MONTH = timedelta(days=30)
_LITTLE, _TOO_LITTLE = 2_000_000_000, 200_000_000
"""Free bytes on a disk under which it is said, and under which the next copy may fail."""
_READ_ONLY = "现在只能看，不能改：{why}。"


@dataclass(frozen=True)
class Line:
    """One thing that keeps the data safe: how it stands, in words, and what mends it."""

    key: str
    title: str
    state: State
    words: str
    remedy: Remedy = ""

    def plain(self) -> dict[str, str]:
        """The line as it goes out."""
        return asdict(self)


def state(store: Store, now: datetime) -> list[Line]:
    """All lines, in the order in which they are shown."""
    return [
        _writing(store),
        _copy(store, now),
        _second(store, now),
        *_checked(store, now),
        *(Line("rescued", "抢救过的数据", "good", words) for words in integrity.rescued(store)),
        _clock(now),
        *_keys(store),
        *_unseen(store, now),
        *_renewal(),
        _code(store),
        *_room(store.folder),
        *_replaced(store, now),
        _version(store),
        _faults(store.folder, now),
    ]


def _writing(store: Store) -> Line:
    if store.read_only:
        return Line("writing", "读写", "bad", _READ_ONLY.format(why=store.read_only.rstrip("。")))
    return Line("writing", "读写", "good", "可以录入和保存。")


def _copy(store: Store, now: datetime) -> Line:
    last, due = safekeeping.last_backup(store.folder, now), safekeeping.backup_is_due(store.folder)
    if last is None:
        return Line("copy", "本机备份", "bad" if due else "due", "还没有完好的备份。", "back-up")
    age, words = now - last, f"上次 {last:%Y-%m-%d %H:%M}，{'以后又有改动，还没有备份' if due else '包含全部改动'}。"
    if due:
        return Line("copy", "本机备份", "bad" if age > full_check.WEEK else "due", words, "back-up")
    return Line("copy", "本机备份", "good", words)


def _second(store: Store, now: datetime) -> Line:
    title, place = "第二处备份", second_place.remembered(store.folder)
    if place is None:
        return Line("second", title, "due", "还没有指定。电脑坏了或丢了，本机备份会一起丢。", "name-second")
    made, there = place.copied(), second_place.find(store.folder) is not None
    known = made is not None and made <= now
    words = f"“{place.name}”，" + (f"上次 {made:%Y-%m-%d %H:%M}" if known else "还没有备份过")
    remedy: Remedy = "back-up-second" if there else "backups"
    words += "，现在接着。" if there else "，现在没有接上。"
    if made is None or not known or now - made > _MONTH:
        return Line("second", title, "bad", words, remedy)
    return Line(
        "second",
        title,
        "due" if now - made > full_check.WEEK else "good",
        words,
        remedy if now - made > full_check.WEEK else "",
    )


def _checked(store: Store, now: datetime) -> Iterator[Line]:
    """The parts of the last full check; that the file opened means that the quick check of this start was passed."""
    found = full_check.last(store.folder, now)
    parts = (
        ("file", "数据文件和日志", found and found.file),
        ("records", "记录与日志相符", found and found.records),
        ("vouchers", "账簿（凭证校验码）", found and found.vouchers),
        ("attachments", "附件（逐个解密）", found and found.attachments),
    )
    for key, title, faults in parts:
        if found is None:
            yield Line(key, title, "due", "启动时快速检查过；还没有全面检查。", "check")
        elif faults:
            yield Line(key, title, "bad", f"{faults} 处不对（{found.made():%Y-%m-%d %H:%M} 检查）。", "check")
        else:
            old = now - found.made() > full_check.WEEK
            words = f"{found.made():%Y-%m-%d %H:%M} 检查，没有问题。"
            yield Line(key, title, "due" if old else "good", words, "check" if old else "")


def _clock(now: datetime) -> Line:
    row = StepRow.select(StepRow.at).order_by(StepRow.id.desc()).first()
    if row is not None and safekeeping.clock_is_strange(row.at, now):
        how = "早" if now < row.at else "晚得多"
        words = f"电脑日期 {now:%Y-%m-%d %H:%M} 比日志最后一步（{row.at:%Y-%m-%d %H:%M}）{how}，请核对电脑日期。"
        return Line("clock", "电脑日期", "bad", words)
    return Line("clock", "电脑日期", "good", f"{now:%Y-%m-%d %H:%M}。")


def _keys(store: Store) -> Iterator[Line]:
    """Who may look after the others, and who has a key without a row in use."""
    holders = set(stores.operators(store.folder))
    rows = [row for row in system.operators() if row.active and row.name in holders]
    admins = [row.name for row in rows if "admin" in row.rights]
    if len(admins) == 1:
        words = f"只有“{admins[0]}”一位管理员，忘记密码时只能用恢复码。建议再指定一位。"
        yield Line("admins", "管理员", "due", words, "operators")
    else:
        yield Line("admins", "管理员", "good", f"{len(admins)} 位：{'、'.join(admins)}。")
    strange = sorted(holders - {row.name for row in rows})
    words = f"{'、'.join(strange)} 有钥匙，却没有在用的登记；不能登录。" if strange else f"{len(rows)} 位在用。"
    yield Line("holders", "操作员", "due" if strange else "good", words, "operators" if strange else "")


def _renewal() -> Iterator[Line]:
    """That the data key is the same still though somebody was put out of use."""
    if renewal.due():
        words = "有操作员停用（或移交）以后，数据钥匙还没有更换；停用的人若有旧钥匙文件，仍能打开现在的数据。"
        yield Line("renewal", "数据钥匙", "due", words, "operators")


def _unseen(store: Store, now: datetime) -> Iterator[Line]:
    """Who has not been at work for long and holds a key still."""
    if found := key_holders.unseen(key_holders.holders(store), now):
        days = system.UNSEEN_DAYS.value
        words = f"{'、'.join(each.name for each in found)} 超过 {days} 天没有使用，仍有钥匙；已调离的请停用。"
        yield Line("unseen", "久未使用", "due", words, "operators")


def _code(store: Store) -> Line:
    """Since when the recovery code holds."""
    made = key_holders.code_made(store)
    since = f"{made:%Y-%m-%d} 制作。" if made is not None else ""
    return Line("code", "恢复码", "good", f"{since}请确认纸质的一份还在保险柜里；找不到时请换发。")


def _version(store: Store) -> Line:
    """Which program and which form of the data: what a maintainer asks first."""
    form = about.schema(store.database.connection())
    return Line("version", "程序版本", "good", f"{unionapp.__version__}，数据格式 {form.partition('_')[0]}。")


def _faults(folder: Path, now: datetime) -> Line:
    """The program's own faults, as it wrote them down."""
    file, title = folder / paths.PROGRAM_LOG, "程序出错记录"
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Line("faults", title, "good", "没有。")
    stamps = [at for line in text.splitlines() if (at := _stamp(line)) is not None]
    if not stamps:
        return Line("faults", title, "good", "没有。")
    words = f"最近一次 {stamps[-1]:%Y-%m-%d %H:%M}，记录在数据文件夹的 {file.name}（{max(1, len(text) // 1000)} KB）。"
    if timedelta() <= now - stamps[-1] < full_check.WEEK:
        return Line("faults", title, "due", f"{words}请把它发给维护人员，里面没有个人信息。")
    return Line("faults", title, "good", words)


def _stamp(line: str) -> datetime | None:
    """When a line of the program's log says that a fault happened; None of its further lines."""
    with suppress(ValueError):
        return datetime.strptime(line[:19], "%Y-%m-%d %H:%M:%S") if " ERROR " in line else None
    return None


def _room(folder: Path) -> Iterator[Line]:
    places = (("disk", "数据所在磁盘", folder), ("temp", "临时文件夹所在磁盘", Path(tempfile.gettempdir())))
    for key, title, place in places:
        with disk.in_words(place):
            free = shutil.disk_usage(place).free
        found: State = "bad" if free < _TOO_LITTLE else "due" if free < _LITTLE else "good"
        advice = "" if found == "good" else "请清理磁盘，否则备份和保存会失败。"
        yield Line(key, title, found, f"还有 {free / 1_000_000_000:,.1f} GB 可用。{advice}")


def _replaced(store: Store, now: datetime) -> Iterator[Line]:
    """What restores replaced and a newer good backup makes needless."""
    last = safekeeping.last_backup(store.folder, now)
    made = [stamp for path in restoring.replaced(store.folder) if (stamp := backup.stamp(path)) is not None]
    old = [stamp for stamp in made if last is not None and stamp < last]
    if old:
        words = f"有 {len(old)} 份比最近备份还早，确认不要时可以删除，腾出磁盘。"
        yield Line("replaced", "恢复前的数据", "due", words, "backups")
