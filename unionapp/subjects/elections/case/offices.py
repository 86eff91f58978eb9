"""Those elected, and the office that each has from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections.models import Candidate
from unionapp.subjects.elections.states import BodyKind
from unionapp.subjects.elections.succession import HEADS
from unionapp.subjects.members.states import CadrePost


@dataclass(frozen=True)
class ElectedPerson:
    """Someone elected to a body: the name on the ballot, the votes (None where there was no ballot), the candidate."""

    name: str
    votes: int | None
    candidate: Candidate | None
    """None for a name written in."""


@dataclass(frozen=True)
class Office:
    """An office that someone has from now on."""

    post: str
    chosen: ElectedPerson

    @property
    def person(self) -> str:
        """The bare name, without what told namesakes apart on the ballot."""
        return self.chosen.candidate.name if self.chosen.candidate is not None else self.chosen.name


def offices_of(found: Mapping[str, Sequence[ElectedPerson]]) -> list[Office]:
    """One office a person in each body: the head's or vice's where elected to it, else the plain member's."""
    offices = []
    for body, heads in (
        (BodyKind.COMMITTEE, BodyKind.CHAIR),
        (BodyKind.AUDIT, BodyKind.AUDIT_HEAD),
        (BodyKind.WOMEN, BodyKind.WOMEN_HEAD),
    ):
        leading = {each.name: each for each in found.get(heads, ())}
        for each in leading.values():
            offices.append(Office(head_post(heads, each, single=len(leading) == 1), each))
        plain = (each for each in found.get(body, ()) if each.name not in leading)
        offices += [Office(_post(body, each, heads in found), each) for each in plain]
    return offices


def head_post(body: str, chosen: ElectedPerson, single: bool) -> str:
    """The office that election as a head of a body brings; 主席 and 副主席, who share a ballot, each as proposed."""
    if body != BodyKind.CHAIR:
        return body
    if single:
        return CadrePost.CHAIR
    return chosen.candidate.office if chosen.candidate and chosen.candidate.office else CadrePost.VICE_CHAIR


def _post(body: str, chosen: ElectedPerson, heads_apart: bool) -> str:
    """The office of someone elected to a body: a plain member's where the heads are elected apart, else as proposed."""
    given = chosen.candidate.office if chosen.candidate else ""
    kept = {CadrePost.ORGANISER} if heads_apart else checks.OFFICES[body]
    return given if given in kept else follow.OFFICES[body]


def leaders(offices: Sequence[Office]) -> dict[str, str]:
    """The names that a term shows, by its fields."""
    return {HEADS[office.post]: office.person for office in offices if office.post in HEADS}
