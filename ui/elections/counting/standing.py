"""How a vote stands, in words: its figures, the votes of everybody, its state, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.errors import Problem
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import SECOND
from unionapp.subjects.elections.counting.count import PollResult
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.states import CountWay, RoundSort

from ui.kit.text_model import Told


def figures(round: Round, found: PollResult) -> str:
    """Heads, sheets and seats, and how many votes it takes."""
    heads = f"应到 {round.due}　实到 {round.present}　发出 {round.issued}　收回 {round.returned}"
    sheets = f"有效 {found.tally.valid}　无效 {found.tally.invalid}　应选 {round.seats} 名"
    need = "得票多的当选" if round.sort == RoundSort.AGAIN else f"超过应到半数 = {round.due // 2 + 1} 票"
    return f"{heads}　{sheets}　{need}"


def rows(round: Round, found: PollResult) -> list[Told]:
    """The elected first, in the order of their votes; then the others as they stand on the ballot."""
    others = [name for name in found.tally.votes if name not in found.elected]
    return [Told(name, _row(name, round, found)) for name in (*found.elected, *others)]


def _row(name: str, round: Round, found: PollResult) -> tuple[str, ...]:
    votes = found.tally.votes[name]
    written = name not in lines(round.names)
    counts = (str(votes.for_), "—" if written else str(votes.against), "—" if written else str(votes.abstain))
    return (f"{name}（另选）" if written else name, *counts, _outcome(name, round, found))


def _outcome(name: str, round: Round, found: PollResult) -> str:
    if name in found.elected:
        return "✓ 列为正式候选人" if round.sort == RoundSort.PRIMARY else "✓ 当选"
    if name in found.runoff:
        return "＝ 票数相同，再次投票"
    return "未过半数" if found.valid and round.sort != RoundSort.AGAIN else "—"


def second_entry(round: Round) -> list[Problem]:
    """What the second entry still asks for, where one was begun."""
    if round.frozen or not counting.entered(round, SECOND):
        return []
    return [each for each in counting.freeze_problems(round) if each.rule == "second-entry"]


def state(round: Round, found: PollResult) -> str:
    """Whether it is closed, how far it is entered, and its code."""
    if round.frozen:
        intact = "" if counting.intact(round) else "　⚠ 票数与封存时不符，请核对！"
        fewer = "　经大会同意减少名额" if round.accepted else ""
        return f"已封存　校验码 {round.code}{fewer}{intact}"
    part = (
        f"已录 {counting.entered(round)} / {round.returned} 张　" if round.way == CountWay.BALLOTS else "录的是合计　"
    )
    second = counting.entered(round, SECOND)
    blind = f"第二遍 {second} 张　" if second and round.sort != RoundSort.PRACTICE else ""
    trace = f"\n启封记录：{round.reopened}" if round.reopened else ""
    return f"{part}{blind}还没有封存　现在的校验码 {found.code}{trace}"


def offered(round: Round, found: PollResult) -> Mapping[str, bool]:
    """Of what can be done with the result of a vote, by its id, whether it can be done now."""
    practice, by_ballots = round.sort == RoundSort.PRACTICE, round.way == CountWay.BALLOTS
    entered, second = counting.entered(round), counting.entered(round, SECOND)
    final = round.sort in (RoundSort.FORMAL, RoundSort.AGAIN, RoundSort.FURTHER)
    open_now = round.frozen and final and found.valid and found.open_seats and not round.accepted
    return {
        "freeze": not round.frozen and not practice,
        "go-on": not round.frozen and by_ballots and entered < round.returned,
        "second": not round.frozen and by_ballots and entered == round.returned > second and not practice,
        "compare": not round.frozen and by_ballots and bool(second),
        "totals": not round.frozen and not entered,
        "heads": not round.frozen and not practice,
        "again": bool(open_now and found.runoff),
        "further": bool(open_now and not found.runoff),
        "fewer": bool(open_now and not found.runoff) and counting.may_be_fewer(round),
        "reopen": bool(round.frozen),
        "print-report": not practice,
        "print-tally": not practice,
    }
