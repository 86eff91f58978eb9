"""What is to be done as matters: one line for all of a sort, never late before its time, arranged and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from unionapp.errors import Refused
from unionapp.office import arranging, matters, reminders
from unionapp.office.matters import DueMatter
from unionapp.records import search
from unionapp.records.duty import Duty
from unionapp.store import editing
from unionapp.store.arrangements import Arrangement
from unionapp.store.store import Store
from unionapp.subjects.elections.models import Term
from unionapp.subjects.elections.records import TERMS
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

FRIDAY = date(2026, 7, 10)
LATE, NEXT = date(2026, 6, 15), date(2026, 6, 23)
"""Days of receipt whose terms are Tuesday before FRIDAY, and the Tuesday after it."""


@pytest.fixture
def union(empty: Store) -> Union:
    """One union."""
    made = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, made)
    return made


def apply(store: Store, union: Union, name: str, received: date = LATE) -> Application:
    """An application that came in on a day."""
    application = Application(name=name, union=union, received=received, state="received")
    editing.save(store.journal, APPLICATIONS, application)
    return application


def of(key: str, today: date = FRIDAY) -> DueMatter:
    """The matter of that key."""
    (found,) = [each for each in matters.due(today) if each.key == key]
    return found


def test_everything_of_a_sort_is_one_matter_that_leads_to_exactly_its_records(empty: Store, union: Union) -> None:
    wanted = {apply(empty, union, name).id for name in ("张三", "李四")} | {apply(empty, union, "王五", NEXT).id}
    apply(empty, union, "赵六", FRIDAY)
    found = of("applications")
    assert (found.number, found.span, found.day) == (3, "overdue", date(2026, 7, 7))
    assert found.words == "入会申请 3 份，其中 2 份已逾期"
    assert set(search.ids(APPLICATIONS, search.Query(where=found.lead.where))) == wanted
    assert found.lead.words == found.title == "入会申请 3 份"


def test_a_matter_of_one_says_which_and_leads_to_it(empty: Store, union: Union) -> None:
    application = apply(empty, union, "张三")
    found = of("applications")
    assert "张三" in found.words and found.lead.record == application.id
    assert "张三" not in found.title


def test_what_is_first_due_tomorrow_says_so(empty: Store, union: Union) -> None:
    for name in ("张三", "李四"):
        apply(empty, union, name, NEXT)
    due = Application.select().first().due
    assert of("applications", due - timedelta(1)).words == "入会申请 2 份，最早明天到期"


def test_sixty_lapsed_terms_are_one_matter(empty: Store) -> None:
    with empty.journal.step("录入"):
        unions = [Union(name=f"第{number}工会") for number in range(60)]
        editing.put(UNIONS, unions)
        terms = [Term(union=each, number=1, elected=date(2020, 1, 1), years=3, chair="张三") for each in unions]
        for term in terms:
            TERMS.fill(term)
        editing.put(TERMS, terms)
    found = [each for each in matters.due(FRIDAY) if each.sort.subject == "elections"]
    assert [(each.key, each.number) for each in found] == [("terms-over", 60)]
    assert len(search.ids(TERMS, search.Query(where=found[0].lead.where))) == 60


def test_an_empty_chair_leads_to_the_by_election_of_that_union(empty: Store, union: Union) -> None:
    term = Term(union=union, number=1, elected=date(2024, 1, 1), years=5, chair_vacant=date(2026, 1, 5))
    editing.save(empty.journal, TERMS, term)
    lead = of("chair-vacant").lead
    assert (lead.to, lead.deed) == ("terms", "by-election")
    assert list(search.ids(TERMS, search.Query(where=lead.where))) == [term.id]


@pytest.mark.parametrize(
    ("day", "overdue", "span"),
    [
        (date(2026, 7, 1), True, "overdue"),
        (None, True, "overdue"),
        (date(2026, 7, 1), False, "today"),
        (FRIDAY, False, "today"),
        (date(2026, 7, 12), False, "week"),
        (date(2026, 7, 13), False, "later"),
        (None, False, "later"),
    ],
)
def test_nothing_is_late_that_can_still_be_done_in_time(day: date | None, overdue: bool, span: str) -> None:
    assert matters.span_of(Duty("reviews", "households", 1, day, "", "", overdue), FRIDAY) == span


@pytest.mark.usefixtures("township")
def test_every_sort_of_duty_is_declared_and_every_matter_leads_to_as_many_as_it_says() -> None:
    today = date(2026, 10, 31)
    assert {each.matter for each in reminders.due(today)} <= set(matters.SORTS)
    found = matters.due(today)
    assert sum(each.number for each in found) == sum(each.number for each in reminders.due(today))
    assert [list(matters.SPANS).index(each.span) for each in found] == sorted(
        list(matters.SPANS).index(each.span) for each in found
    )
    for each in (each for each in found if each.sort.subject == "members" and each.lead.where):
        kind = APPLICATIONS if each.key == "applications" else MEMBERS
        least = each.number * (2 if each.key == "alike" else 1)
        assert search.count(kind, search.Query(where=each.lead.where)) >= least
        assert each.key == "alike" or search.count(kind, search.Query(where=each.lead.where)) == each.number


def test_those_without_a_phone_are_found_by_their_condition(empty: Store, union: Union) -> None:
    for number in range(3):
        person = Member(name=f"张{number}", union=union, change_date=date(2000, 1, 1), birth=date(1990, 1, 1 + number))
        editing.save(empty.journal, MEMBERS, person)
    found = of("lacking-mobile")
    assert (found.number, search.count(MEMBERS, search.Query(where=found.lead.where))) == (3, 3)


def test_what_is_put_off_comes_back_on_its_day(empty: Store, union: Union) -> None:
    apply(empty, union, "张三")
    arranging.put_off(empty.journal, [of("applications")], FRIDAY + timedelta(7), "等材料")
    assert of("applications").aside and "applications" not in {each.key for each in matters.open_ones(FRIDAY)}
    assert of("applications").arrangement == "改到 2026-07-17（等材料）"
    assert not of("applications", FRIDAY + timedelta(7)).aside


def test_nothing_is_put_off_to_a_day_that_has_come(empty: Store, union: Union) -> None:
    apply(empty, union, "张三")
    with pytest.raises(Refused, match="在今天以后"):
        arranging.put_off(empty.journal, [of("applications")], FRIDAY)


def test_what_is_dropped_needs_a_reason_and_comes_back_when_something_new_comes(empty: Store, union: Union) -> None:
    first = apply(empty, union, "张三")
    with pytest.raises(Refused, match="为什么不办"):
        arranging.drop(empty.journal, [of("applications")], " ")
    arranging.drop(empty.journal, [of("applications")], "单位已撤销")
    assert of("applications").aside
    second = apply(empty, union, "李四")
    assert not of("applications").aside
    first.state = "refused"
    first.decided = FRIDAY
    with empty.journal.step("不批准"):
        editing.put(APPLICATIONS, [first])
    assert of("applications").number == 1 and not of("applications").aside
    arranging.drop(empty.journal, [of("applications")], "单位已撤销")
    assert of("applications").aside and of("applications").duties[0].record == second.id


def test_what_is_handed_over_stays_in_the_list_and_says_to_whom(empty: Store, union: Union) -> None:
    apply(empty, union, "张三")
    arranging.hand_over(empty.journal, [of("applications")], " 李主席 ")
    found = of("applications")
    assert (found.aside, found.arrangement) == (False, "交给李主席")
    with pytest.raises(Refused, match="交给谁"):
        arranging.hand_over(empty.journal, [found], " ")
    arranging.put_off(empty.journal, [found], FRIDAY + timedelta(1))
    assert of("applications").arrangement == "改到 2026-07-11，交给李主席"


def test_an_arrangement_is_cancelled_and_each_deed_is_undone(empty: Store, union: Union) -> None:
    apply(empty, union, "张三")
    arranging.drop(empty.journal, [of("applications")], "重复")
    arranging.cancel(empty.journal, [of("applications")])
    assert not of("applications").aside and not Arrangement.select().exists()
    empty.journal.undo()
    assert of("applications").aside
    empty.journal.undo()
    assert not of("applications").aside
    with pytest.raises(Refused, match="不用取消"):
        arranging.cancel(empty.journal, [of("applications")])


def test_the_log_names_the_matter_but_no_person(empty: Store, union: Union) -> None:
    apply(empty, union, "张三")
    arranging.drop(empty.journal, [of("applications")], "重复")
    assert empty.journal.undoable is not None
    assert empty.journal.undoable.words == "不办：入会申请 1 份"


def test_who_may_not_read_members_sees_no_matter_of_theirs(
    empty: Store, union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(empty, union, "张三")
    monkeypatch.setattr("unionapp.records.reading.may", lambda right: right != "read-members")
    assert not [each for each in matters.due(FRIDAY) if each.sort.subject == "members"]
