"""春秋游、观影、演出 and the like are paid from dues; other money makes up for what is missing only within a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.funds.income import dues
from unionapp.subjects.funds.spending import voucher_features as facts
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values import money
from unionapp.values.periods import year_first

_ITEMS = (LimitItem.OUTING, LimitItem.FILM)
_WORDS = re.compile("(?:观看|门票|票款|购票).*演出|演出.*(?:观看|门票|票款|购票)|比赛门票|年票")
"""Shows that are watched, for which the code table limit-item has no item; not those the union gives itself."""
_SPENT = """
SELECT v.id, v.summary || ' ' || coalesce(group_concat(l.summary, ' '), ''),
  sum(CASE WHEN l.account LIKE '5%' THEN coalesce(l.debit, 0) - coalesce(l.credit, 0) ELSE 0 END)
FROM voucher_line AS l JOIN voucher AS v ON v.id = l.voucher_id
WHERE v.book_id = ? AND v.state = 'posted' AND v.day BETWEEN ? AND ? AND v.sort IN ('normal', 'adjust')
  AND v.id NOT IN (SELECT reverses_id FROM voucher WHERE reverses_id IS NOT NULL AND state = 'posted')
GROUP BY v.id
"""


@dataclass(frozen=True)
class Recreation:
    """What a year has brought up to a day, in fen: spent on recreation, and dues that came in."""

    year: int
    spent: int
    dues: int

    @property
    def made_up(self) -> int:
        """What other money had to pay."""
        return max(0, self.spent - self.dues)


def until(book: Book, day: date) -> Recreation:
    """The recreation of a year up to a day, by the posted vouchers of a book and what their words tell."""
    first = year_first(day.year)
    rows = Voucher._meta.database.execute_sql(_SPENT, (book.id, first.isoformat(), day.isoformat())).fetchall()
    spent = sum(fen for number, words, fen in rows if _is_recreation(number, words))
    return Recreation(day.year, spent, budgets.amount_of(budgets.actual(book, first, day), dues.INCOME))


def _is_recreation(voucher: int, words: str) -> bool:
    item = facts.item_of(voucher, words)
    return item in _ITEMS or (not item and _WORDS.search(words) is not None)


def dues_are_made_up_for_within_a_limit(it: Recreation) -> list[Problem]:
    """Other money makes up for no more than so many times the year's dues (a setting)."""
    times = thresholds.DUES_TIMES.value
    if it.made_up <= it.dues * times:
        return []
    message = (
        f"春秋游、观影、演出等 {it.year} 年已支出 {money.show(it.spent)} 元，会费收入 {money.show(it.dues)} 元，"
        f"由其他经费弥补 {money.show(it.made_up)} 元，超过会费收入的 {times} 倍。"
    )
    return [Problem("", message, thresholds.DUES_TIMES.source, "warning", "funds-dues-times")]
