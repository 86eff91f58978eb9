"""The running balance of a statement, checked line by line, whichever way its lines are ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from unionapp.errors import Problem
from unionapp.exchange.book import Cell, SheetRow
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import Layout
from unionapp.exchange.parsing import SILENT
from unionapp.records.heads import normal
from unionapp.values import money

DOES_NOT_FOLLOW = "余额与前一笔接不上：按收支算应为 {due}，表中是 {told}。可能中间缺行，或金额有误，请核对。"
MOSTLY_BROKEN = "余额逐行核对，{count} 处接不上：表格可能不是按时间排的，也可能不止一个账户，请核对。"
_OWN_ACCOUNT = frozenset(
    ("账号", "帐号", "本方账号", "本方帐号", "交易账号", "我方账号", "查询账号", "账户", "卡号", "交易卡号")
)
_FEWEST = 3
"""Steps from line to line below which nothing is said of a sheet as a whole."""


class Amounts(NamedTuple):
    """What a line takes in and gives out, and the balance after it, in fen."""

    income: int
    spending: int
    balance: int | None


class Follow(NamedTuple):
    """A line after another with a balance: its place, the balance that is due, the one that is told."""

    place: int
    due: int
    told: int


def followed(lines: Sequence[Amounts]) -> int:
    """How many balances follow from the line before, in the order that fits better."""
    return sum(step.due == step.told for step in _steps(lines))


def _steps(lines: Sequence[Amounts]) -> list[Follow]:
    """The steps from line to line in the order that fits better: oldest first, or newest first."""
    last = len(lines) - 1
    upwards = [Follow(last - step.place, step.due, step.told) for step in _chained(lines[::-1])]
    downwards = list(_chained(lines))
    return max((downwards, upwards), key=lambda steps: sum(step.due == step.told for step in steps))


def _chained(lines: Iterable[Amounts]) -> Iterable[Follow]:
    due: int | None = None
    for place, line in enumerate(lines):
        due = None if due is None else due + line.income - line.spending
        if line.balance is not None:
            if due is not None:
                yield Follow(place, due, line.balance)
            due = line.balance


def moves(balances: Sequence[int | None], amounts: Sequence[int]) -> list[int | None]:
    """What each line adds to the balance (less than 0: takes from it), None where that cannot be told.

    The order of the lines is the one in which more changes of the balance are their amounts.
    """
    pairs = list(zip(balances, amounts, strict=True))
    downwards, upwards = _changes(pairs), _changes(pairs[::-1])[::-1]
    return max((downwards, upwards), key=lambda found: sum(each is not None for each in found))


def _changes(pairs: Sequence[tuple[int | None, int]]) -> list[int | None]:
    found: list[int | None] = [None]
    for (before, _), (after, amount) in pairwise(pairs):
        change = None if before is None or after is None else after - before
        found.append(change if change is not None and amount and abs(change) == abs(amount) else None)
    return found[: len(pairs)]


def checked(rows: Sequence[SheetRow], layout: Layout) -> tuple[Mapping[int, Problem], str]:
    """The rows whose balance does not follow, by number; one remark instead where hardly any does."""
    places = {name: index for index, name in layout.columns.items()}
    if "balance" not in places:
        return {}, ""
    body = rows[layout.last + 1 :]
    steps = [(numbers, step) for numbers, lines in _accounts(body, layout, places) for step in _steps(lines)]
    broken = [(numbers[step.place], step) for numbers, step in steps if step.due != step.told]
    if len(broken) * 2 > len(steps) and len(steps) >= _FEWEST:
        return {}, MOSTLY_BROKEN.format(count=len(broken))
    return {number: _complaint(step) for number, step in broken}, ""


def _complaint(step: Follow) -> Problem:
    words = {"due": money.show(step.due), "told": money.show(step.told)}
    return Problem("balance", DOES_NOT_FOLLOW.format(**words), level="warning", rule="balance")


def _accounts(
    body: Sequence[SheetRow], layout: Layout, places: Mapping[str, int]
) -> list[tuple[list[int], list[Amounts]]]:
    """The lines of each account of the sheet with the numbers of their rows."""
    own = next((at for at, text in enumerate(layout.headings) if normal(text) in _OWN_ACCOUNT), None)
    found: dict[str, tuple[list[int], list[Amounts]]] = {}
    for row in body:
        income, spending = (_fen(row, places.get(name)) or 0 for name in ("income", "spending"))
        line = Amounts(income, spending, _fen(row, places["balance"]))
        if line.balance is not None:
            numbers, lines = found.setdefault(as_text(row.cells[own]) if own is not None else "", ([], []))
            numbers.append(row.number)
            lines.append(line)
    return list(found.values())


def _fen(row: SheetRow, place: int | None) -> int | None:
    return None if place is None else fen(row.cells[place])


def fen(cell: Cell) -> int | None:
    """The amount in a cell, None where there is none."""
    text = as_text(cell).strip()
    if text in SILENT:
        return None
    try:
        return money.parse(text)
    except ValueError:
        return None
