"""一月一汇报、一季一调度: what was reported, visited and solved in a month or a quarter, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from unionapp.subjects.relations.models import LinkPair, LinkReport, LinkVisit
from unionapp.subjects.service import thresholds as options
from unionapp.values.periods import Month, Quarter, add_days, months_between

OfPair = TypeVar("OfPair", LinkReport, LinkVisit)


@dataclass(frozen=True)
class LinkLine:
    """One pair in a month or a quarter."""

    pair: LinkPair
    reports: tuple[LinkReport, ...]
    """The reports of the months within, in their order."""
    missing: tuple[Month, ...]
    """Months within the link that have begun and have no report."""
    late: tuple[Month, ...]
    """Those of them whose term has passed, and months reported after it."""
    visits: int
    raised: int
    """Problems raised within."""
    solved: int
    """Problems solved within, whenever they were raised."""
    open: int
    """Problems raised up to the end and not solved by then."""


def due_day(month: Month) -> date:
    """The day by which a month is reported: the 5th of the next one (a setting)."""
    following = month.next()
    day = max(1, min(options.REPORT_DAY.value, following.last().day))
    return date(following.year, following.month, day)


def linked_in(pair: LinkPair, month: Month) -> bool:
    """Whether a pair was linked on any day of a month."""
    return bool(pair.since and pair.since <= month.last() and (pair.until is None or pair.until >= month.first()))


def monthly(month: Month, today: date) -> list[LinkLine]:
    """The sheet of a month: every pair that was linked in it (双联月汇报表)."""
    return _lines((month,), today)


def quarterly(quarter: Quarter, today: date) -> list[LinkLine]:
    """The sheet of a quarter: every pair that was linked in it (双联季调度表)."""
    return _lines(quarter.months(), today)


def _lines(months: Sequence[Month], today: date) -> list[LinkLine]:
    first, last = months[0].first(), months[-1].last()
    linked = (LinkPair.since <= last) & (LinkPair.until.is_null() | (LinkPair.until >= first))
    pairs = list(LinkPair.select().where(linked).order_by(LinkPair.name_pinyin, LinkPair.id))
    reports = _by_pair(LinkReport.select().where(LinkReport.month.in_([str(month) for month in months])))
    visits = _by_pair(LinkVisit.select().where(LinkVisit.day <= last))
    return [_line(pair, months, reports.get(pair.id, []), visits.get(pair.id, []), today) for pair in pairs]


def report_of(pair: LinkPair, month: Month) -> LinkReport | None:
    """The report of a pair for a month; None before it came."""
    found: LinkReport | None = LinkReport.get_or_none((LinkReport.pair == pair.id) & (LinkReport.month == str(month)))
    return found


def drafted(pair: LinkPair, month: Month, today: date) -> LinkReport:
    """The report of a pair for a month as its visits tell it, to be edited; not stored."""
    first, last = month.first(), month.last()
    visits = list(LinkVisit.select().where(LinkVisit.pair == pair.id, LinkVisit.day <= last).order_by(LinkVisit.day))
    within = [visit for visit in visits if visit.day >= first]
    raised = [visit for visit in within if visit.problem]
    solved = [visit for visit in visits if visit.problem and visit.solved_on and first <= visit.solved_on <= last]
    return LinkReport(
        pair=pair,
        month=str(month),
        day=today,
        by=pair.name,
        work=_worked(within),
        problems=_listed(f"{_on(visit.day)}{visit.problem.strip()}" for visit in raised),
        solved=_listed(f"{visit.problem.strip()}：{visit.how.strip() or '已解决'}" for visit in solved),
    )


def _worked(visits: Sequence[LinkVisit]) -> str:
    """How often somebody went, and what was found each time."""
    if not visits:
        return ""
    told = _listed(f"{_on(visit.day)}{visit.situation.strip()}" for visit in visits if visit.situation.strip())
    days = "、".join(f"{visit.day.month}月{visit.day.day}日" for visit in visits)
    return "\n".join(part for part in (f"本月走访 {len(visits)} 次（{days}）。", told) if part)


def _on(day: date) -> str:
    return f"{day.month}月{day.day}日："


def _listed(texts: Iterable[str]) -> str:
    """Texts one a line, numbered where there are several."""
    found = list(texts)
    return "\n".join(f"{place}. {text}" for place, text in enumerate(found, 1)) if len(found) > 1 else "".join(found)


def _by_pair(rows: Iterable[OfPair]) -> dict[int, list[OfPair]]:
    found: dict[int, list[OfPair]] = {}
    for row in rows:
        found.setdefault(row.pair_id, []).append(row)
    return found


def _line(
    pair: LinkPair, months: Sequence[Month], reports: list[LinkReport], visits: list[LinkVisit], today: date
) -> LinkLine:
    first, last = months[0].first(), months[-1].last()
    made = {report.month: report for report in reports}
    due = [month for month in months if linked_in(pair, month) and month.first() <= today]
    raised = [visit for visit in visits if visit.problem]
    return LinkLine(
        pair=pair,
        reports=tuple(made[str(month)] for month in months if str(month) in made),
        missing=tuple(month for month in due if str(month) not in made),
        late=tuple(month for month in due if is_late(month, made.get(str(month)), today)),
        visits=sum(visit.day >= first for visit in visits),
        raised=sum(visit.day >= first for visit in raised),
        solved=sum(first <= visit.solved_on <= last for visit in raised if visit.solved_on),
        open=sum(visit.solved_on is None or visit.solved_on > last for visit in raised),
    )


def is_late(month: Month, report: LinkReport | None, today: date) -> bool:
    """Whether a month was reported after its term, or is not although the term has passed."""
    return bool((report.day if report is not None else today) > due_day(month))


@dataclass(frozen=True)
class LateReport:
    """A monthly report that has not come in time."""

    pair: LinkPair
    month: Month
    due: date


def late_reports(today: date) -> list[LateReport]:
    """The reports that should have come by now, longest overdue first."""
    made = {(pair, month) for pair, month in LinkReport.select(LinkReport.pair, LinkReport.month).tuples()}
    found = []
    for pair in LinkPair.select().where(LinkPair.since <= today).order_by(LinkPair.id):
        for month in months_between(Month.of(pair.since), Month.of(min(pair.until or today, today))):
            if (pair.id, str(month)) not in made and today > due_day(month):
                found.append(LateReport(pair, month, due_day(month)))
    return sorted(found, key=lambda each: (each.due, each.pair.id))


def open_problems(today: date) -> list[LinkVisit]:
    """Visits whose problem is not solved: those past their term first, then the older."""
    waiting = LinkVisit.select(LinkVisit, LinkPair).join(LinkPair).where(LinkVisit.solved_on.is_null())
    rows = [visit for visit in waiting.order_by(LinkVisit.day, LinkVisit.id) if visit.problem]
    return sorted(rows, key=lambda visit: visit.due or add_days(today, 1))
