"""All papers of all subjects."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.subjects.activities import papers as activities
from unionapp.subjects.elections import papers as elections
from unionapp.subjects.funds import papers as funds
from unionapp.subjects.members import papers as members
from unionapp.subjects.relations import papers as relations
from unionapp.subjects.service import papers as service
from unionapp.subjects.unions import papers as unions

PAPERS: tuple[Paper, ...] = (
    *unions.PAPERS,
    *members.PAPERS,
    *funds.PAPERS,
    *elections.PAPERS,
    *activities.PAPERS,
    *service.PAPERS,
    *relations.PAPERS,
)
