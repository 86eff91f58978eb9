"""What the regulation keeps out of a count: names written in without a vote against, impossible heads, few seats."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.subjects.elections.counting import count

from tests.subjects.elections.test_count import ballots, counted


def rules_of(found: dict[str, Any], *levels: str) -> list[str]:
    return [each["rule"] for each in found["problems"] if each["level"] in (levels or ("warning", "error"))]


def test_a_name_written_in_counts_only_where_the_ballot_votes_against_somebody() -> None:
    marks: list[dict[str, list[str]]] = [
        {"write_in": ["赵云"]},
        {"for": ["王伟"], "write_in": ["赵云"]},
        {"against": ["李娜"], "write_in": ["赵云"]},
    ]
    found = counted(seats=2, due=5, present=5, issued=5, returned=3, candidates=["王伟", "李娜", "张三"], ballots=marks)
    assert found["votes"]["赵云"] == {"for": 1, "against": 0, "abstain": 0}
    assert (found["elected"], found["valid_ballots"]) == ([], 3)
    (said,) = [each for each in found["problems"] if each["rule"] == "write-in"]
    assert said["level"] == "warning" and "第二十三条" in said["article"]
    assert "有 2 张选票" in said["message"] and "赵云" in said["message"]


def test_where_nobody_votes_against_the_name_written_in_gets_no_vote_at_all() -> None:
    found = counted(returned=6, ballots=ballots(6, write_in=["赵云"]))
    assert (found["elected"], "赵云" in found["votes"], found["valid_ballots"]) == ([], False, 6)


def test_a_name_that_is_left_out_still_counts_among_the_persons_named() -> None:
    found = counted(seats=2, returned=1, ballots=[{"for": ["王伟", "李娜"], "write_in": ["赵云"]}])
    assert (found["valid_ballots"], found["invalid_ballots"]) == (0, 1)
    assert found["votes"]["王伟"]["for"] == 0
    assert "write-in" not in rules_of(found)


def test_one_who_is_for_and_against_the_same_person_votes_against_nobody() -> None:
    found = counted(seats=2, returned=1, ballots=[{"for": ["王伟"], "against": ["王伟"], "write_in": ["赵云"]}])
    assert "赵云" not in found["votes"]
    assert {"write-in", "for-and-against"} <= set(rules_of(found))


def test_a_candidate_written_in_needs_no_vote_against_another() -> None:
    found = counted(returned=6, ballots=ballots(6, write_in=["李娜"]))
    assert (found["elected"], "write-in" in rules_of(found)) == (["李娜"], False)


def test_without_the_limit_whoever_likes_names_another() -> None:
    poll = count.Poll("committee", 1, 3, 3, 3, 3, ("王伟", "李娜"))
    marks = [count.Ballot(write_in=frozenset({"赵云"}))] * 3
    assert count.count(poll, marks, limited=False).elected == ("赵云",)
    assert count.count(poll, marks).elected == ()


@pytest.mark.parametrize(("written", "said"), [({"赵云": 10}, True), ({"赵云": 2}, False), ({"李娜": 3}, False)])
def test_more_written_in_than_voted_against_is_said(written: dict[str, int], said: bool) -> None:
    votes = {"王伟": {"for": 8, "against": 2, "abstain": 2}, "李娜": {"for": 2, "against": 0, "abstain": 10}}
    totals = {"valid": 12, "votes": votes, "write_ins": written}
    found = counted(seats=2, due=12, present=12, issued=12, returned=12, totals=totals)
    assert ("write-in" in rules_of(found, "warning")) is said


@pytest.mark.parametrize(
    ("heads", "rule"),
    [((0, 0, 0, 0), "due"), ((0, 5, 5, 0), "due"), ((5, 6, 6, 6), "present"), ((6, 6, 5, 6), "returned")],
)
def test_heads_that_cannot_be_elect_nobody(heads: tuple[int, int, int, int], rule: str) -> None:
    due, present, issued, returned = heads
    votes = ballots(returned, **{"for": ["王伟"]})
    found = counted(due=due, present=present, issued=issued, returned=returned, ballots=votes)
    assert (found["valid"], found["elected"], found["runoff"], found["open_seats"]) == (False, [], [], 1)
    assert rule in rules_of(found, "error")


@pytest.mark.parametrize(
    ("body", "seats", "elected", "offered"),
    [
        ("committee", 3, 0, False),
        ("committee", 3, 2, False),
        ("committee", 4, 3, True),
        ("committee", 5, 3, False),
        ("committee", 5, 4, True),
        ("committee", 25, 23, True),
        ("committee", 25, 22, False),
        ("audit", 3, 2, True),
        ("audit", 3, 1, False),
        ("chair", 2, 1, True),
    ],
)
def test_fewer_seats_are_offered_only_near_the_number_and_within_the_lawful_size(
    body: str, seats: int, elected: int, offered: bool
) -> None:
    names = [f"候选人{number}" for number in range(seats + 3)]
    marks = ballots(6, **{"for": names[:elected]})
    found = counted(body=body, seats=seats, candidates=names, returned=6, ballots=marks)
    (said,) = [each["message"] for each in found["problems"] if each["rule"] == "shortfall"]
    assert "另行选举" in said
    assert ("减少名额" in said) is offered
