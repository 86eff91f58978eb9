"""What must hold of the names of a vote and of its ballots: all can be read, and once the count is frozen all stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from unionapp.errors import Problem
from unionapp.subjects.elections.models import BallotRow, Round
from unionapp.subjects.elections.record_rules import VOID, lines


def ballot_names_differ(each: Round) -> list[Problem]:
    """Two candidates of the same name are told apart on the ballot."""
    named = lines(each.names)
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        message = f"候选人“{twice[0]}”出现了两次。同名的人请注明区别，如“{twice[0]}（女）”。"
        return [Problem("names", message, rule="same-name")]
    return []


def new_round_is_open(each: Round) -> list[Problem]:
    """A vote is frozen only by freezing it."""
    if each.__data__.get("id") is None and each.frozen:
        return [Problem("frozen", "封存请在计票台办理。", rule="frozen")]
    return []


def frozen_stays(each: Round, old: Mapping[str, object]) -> list[Problem]:
    """A frozen count is changed only after reopening, and freezing is no edit."""
    if bool(each.frozen) != bool(old["frozen"]):
        return [Problem("frozen", "封存和启封请在计票台办理，启封要写明原因。", rule="frozen")]
    changed = [name for name in Round._meta.fields if name in old and each.__data__.get(name) != old[name]]
    if old["frozen"] and set(changed) - {"remark", "id"}:
        return [Problem("", "计票已封存，不能改动。确需改动，请先启封并写明原因。", rule="frozen")]
    return []


def counted_names_stay(each: Round, old: Mapping[str, object]) -> list[Problem]:
    """Marks are kept by the place of the names: once ballots are entered, names keep their places."""
    if each.names == old["names"] or not each.id or not _has_ballots(each):
        return []
    return [Problem("names", "已经录入选票，候选人名单不能再改。", rule="names")]


def _has_ballots(each: Round) -> bool:
    return bool(BallotRow.select().where(BallotRow.round == each.id).exists())


def frozen_round_takes_no_ballot(ballot: BallotRow) -> list[Problem]:
    """No ballot is added to a frozen count."""
    return _frozen(ballot) if ballot.__data__.get("id") is None else []


def ballot_stays_in_its_round(ballot: BallotRow, old: Mapping[str, object]) -> list[Problem]:
    """A ballot does not go over to another vote, and in a frozen count it does not change at all."""
    if ballot.round_id != old["round"]:
        return [Problem("round", "选票不能移到另一次投票。", rule="ballot-round")]
    changed = any(ballot.__data__.get(name) != old[name] for name in ("entry", "place", "marks", "written"))
    return _frozen(ballot) if changed else []


def _frozen(ballot: BallotRow) -> list[Problem]:
    if ballot.round_id and ballot.round.frozen:
        return [Problem("round", "计票已封存，不能改动选票。确需改动，请先启封并写明原因。", rule="frozen")]
    return []


def marks_can_be_read(ballot: BallotRow) -> list[Problem]:
    """One mark for every candidate in order, or the sign of a void sheet."""
    if not ballot.round_id or ballot.marks == VOID:
        return []
    wanted = len(lines(ballot.round.names))
    if re.fullmatch(f"[ox\\-b]{{{wanted}}}", ballot.marks or ""):
        return []
    message = f"划写应是 {wanted} 个符号（o 赞成、x 不赞成、- 弃权、b 既赞成又不赞成），整张作废只写 !。"
    return [Problem("marks", message, rule="marks")]
