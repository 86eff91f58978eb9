"""What the head of an election's page says: the next step in a sentence, figures from the register, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unionapp.store import rows
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.case import actions, heads, readers, review, steps
from unionapp.subjects.elections.models import Body, Election, ElectionStep
from unionapp.subjects.elections.states import AssemblyForm, BodyKind
from unionapp.work import Progress

from ui.cases.head import Overview

SOON = 7
"""Days before its due date from which a step is said to be due soon."""


@dataclass(frozen=True)
class StepsOverview(Overview):
    """Besides, what is missing for each open step, by its id."""

    lacking: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def look(election_id: int, progress: Progress) -> StepsOverview | None:
    """Everything that the head says; None where the election is gone."""
    election = rows.find(Election, election_id)
    if election is None:
        return None
    step = steps.next_step(election)
    lacking = {each.step.id: each.missing for each in actions.missing(election)}
    progress(1, 3, "")
    figures = tuple(_figures(election))
    progress(2, 3, "")
    words = next_words(step, lacking.get(step.id, ()) if step is not None else (), date.today())
    problems = tuple(review.problems(election))
    late = step is not None and step.due is not None and step.due < date.today()
    return StepsOverview(words, str(step.id) if step is not None else "", problems, figures, late, lacking)


def next_words(step: ElectionStep | None, lacking: tuple[str, ...], today: date) -> str:
    """The next step in one sentence."""
    if step is None:
        return "所有步骤都办完了。"
    when = "" if step.due is None else f"，{_when(step.due, today)}"
    lack = f"；还缺{'、'.join(lacking)}" if lacking else ""
    return f"下一步：{step.title}{when}{lack}。"


def _when(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return f"应在 {due} 前，已超期 {-days} 天"
    return f"应在 {due} 前，今天到期" if days == 0 else f"应在 {due} 前，还有 {days} 天"


def _figures(election: Election) -> list[str]:
    """Who votes, how many must come, how many seats, delegates and candidates the rules allow."""
    voting = heads.heads(election.union, election.day or date.today())
    members = election.members if election.members is not None else voting.members
    found = [f"有选举权的会员 {voting.members} 人（女 {voting.women}、青年 {voting.young}）"]
    band = rules.delegate_band(members)
    if election.form == AssemblyForm.DELEGATES and band:
        found.append(f"代表 {election.planned_delegates or '＿'} 名（规定 {band[0]}—{band[1]} 名）")
    due = election.due or (election.planned_delegates if election.form == AssemblyForm.DELEGATES else members)
    if due:
        found.append(f"应到 {due} 人，至少到会 {-(-due * 2 // 3)} 人，超过 {due // 2} 票当选")
    committee = readers.body_of(election, BodyKind.COMMITTEE)
    if committee is not None:
        found.append(_committee(committee, members))
    return found


def _committee(body: Body, members: int) -> str:
    least, most = rules.committee_band(members)
    size = f"（规定 {least}—{most} 名）" if most else ""
    return (
        f"委员应选 {body.seats} 名{size}，候选人至少 {rules.least_candidates(BodyKind.COMMITTEE, body.seats or 0)} 名"
    )


def state_of(step: ElectionStep, today: date, coming: ElectionStep | None) -> tuple[str, str]:
    """How a step stands: symbol with word, and the level of its colour; only the coming one can be late, since those
    after it cannot be done yet."""
    if step.skipped:
        return "－ 不适用", ""
    if step.done:
        return "✓ 已完成", "good"
    if step.due is None:
        return "○ 待办", ""
    days = (step.due - today).days
    if days < 0 and (coming is None or coming.id != step.id):
        return "○ 随后", ""
    if days < 0:
        return f"✕ 超期 {-days} 天", "error"
    return ("⚠ 将到期", "warning") if days <= SOON else ("○ 待办", "")
