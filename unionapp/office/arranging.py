"""How the clerk arranges matters: puts them off, drops them with a reason, hands them over, takes that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from unionapp.errors import Problem, Refused, errors_only
from unionapp.office.matters import DueMatter
from unionapp.records import texts
from unionapp.store import editing
from unionapp.store.arrangements import ARRANGEMENTS, Arrangement
from unionapp.store.journal import Journal

_MOST_KNOWN = 2_000
"""So many records are remembered one by one; of more, how many there were."""


def put_off(journal: Journal, matters: Sequence[DueMatter], until: date, reason: str = "") -> None:
    """Leave matters until a later day, as one step."""
    if any(until <= each.today for each in matters):
        raise Refused([Problem("until", "改到的日子要在今天以后；今天要办的，不用改。")])
    why = texts.reason(reason)
    _arrange(journal, matters, f"改到 {until}", lambda row: _set(row, until=until, dropped=False, reason=why))


def drop(journal: Journal, matters: Sequence[DueMatter], reason: str) -> None:
    """Leave matters undone, as one step; they come back when something new comes to them."""
    why = texts.reason(reason)
    if not why:
        raise Refused([Problem("reason", "请写明为什么不办，如“单位已撤销”。")])
    _arrange(journal, matters, "不办", lambda row: _set(row, until=None, dropped=True, reason=why))


def hand_over(journal: Journal, matters: Sequence[DueMatter], who: str) -> None:
    """Note who does matters, as one step; they stay in the list."""
    name = who.strip()
    if not name:
        raise Refused([Problem("who", "还没有写交给谁。")])
    _arrange(journal, matters, f"交给{name}", lambda row: _set(row, who=name))


def cancel(journal: Journal, matters: Sequence[DueMatter]) -> None:
    """Take back how matters were arranged, as one step."""
    rows = [each.arranged.id for each in matters if each.arranged is not None]
    if not rows:
        raise Refused("这件事没有改期、不办或交给别人，不用取消。")
    editing.need_rights_of_kind(journal, ARRANGEMENTS, "取消事项安排")
    with journal.step(f"取消安排：{_named(matters)}"):
        editing.delete(Arrangement, Arrangement.id, rows)


def _arrange(journal: Journal, matters: Sequence[DueMatter], deed: str, change: Callable[[Arrangement], None]) -> None:
    editing.need_rights_of_kind(journal, ARRANGEMENTS, "安排要办的事")
    rows = []
    for matter in matters:
        row = matter.arranged or Arrangement(matter=matter.key, reason="", who="")
        row.words, row.number, row.known = matter.title, matter.number, _known(matter)
        change(row)
        problems = errors_only(editing.check(ARRANGEMENTS, row))
        if problems:
            raise Refused(problems)
        rows.append(row)
    with journal.step(f"{deed}：{_named(matters)}"):
        editing.put(ARRANGEMENTS, rows)


def _set(row: Arrangement, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _known(matter: DueMatter) -> str:
    return " ".join(str(each) for each in sorted(matter.records)) if len(matter.records) <= _MOST_KNOWN else ""


def _named(matters: Sequence[DueMatter]) -> str:
    """The matters in a line of the log."""
    return matters[0].title + (f"等 {len(matters)} 件事" if len(matters) > 1 else "")
