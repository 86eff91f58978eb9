"""Who gets a key and who loses it: admitting, dismissing, passwords, the recovery code and what follows its use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unionapp.errors import Refused
from unionapp.store import entry, guessing, keys, passwords, pending, restoring, system
from unionapp.store.store import Store


def admit(
    store: Store,
    operator: str,
    password: str,
    rights: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
) -> None:
    """Let another operator in with these roles and rights, as in `entry.let_in`, or give one a new password."""
    store.database.need_writable()
    ring = keys.KeyRing.read(store.folder)
    if operator not in ring.operators:  # an earlier program kept names as they were typed
        operator = system.operator_name(operator)
    fresh = operator not in ring.operators or not entry.in_use(operator)
    title = f"{'新增操作员' if fresh else '更改密码：'}“{operator}”"
    if operator != store.operator:
        store.journal.need("admin", title)
    passwords.need_good(password, operator)
    ring.admit(operator, store.key, password)
    if fresh:
        entry.let_in(store.journal, operator, rights, title, roles)
    else:
        store.journal.note(title)
    entry.write_keys(store.journal, ring, store.folder, title)


def dismiss(store: Store, operator: str) -> None:
    """Put an operator out of use and take her key away; her name stays in the log."""
    title = f"{entry.DISMISSED}“{operator}”"
    store.journal.need("admin", title)
    ring = keys.KeyRing.read(store.folder)
    if operator == store.operator or len(ring.operators) == 1:
        raise Refused("不能停用正在使用的操作员。")
    if operator not in ring.operators:
        raise Refused(f"没有名为“{operator}”的操作员。请核对姓名。")
    del ring.operators[operator]
    entry.put_out(store.journal, operator, title)
    entry.write_keys(store.journal, ring, store.folder, title)


def change_password(store: Store, old: str, new: str) -> None:
    """Give the operator who is at work a new password; the old one must be right."""
    store.database.need_writable()
    with guessing.guarded(store.folder):
        keys.KeyRing.read(store.folder).unlock(store.operator, old)
    admit(store, store.operator, new)


def new_recovery_code(store: Store) -> str:
    """A fresh recovery code; the former one no longer opens anything."""
    store.journal.need("admin", "换发恢复码")
    ring = keys.KeyRing.read(store.folder)
    code = ring.new_code(store.key)
    store.journal.note("换发恢复码")
    entry.write_keys(store.journal, ring, store.folder, "换发恢复码")
    return code


def hand_over(store: Store, operator: str, password: str) -> str:
    """Let a successor in with all that the operator at work may do, and renew the recovery code; returns the code.

    The log says who handed over to whom. The operator at work stays in until she steps down.
    """
    store.journal.need("admin", "移交")
    name, own = system.operator_name(operator), system.operator(store.operator)
    if entry.in_use(name):
        raise Refused(f"“{name}”已经是在用的操作员，没有改动。请填接交人的姓名；已有的操作员可在“权限…”里改。")
    admit(store, name, password, own.rights, own.roles)
    code = new_recovery_code(store)
    store.journal.note(f"移交：由“{store.operator}”移交给“{name}”")
    return code


def step_down(store: Store) -> None:
    """Put the operator at work out of use; Refused unless somebody else may look after the others."""
    title = f"{entry.DISMISSED}“{store.operator}”{entry.HANDED_OVER}"
    store.journal.need("admin", title)
    ring = keys.KeyRing.read(store.folder)
    ring.operators.pop(store.operator, None)
    entry.put_out(store.journal, store.operator, title)
    entry.write_keys(store.journal, ring, store.folder, title)


def reset_password(folder: Path, code: str, operator: str, password: str) -> str:
    """Give an operator a new password by the recovery code; returns the code that takes its place, kept nowhere.

    Password, code and the line for the log go into keys.json by one write: all of it holds, or nothing.
    """
    restoring.settle(folder)
    ring = keys.KeyRing.read(folder)
    with guessing.guarded(folder):
        key = ring.unlock_by_code(code)
    if operator not in ring.operators:
        raise Refused(f"没有名为“{operator}”的操作员。请核对姓名。")
    passwords.need_good(password, operator)
    ring.admit(operator, key, password)
    fresh = ring.new_code(key)
    ring.events.append(pending.sealed(key, f"用恢复码重设了“{operator}”的密码，换发了恢复码"))
    ring.write(folder)
    return fresh
