"""Who is let in: a key opens the data file, but only a row in use among the operators lets its holder work in it.

A key file can be put back (every backup holds one), the rows cannot: they decide. New keys are therefore given after
the row is on disk, and keys are taken away after the row is out of use, so that a program that dies in between leaves
nobody with more than she was meant to have, and the step can be done again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from unionapp.errors import Refused, Trouble
from unionapp.records import access
from unionapp.records.kind import Kind
from unionapp.store import editing, guessing, pending, system
from unionapp.store.journal import SEAL, ChangeRow, Journal, StepRow
from unionapp.store.keys import KeyRing

FOUNDING, DISMISSED = "建立数据", "停用操作员"
"""How the titles begin of the steps that make a data file and that put an operator out of use."""
HANDED_OVER = "（移交）"
"""How the title of the step ends that puts who handed over out of use."""
_ADMIN = "admin"
_FIRST_ROLES = ("handling",)
"""What a new operator is where nothing is said."""
_NO_ROW = "操作员“{name}”在这份数据里没有登记，不能登录，没有改动任何数据。{ask}"
_OUT_OF_USE = "操作员“{name}”已停用，不能登录，没有改动任何数据。{ask}"
_ASK = "请管理员“{names}”登录，在“操作员与密码”里用“新增操作员”重新登记。"
_NOBODY = "这份数据里没有在用的管理员，请从备份恢复（要用恢复码）。"
_NOT_ADMIN = "操作员“{name}”没有“{right}”的权限。"


def need_row(operator: str, holders: Collection[str]) -> None:
    """Refused unless an operator, whose key is right, has a row in use; `holders` have a key. Writes nothing."""
    row = system.row_of(operator)
    if row is None and unfinished(holders):
        return
    if row is None or not row.active:
        admins = "”、“".join(_admins(holders))
        ask = _ASK.format(names=admins) if admins else _NOBODY
        raise Refused((_NO_ROW if row is None else _OUT_OF_USE).format(name=operator, ask=ask))


def need_admin(operator: str, holders: Collection[str]) -> None:
    """Refused unless an operator, whose key is right, has a row in use and may look after the others."""
    need_row(operator, holders)
    if not unfinished(holders) and _ADMIN not in system.rights_of(operator):
        raise Refused(_NOT_ADMIN.format(name=operator, right=system.Operator.rights.codes.label(_ADMIN)))


def _admins(holders: Collection[str]) -> Sequence[str]:
    """Who can let somebody in."""
    rows = system.Operator.select(system.Operator.name, system.Operator.rights).where(system.Operator.active)
    return [row.name for row in rows if _ADMIN in row.rights and row.name in holders]


def unfinished(holders: Collection[str]) -> bool:
    """Whether the founding of this file broke off before its first operator had a row.

    Earlier programs gave her the key first. Only where the log knows of no operator at all, not even of one removed
    since, and only one key was ever given, is its holder taken for the founder.
    """
    known = (
        system.Operator.select().exists()
        or StepRow.select().where(StepRow.title == FOUNDING).exists()
        or ChangeRow.select().where(ChangeRow.table == system.Operator._meta.table_name).exists()
    )
    return len(holders) == 1 and not known


def found(journal: Journal, operator: str) -> None:
    """Register the first operator of a data file, who may do everything."""
    with journal.step(FOUNDING, SEAL):
        rights = tuple(code.key for code in system.Operator.rights.codes.codes)
        editing.put(
            system.OPERATORS, [system.Operator(name=operator, rights=rights)], follow=False
        )  # her key comes later


def let_in(
    journal: Journal, operator: str, rights: Sequence[str] | None, title: str, roles: Sequence[str] | None = None
) -> None:
    """Put an operator's row in use with these roles and rights; without either, a new one is a handling clerk, a
    former one may what she might."""
    with journal.step(title, SEAL):
        row = system.Operator.get_or_none(system.Operator.name == operator)
        fresh = row is None
        row = row or system.Operator(name=operator)
        if rights is not None or roles is not None or fresh:
            given = _FIRST_ROLES if roles is None and rights is None else roles
            row.roles, row.rights = tuple(given or ()), tuple(rights or ())
        row.active = True
        editing.save(journal, system.OPERATORS, row)


def put_out(journal: Journal, operator: str, title: str) -> None:
    """Put an operator's row out of use."""
    with journal.step(title, SEAL):
        for row in system.Operator.select().where(system.Operator.name == operator):
            row.active = False
            editing.save(journal, system.OPERATORS, row)


def write_keys(journal: Journal, ring: KeyRing, folder: Path, title: str) -> None:
    """Write the keys once the log says why, under `title`; where that fails, the log says that too."""
    journal.database.need_writable()
    try:
        ring.write(folder)
    except Trouble:
        with suppress(Trouble):
            journal.note(f"没有完成：{title}（钥匙文件没有写成）")
        raise


def give_pair(journal: Journal, folder: Path, key: bytes, operator: str, password: str) -> None:
    """At login: an entry of an earlier program gets the pair that a renewal needs; else at the next login."""
    if journal.database.read_only:
        return
    with suppress(Trouble):
        ring = KeyRing.read(folder)
        if not ring.operators[operator].public:
            ring.admit(operator, key, password)
            ring.write(folder)


def take_over_events(journal: Journal, ring: KeyRing, folder: Path, key: bytes) -> None:
    """Write into the log what happened while it was closed; where the disk is full it is done at the next opening."""
    with suppress(Trouble, OSError):
        left = pending.left(folder)
        sealed = (*ring.events, *pending.lines_of(left))
        for line in filter(None, (*pending.opened(key, sealed), guessing.told(folder))):
            journal.note(line)
        guessing.forget(folder)
        for path in left:
            path.unlink()
        if ring.events:
            ring.events = []
            ring.write(folder)


def in_use(operator: str) -> bool:
    """Whether an operator has a row in use."""
    return bool(system.Operator.select().where((system.Operator.name == operator) & system.Operator.active).exists())


def rule(journal: Journal, kinds: Sequence[Kind]) -> None:
    """Tell the journal which right the change of each table and field takes, and what the tables are called."""
    tables = {kind.model._meta.table_name: kind for kind in kinds}
    journal.rights = {table: kind.right for table, kind in tables.items() if kind.right != "write"}
    journal.secrets = {table: _secrets(kind) for table, kind in tables.items()}
    journal.titles = {table: kind.title for table, kind in tables.items()}


def _secrets(kind: Kind) -> dict[str, Any]:
    """The fields of a kind that take a right to be filled, by column; not those that only the program fills."""
    columns = kind.model._meta.fields
    return {field.column_name: field for name, field in columns.items() if _takes_right(kind, name)}


def _takes_right(kind: Kind, name: str) -> bool:
    return bool(access.right_of(kind.model._meta.fields[name])) and name not in kind.fixed
