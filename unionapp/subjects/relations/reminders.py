"""What is due of 双联: the monthly reports that have not come in time."""

from __future__ import annotations

from datetime import date

from unionapp.records.duty import Duty
from unionapp.subjects.relations import dispatch
from unionapp.subjects.service import thresholds as options


def all_due(today: date) -> list[Duty]:
    """The monthly reports that should have come by now, longest overdue first."""
    return [
        Duty(
            "link-reports",
            "link-pairs",
            late.pair.id,
            late.due,
            f"{late.pair.label}{late.month.chinese()}的双联月报还没有交，应在 {late.due} 前交。",
            options.REPORT_DAY.source,
            True,
        )
        for late in dispatch.late_reports(today)
    ]
