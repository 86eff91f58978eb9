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

from unionapp.errors import Level, Problem, Refused
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.counting import shortfall
from unionapp.subjects.elections.counting.count_file import Spelling, clean_totals, names_of, only, whole
from unionapp.subjects.elections.counting.poll import Ballot, Poll, PollResult, Tally, Votes
from unionapp.subjects.elections.counting.sums import VALID, from_totals
from unionapp.values.names import stroke_key

__all__ = ["Ballot", "Poll", "PollResult", "Tally", "Votes", "from_totals"]

QUORUM = f"{thresholds.ELECTION_2016}第十七条"


def count(poll: Poll, ballots: Iterable[Ballot], limited: bool = True) -> PollResult:
    """Count ballot by ballot; `limited`: only who votes against somebody may write in another (第二十三条)."""
    return result(poll, tally(poll, ballots, limited))


def code(poll: Poll, counted: Tally) -> str:
    """Eight letters that stand for heads, sheets and the votes of each name, in whatever order they were counted."""
    heads = [poll.seats, poll.due, poll.present, poll.issued, poll.returned, counted.valid, counted.invalid]
    votes = sorted([name, each.for_, each.against, each.abstain] for name, each in counted.votes.items())
    canonical = json.dumps([heads, votes], ensure_ascii=False, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(canonical.encode()).digest())[:8].decode()


def tally(poll: Poll, ballots: Iterable[Ballot], limited: bool = True) -> Tally:
    """The votes of all valid ballots; one that names more persons than there are seats is invalid as a whole.

    Names written in that get no vote (see `count`) still count among the persons named.
    """
    counted = Tally({name: Votes() for name in poll.candidates})
    doubtful, left = 0, list[frozenset[str]]()
    for ballot in ballots:
        if len(ballot.named) > poll.seats:
            counted.invalid += 1
            continue
        counted.valid += 1
        doubtful += _add(counted.votes, poll.candidates, ballot, limited)
        left += [out] if (out := ballot.left_out(poll.candidates, limited)) else []
    if left:
        names = "、".join(sorted(frozenset().union(*left), key=stroke_key))
        text = f"有 {len(left)} 张选票没有投不赞成票却另选了他人（{names}），另选的不计票，仍计入所选人数。"
        counted.problems.append(Problem("ballots", text, thresholds.WRITE_INS.source, "warning", "write-in"))
    if doubtful:
        message = f"有 {doubtful} 张选票对同一人既赞成又不赞成，对该人按弃权计，仍计入所选人数。"
        counted.problems.append(Problem("ballots", message, VALID, "warning", "for-and-against"))
    return counted


def _add(votes: dict[str, Votes], candidates: Sequence[str], ballot: Ballot, limited: bool) -> bool:
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
    for name in ballot.others(candidates) - ballot.left_out(candidates, limited):
        votes.setdefault(name, Votes()).for_ += 1
    return bool(both)


def result(poll: Poll, counted: Tally, most_votes: bool = False) -> PollResult:
    """Who is elected by these votes; with `most_votes` (再次投票 among the tied) half of those due is not needed."""
    quorum = rules.quorate(poll.present, poll.due)
    valid = quorum and poll.due > 0 and poll.present <= poll.due and poll.returned <= poll.issued
    named = [name for name, votes in counted.votes.items() if votes.for_ and _enough(votes, poll, most_votes)]
    above = named if valid else []
    ranked = sorted(above, key=lambda name: (-counted.votes[name].for_, stroke_key(name)))
    elected, runoff = _cut(ranked, counted.votes, poll.seats)
    open_seats = poll.seats - len(elected)
    found = [*counted.problems, *frame_problems(poll, counted)]
    found += shortfall.problems(poll, elected, runoff) if valid else []
    return PollResult(
        quorum, valid, counted, tuple(elected), tuple(runoff), open_seats, tuple(found), code(poll, counted)
    )


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
    say(not poll.due, "error", "due", QUORUM, "应到人数是 0，选举无效。请填写应到会的人数。")
    heads = f"实到 {poll.present} 人多于应到 {poll.due} 人，选举无效，请核对人数。"
    say(poll.present > poll.due, "error", "present", QUORUM, heads)
    sheets = f"发出选票 {poll.issued} 张多于实到 {poll.present} 人，请核对。"
    say(poll.issued > poll.present, "warning", "issued", VALID, sheets)
    sums = f"有效票 {counted.valid} 张、无效票 {counted.invalid} 张，合计不等于收回的 {poll.returned} 张，请核对。"
    say(counted.valid + counted.invalid != poll.returned, "error", "ballots", VALID, sums)
    return found + (rules.enough_candidates(poll.body, poll.seats, len(poll.candidates)) if poll.margin else [])


def read(raw: Mapping[str, object]) -> PollResult:
    """Count one election as it stands in a file (see README, count); Refused in words where it cannot be read."""
    only(raw, _ITEMS, "文件")
    summed = raw.get("totals") is not None
    if summed and raw.get("ballots") is not None:
        raise Refused("文件里既有选票（ballots），又有票数合计（totals），没有计票。请只留一样。")
    spelling = Spelling()
    poll = _poll(raw, spelling)
    if summed:
        return result(poll, from_totals(poll, clean_totals(raw, spelling)))
    ballots = raw.get("ballots")
    if not isinstance(ballots, list):
        raise Refused("文件里既没有选票（ballots），也没有票数合计（totals）。")
    return count(poll, [_ballot(number, each, poll, spelling) for number, each in enumerate(ballots, 1)])


_ITEMS = ("body", "seats", "due", "present", "issued", "returned", "candidates", "ballots", "totals")


def _poll(raw: Mapping[str, object], spelling: Spelling) -> Poll:
    body, candidates = raw.get("body"), raw.get("candidates")
    if not isinstance(body, str) or body not in rules.BODIES:
        which = f"不认识的选举机构“{body}”" if body is not None else "没有写明选举机构（body）"
        raise Refused(f"{which}。可用：{'、'.join(rules.BODIES)}。")
    if not isinstance(candidates, list) or not all(isinstance(name, str) and name.strip() for name in candidates):
        raise Refused("候选人名单（candidates）应是一列姓名。")
    candidates = [spelling(name) for name in candidates]
    twice = [name for name, times in Counter(candidates).items() if times > 1]
    if twice:
        raise Refused(f"候选人“{twice[0]}”出现了两次。同名的人请注明区别，如“{twice[0]}（女）”。")
    numbers = {name: whole(raw, name) for name in ("seats", "due", "present", "issued", "returned")}
    if not numbers["seats"]:
        raise Refused("应选名额（seats）至少 1 名。")
    return Poll(body=str(body), candidates=tuple(candidates), margin=True, **numbers)


def _ballot(number: int, raw: object, poll: Poll, spelling: Spelling) -> Ballot:
    if not isinstance(raw, Mapping):
        raise Refused(f"第 {number} 张选票的写法不对。")
    only(raw, ("for", "against", "write_in"), f"第 {number} 张选票")
    marks = {part: names_of(raw, part, number, spelling) for part in ("for", "against", "write_in")}
    strangers = (marks["for"] | marks["against"]) - set(poll.candidates)
    if strangers:
        raise Refused(f"第 {number} 张选票上的“{min(strangers)}”不在候选人名单上。另选的人请写在 write_in 里。")
    return Ballot(marks["for"], marks["against"], marks["write_in"])


def shown(found: PollResult) -> dict[str, object]:
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
