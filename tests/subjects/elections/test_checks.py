"""What must hold of the rows of an election."""

from __future__ import annotations

from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections.models import Candidate


def test_neither_votes_nor_recommendations_are_negative() -> None:
    candidate = Candidate(votes=-1, recommended=-3)
    assert [problem.field for problem in checks.votes_are_not_negative(candidate)] == ["votes", "recommended"]
    assert checks.votes_are_not_negative(Candidate(votes=0, recommended=None)) == []
