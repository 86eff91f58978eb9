"""会籍变动月报: what changed in a month, counted and listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from unionapp.paper.document import (
    Document,
    Listing,
    ListingColumn,
    Paragraph,
    Space,
    Title,
)
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members import roster
from unionapp.subjects.members.models import MembershipChange
from unionapp.subjects.members.papers.common import WIDE
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions import tree


@dataclass(frozen=True)
class Changes:
    """The changes of a month: counts by union and type, and each of them."""

    unit: str
    period: str
    counts: Sequence[Sequence[str]] = ()
    totals: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


_TYPES = (
    ChangeType.JOIN,
    ChangeType.ARRIVE,
    ChangeType.RETURN,
    ChangeType.KEEP,
    ChangeType.RETIRE,
    ChangeType.LEAVE,
    ChangeType.WITHDRAW,
    ChangeType.LAPSE,
    ChangeType.EXPEL,
    ChangeType.DIE,
)


def gather(store: Store, request: PrintRequest) -> Changes:
    """What changed in the month, in the union and those below it."""
    assert request.month is not None
    within = set(tree.below(request.union)) if request.union is not None else None
    listed = roster.changes_between(request.month.first(), request.month.last(), within)
    names, tally = tree.names(), roster.tally(listed)
    present = [kind for kind in _TYPES if any(tally[union][kind] for union in tally)] or list(_TYPES[:6])
    counts = [
        [names.get(u, ""), *(str(tally[u][k] or "") for k in present)] for u in sorted(tally, key=names_key(names))
    ]
    totals = ["合计", *(str(sum(tally[union][kind] for union in tally)) for kind in present)]
    rows = [
        [
            str(n),
            *(MEMBERSHIP_CHANGES.shown(c, f, request.masked) for f in ("date", "type")),
            c.member.name,
            MEMBERS.shown(c.member, "id_number", request.masked),
            names.get(c.union_id or 0, ""),
            MEMBERSHIP_CHANGES.shown(c, "reason"),
            c.counterpart,
            c.document,
        ]
        for n, c in enumerate(listed, 1)
    ]
    unit = request.union.name if request.union is not None else tree.own_name()
    head = ["工会", *(MembershipChange.type.codes.label(kind) for kind in present)]
    return Changes(unit, request.month.chinese(), [head, *counts], totals, rows)


def names_key(names: Mapping[int, str]) -> Callable[[int], int]:
    """Unions in the order of the tree."""
    order = {union: place for place, union in enumerate(names)}
    return lambda union: order.get(union, len(order))


def draw(facts: Changes) -> Document:
    """Counts by union first, then the list."""
    head = list(facts.counts[0]) if facts.counts else ["工会", "入会", "转入", "保留", "转出", "退会", "除名"]
    totals = facts.totals or ["合计", *[""] * (len(head) - 1)]
    counted = Listing(
        (ListingColumn(head[0], 14.0), *(ListingColumn(title, 4.0, "center") for title in head[1:])),
        facts.counts[1:] or [[""] * len(head)] * 4,
        totals=totals,
    )
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("日期", 7.0, "center"),
        ListingColumn("类型", 4.5, "center"),
        ListingColumn("姓名", 6.0),
        ListingColumn("证件号码", 12.5, "center"),
        ListingColumn("变动后所属工会"),
        ListingColumn("原因"),
        ListingColumn("对方工会"),
        ListingColumn("依据文号"),
    )
    listed = Listing(columns, facts.rows or [[""] * len(columns)] * 8, size=9.0)
    return Document(
        "工会会员会籍变动月报",
        (
            Title("工会会员会籍变动月报"),
            Paragraph("一、变动人数", indent=False, style="hei"),
            counted,
            Space(3),
            Paragraph("二、变动明细", indent=False, style="hei"),
            listed,
        ),
        WIDE,
        header=f"单位：{facts.unit}\t\t{facts.period}",
        closing="填表人：\t审核人：\t工会（盖章）",
    )


def blank(store: Store) -> Changes:
    return Changes(tree.own_name(), "　　　　年　　月")
