"""What the clerk does with members: enter, change membership, correct, enrol, merge; each one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing, filling
from unionapp.store.store import Store
from unionapp.subjects.members import actions, enrolment, roster
from unionapp.subjects.members.actions import Change
from unionapp.subjects.members.models import Application, Cadre, Consent, Member, MembershipChange
from unionapp.subjects.members.records import APPLICATIONS, CADRES, CONSENTS, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.support import citizen_number

JOINED = date(2020, 1, 1)


@pytest.fixture
def union(store: Store) -> Any:
    """The union that members join."""
    return support.saved(store, UNIONS, 1)


@pytest.fixture
def other(store: Store) -> Any:
    """A union to go to."""
    return support.saved(store, UNIONS, 2)


def enter(store: Store, union: Any, number: int = 1, **values: Any) -> Any:
    """A member who joined on the first day of 2020, saved."""
    given = {"name": support.person_name(number), "change_type": "1", "change_date": JOINED, "union": union, **values}
    member = Member(**given)
    editing.save(store.journal, MEMBERS, member)
    return member


def events(member: Any) -> list[tuple[str, date | None]]:
    """The changes of a member as written down."""
    select = MembershipChange.select().where(MembershipChange.member == member.id).order_by(MembershipChange.id)
    return [(each.type, each.date) for each in select]


def first_event(member: Any) -> Any:
    """The first change of a member."""
    select = MembershipChange.select().where(MembershipChange.member == member.id)
    return select.order_by(MembershipChange.id).first()


def test_a_new_member_has_joined_by_one_change(store: Store, union: Any) -> None:
    member = enter(store, union)
    assert events(member) == [("1", JOINED)]
    assert (member.status, member.joined) == ("in", JOINED)


def test_the_day_of_joining_of_a_new_member_dates_the_change(store: Store, union: Any) -> None:
    member = enter(store, union, change_date=None, joined=JOINED)
    assert events(member) == [("1", JOINED)]
    unknown = enter(store, union, 2, change_date=None)
    assert events(unknown) == [("1", None)]
    assert unknown.id in roster.members_on(date(1990, 1, 1))


def test_a_new_member_may_already_have_left(store: Store, union: Any) -> None:
    member = enter(store, union, change_type="4")
    assert member.status == "out"
    assert events(member) == [("4", JOINED)]


def test_five_thousand_members_put_at_once_have_one_change_each(store: Store, union: Any) -> None:
    people = [
        Member(name=support.person_name(n), union=union, change_type="1", change_date=JOINED) for n in range(5000)
    ]
    with store.journal.step("导入会员"):
        editing.put(MEMBERS, people)
    assert MembershipChange.select().count() == Member.select().count() == 5000
    assert roster.figures(JOINED) == {"in": 5000}
    assert roster.figures(JOINED - timedelta(days=1)) == {}
    steps = len(store.journal.steps())
    actions.change_membership(store.journal, list(Member.select()), Change("3", date(2021, 1, 1)))
    assert len(store.journal.steps()) == steps + 1
    assert roster.figures(date(2021, 1, 1)) == {"kept": 5000}
    store.journal.undo()
    assert Member.select().where(Member.status == "in").count() == 5000


def test_a_member_edited_without_a_change_gets_none(store: Store, union: Any) -> None:
    member = enter(store, union)
    member.remark = "备注"
    editing.save(store.journal, MEMBERS, member)
    assert events(member) == [("1", JOINED)]


def test_a_sheet_may_carry_a_change_of_membership(store: Store, union: Any, other: Any) -> None:
    member = enter(store, union)
    member.change_type, member.change_date, member.union = "2", date(2021, 1, 1), other
    editing.save(store.journal, MEMBERS, member)
    assert events(member) == [("1", JOINED), ("2", date(2021, 1, 1))]
    moved = MembershipChange.get(MembershipChange.type == "2")
    assert (moved.from_union_id, moved.union_id) == (union.id, other.id)
    assert roster.members_on(date(2020, 6, 1), [union.id]) == roster.members_on(date(2021, 6, 1), [other.id])


def test_a_union_does_not_change_without_a_change_of_membership(store: Store, union: Any, other: Any) -> None:
    member = enter(store, union)
    member.union = other
    with pytest.raises(Refused, match="调动请填写"):
        editing.save(store.journal, MEMBERS, member)
    assert Member.get_by_id(member.id).union_id == union.id


def test_a_record_in_hand_may_be_saved_again_after_a_change(store: Store, union: Any) -> None:
    member = enter(store, union)
    member.change_type, member.change_date = "3", date(2021, 1, 1)
    editing.save(store.journal, MEMBERS, member)
    assert member.status == "kept"
    actions.change_membership(store.journal, [member], Change("9", date(2022, 1, 1)))
    assert member.status == "in"
    member.remark = "回来了"
    editing.save(store.journal, MEMBERS, member)
    assert events(member) == [("1", JOINED), ("3", date(2021, 1, 1)), ("9", date(2022, 1, 1))]
    assert Member.get_by_id(member.id).status == "in"


def test_a_reason_or_a_day_found_out_later_corrects_the_change_on_record(store: Store, union: Any) -> None:
    member = enter(store, union, change_date=None)
    member.change_date = JOINED
    editing.save(store.journal, MEMBERS, member)
    member.change_reason = "99"
    editing.save(store.journal, MEMBERS, member)
    assert [each.type for each in roster.changes_between(JOINED, JOINED)] == ["1"]
    assert roster.figures(JOINED - timedelta(days=1)) == {}
    assert Member.get_by_id(member.id).joined == JOINED
    assert MembershipChange.select().where(MembershipChange.replaces.is_null(False)).count() == 2


def test_a_change_for_many_is_one_step_that_can_be_taken_back(store: Store, union: Any, other: Any) -> None:
    members = [enter(store, union, number) for number in range(3)]
    before = support.picture(store)
    actions.change_membership(
        store.journal, members, Change("2", date(2021, 1, 1), union=other, document="青工〔2021〕1号")
    )
    assert {member.union_id for member in Member.select()} == {other.id}
    assert {each.from_union_id for each in MembershipChange.select().where(MembershipChange.type == "2")} == {union.id}
    after = support.picture(store)
    assert store.journal.undo().title == "3 名会员转入"
    assert support.picture(store) == before
    store.journal.redo()
    assert support.picture(store) == after


def test_a_change_wrong_for_one_is_made_for_none(store: Store, union: Any) -> None:
    good, dead = enter(store, union, 1), enter(store, union, 2, change_type="8")
    before = support.picture(store)
    with pytest.raises(Refused) as refused:
        actions.change_membership(store.journal, [good, dead], Change("3", date(2021, 1, 1)))
    assert [problem.message.startswith(f"{dead.name}：") for problem in refused.value.problems] == [True]
    assert support.picture(store) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("9", date(2021, 1, 1)), "不能办理“恢复”"),
        (Change("3", date.today() + timedelta(days=1)), "今天之后"),
        (Change("3", date(2019, 1, 1)), "早于上一次"),
        (Change("2", date(2021, 1, 1)), "转到哪个工会"),
    ],
)
def test_a_change_that_cannot_be_is_refused(store: Store, union: Any, change: Change, words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.change_membership(store.journal, [enter(store, union)], change)


def test_a_change_entered_by_itself_stays_in_the_members_union(store: Store, union: Any) -> None:
    member = enter(store, union)
    change = MembershipChange(member=member, type="3", date=date(2021, 1, 1))
    editing.save(store.journal, MEMBERSHIP_CHANGES, change)
    assert change.union_id == union.id
    assert roster.members_on(date(2021, 6, 1), [union.id], ("kept",)) == [member.id]


def test_a_correction_takes_the_place_of_the_wrong_change(store: Store, union: Any) -> None:
    member = enter(store, union)
    wrong = first_event(member)
    before = support.picture(store)
    actions.correct(store.journal, wrong, MembershipChange(type="1", date=date(2018, 1, 1)))
    fresh = Member.get_by_id(member.id)
    assert (fresh.joined, fresh.change_date, fresh.union_id) == (date(2018, 1, 1), date(2018, 1, 1), union.id)
    assert roster.members_on(date(2019, 1, 1)) == [member.id]
    editing.save(store.journal, MEMBERS, fresh)
    store.journal.undo()
    assert support.picture(store) == before


def test_a_correction_on_the_same_day_does_not_overtake_what_followed(store: Store, union: Any) -> None:
    member = enter(store, union)
    actions.change_membership(store.journal, [member], Change("3", JOINED))
    actions.correct(store.journal, first_event(member), MembershipChange(type="1", date=JOINED, reason="99"))
    assert Member.get_by_id(member.id).status == "kept"
    assert roster.figures(JOINED) == {"kept": 1}


def test_what_was_corrected_is_not_corrected_again(store: Store, union: Any) -> None:
    wrong = first_event(enter(store, union))
    actions.correct(store.journal, wrong, MembershipChange(type="1", date=date(2018, 1, 1)))
    with pytest.raises(Refused, match="已经更正过"):
        actions.correct(store.journal, wrong, MembershipChange(type="1", date=date(2017, 1, 1)))


def test_a_correction_that_breaks_the_chain_is_refused(store: Store, union: Any) -> None:
    member = enter(store, union)
    actions.change_membership(store.journal, [member], Change("3", date(2021, 1, 1)))
    with pytest.raises(Refused, match="不能办理"):
        actions.correct(store.journal, first_event(member), MembershipChange(type="1", date=date(2022, 1, 1)))
    with pytest.raises(Refused, match="今天之后"):
        actions.correct(
            store.journal, first_event(member), MembershipChange(type="1", date=date.today() + timedelta(days=1))
        )


def test_a_correction_belongs_to_the_same_member(store: Store, union: Any) -> None:
    wrong, member = first_event(enter(store, union, 1)), enter(store, union, 2)
    with pytest.raises(Refused, match="另一位会员"):
        editing.save(store.journal, MEMBERSHIP_CHANGES, MembershipChange(member=member, type="1", replaces=wrong))


def apply(store: Store, union: Any, **values: Any) -> Any:
    """An application, saved."""
    application = Application(
        **{"name": "王小明", "union": union, "received": date(2024, 3, 1), "id_number": citizen_number(101), **values}
    )
    editing.save(store.journal, APPLICATIONS, application)
    return application


def test_an_application_gets_its_due_date_in_working_days(store: Store, union: Any) -> None:
    assert apply(store, union).due == date(2024, 3, 22)
    assert apply(store, union, name="李小红", due=date(2024, 3, 5)).due == date(2024, 3, 5)


def test_an_approved_applicant_is_a_member_from_that_day(store: Store, union: Any) -> None:
    application = apply(store, union, mobile="13800001111")
    before = support.picture(store)
    member = enrolment.enrol(store.journal, application, date(2024, 3, 11), card="0001")
    again = Member.get_by_id(member.id)
    assert (again.name, again.sex, again.birth, again.mobile) == ("王小明", "1", date(1985, 3, 4), "13800001111")
    assert (again.joined, again.status, again.card) == (date(2024, 3, 11), "in", "0001")
    decided = Application.get_by_id(application.id)
    assert (decided.state, decided.decided, decided.member_id) == ("approved", date(2024, 3, 11), member.id)
    with pytest.raises(Refused, match="已经批准"):
        enrolment.enrol(store.journal, decided, date(2024, 3, 12))
    store.journal.undo()
    assert support.picture(store) == before


def test_an_application_is_not_approved_by_its_state_alone(store: Store, union: Any) -> None:
    application = apply(store, union)
    with pytest.raises(Refused, match="批准入会"):
        filling.change(store.journal, APPLICATIONS, [application.id], "state", "approved")
    enter(store, union, id_number=application.id_number)
    filling.change(store.journal, APPLICATIONS, [application.id], "state", "approved")
    assert Application.get().state == "approved"


def test_an_applicant_is_not_enrolled_before_applying_or_twice(store: Store, union: Any) -> None:
    with pytest.raises(Refused, match="早于收到"):
        enrolment.enrol(store.journal, apply(store, union), date(2024, 2, 1))
    enter(store, union, id_number=citizen_number(101))
    with pytest.raises(Refused, match="不能重复登记"):
        enrolment.enrol(store.journal, apply(store, union), date(2024, 3, 11))
    with pytest.raises(Refused, match="今天之后"):
        enrolment.enrol(
            store.journal, apply(store, union, id_number=citizen_number(103)), date.today() + timedelta(days=1)
        )


def test_a_removed_member_goes_with_changes_and_consents_but_not_from_an_office(store: Store, union: Any) -> None:
    member = enrolment.enrol(store.journal, apply(store, union), date(2024, 3, 11))
    actions.correct(store.journal, first_event(member), MembershipChange(type="1", date=date(2024, 3, 12)))
    support.saved(store, CONSENTS, member=member)
    office = support.saved(store, CADRES, member=member, union=union)
    before = support.picture(store)
    with pytest.raises(Refused, match="没有删除"):
        editing.remove(store.journal, MEMBERS, [member])
    assert support.picture(store) == before
    editing.remove(store.journal, CADRES, [office])
    editing.remove(store.journal, MEMBERS, [member])
    assert Member.select().count() == MembershipChange.select().count() == Consent.select().count() == 0
    assert Application.get().member_id is None
    store.journal.undo()
    store.journal.undo()
    assert support.picture(store) == before


def test_merging_keeps_everything_that_pointed_to_either_record(store: Store, union: Any) -> None:
    number = citizen_number(101)
    keep = enter(store, union, 1, id_number=number, change_date=date(2021, 1, 1))
    drop = enter(store, union, 1, mobile="13800001111")
    support.saved(store, CONSENTS, member=drop)
    support.saved(store, CADRES, member=drop, union=union)
    apply(store, union, id_number=citizen_number(103), member=drop)
    before = support.picture(store)
    assert [(a.id, b.id) for a, b in actions.duplicates()] == []
    assert "mobile" in actions.differences(keep, drop)
    actions.merge(store.journal, keep, drop, {"mobile": "13800001111"})
    assert [member.id for member in Member.select()] == [keep.id]
    assert Member.get().mobile == "13800001111"
    assert {each.member_id for model in (MembershipChange, Consent, Cadre, Application) for each in model.select()} == {
        keep.id
    }
    assert sorted(events(keep)) == [("1", JOINED), ("1", date(2021, 1, 1))]
    assert roster.members_on(date(2020, 6, 1)) == [keep.id]
    assert store.check() == []
    with pytest.raises(Refused, match="写明原因"):
        store.journal.undo()
    store.journal.undo("不是同一个人")
    assert support.picture(store) == before


def test_a_merge_that_leaves_a_wrong_record_is_refused_whole(store: Store, union: Any) -> None:
    keep, drop = enter(store, union, 1, id_number=citizen_number(101)), enter(store, union, 2)
    before = support.picture(store)
    with pytest.raises(Refused):
        actions.merge(store.journal, keep, drop, {"sex": "2"})
    with pytest.raises(Refused, match="同一条"):
        actions.merge(store.journal, drop, drop, {})
    assert support.picture(store) == before


def test_two_records_may_be_one_person(store: Store, union: Any) -> None:
    born = date(1985, 3, 4)
    first, second = (enter(store, union, 1, birth=born) for _ in range(2))
    third = enter(store, union, 1)
    fourth = enter(store, union, 2, birth=born)
    assert [(a.id, b.id) for a, b in actions.duplicates()] == [(first.id, second.id)]
    with store.journal.step("来自旧表"):
        editing.put(MEMBERS, [Member(name=fourth.name, union=union, id_number="1"), Member(name="异名", id_number="1")])
    pairs = [(a.name, b.name) for a, b in actions.duplicates()]
    assert pairs == [(first.name, second.name), (fourth.name, "异名")]
    assert third.id not in {member.id for pair in actions.duplicates() for member in pair}


def test_likely_the_same_person_is_a_warning_and_the_same_number_an_error(store: Store, union: Any) -> None:
    enter(store, union, 1, id_number=citizen_number(101))
    alike = Member(name=support.person_name(1), birth=date(1985, 3, 4), union=union)
    assert [p.rule for p in editing.check(MEMBERS, alike) if p.level == "warning"] == ["likeness"]
    same = Member(name="另一人", id_number=citizen_number(101).lower(), union=union)
    assert [p.rule for p in editing.check(MEMBERS, same) if p.level == "error"] == ["identity"]


def test_an_office_takes_name_and_phone_from_the_member(store: Store, union: Any) -> None:
    member = enter(store, union, mobile="13800001111")
    office = Cadre(member=member, union=union, post="chair")
    editing.save(store.journal, CADRES, office)
    assert (office.name, office.phone) == (member.name, "13800001111")
