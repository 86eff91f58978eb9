"""Papers that are signed before anything is decided: of an applicant, of those who join together, of those who go."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.paper.paper import PrintRequest
from unionapp.records.search import Condition, Query
from unionapp.store.store import Store
from unionapp.subjects.members import actions, deeds, enrolment
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.papers import text
from tests.support import citizen_number

DAY = date(2026, 3, 2)


@pytest.fixture
def union(store: Store) -> Any:
    """The union that applicants join."""
    return support.saved(store, UNIONS, 1)


def apply(store: Store, union: Any, number: int, **values: Any) -> Application:
    """An application, saved."""
    told = {"name": support.person_name(number), "id_number": citizen_number(100 + number), "received": DAY}
    made: Application = support.saved(store, APPLICATIONS, **{**told, "state": "received", "union": union, **values})
    return made


def test_an_applicant_signs_a_form_with_what_she_told(store: Store, union: Any) -> None:
    applicant = apply(store, union, 1, employer="云岭快递", mobile="15400000001", remark="电话联系过")
    found = text(store, "member-application", PrintRequest(record=applicant))
    assert applicant.name in found and applicant.id_number in found and "云岭快递" in found and "1985-03-04" in found
    assert "电话联系过" not in found
    masked = text(store, "member-application", PrintRequest(record=applicant, masked=True))
    assert applicant.id_number not in masked


def test_the_roster_of_those_who_join_holds_those_chosen_and_nobody_else(store: Store, union: Any) -> None:
    member = support.saved(store, MEMBERS, 7, union=union)
    first, second, third = (apply(store, union, number) for number in (1, 2, 3))
    found = text(store, "group-join-roster", PrintRequest(chosen=(first, third)))
    assert [each.name in found for each in (first, second, third, member)] == [True, False, True, False]
    assert f"加入工会：{union.name}" in found and "共2人" in found and "本人签名" in found


def test_without_a_choice_the_roster_holds_those_who_wait(store: Store, union: Any) -> None:
    other = support.saved(store, UNIONS, 2)
    waiting, elsewhere, refused = (
        apply(store, union, 1),
        apply(store, other, 2),
        apply(store, union, 3, state="refused"),
    )
    everybody = text(store, "group-join-roster", PrintRequest())
    assert [each.id_number in everybody for each in (waiting, elsewhere, refused)] == [True, True, False]
    here = text(store, "group-join-roster", PrintRequest(union=union))
    assert [each.id_number in here for each in (waiting, elsewhere)] == [True, False]
    listed = text(store, "group-join-roster", PrintRequest(query=Query(where=(Condition("state", "=", "refused"),))))
    assert [each.id_number in listed for each in (waiting, refused)] == [False, True]


def test_those_approved_together_stand_on_the_same_roster(store: Store, union: Any) -> None:
    made = enrolment.enrol_all(store.journal, [apply(store, union, 1), apply(store, union, 2)], DAY)
    found = text(store, "group-join-roster", PrintRequest(chosen=tuple(made)))
    assert all(each.name in found and each.id_number in found for each in made)


@pytest.mark.parametrize(
    ("paper", "deed", "words"),
    [
        ("member-kept", deeds.RETIRE, "离退休"),
        ("member-withdrawal", deeds.WITHDRAW, "个人要求退会"),
        ("member-expulsion", deeds.EXPEL, "因犯罪被开除会籍"),
    ],
)
def test_a_form_is_open_before_it_is_decided_and_dated_after(
    store: Store, union: Any, paper: str, deed: deeds.MemberDeed, words: str
) -> None:
    member = support.saved(store, MEMBERS, 1, union=union, change_date=date(2020, 1, 1))
    before = text(store, paper, PrintRequest(record=member))
    assert member.name in before and union.name in before and "2026年3月2日" not in before
    actions.change_membership(store.journal, [member], deed.change(date=DAY))
    after = text(store, paper, PrintRequest(record=Member.get_by_id(member.id)))
    assert "2026年3月2日" in after and words in after


def test_a_card_says_who_and_where(store: Store, union: Any) -> None:
    member = support.saved(store, MEMBERS, 1, union=union, card="6300001")
    found = text(store, "member-card", PrintRequest(record=member))
    assert member.name in found and union.name in found and "6300001" in found
