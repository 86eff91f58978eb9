"""Whether the data are as the program left them: file, log, records, copies and attached files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from unionapp import paths
from unionapp.errors import Damaged, Problem, Trouble
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import about, backup, keys, log_chain, log_guard, rescued_log, restoring, triggers
from unionapp.store.files import FOLDER
from unionapp.store.journal import SEAL, StepRow
from unionapp.store.store import Store

RULE = "integrity"
_LAW = "《会计软件基本功能和服务规范》财会〔2024〕12号 第34条"
_STEP = "操作日志第 {number} 步“{title}”与校验码不符：它或它的前一步被绕过程序改动、删去或插入过。"
_ORPHANS = "操作日志里有不属于任何一步的改动记录：有的步骤被绕过程序删去了。"
_TRIGGERS = "数据文件里记下改动的那一部分被删改过（{count} 个），这期间的改动没有进日志。关闭程序再打开，会自动恢复。"
_KEYS = "钥匙文件 keys.json 读不出来：{why}"
_COPY = "备份“{name}”读不出来，不能用来恢复。请再做一次备份，这一个可以删除。"
_AHEAD = "备份“{name}”里有日志里没有的步骤（到第 {number} 步）：日志被截去过，或数据文件被换成了较早的。"
_ROW = "这条记录与操作日志不符：它被绕过程序改动或添加过。{last}请与纸质材料或备份核对，更正后再保存一次。"
_GONE = "第 {number} 号记录在操作日志里没有删除，却已不在：它被绕过程序删去了。{last}请从备份里查看，重新登记。"
_LAST = "日志里最后一次改动它的是 {at} {operator}的“{title}”。"
_ATTACHMENT = "附件“{digest}…”已损坏，没有记录在用它。可以从备份恢复 files 文件夹。"
_RESCUED = "{at:%Y-%m-%d %H:%M} {what}。请与纸质材料或那以前的备份核对，缺的补登。"
MOST = 20
"""Steps, and records of one kind, that are named; of more it is said how many."""


def of_file(store: Store) -> Iterator[Problem]:
    """What is wrong with the file as a whole."""
    yield from (Problem("", text, rule="file") for text in store.check())
    yield from (Problem("", text, article=_LAW, rule=RULE) for text in (*_of_log(store), *_of_copies(store)))
    yield from (Problem("", text, level="info", rule="rescued") for text in rescued(store))


def rescued(store: Store) -> list[str]:
    """Every rescue of these data, in words: when, what was lost, and with what to compare."""
    return [_RESCUED.format(at=step.at, what=step.title) for step in rescued_log.rescues(store.journal)]


def _of_log(store: Store) -> Iterator[str]:
    yield from log_guard.told(store.journal)
    strange = log_chain.strange_steps(store.database)
    for number, title in strange[:MOST]:
        yield _STEP.format(number=number, title=title) if number else _ORPHANS
    if len(strange) > MOST:
        yield f"操作日志还有 {len(strange) - MOST} 步与校验码不符。"
    if missing := log_chain.unaccounted(store.database):
        yield f"操作日志里有 {missing} 处内容被绕过程序抹去。"
    if log_chain.noted_head(store.database) != log_chain.head(store.database.connection()):
        yield "操作日志的末尾与记下的最后一步不符：它被绕过程序截去或改动过。"
    if gone := triggers.altered(store.database, [kind.model._meta.table_name for kind in store.kinds]):
        yield _TRIGGERS.format(count=len(gone))


def _of_copies(store: Store) -> Iterator[str]:
    """The keys, and the copies beside the data: each can be read, and holds no step that the log does not know."""
    try:
        keys.KeyRing.read(store.folder)
    except (Damaged, Trouble) as error:
        yield _KEYS.format(why=error)
    seals = StepRow.select(StepRow.id, StepRow.title).where(StepRow.sort == SEAL).tuples()
    restored = [number for number, title in seals if title.startswith(restoring.RESTORED)]
    rescue = max((step.id for step in rescued_log.rescues(store.journal)), default=0)
    for path in backup.listing(store.folder):
        says = about.read(path)
        if says is None:
            yield _COPY.format(name=paths.shown(path.name))
        elif says.head is not None and says.head[0] > rescue and not _known(store, says.head, restored):
            yield _AHEAD.format(name=paths.shown(path.name), number=says.head[0])


def _known(store: Store, head: tuple[int, str], restored: Sequence[int]) -> bool:
    """Whether the log holds the last step of a copy, or has left its branch by a restore."""
    return any(number <= head[0] for number in restored) or log_chain.holds(store.database.connection(), head)


def strange_records(store: Store, kind: Kind) -> Iterator[tuple[Record | None, str]]:
    """The records of a kind that are not as the log has left them, each with what is said of it; None for one gone."""
    table = kind.model._meta.table_name
    rows = log_chain.strange_rows(store.database, table)
    loaded = search.load(kind.model, rows[:MOST])
    for number in rows[:MOST]:
        last = _last(store, table, number)
        record = loaded.get(number)
        yield record, (_GONE.format(number=number, last=last) if record is None else _ROW.format(last=last))
    if len(rows) > MOST:
        yield None, f"还有 {len(rows) - MOST} 条记录与操作日志不符。"


def _last(store: Store, table: str, number: int) -> str:
    history = store.journal.history(table, number)
    if not history:
        return "日志里没有它。"
    step = history[0][0]
    return _LAST.format(at=f"{step.at:%Y-%m-%d %H:%M}", operator=step.operator, title=step.title)


def unsound(store: Store, before_each: Callable[[], None] = lambda: None) -> set[str]:
    """The digests of the attached files in the data folder that cannot be decrypted; `before_each` may stop it."""
    found = set()
    for path in (store.folder / FOLDER).glob("*/[!.]*"):
        before_each()
        if path.is_file() and not store.files.sound(path.name):
            found.add(path.name)
    return found


def of_attachments(unused: set[str]) -> Iterator[Problem]:
    """The damaged files that no record names."""
    yield from (Problem("", _ATTACHMENT.format(digest=digest[:8]), rule="file") for digest in sorted(unused))
