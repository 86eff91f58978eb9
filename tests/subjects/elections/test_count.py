"""Counting against a second, plainer counting and at every border of the regulation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.counting import count
from unionapp.values.names import stroke_key

NAMES = ("王伟", "李娜", "张小明", "刘洋", "陈芳", "欧阳少东")
STRANGERS = ("赵云", "丁一")


def election(**changed: Any) -> dict[str, Any]:
    raw = {
        "body": "committee", "seats": 1, "due": 10, "present": 10, "issued": 10, "returned": 0,
        "candidates": ["王伟", "李娜"],
    }  # fmt: skip
    return {**raw, **({} if "totals" in changed else {"ballots": []}), **changed}


def ballots(times: int, **marks: list[str]) -> list[dict[str, list[str]]]:
    return [dict(marks) for _ in range(times)]


def counted(**changed: Any) -> dict[str, Any]:
    return count.shown(count.read(election(**changed)))


def test_exactly_half_of_those_due_is_not_enough_and_half_plus_one_is() -> None:
    assert counted(returned=5, ballots=ballots(5, **{"for": ["王伟"]}))["elected"] == []
    assert counted(returned=6, ballots=ballots(6, **{"for": ["王伟"]}))["elected"] == ["王伟"]


@pytest.mark.parametrize(("present", "met"), [(66, False), (67, True)])
def test_the_quorum_is_two_thirds_of_those_due(present: int, met: bool) -> None:
    found = counted(due=100, present=present, issued=present, returned=60, ballots=ballots(60, **{"for": ["王伟"]}))
    assert (found["quorum"], found["valid"], found["elected"]) == (met, met, ["王伟"] if met else [])


def test_more_returned_than_issued_elects_nobody() -> None:
    found = counted(issued=9, returned=10, ballots=ballots(10, **{"for": ["王伟"]}))
    assert (found["quorum"], found["valid"], found["elected"], found["open_seats"]) == (True, False, [], 1)


def test_a_ballot_with_too_many_names_is_invalid_as_a_whole() -> None:
    found = counted(returned=1, ballots=[{"for": ["王伟"], "write_in": ["赵云"]}])
    assert (found["valid_ballots"], found["invalid_ballots"]) == (0, 1)
    assert found["votes"]["王伟"] == {"for": 0, "against": 0, "abstain": 0}


def test_a_blank_ballot_is_valid_and_abstains_for_all() -> None:
    found = counted(returned=1, ballots=[{}])
    assert found["valid_ballots"] == 1
    assert found["votes"]["李娜"] == {"for": 0, "against": 0, "abstain": 1}


def test_for_and_against_the_same_person_abstains_and_still_counts_as_named() -> None:
    found = counted(returned=1, ballots=[{"for": ["王伟", "李娜"], "against": ["王伟"]}])
    assert found["invalid_ballots"] == 1
    alone = counted(returned=1, ballots=[{"for": ["王伟"], "against": ["王伟"]}])
    assert alone["votes"]["王伟"] == {"for": 0, "against": 0, "abstain": 1}
    assert [each["rule"] for each in alone["problems"] if each["level"] == "warning"] == [
        "for-and-against",
        "shortfall",
    ]


def test_a_candidate_written_in_counts_once_as_for() -> None:
    found = counted(returned=6, ballots=ballots(6, **{"for": ["王伟"], "write_in": ["王伟"]}))
    assert found["votes"]["王伟"]["for"] == 6
    assert found["elected"] == ["王伟"]


def test_a_written_in_name_can_win() -> None:
    found = counted(returned=6, ballots=ballots(6, against=["王伟"], write_in=["赵云"]))
    assert found["elected"] == ["赵云"]


def test_those_tied_for_the_last_places_are_voted_on_again() -> None:
    marks = [*ballots(6, **{"for": ["王伟", "李娜", "陈芳"]}), *ballots(3, **{"for": ["王伟"]})]
    found = counted(seats=3, candidates=["王伟", "李娜", "陈芳", "刘洋"], returned=9, ballots=[*marks])
    assert (found["elected"], found["runoff"], found["open_seats"]) == (["王伟", "李娜", "陈芳"], [], 0)
    cast = [{"for": pair} for pair in (["王伟", "李娜"], ["王伟", "陈芳"], ["陈芳", "李娜"], ["王伟"])]
    three = ["王伟", "李娜", "陈芳"]
    tied = counted(seats=2, candidates=three, due=3, present=3, issued=4, returned=4, ballots=cast)
    assert (tied["elected"], tied["runoff"], tied["open_seats"]) == (["王伟"], ["李娜", "陈芳"], 1)


def test_a_tie_for_one_seat_leaves_it_open() -> None:
    totals = {"valid": 10, "invalid": 0, "votes": {n: {"for": 6, "against": 0, "abstain": 4} for n in ("王伟", "李娜")}}
    found = counted(returned=10, ballots=None, totals=totals)
    assert (found["elected"], found["runoff"], found["open_seats"]) == ([], ["王伟", "李娜"], 1)


def test_sums_that_do_not_agree_are_said() -> None:
    totals = {"valid": 9, "invalid": 0, "votes": {"王伟": {"for": 6, "against": 1, "abstain": 1}}}
    found = counted(candidates=["王伟"], returned=10, totals=totals)
    assert {"ballots", "sum", "margin"} <= {each["rule"] for each in found["problems"]}


@pytest.mark.parametrize(
    "changed",
    [
        {"candidates": ["王伟", "王伟"]},
        {"body": "somebody"},
        {"seats": -1},
        {"due": "10"},
        {"ballots": None},
        {"ballots": [{"for": ["赵云"]}]},
        {"ballots": ["王伟"]},
        {"candidates": ["王伟", "王　伟"]},
        {"seats": 0},
        {"body": None},
        {"totals": {"valid": 9, "votes": {"王伟": [6, 1, 2]}}},
        {"totals": {"valid": 9, "votes": {"王伟": None}}},
        {"totals": {"valid": 9, "write_ins": {"赵云": 1, "赵 云": 1}}},
        {"ballots": [{"for": ["王伟"], "赞成": ["李娜"]}]},
        {"ballots": [{"writein": ["赵云"]}]},
        {"totals": {"valid": 9, "votes": {"王伟": {"for": 1, "aginst": 7}}}},
        {"totals": {"valid": 9, "writeins": {"赵云": 1}}},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(changed: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        counted(**changed)


def test_a_name_is_the_same_with_and_without_blanks() -> None:
    found = counted(
        candidates=["王　伟", "李娜"], returned=6, ballots=ballots(6, **{"for": ["王伟"], "write_in": ["王  伟"]})
    )
    assert (found["elected"], found["valid_ballots"]) == (["王伟"], 6)


def test_nobody_gets_more_votes_than_there_are_valid_ballots() -> None:
    marks = {"for": 1, "against": 7, "abstain": 1}
    totals = {"valid": 9, "invalid": 1, "votes": {"王伟": marks, "李娜": marks}, "write_ins": {"赵云": 10}}
    found = counted(seats=5, returned=10, totals=totals)
    assert [each["message"][:2] for each in found["problems"] if each["rule"] == "sum"] == ["赵云"]


def test_no_candidates_and_three_hundred_seats_are_counted() -> None:
    names = [f"候选人{number}" for number in range(315)]
    found = counted(seats=300, candidates=names, returned=6, ballots=ballots(6, **{"for": names[:300]}))
    assert len(found["elected"]) == 300
    assert counted(candidates=[], returned=6, ballots=ballots(6, write_in=["赵云"]))["elected"] == ["赵云"]


LEAST = {3: 4, 5: 6, 7: 8, 9: 10, 11: 12, 13: 14, 15: 16, 17: 18, 19: 20, 21: 23, 23: 25, 25: 27, 37: 39, 45: 48}
LEAST_DELEGATES = {
    1: 2,
    2: 3,
    3: 4,
    4: 5,
    5: 6,
    6: 7,
    7: 9,
    8: 10,
    9: 11,
    10: 12,
    11: 13,
    12: 14,
    13: 15,
    14: 17,
    20: 23,
}


def test_the_least_number_of_candidates_follows_the_tables() -> None:
    assert {seats: rules.least_candidates("committee", seats) for seats in LEAST} == LEAST
    assert {seats: rules.least_candidates("delegates", seats) for seats in LEAST_DELEGATES} == LEAST_DELEGATES
    assert rules.least_candidates("audit", 3) == 3


@pytest.mark.parametrize(
    ("members", "expected"),
    [(24, (3, 5)), (25, (3, 7)), (200, (3, 7)), (201, (7, 15)), (1000, (7, 15)), (1001, (15, 21)), (50001, (37, 45))],
)
def test_the_size_of_a_committee_follows_its_band(members: int, expected: tuple[int, int]) -> None:
    assert rules.committee_band(members) == expected


@pytest.mark.parametrize(
    ("members", "expected"), [(99, None), (100, (30, 40)), (200, (30, 40)), (201, (40, 60)), (10001, (130, 180))]
)
def test_the_number_of_delegates_follows_its_band(members: int, expected: tuple[int, int] | None) -> None:
    assert rules.delegate_band(members) == expected


def plain_votes(raw: dict[str, Any], limited: bool) -> dict[str, int]:
    """The votes for each, ballot by ballot with lists and loops."""
    votes = dict.fromkeys(raw["candidates"], 0)
    for ballot in raw["ballots"]:
        persons = []
        for name in ballot["for"] + ballot["write_in"]:
            if name not in persons:
                persons.append(name)
        if len(persons) > raw["seats"]:
            continue
        opposed = [name for name in ballot["against"] if name not in persons]
        for name in persons:
            heard = name in raw["candidates"] or opposed or not limited
            if heard and name not in ballot["against"]:
                votes[name] = votes.get(name, 0) + 1
    return votes


def plainly(raw: dict[str, Any], limited: bool = True) -> tuple[dict[str, int], list[str], set[str]]:
    """A second counting."""
    votes = plain_votes(raw, limited)
    if not raw["due"] or raw["present"] > raw["due"] or raw["returned"] > raw["issued"]:
        return votes, [], set()
    if raw["present"] * 3 < raw["due"] * 2:
        return votes, [], set()
    left = [name for name in votes if votes[name] * 2 > raw["due"]]
    elected: list[str] = []
    while left and len(elected) < raw["seats"]:
        best = [name for name in left if votes[name] == max(votes[other] for other in left)]
        if len(elected) + len(best) > raw["seats"]:
            return votes, elected, set(best)
        elected += sorted(best, key=stroke_key)
        left = [name for name in left if name not in best]
    return votes, elected, set()


marks = st.lists(st.sampled_from(NAMES), max_size=4)


cast_ballots = st.lists(
    st.fixed_dictionaries(
        {"for": marks, "against": marks, "write_in": st.lists(st.sampled_from(NAMES + STRANGERS), max_size=2)}
    ),
    max_size=12,
)


@given(cast_ballots, st.integers(1, 5), st.lists(st.integers(0, 12), min_size=3, max_size=3), st.booleans())
def test_two_countings_agree(cast: list[dict[str, list[str]]], seats: int, heads: list[int], limited: bool) -> None:
    due, present, issued = heads
    raw = election(seats=seats, due=due, present=present, issued=issued, returned=len(cast), candidates=list(NAMES),
                   ballots=cast)  # fmt: skip
    poll = count.Poll("committee", seats, due, present, issued, len(cast), NAMES)
    marks = [count.Ballot(*(frozenset(each[part]) for part in ("for", "against", "write_in"))) for each in cast]
    found = count.shown(count.count(poll, marks, limited))
    if limited:
        assert found == count.shown(count.read(raw))
    votes, elected, runoff = plainly(raw, limited)
    assert {name: each["for"] for name, each in found["votes"].items() if each["for"]} == {
        name: number for name, number in votes.items() if number
    }
    assert (found["elected"], set(found["runoff"])) == (elected, runoff)
    assert found["open_seats"] == seats - len(elected)
    assert found["valid_ballots"] + found["invalid_ballots"] == len(cast)
    for name in NAMES:
        assert sum(found["votes"][name].values()) == found["valid_ballots"]
