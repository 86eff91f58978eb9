"""Which of a campaign's standards fits somebody: the one that says most of her, the earlier of two that say as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.subjects.service.campaigns.models import AidStandard


@dataclass(frozen=True)
class Entitlement:
    """What standards ask of somebody who is to be given something."""

    grade: str = ""
    category: str = ""
    stage: str = ""
    filed: bool = False


def fitting(rows: Sequence[AidStandard], case: Entitlement) -> AidStandard | None:
    """The standard for a case, None where none fits; a standard's empty fields fit everybody."""
    fits = [row for row in rows if all(asked in ("", None, have) for asked, have in _pairs(row, case))]
    return max(fits, key=lambda row: sum(asked not in ("", None) for asked, _ in _pairs(row, case)), default=None)


def _pairs(row: AidStandard, case: Entitlement) -> tuple[tuple[object, object], ...]:
    return (
        (row.grade, case.grade),
        (row.category, case.category),
        (row.stage, case.stage),
        (row.filed, case.filed),
    )
