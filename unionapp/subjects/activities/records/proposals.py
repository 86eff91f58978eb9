"""The kind of 合理化建议."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.records.rules import not_negative
from unionapp.subjects.activities import derive as follow
from unionapp.subjects.activities import rules
from unionapp.subjects.activities.models.proposals import Proposal

PROPOSALS = Kind(
    key="proposals",
    model=Proposal,
    title="合理化建议",
    noun="合理化建议",
    columns=("day", "name", "union", "title", "state", "done", "benefit", "reward"),
    sections={
        "建议": ("day", "member", "name", "union", "unit", "title", "content", "activity"),
        "处理": ("state", "answered", "answer", "done", "handler", "benefit", "effect", "reward", "remark"),
    },
    rules=(
        rules.adopted_before_done,
        rules.done_only_if_adopted,
        not_negative("benefit", "reward"),
    ),
    search=("name", "title", "unit"),
    filters=("state", "union", "day"),
    order=("-day", "-id"),
    complete=follow.fill_proposal,
    empty="还没有合理化建议。收到的建议逐条登记，写明采纳没有、实施没有、效益多少。",
    help="合理化建议登记簿：谁提的、采纳没有、实施没有、产生多少效益、奖励多少。",
)
