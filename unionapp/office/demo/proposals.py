"""The made-up 合理化建议 of a year: what members proposed, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.subjects.activities import records
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.models.states import ProposalState
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import MemberStatus

IDEAS = (
    ("改进配料顺序减少损耗", ProposalState.ADOPTED, 1_200_000),
    ("车间增设饮水点", ProposalState.ADOPTED, 0),
    ("叉车通道划线分流", ProposalState.PARTLY, 350_000),
    ("配送线路合并", ProposalState.ADOPTED, 860_000),
    ("延长食堂供餐时间", ProposalState.REFUSED, 0),
    ("旧托盘修复再用", ProposalState.ADOPTED, 240_000),
    ("设立骑手休息角", ProposalState.RECEIVED, 0),
)
"""合理化建议: title, what was decided, benefit in fen."""


def propose(source: Fiction, places: Sequence[DemoUnion]) -> None:
    """合理化建议 of the first unions, one or two each."""
    rows = []
    for number, place in enumerate(places[:40]):
        member = (
            Member.select()
            .where(Member.union == place.union.id, Member.status == MemberStatus.IN)
            .order_by(Member.id)
            .first()
        )
        if member is None:
            continue
        title, state, benefit = IDEAS[number % len(IDEAS)]
        day = source.between(date(2026, 1, 10), TODAY - timedelta(20))
        adopted = state in (ProposalState.ADOPTED, ProposalState.PARTLY)
        rows.append(
            Proposal(
                day=day,
                member=member,
                name=member.name,
                union=place.union,
                unit=member.position,
                title=title,
                content=f"建议{title}。",
                state=state,
                answered=None if state == ProposalState.RECEIVED else day + timedelta(10),
                done=day + timedelta(18) if adopted else None,
                benefit=benefit or None,
                reward=20_000 if benefit else None,
            )
        )
    editing.put(records.PROPOSALS, rows)
