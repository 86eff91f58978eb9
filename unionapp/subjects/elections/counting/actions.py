"""计票: votes opened, ballots entered one by one (each on disk at once), counted, frozen, reopened, followed up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import texts
from unionapp.store import editing
from unionapp.store.fences import RECALL, UNSEAL, UNSEALED
from unionapp.store.journal import Journal
from unionapp.store.stacks import PRACTICE
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.case import first_session
from unionapp.subjects.elections.counting import ballot_rules, count
from unionapp.subjects.elections.counting.comparing import Difference, compare
from unionapp.subjects.elections.counting.votes import (
    ABSTAIN,
    AGAINST,
    BOTH,
    FIRST,
    FOR,
    SECOND,
    ballot_of,
    chosen_and_least,
    elected_names,
    entered,
    finals,
    had_a_primary,
    may_be_fewer,
    on_the_ballot,
    poll_of,
    result,
    sheets,
    shown,
)
from unionapp.subjects.elections.models import BallotRow, Body, Round
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.records import BALLOTS, ROUNDS
from unionapp.subjects.elections.states import CountWay, ElectionState, RoundSort
from unionapp.values import names

__all__ = [
    "ABSTAIN",
    "AGAINST",
    "BOTH",
    "FIRST",
    "FOR",
    "SECOND",
    "Difference",
    "ballot_of",
    "compare",
    "elected_names",
    "entered",
    "finals",
    "had_a_primary",
    "may_be_fewer",
    "on_the_ballot",
    "poll_of",
    "result",
    "sheets",
    "shown",
]


@dataclass(frozen=True)
class Sheets:
    """Heads and sheets of paper of one vote."""

    due: int
    present: int
    issued: int
    returned: int
    printed: int | None = None


def open_round(
    journal: Journal,
    body: Body,
    sort: str,
    sheets: Sheets,
    on_ballot: Sequence[str] = (),
    seats: int = 0,
    way: str = CountWay.BALLOTS,
) -> Round:
    """Begin the count of a vote; names and seats are the body's where none are given."""
    listed = list(on_ballot) or on_the_ballot(body)
    if not listed:
        raise Refused("还没有候选人，不能开始计票。请先登记候选人。")
    first_session.need_voters(body)
    if sort == RoundSort.FORMAL and any(result(each).valid for each in finals(body)):
        raise Refused("这个机构已经有有效的选举结果。名额没有选满时，请接着再次投票或另行选举。")
    opened = Round(
        body=body.id,
        sort=sort,
        place=next_place(body.id, sort),
        seats=seats or body.seats,
        names="\n".join(listed),
        way=way,
        due=sheets.due,
        present=sheets.present,
        issued=sheets.issued,
        returned=sheets.returned,
        printed=sheets.printed,
    )
    problems = errors_only(editing.check(ROUNDS, opened))
    if problems:
        raise Refused(problems)
    with journal.step(f"开始计票：{opened.label}"):
        editing.put(ROUNDS, [opened])
    return opened


def next_place(body: int | None, sort: str) -> int:
    """Which vote of its sort on a body comes next."""
    same = Round.body.is_null() if body is None else Round.body == body
    return int(Round.select().where(same, Round.sort == sort).count()) + 1


def cast(journal: Journal, round: Round, marks: str, written: str = "", entry: int = FIRST) -> BallotRow:
    """Enter one ballot as one step: when this returns it is on disk. The desk takes back the last one."""
    _open(round)
    ballot = BallotRow(
        round=round.id, entry=entry, place=entered(round, entry) + 1, marks=marks, written=tidy(written, round)
    )
    if ballot.place > round.returned:
        raise Refused(f"收回的 {round.returned} 张选票已经录完。张数不对时，请先改“收回选票”。")
    _readable(ballot)
    with journal.step(f"第 {entry} 遍录入第 {ballot.place} 张选票", sort_of(round, RECALL)):
        editing.put(BALLOTS, [ballot])
    return ballot


def sort_of(round: Round, sort: str) -> str:
    """The sort of a step of a count; of a practice one that undo passes over."""
    return PRACTICE if round.sort == RoundSort.PRACTICE else sort


def amend(journal: Journal, ballot: BallotRow, marks: str, written: str = "") -> None:
    """Put right a ballot that was entered wrongly, as both entries compared or the sheet looked at again show."""
    _open(ballot.round)
    former = ballot.marks, ballot.written
    ballot.marks, ballot.written = marks, tidy(written, ballot.round)
    try:
        _readable(ballot)
    except Refused:
        ballot.marks, ballot.written = former
        raise
    with journal.step(f"改正第 {ballot.entry} 遍第 {ballot.place} 张选票", sort_of(ballot.round, RECALL)):
        editing.put(BALLOTS, [ballot])


def tidy(written: str, round: Round | None = None) -> str:
    """Names written in, each once, set off by 、; a candidate of the vote is written as on its ballot."""
    known = {names.spelled(name): name for name in (lines(round.names) if round is not None and written else ())}
    cleaned = (names.clean(name) for name in lines(written))
    return "、".join(dict.fromkeys(known.get(names.spelled(name), name) for name in cleaned))


def _readable(ballot: BallotRow) -> None:
    problems = ballot_rules.marks_can_be_read(ballot)
    if spoilt := texts.complaint(BallotRow.written, ballot.written):
        problems.append(Problem("written", spoilt))
    if problems:
        raise Refused(problems)


def _open(round: Round) -> None:
    """Refused where the count is frozen by now, whatever the row in hand says, or nobody is there to elect."""
    renew(round)
    if round.frozen:
        raise Refused("计票已封存，不能改动选票。确需改动，请先启封并写明原因。")
    if round.body_id and round.sort != RoundSort.PRACTICE:
        first_session.need_voters(round.body)


def renew(round: Round) -> None:
    """Bring the row in hand to what lies in the file."""
    stored = editing.stored(ROUNDS, [round.id]).get(round.id)
    if stored is None:
        raise Refused("这次投票已经删除。")
    for name, value in stored.items():
        setattr(round, name, value)


def enter_totals(journal: Journal, round: Round, totals: Mapping[str, object]) -> count.PollResult:
    """Keep the sums of a vote counted by hand, in the form of the command `count`; Refused where unreadable."""
    _open(round)
    if entered(round):
        raise Refused("这次投票已经逐票录入，不能再录合计。")
    counted = count.from_totals(poll_of(round), totals, bool(thresholds.WRITE_INS.value))
    with journal.step(f"录入票数合计：{round.label}"):
        round.way, round.totals = CountWay.TOTALS, json.dumps(totals, ensure_ascii=False, sort_keys=True)
        editing.put(ROUNDS, [round])
    return count.result(poll_of(round), counted, most_votes=round.sort == RoundSort.AGAIN)


_UNFINISHED = {"ballots", "sum", "present", "due"}
"""Problems of a count that is not finished, or whose sums cannot be; a vote that failed is finished all the same."""


def freeze_problems(round: Round) -> list[Problem]:
    """What stands against freezing a count."""
    found = [each for each in result(round).problems if each.level == "error" and each.rule in _UNFINISHED]
    if round.way == CountWay.BALLOTS and entered(round) != round.returned:
        text = f"收回 {round.returned} 张选票，只录入了 {entered(round)} 张，计票还没有完成。"
        found = [Problem("returned", text, rule="unfinished")]
    if entered(round, SECOND):
        places = "、".join(str(each.place) for each in compare(round)[:10])
        if places:
            found.append(Problem("", f"两遍录入不一致，请核对第 {places} 张选票。", rule="second-entry"))
    return found + errors_only(first_session.vote_fits(round))


def freeze(journal: Journal, round: Round) -> str:
    """Close a finished count; returns its code. Refused while the count is unfinished or the entries differ."""
    _open(round)
    problems = freeze_problems(round)
    if problems:
        raise Refused(problems)
    code = result(round).code
    with journal.step(f"封存计票：{round.label}（校验码 {code}）", sort_of(round, UNSEAL)):
        round.frozen, round.code = True, code
        editing.put(ROUNDS, [round])
    return code


def intact(round: Round) -> bool:
    """Whether a frozen count still gives the code it was frozen with."""
    return not round.frozen or result(round).code == round.code


def reopen(journal: Journal, round: Round, reason: str) -> None:
    """Open a frozen count again; who, when, why and the former code stay on the row for good."""
    renew(round)
    if not round.frozen:
        raise Refused("这次计票没有封存，不用启封。")
    reason = texts.reason(reason)
    if not reason:
        raise Refused("启封要写明原因。")
    if round.body_id and round.body.election.state in (ElectionState.APPROVED, ElectionState.REGISTERED):
        raise Refused("选举结果已经批复，不能启封。")
    if _followed(round):
        raise Refused("已经按这次结果接着投票，不能启封。请先删除后面那次投票。")
    with journal.step(f"启封计票：{round.label}（{reason}）", sort_of(round, UNSEALED)):
        trace = f"{date.today()} {journal.operator}：{reason}（原校验码 {round.code}）"
        round.reopened = "\n".join(part for part in (round.reopened, trace) if part)
        round.frozen, round.code, round.accepted = False, "", False
        editing.put(ROUNDS, [round])


def follow_up(journal: Journal, round: Round, sheets: Sheets) -> Round:
    """Open 再次投票 among the tied, or 另行选举 for seats still open, of a frozen vote.

    On the ballot of a further election stand those who were not elected; the assembly may decide otherwise.
    """
    renew(round)
    if not round.frozen:
        raise Refused("请先封存这次计票，再开始下一次投票。")
    found = result(round)
    if not found.valid:
        raise Refused("这次选举无效，应重新选举，不能接着投票。")
    if not found.open_seats or round.accepted:
        raise Refused("名额已经选满（或经大会同意减少），不用再投票。")
    if round.sort not in (RoundSort.FORMAL, RoundSort.AGAIN, RoundSort.FURTHER):
        raise Refused("预选和练习不接着投票。")
    if _followed(round):
        raise Refused("已经接着开始了下一次投票。")
    sort = RoundSort.AGAIN if found.runoff else RoundSort.FURTHER
    left = found.runoff or tuple(name for name in lines(round.names) if name not in found.elected)
    ordered = [name for name in lines(round.names) if name in left]
    ordered += sorted((name for name in left if name not in ordered), key=names.stroke_key)
    return open_round(journal, round.body, sort, sheets, ordered, found.open_seats)


def _followed(round: Round) -> bool:
    later = Round.select().where(Round.body == round.body_id, Round.id > round.id)
    return round.sort in (RoundSort.FORMAL, RoundSort.AGAIN, RoundSort.FURTHER) and bool(
        later.where(Round.sort.in_((RoundSort.AGAIN, RoundSort.FURTHER))).exists()
    )


def accept_fewer(journal: Journal, round: Round) -> None:
    """Leave open seats unfilled, by decision of the assembly and within the lawful size (第二十六条, 依据待核对)."""
    renew(round)
    found = result(round)
    if not round.frozen or not found.valid or not found.open_seats or found.runoff:
        raise Refused("只有已封存、当选人数少于应选名额、没有票数相同的投票，才能经大会同意减少名额。")
    chosen, least, members = chosen_and_least(round.body)
    if chosen < least:
        of = "" if members is None else f"会员 {members} 人"
        raise Refused(f"当选 {chosen} 人，少于{of}应有的最少委员数 {least} 名，不能减少名额。请就不足的名额另行选举。")
    with journal.step(f"经大会同意减少名额：{round.label}"):
        round.accepted = True
        editing.put(ROUNDS, [round])
