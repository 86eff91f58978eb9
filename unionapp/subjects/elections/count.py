"""Counting an election: what each ballot means, who is elected, who must be voted on again.

Pure functions over names and numbers, after 《工会基层组织选举工作条例》(总工发〔2016〕27号) 第十七、二十三、
二十五、二十六条.
Nothing here knows who cast a ballot.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unionapp.errors import Level, Problem, Refused
from unionapp.subjects.elections import rules, thresholds
from unionapp.values.names import clean, stroke_key

QUORUM = f"{thresholds.ELECTION_2016}第十七条"
VALID = f"{thresholds.ELECTION_2016}第二十五条"
ELECTED = f"{thresholds.ELECTION_2016}第二十六条"


@dataclass(frozen=True)
class Ballot:
    """The marks of one ballot. A candidate without a mark is an abstention."""

    for_: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    write_in: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The persons named on it, for and written in, each once."""
        return self.for_ | self.write_in


@dataclass
class Votes:
    """What one person got."""

    for_: int = 0
    against: int = 0
    abstain: int = 0


@dataclass(frozen=True)
class Poll:
    """The frame of an election: body, seats, heads and sheets of paper."""

    body: str
    seats: int
    due: int
    present: int
    issued: int
    returned: int
    candidates: tuple[str, ...]


@dataclass
class Tally:
    """The votes of all ballots: the candidates in their order, then the names written in."""

    votes: dict[str, Votes] = field(default_factory=dict)
    valid: int = 0
    invalid: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """The outcome: `elected` by votes, `runoff` those tied for the last places, `open_seats` still to be filled."""

    quorum: bool
    valid: bool
    tally: Tally
    elected: tuple[str, ...]
    runoff: tuple[str, ...]
    open_seats: int
    problems: tuple[Problem, ...]
    code: str
    """校验码: the same for the same numbers and names, on every machine."""


def count(poll: Poll, ballots: Iterable[Ballot]) -> Result:
    """Count ballot by ballot."""
    return result(poll, tally(poll, ballots))


def code(poll: Poll, counted: Tally) -> str:
    """Eight letters that stand for heads, sheets and the votes of each name, in whatever order they were counted."""
    heads = [poll.seats, poll.due, poll.present, poll.issued, poll.returned, counted.valid, counted.invalid]
    votes = sorted([name, each.for_, each.against, each.abstain] for name, each in counted.votes.items())
    canonical = json.dumps([heads, votes], ensure_ascii=False, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(canonical.encode()).digest())[:8].decode()


def tally(poll: Poll, ballots: Iterable[Ballot]) -> Tally:
    """The votes of all valid ballots; one that names more persons than there are seats is invalid as a whole."""
    counted = Tally({name: Votes() for name in poll.candidates})
    doubtful = 0
    for ballot in ballots:
        if len(ballot.named) > poll.seats:
            counted.invalid += 1
            continue
        counted.valid += 1
        doubtful += _add(counted.votes, poll.candidates, ballot)
    if doubtful:
        message = f"有 {doubtful} 张选票对同一人既赞成又不赞成，对该人按弃权计，仍计入所选人数。"
        counted.problems.append(Problem("ballots", message, VALID, "warning", "for-and-against"))
    return counted


def _add(votes: dict[str, Votes], candidates: Sequence[str], ballot: Ballot) -> bool:
    """Add one valid ballot; tells whether it was for and against the same person."""
    both = ballot.named & ballot.against
    for name in candidates:
        mark = votes[name]
        if name in ballot.named and name not in both:
            mark.for_ += 1
        elif name in ballot.against and name not in both:
            mark.against += 1
        else:
            mark.abstain += 1
    known = set(candidates)
    for name in ballot.write_in - known - both:
        votes.setdefault(name, Votes()).for_ += 1
    return bool(both)


def result(poll: Poll, counted: Tally, most_votes: bool = False) -> Result:
    """Who is elected by these votes; with `most_votes` (再次投票 among the tied) half of those due is not needed."""
    quorum = rules.quorate(poll.present, poll.due)
    valid = quorum and poll.returned <= poll.issued
    named = [name for name, votes in counted.votes.items() if votes.for_ and _enough(votes, poll, most_votes)]
    above = named if valid else []
    ranked = sorted(above, key=lambda name: (-counted.votes[name].for_, stroke_key(name)))
    elected, runoff = _cut(ranked, counted.votes, poll.seats)
    open_seats = poll.seats - len(elected)
    found = [*counted.problems, *frame_problems(poll, counted), *_outcome(poll, valid, elected, runoff, open_seats)]
    return Result(quorum, valid, counted, tuple(elected), tuple(runoff), open_seats, tuple(found), code(poll, counted))


def _enough(votes: Votes, poll: Poll, most_votes: bool) -> bool:
    return most_votes or rules.over_half(votes.for_, poll.due)


def _cut(ranked: Sequence[str], votes: Mapping[str, Votes], seats: int) -> tuple[list[str], list[str]]:
    """Those elected, and those tied for the last places."""
    if len(ranked) <= seats:
        return list(ranked), []
    first_out = votes[ranked[seats]].for_
    safe = [name for name in ranked if votes[name].for_ > first_out]
    if len(safe) == seats:
        return safe, []
    return safe, [name for name in ranked if votes[name].for_ == first_out]


def frame_problems(poll: Poll, counted: Tally) -> list[Problem]:
    """What is wrong with heads and sheets, and with the number of candidates."""
    found: list[Problem] = []

    def say(wrong: bool, level: Level, rule: str, article: str, text: str) -> None:
        if wrong:
            found.append(Problem("", text, article, level, rule))

    short = f"实到 {poll.present} 人，不足应到 {poll.due} 人的三分之二，选举不能进行，结果无效。"
    say(not rules.quorate(poll.present, poll.due), "error", "quorum", QUORUM, short)
    many = f"收回选票 {poll.returned} 张，多于发出的 {poll.issued} 张，选举无效，应重新选举。"
    say(poll.returned > poll.issued, "error", "returned", VALID, many)
    heads = f"实到 {poll.present} 人多于应到 {poll.due} 人，请核对。"
    say(poll.present > poll.due, "error", "present", QUORUM, heads)
    sheets = f"发出选票 {poll.issued} 张多于实到 {poll.present} 人，请核对。"
    say(poll.issued > poll.present, "warning", "issued", VALID, sheets)
    sums = f"有效票 {counted.valid} 张、无效票 {counted.invalid} 张，合计不等于收回的 {poll.returned} 张，请核对。"
    say(counted.valid + counted.invalid != poll.returned, "error", "ballots", VALID, sums)
    return found + rules.enough_candidates(poll.body, poll.seats, len(poll.candidates))


def _outcome(poll: Poll, valid: bool, elected: Sequence[str], runoff: Sequence[str], open_seats: int) -> list[Problem]:
    if not valid:
        return []
    if runoff:
        names = "、".join(runoff)
        text = f"{names}得票相同，剩余 {open_seats} 个名额，应就票数相同的人再次投票，得票多的当选。"
        return [Problem("", text, ELECTED, "warning", "runoff")]
    if open_seats:
        text = f"当选 {len(elected)} 人，少于应选 {poll.seats} 人。可就不足的名额另行选举，或经大会同意减少名额。"
        return [Problem("", text, ELECTED, "warning", "shortfall")]
    return []


def from_totals(poll: Poll, totals: Mapping[str, Any]) -> Tally:
    """The votes where only sums were written down; sums that cannot be are said."""
    counted = Tally({name: Votes() for name in poll.candidates}, _whole(totals, "valid"), _whole(totals, "invalid"))
    for name, marks in _mapping(totals, "votes").items():
        if name not in counted.votes:
            raise Refused(f"得票表里的“{name}”不在候选人名单上。另选的人请写在 write_ins 里。")
        if not isinstance(marks, Mapping):
            raise Refused(f"“{name}”的得票写法不对，应是 for、against、abstain 三个数。")
        counted.votes[name] = Votes(_whole(marks, "for"), _whole(marks, "against"), _whole(marks, "abstain"))
    for name, votes in counted.votes.items():
        total = votes.for_ + votes.against + votes.abstain
        if total != counted.valid:
            text = f"{name}的赞成、不赞成、弃权合计 {total} 票，不等于有效票 {counted.valid} 张。"
            counted.problems.append(Problem("votes", text, VALID, "error", "sum"))
    written = _mapping(totals, "write_ins")
    for name in written:
        votes = counted.votes.setdefault(name, Votes())
        votes.for_ += _whole(written, name)
        if votes.for_ + votes.against > counted.valid:
            text = f"{name}连同另选，赞成加不赞成共 {votes.for_ + votes.against} 票，多于有效票 {counted.valid} 张。"
            counted.problems.append(Problem("votes", text, VALID, "error", "sum"))
    named, most = sum(votes.for_ for votes in counted.votes.values()), counted.valid * poll.seats
    if named > most:
        text = f"赞成票合计 {named} 票，多于有效票 {counted.valid} 张 × 应选 {poll.seats} 名，不可能，请核对。"
        counted.problems.append(Problem("votes", text, VALID, "error", "sum"))
    return counted


def read(raw: Mapping[str, Any]) -> Result:
    """Count one election as it stands in a file (see README, count); Refused in words where it cannot be read."""
    poll = _poll(raw)
    if "totals" in raw:
        return result(poll, from_totals(poll, _totals(raw)))
    ballots = raw.get("ballots")
    if not isinstance(ballots, list):
        raise Refused("文件里既没有选票（ballots），也没有票数合计（totals）。")
    return count(poll, [_ballot(number, each, poll) for number, each in enumerate(ballots, 1)])


def _totals(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The sums with every name in its clean form; one name written in two ways is refused."""
    totals = dict(_mapping(raw, "totals"))
    for part in ("votes", "write_ins"):
        given = _mapping(totals, part)
        totals[part] = {clean(name): marks for name, marks in given.items()}
        if len(totals[part]) < len(given):
            raise Refused(f"票数合计（{part}）里有同一个人写了两次。")
    return totals


def _poll(raw: Mapping[str, Any]) -> Poll:
    body, candidates = raw.get("body"), raw.get("candidates")
    if not isinstance(body, str) or body not in rules.BODIES:
        which = f"不认识的选举机构“{body}”" if body is not None else "没有写明选举机构（body）"
        raise Refused(f"{which}。可用：{'、'.join(rules.BODIES)}。")
    if not isinstance(candidates, list) or not all(isinstance(name, str) and name.strip() for name in candidates):
        raise Refused("候选人名单（candidates）应是一列姓名。")
    candidates = [clean(name) for name in candidates]
    twice = [name for name, times in Counter(candidates).items() if times > 1]
    if twice:
        raise Refused(f"候选人“{twice[0]}”出现了两次。同名的人请注明区别，如“{twice[0]}（女）”。")
    numbers = {name: _whole(raw, name) for name in ("seats", "due", "present", "issued", "returned")}
    if not numbers["seats"]:
        raise Refused("应选名额（seats）至少 1 名。")
    return Poll(body=str(body), candidates=tuple(candidates), **numbers)


def _ballot(number: int, raw: Any, poll: Poll) -> Ballot:
    if not isinstance(raw, Mapping):
        raise Refused(f"第 {number} 张选票的写法不对。")
    marks = {part: _names(raw, part, number) for part in ("for", "against", "write_in")}
    strangers = (marks["for"] | marks["against"]) - set(poll.candidates)
    if strangers:
        raise Refused(f"第 {number} 张选票上的“{min(strangers)}”不在候选人名单上。另选的人请写在 write_in 里。")
    return Ballot(marks["for"], marks["against"], marks["write_in"])


def _names(raw: Mapping[str, Any], part: str, number: int) -> frozenset[str]:
    names = raw.get(part) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Refused(f"第 {number} 张选票的 {part} 应是一列姓名。")
    return frozenset(clean(name) for name in names if name.strip())


def _whole(raw: Mapping[str, Any], name: str) -> int:
    value = raw.get(name, 0 if name in ("for", "against", "abstain", "valid", "invalid") else None)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(f"“{name}”应是不小于 0 的整数。")
    return value


def _mapping(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = raw.get(name) or {}
    if not isinstance(value, Mapping):
        raise Refused(f"“{name}”的写法不对，应是一组名称和数字。")
    return value


def shown(found: Result) -> dict[str, Any]:
    """The result as the command line gives it."""
    return {
        "quorum": found.quorum,
        "valid": found.valid,
        "valid_ballots": found.tally.valid,
        "invalid_ballots": found.tally.invalid,
        "votes": {
            name: {"for": each.for_, "against": each.against, "abstain": each.abstain}
            for name, each in found.tally.votes.items()
        },
        "elected": list(found.elected),
        "runoff": list(found.runoff),
        "open_seats": found.open_seats,
        "code": found.code,
        "problems": [
            {"rule": each.rule, "level": each.level, "message": each.message, "article": each.article}
            for each in found.problems
        ],
    }
