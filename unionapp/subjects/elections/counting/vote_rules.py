"""What must hold of the heads and sheets of a vote before it is counted; `first_session` says who is due in one."""

from __future__ import annotations

from unionapp.errors import Level, Problem
from unionapp.records.rules import at_least, not_negative
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.states import RoundSort

HEADS = f"{thresholds.ELECTION_2016}第十七条"
SHEETS = f"{thresholds.ELECTION_2016}第二十五条"


_one_seat_at_least = at_least("seats", 1, "名", rule="seats")
_heads_are_not_negative = not_negative("due", "present", "printed", "issued", "returned", rule="heads")


def vote_is_possible(each: Round) -> list[Problem]:
    """Seats, heads and sheets are numbers that can be; what the vote is worth the count says."""
    found = _one_seat_at_least(each) + _heads_are_not_negative(each)
    if each.due == 0:
        found.append(Problem("due", "应到人数不能是 0，请填写应到会的人数。", HEADS, rule="due"))
    return found + _seats(each) + _order(each)


def _seats(each: Round) -> list[Problem]:
    """A vote fills no more seats than its body has; a primary may choose more candidates than that."""
    decides = each.sort in (RoundSort.FORMAL, RoundSort.AGAIN, RoundSort.FURTHER)
    if not each.body_id or not decides or not each.seats or not each.body.seats or each.seats <= each.body.seats:
        return []
    text = f"应选 {each.seats} 名，多于这个机构的应选名额 {each.body.seats} 名，请核对。"
    return [Problem("seats", text, rule="seats")]


def _order(each: Round) -> list[Problem]:
    """Nobody is present who is not due, no sheet is issued that was not printed, none returned that was not issued."""
    found: list[Problem] = []

    def at_most(name: str, limit: str, text: str, source: str, level: Level = "error") -> None:
        part, whole = getattr(each, name), getattr(each, limit)
        if part is not None and whole is not None and part > whole:
            found.append(Problem(name, text.format(part=part, whole=whole), source, level, name))

    at_most("present", "due", "实到 {part} 人多于应到 {whole} 人，请按签到表核对。", HEADS)
    at_most("issued", "printed", "发出选票 {part} 张多于印制的 {whole} 张，请核对。", SHEETS)
    void = "收回选票 {part} 张多于发出的 {whole} 张，选举无效，不用计票。请重新发票、投票，再按新的张数开始计票。"
    at_most("returned", "issued", void, SHEETS)
    at_most("issued", "present", "发出选票 {part} 张多于实到 {whole} 人，请核对。", SHEETS, "warning")
    return found
