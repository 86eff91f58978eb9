"""撤回批复: an approval that was registered wrongly is taken back, with its reason in the log."""

from __future__ import annotations

import peewee

from unionapp.errors import Refused
from unionapp.records import texts
from unionapp.store import reversing
from unionapp.store.fences import REVOKED
from unionapp.store.journal import Journal
from unionapp.subjects.elections.models import Election
from unionapp.subjects.elections.states import ElectionState


def revoke(journal: Journal, election: Election, reason: str) -> None:
    """Put everything back to where it was before a result was approved, as one step of its own.

    Refused without a reason, where the result is not in force, and where something was built upon it since.
    """
    stored = Election.get_or_none(Election.id == election.id)
    if stored is None or stored.state != ElectionState.APPROVED:
        raise Refused("只有已登记批复、还没有办法人资格登记的选举，才可以撤回批复。")
    reason = texts.reason(reason)
    if not reason:
        raise Refused("撤回批复要写明原因。")
    step = _approval(journal, election)
    if later := reversing.built_upon(journal.database, step):
        raise Refused(
            f"批复以后的“{later}”改动了同样的记录，没有撤回批复。请先撤销那一步，或在届次、工会干部里逐条更正。"
        )
    try:
        with journal.step(f"撤回选举结果批复：{stored.label}（{reason}）", REVOKED):
            reversing.reverse(journal.database, step)
    except peewee.IntegrityError as error:
        raise Refused("已经有别的记录用到这一届或新任干部，没有撤回批复。请先处理那些记录。") from error


def _approval(journal: Journal, election: Election) -> int:
    """The step by which the result came into force."""
    for step, op, data in journal.history(Election._meta.table_name, election.id):
        if op == "U" and data.get("state", ["", ""])[1] == ElectionState.APPROVED:
            return step.id
    raise Refused("这次批复不是在本程序里登记的，不能撤回。请逐条更正届次和工会干部。")
