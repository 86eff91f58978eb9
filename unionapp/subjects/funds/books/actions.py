"""What the clerk does with books beyond editing a row: all opening balances at once, a detail that a sheet names."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Problem, Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.models import Opening
from unionapp.subjects.funds.books.records import OPENINGS


def enter_openings(
    journal: Journal, former: Sequence[Opening], lines: Sequence[Opening], unread: Sequence[Problem] = ()
) -> None:
    """Write the lines that hold an amount in the place of the former balances, as one step.

    Refused with everything wrong, each with its line (from 1), after what could not be read of them (`unread`).
    """
    if problems := [*unread, *_problems(lines)]:
        raise Refused(problems)
    journal.need(OPENINGS.right)
    wanted = [line for line in lines if _has_amount(line)]
    kept = {line.id for line in wanted}
    with journal.step("录入期初余额"):
        gone = [each for each in former if each.id not in kept]
        if gone:
            editing.remove(journal, OPENINGS, gone)
        editing.put(OPENINGS, wanted)


def _has_amount(line: Opening) -> bool:
    return bool(line.debit or line.credit)


def _problems(lines: Sequence[Opening]) -> list[Problem]:
    return [
        Problem(each.field, each.message, each.article, line=place)
        for place, line in enumerate(lines, 1)
        if _has_amount(line)
        for each in errors_only(editing.check(OPENINGS, line))
    ]
