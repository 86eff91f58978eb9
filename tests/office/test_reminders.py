"""What the clerk is reminded of, on fixed days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from unionapp.office import reminders
from unionapp.records.duty import Duty
from unionapp.store import backup, editing, option_changes
from unionapp.store.store import Store
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

FRIDAY = date(2026, 7, 10)


@pytest.fixture
def union(empty: Store) -> Union:
    """One union, so that there is something to back up."""
    made = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, made)
    return made


def of_kind(today: date, kind: str) -> list[Duty]:
    """The reminders about one kind of record."""
    return [each for each in reminders.due(today) if each.kind == kind]


def apply(store: Store, union: Union, received: date, state: str = "received") -> Application:
    """An application that came in on a day."""
    application = Application(name="李四", union=union, received=received, state=state)
    editing.save(store.journal, APPLICATIONS, application)
    return application


def test_nothing_is_due_in_an_empty_file(empty: Store) -> None:
    assert reminders.due(FRIDAY) == []


def test_an_application_past_its_fifteen_working_days_is_overdue(empty: Store, union: Union) -> None:
    application = apply(empty, union, date(2026, 6, 15))
    assert application.due == date(2026, 7, 7)
    [found] = of_kind(FRIDAY, "applications")
    assert (found.overdue, found.day, found.record) == (True, date(2026, 7, 7), application.id)
    assert "李四" in found.text
    assert "超期 3 个工作日" in found.text
    assert "各地不同" in found.article


def test_an_application_is_named_five_working_days_before_its_term(empty: Store, union: Union) -> None:
    apply(empty, union, date(2026, 6, 15))
    assert of_kind(date(2026, 6, 29), "applications") == []
    assert [each.overdue for each in of_kind(date(2026, 6, 30), "applications")] == [False]
    assert "今天到期" in of_kind(date(2026, 7, 7), "applications")[0].text


@pytest.mark.parametrize("state", ["approved", "refused", "withdrawn"])
def test_a_decided_application_is_not_due(empty: Store, union: Union, state: str) -> None:
    apply(empty, union, date(2026, 6, 15), state)
    assert of_kind(FRIDAY, "applications") == []


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 8, 31), ""),
        (date(2026, 9, 2), "2026-11-01 起可以换领"),
        (date(2026, 10, 31), "2026-11-01 起可以换领"),
        (date(2026, 11, 1), "现在可以换领"),
        (date(2026, 12, 1), "0 天后到期"),
        (date(2026, 12, 2), "已于 2026-12-01 到期"),
    ],
)
def test_a_certificate_is_named_ninety_days_before_its_end_and_renewed_within_thirty(
    empty: Store, union: Union, today: date, words: str
) -> None:
    union.certificate_to = date(2026, 12, 1)
    editing.save(empty.journal, UNIONS, union)
    found = of_kind(today, "unions")
    assert [words in each.text for each in found] == ([True] if words else [])
    assert all("第二十七条" in each.article and each.record == union.id for each in found)
    assert [each.overdue for each in found] == ([today > date(2026, 12, 1)] if words else [])


def test_the_certificate_of_a_dissolved_union_is_let_be(empty: Store, union: Union) -> None:
    union.certificate_to, union.state = date(2026, 7, 1), "dissolved"
    editing.save(empty.journal, UNIONS, union)
    assert of_kind(FRIDAY, "unions") == []


def test_members_of_retirement_age_and_with_gaps_are_counted(empty: Store, union: Union) -> None:
    for person in [working(union, "1", date(1966, 1, 10)) for _ in "ab"]:
        editing.save(empty.journal, MEMBERS, person)
    texts = [each.text for each in of_kind(FRIDAY, "members")]
    assert any(text.startswith("2 名男会员已到法定退休年龄（原 60 周岁的，按月延迟至 63 周岁）") for text in texts)
    assert "2 名会员没有登记证件号码。" in texts
    assert "2 名会员没有登记移动电话。" in texts
    assert any(text.startswith("1 组会员姓名和出生日期相同") for text in texts)
    assert not any("退休" in each.text for each in of_kind(date(2026, 5, 9), "members"))


def test_women_between_the_two_ages_are_told_apart_and_none_is_counted_twice(empty: Store, union: Union) -> None:
    for born in (date(1960, 1, 1), date(1974, 1, 1), date(1973, 1, 1), date(1980, 1, 1)):
        editing.save(empty.journal, MEMBERS, working(union, "2", born))
    retiring = [each for each in of_kind(FRIDAY, "members") if "退休" in each.text]
    assert [each.text[:6] for each in retiring] == ["1 名女会员", "2 名女会员"]
    assert ["原 55 周岁" in retiring[0].text, "原 50 周岁" in retiring[1].text] == [True, True]
    assert all("全国人大常委会" in each.article for each in retiring)


def test_an_age_set_by_the_clerk_rises_no_more(empty: Store, union: Union) -> None:
    editing.save(empty.journal, MEMBERS, working(union, "1", date(1966, 7, 1)))
    assert not any("退休" in each.text for each in of_kind(FRIDAY, "members"))
    option_changes.change(empty.journal, rules.RETIRE_MEN, "60")
    texts = [each.text for each in of_kind(FRIDAY, "members")]
    assert any(text.startswith("1 名男会员已到法定退休年龄（60 周岁）") for text in texts)


def working(union: Union, sex: str, born: date) -> Member:
    """A member at work."""
    return Member(name="张三", sex=sex, birth=born, union=union, change_date=date(2000, 1, 1))


@pytest.mark.usefixtures("union")
def test_a_missing_backup_is_overdue_and_a_fresh_one_is_not(empty: Store) -> None:
    [fresh] = of_kind(date.today(), "backups")
    assert (fresh.overdue, fresh.day) == (False, None)
    [never] = of_kind(date.today() + timedelta(days=8), "backups")
    assert (never.overdue, never.day) == (True, None)
    empty.backup()
    assert of_kind(date.today(), "backups") == []


@pytest.mark.usefixtures("union")
def test_a_backup_counts_for_seven_days(empty: Store) -> None:
    made = empty.safety_backup("导入前")
    made.rename(made.with_name(backup.name(datetime(2026, 7, 3, 9), "导入前")))
    assert reminders.last_backup(FRIDAY) == date(2026, 7, 3)
    assert of_kind(FRIDAY, "backups") == []
    [found] = of_kind(date(2026, 7, 11), "backups")
    assert "8 天没有备份" in found.text


@pytest.mark.usefixtures("union")
def test_a_copy_that_a_wrong_clock_dated_into_the_future_silences_nothing(empty: Store) -> None:
    made = empty.safety_backup("导入前")
    made.rename(made.with_name(backup.name(datetime(2099, 1, 1), "手动")))
    with empty.journal.step("备份到“优盘”", "note") as step:
        empty.database.execute_sql("DELETE FROM step WHERE id = ?", (step,))
        values = ("2099-01-01 00:00:00", "张三", "备份到“优盘”", "note")
        empty.database.execute_sql("INSERT INTO step(at, operator, title, sort) VALUES (?, ?, ?, ?)", values)
    assert reminders.last_backup(FRIDAY) is None
    assert [each.kind for each in of_kind(FRIDAY, "backups")] == ["backups"]


@pytest.mark.usefixtures("township")
def test_what_was_due_first_comes_first_and_what_has_no_day_last() -> None:
    days = [each.day or date.max for each in reminders.due(date(2026, 10, 31))]
    assert days == sorted(days) and days[-1] == date.max


@pytest.mark.usefixtures("township")
def test_what_is_overdue_has_passed_its_day() -> None:
    today = date(2026, 10, 31)
    assert all(each.overdue == (each.day < today) for each in reminders.due(today) if each.day is not None)
