"""What is known of a person: found everywhere, erased where the law lets it go, left where an archive law keeps it."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.errors import Refused
from unionapp.office import forgetting, inspection, integrity
from unionapp.store import unfinished
from unionapp.store.erasing import NAMELESS
from unionapp.store.store import Store
from unionapp.subjects.activities.records import PARTICIPANTS
from unionapp.subjects.elections.records import CANDIDATES
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState

from tests import support
from tests.support import store

__all__ = ["store"]

WHY = HOUSEHOLDS.model.leave_reason.codes.codes[-1].key
NUMBER = support.citizen_number(3)


def test_all_that_names_the_person_is_found_and_only_what_no_archive_keeps_goes(store: Store) -> None:
    member = support.saved(store, MEMBERS, 1, name="孙小小", id_number=NUMBER, mobile="13800001111")
    seat = support.saved(store, CANDIDATES, 1, name="孙小小", member=member, phone="13800001111")
    part = support.saved(store, PARTICIPANTS, 1, name="孙小小", member=member, id_number=NUMBER)
    support.saved(store, MEMBERS, 2)
    with store.journal.step("导入"):
        unfinished.keep([(MEMBERS, member, "employer", "孙小小的旧单位", "看不懂")])
    found = forgetting.traces(store, MEMBERS, Member.get_by_id(member.id))
    by_kind = {trace.kind.key: trace for trace in found}
    assert {"members", "candidates", "participants", "unfinished"} <= set(by_kind)
    assert "换届档案" in by_kind["candidates"].kept and not by_kind["members"].kept
    assert "证件号码" in by_kind["members"].lost and "姓名" not in by_kind["members"].lost.split("、")
    assert "姓名" in by_kind["participants"].lost.split("、")
    with pytest.raises(Refused, match="写明原因"):
        forgetting.forget(store, found, "  ")
    count = forgetting.forget(store, found, "本人 11 月 28 日申请")
    assert count == sum(not trace.kept for trace in found)
    assert (Member.get_by_id(member.id).name, Member.get_by_id(member.id).id_number) == ("孙小小", "")
    assert PARTICIPANTS.model.get_by_id(part.id).name == NAMELESS
    assert [each.written for each in unfinished.Unfinished.select()] == [""]
    assert CANDIDATES.model.get_by_id(seat.id).phone == "13800001111"
    assert store.journal.steps(1)[0].title == f"删除个人信息：{count} 条记录（本人 11 月 28 日申请）"
    assert [each for each in inspection.inspect(store) if each.problem.rule == integrity.RULE] == []


def test_a_family_whose_file_was_closed_long_ago_is_due_until_it_is_erased(store: Store) -> None:
    old = support.saved(store, HOUSEHOLDS, 1, state=HouseholdState.LEFT, left_on=date(2010, 5, 1), leave_reason=WHY)
    support.saved(store, HOUSEHOLDS, 2, state=HouseholdState.LEFT, left_on=date(2024, 5, 1), leave_reason=WHY)
    support.saved(store, HOUSEHOLDS, 3, state=HouseholdState.FILED)
    assert [each.id for each in forgetting.due(date(2026, 11, 28))] == [old.id]
    assert forgetting.due(date(2020, 4, 30)) == []
    forgetting.forget(store, forgetting.traces(store, HOUSEHOLDS, Household.get_by_id(old.id)), "满 10 年")
    again = Household.get_by_id(old.id)
    assert (again.name, again.id_number, again.state) == (NAMELESS, "", HouseholdState.LEFT)
    assert forgetting.due(date(2026, 11, 28)) == []
