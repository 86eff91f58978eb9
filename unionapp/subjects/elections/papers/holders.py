"""Who holds the leading offices after the election."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.panel import Person
from unionapp.subjects.elections.states import BodyKind


def chairs(case: ElectionFacts) -> list[Person]:
    """主席."""
    return _holding(case, BodyKind.CHAIR, "主席")


def vice_chairs(case: ElectionFacts) -> list[Person]:
    """副主席."""
    return [person for person in _holding(case, BodyKind.CHAIR, "副主席") if person.office == "副主席"]


def audit_heads(case: ElectionFacts) -> list[Person]:
    """经费审查委员会主任."""
    return _holding(case, BodyKind.AUDIT_HEAD, "经审主任")


def women_heads(case: ElectionFacts) -> list[Person]:
    """女职工委员会主任."""
    return _holding(case, BodyKind.WOMEN_HEAD, "女职工主任")


_OWN: Mapping[str, str] = {
    BodyKind.CHAIR: BodyKind.COMMITTEE,
    BodyKind.AUDIT_HEAD: BodyKind.AUDIT,
    BodyKind.WOMEN_HEAD: BodyKind.WOMEN,
}
"""The body that each office belongs to."""


def _holding(case: ElectionFacts, key: str, office: str) -> list[Person]:
    """Those elected to the body of an office, or, where that is not voted on by itself, proposed for it."""
    voted = _elected(case, key)
    if voted:
        return [person for person in voted if person.office in ("", office)]
    return [person for person in _elected(case, _OWN[key]) if person.office == office]


def _elected(case: ElectionFacts, key: str) -> Sequence[Person]:
    found = case.panel(key)
    return found.elected if found else ()
