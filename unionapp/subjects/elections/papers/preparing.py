"""Who prepares an election and writes before it, as long as those elected are not in office."""

from __future__ import annotations

from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.states import ElectionSort


def issuer(case: ElectionFacts) -> str:
    """Who writes before the election: the union, or the group that prepares its founding."""
    return f"{case.short}筹备组" if case.sort == ElectionSort.FOUNDING else case.name


def signer(case: ElectionFacts) -> str:
    """签发人 before the election: the chair in office, or who leads the founding."""
    return (case.leader if case.sort == ElectionSort.FOUNDING else case.chair) or "________"


def group(case: ElectionFacts) -> str:
    """Who prepares: the outgoing committee's group or the founding group."""
    return "筹备组" if case.sort == ElectionSort.FOUNDING else f"{case.act}筹备领导小组"


def teams(case: ElectionFacts) -> str:
    """What the preparing group has under it."""
    return (
        "下设代表资格审查小组和会务组" if case.by_delegates and case.sort != ElectionSort.BY_ELECTION else "下设会务组"
    )
