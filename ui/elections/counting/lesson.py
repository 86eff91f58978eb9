"""What a learner is told while she practises counting: what the next sheet looks like, whether it was entered right."""

from __future__ import annotations

from unionapp.subjects.elections.counting.practice import SHEETS
from unionapp.subjects.elections.models import BallotRow
from unionapp.subjects.elections.record_rules import lines

from ui.elections.counting.draft import described


def task(entered: int) -> str:
    """What the next sheet looks like after so many; nothing after the last."""
    return f"练习第 {entered + 1} 张：{SHEETS[entered].look}" if entered < len(SHEETS) else ""


def judged(ballot: BallotRow) -> str:
    """Whether a sheet was entered rightly, and why."""
    sheet = SHEETS[ballot.place - 1]
    why = f"（{sheet.reason}）" if sheet.reason else ""
    if ballot.marks == sheet.marks and set(lines(ballot.written)) == set(lines(sheet.written)):
        return f"✓ 录对了{why}"
    names = lines(ballot.round.names)
    return f"⚠ 应录成：{described(sheet.marks, sheet.written, names)}{why}。按 Ctrl+Z 撤回重录。"
