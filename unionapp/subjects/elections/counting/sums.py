"""The votes of an election of which only sums were written down, and what such sums cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unionapp.errors import Problem, Refused
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting.count_file import mapping, only, whole
from unionapp.subjects.elections.counting.poll import Poll, Tally, Votes

VALID = f"{thresholds.ELECTION_2016}第二十五条"


def from_totals(poll: Poll, totals: Mapping[str, object], limited: bool = True) -> Tally:
    """The votes where only sums were written down; sums that cannot be are said."""
    only(totals, ("valid", "invalid", "votes", "write_ins"), "票数合计（totals）")
    counted = Tally({name: Votes() for name in poll.candidates}, whole(totals, "valid"), whole(totals, "invalid"))
    for name, marks in mapping(totals, "votes").items():
        if name not in counted.votes:
            raise Refused(f"得票表里的“{name}”不在候选人名单上。另选的人请写在 write_ins 里。")
        if not isinstance(marks, Mapping):
            raise Refused(f"“{name}”的得票写法不对，应是 for、against、abstain 三个数。")
        only(marks, ("for", "against", "abstain"), f"“{name}”的得票")
        counted.votes[name] = Votes(whole(marks, "for"), whole(marks, "against"), whole(marks, "abstain"))
    found = _sums_of_candidates(counted)
    written = mapping(totals, "write_ins")
    for name in written:
        if not name.strip():
            raise Refused("票数合计（totals）的 write_ins 里有没写姓名的票，没有计票。请写上姓名，或删去这一项。")
        counted.votes.setdefault(name, Votes()).for_ += whole(written, name)
    others = sum(whole(written, name) for name in written if name not in poll.candidates)
    counted.problems += [*found, *_sums(poll, counted, written, others if limited and poll.candidates else 0)]
    return counted


def _sums_of_candidates(counted: Tally) -> list[Problem]:
    """For, against and abstentions of each make up the valid ballots."""
    found = []
    for name, votes in counted.votes.items():
        total = votes.for_ + votes.against + votes.abstain
        if total != counted.valid:
            text = f"{name}的赞成、不赞成、弃权合计 {total} 票，不等于有效票 {counted.valid} 张。"
            found.append(Problem("votes", text, VALID, "error", "sum"))
    return found


def _sums(poll: Poll, counted: Tally, written: Iterable[str], others: int) -> list[Problem]:
    """What the sums cannot be once those written in are added; `others`: votes for 另选他人, where they are limited."""
    found = []
    for name in written:
        got = counted.votes[name].for_ + counted.votes[name].against
        if got > counted.valid:
            text = f"{name}连同另选，赞成加不赞成共 {got} 票，多于有效票 {counted.valid} 张。"
            found.append(Problem("votes", text, VALID, "error", "sum"))
    named, most = sum(votes.for_ for votes in counted.votes.values()), counted.valid * poll.seats
    if named > most:
        text = f"赞成票合计 {named} 票，多于有效票 {counted.valid} 张 × 应选 {poll.seats} 名，不可能，请核对。"
        found.append(Problem("votes", text, VALID, "error", "sum"))
    against = sum(votes.against for votes in counted.votes.values())
    if others > against:
        text = f"另选他人合计 {others} 票，多于不赞成合计 {against} 票。投了不赞成票的才能另选他人，请核对。"
        found.append(Problem("votes", text, thresholds.WRITE_INS.source, "warning", "write-in"))
    return found
