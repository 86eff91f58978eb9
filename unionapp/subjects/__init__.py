"""What the union keeps records of: one package each, all alike. These are the only lists of them."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.records.kind import Kind
from unionapp.store.own import Option
from unionapp.subjects.elections import papers as election_papers
from unionapp.subjects.elections import records as elections
from unionapp.subjects.elections import steps as election_steps
from unionapp.subjects.elections import thresholds as election_thresholds
from unionapp.subjects.members import papers as member_papers
from unionapp.subjects.members import records as members
from unionapp.subjects.members import rules as member_rules
from unionapp.subjects.unions import papers as union_papers
from unionapp.subjects.unions import records as unions

KINDS: tuple[Kind, ...] = (*unions.KINDS, *members.KINDS, *elections.KINDS)
PAPERS: tuple[Paper, ...] = (*union_papers.PAPERS, *member_papers.PAPERS, *election_papers.PAPERS)
OPTIONS: tuple[Option, ...] = (
    *member_rules.OPTIONS,
    *election_thresholds.OPTIONS,
    election_steps.CHANGES,
    *election_papers.OPTIONS,
)
