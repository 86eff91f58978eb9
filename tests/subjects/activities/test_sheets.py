"""A list of those who signed up, as a union writes it, comes in by the common import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unionapp.exchange import apply, plan
from unionapp.store.store import Store
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import PARTICIPANTS

from tests import support
from tests.subjects.activities import cases


def sheet(folder: Path, rows: list[str]) -> Path:
    """A list as a file."""
    path = folder / "报名表.csv"
    path.write_text("\n".join(["活动名称,姓名,单位,手机,签到时间", *rows]), encoding="utf-8")
    return path


def test_members_on_a_list_are_recognised_and_others_kept_as_they_are(
    store: Store, union: Any, held: Any, tmp_path: Path
) -> None:
    member = cases.member(store, union, 1, group="courier")
    before = support.picture(store)
    path = sheet(tmp_path, [f"职工运动会,{member.name},,{member.mobile},8:50", "职工运动会,路过的人,云岭快递,,"])
    intake = plan.read_and_plan(store, PARTICIPANTS, path)
    apply.apply(store, intake.plan, path)
    first, second = Participant.select().order_by(Participant.id)
    assert (first.member, first.union, first.group, first.present, first.signed_in) == (
        member,
        union,
        "courier",
        True,
        "08:50",
    )
    assert (second.member, second.unit, second.present) == (None, "云岭快递", False)
    support.taken_back(store)
    assert support.picture(store) == before


def test_a_member_who_is_on_the_list_is_not_taken_in_again(store: Store, union: Any, held: Any, tmp_path: Path) -> None:
    member = cases.member(store, union, 1)
    actions.enlist(store.journal, held, [member])
    path = sheet(tmp_path, [f"{held.number},{member.name},,{member.mobile},", "没有这个活动,某人,,,"])
    intake = plan.read_and_plan(store, PARTICIPANTS, path)
    listed, unknown = ([problem.message for problem in row.problems] for row in intake.plan.of("wrong"))
    assert f"“{member.name}”已在这次活动的名单里，不必再登记。" in listed
    assert "没有找到名为“没有这个活动”的活动" in unknown[0]
