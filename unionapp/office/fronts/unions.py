"""组织建设首页: unions, the units that they cover, their certificates, and where the members are."""

from __future__ import annotations

from datetime import date

import peewee

from unionapp.office.fronts.front import Bar, FrontView, Picture, by_choice, counted, of_ids, waiting
from unionapp.records import reading, search
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import MemberStatus
from unionapp.subjects.unions import reminders, tree
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS
from unionapp.subjects.unions.states import UnionState, UnionType

_ACTIVE = Condition("state", "=", UnionState.ACTIVE)
_GONE = Condition("state", "in", (UnionState.DISSOLVED, UnionState.MERGED))
_IN = Condition("status", "=", MemberStatus.IN)
_MOST = 12
"""So many unions are drawn: those with most members."""


def look(today: date) -> FrontView:
    """The figures of unions as they stand."""
    if search.count(UNIONS, search.Query()) < 2:
        return FrontView(empty="还没有登记下属工会。在“工会与涵盖单位”里登记，或从 Excel 导入。")
    due = list(reminders.all_due(today))
    joint = Condition("type", "in", (UnionType.JOINT, UnionType.FEDERATION, UnionType.INDUSTRIAL))
    facts = (
        counted(UNIONS, "工会", _ACTIVE, unit=" 个"),
        counted(UNIONS, "联合（行业）工会", _ACTIVE, joint, unit=" 个"),
        counted(COVERED_UNITS, "涵盖单位", unit=" 个"),
        counted(UNIONS, "有法人资格证书", _ACTIVE, Condition("certificate", "!=", ""), unit=" 个"),
        of_ids(UNIONS, "证书已到期", [each.record for each in due if each.overdue], " 个", "error"),
        of_ids(UNIONS, "证书快到期", [each.record for each in due if not each.overdue], " 个", "warning"),
        counted(UNIONS, "已撤销、合并", _GONE, unit=" 个"),
    )
    pictures = [
        Picture("工会按类型", "个", by_choice(UNIONS, "type", _ACTIVE)),
        Picture("工会按单位性质", "个", by_choice(UNIONS, "unit_nature", _ACTIVE)),
    ]
    if reading.may_read(MEMBERS):
        pictures.append(Picture(f"会员最多的 {_MOST} 个工会", "人", _members()))
    return FrontView(facts, None, (waiting(today, "unions"),), pictures)


def _members() -> list[Bar]:
    """How many members stand in the largest unions."""
    number = peewee.fn.COUNT(Member.id)
    select = Member.select(Member.union, number).where(Member.status == MemberStatus.IN, Member.union.is_null(False))
    rows = select.group_by(Member.union).order_by(number.desc(), Member.union).limit(_MOST).tuples()
    names = tree.names()
    return [
        Bar(names[union], (members,), Lead(MEMBERS.key, f"{names[union]}的会员", (_IN, Condition("union", "=", union))))
        for union, members in rows
    ]
