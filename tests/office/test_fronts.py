"""The front pages: every figure is what its rows come to, and what other pages and papers say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from types import ModuleType

import pytest
from unionapp.office import matters, statistics
from unionapp.office.fronts import activities, elections, funds, members, service, unions
from unionapp.office.fronts.front import Fact, FrontView, Picture
from unionapp.office.reports import ReportPeriod
from unionapp.records import search
from unionapp.records.lead import Lead
from unionapp.store.store import Store
from unionapp.subjects.activities import figures
from unionapp.subjects.elections import terms
from unionapp.subjects.funds.books import periods
from unionapp.subjects.funds.statements import statements
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service import figures as service_figures
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import money
from unionapp.values.periods import Month

TODAY = date(2026, 9, 20)
AFTER_ALL = Month(2030, 1)
"""Nothing is known to have changed since."""
FRONTS = (members, elections, activities, funds, unions, service)
_ROWS = re.compile(r"([\d,]+) (人|个工会|个|份|次|户|条|张)")
"""What a figure says where it is a number of records."""

every_front = pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.__name__.rpartition(".")[2])


def leads(view: FrontView) -> Iterator[Lead]:
    """Where everything on a front page leads."""
    course = view.course.facts if view.course is not None else ()
    for fact in (*view.facts, *course, *(each for found in view.lists for each in found.facts)):
        if fact.lead is not None:
            yield fact.lead
    for picture in view.pictures:
        yield from (bar.lead for bar in picture.bars if bar.lead is not None)


def said(view: FrontView, label: str) -> str:
    """What a figure says."""
    (found,) = [each.text for each in view.facts if each.label == label]
    return found


def picture(view: FrontView, title: str) -> Picture:
    """The picture of that title."""
    (found,) = [each for each in view.pictures if each.title == title]
    return found


def counts(found: Picture) -> list[tuple[str, int]]:
    """Its bars by their labels."""
    return [(bar.label, bar.numbers[0]) for bar in found.bars]


@every_front
def test_a_number_of_records_is_that_of_the_rows_it_opens(front: ModuleType, township: Store) -> None:
    facts: Sequence[Fact] = front.look(TODAY).facts
    checked = 0
    for fact in facts:
        number = _ROWS.fullmatch(fact.text)
        if number is not None and fact.lead is not None and fact.lead.where:
            kind = township.kind(fact.lead.to)
            rows = search.count(kind, search.Query(where=fact.lead.where))
            assert (fact.label, rows) == (fact.label, int(number[1].replace(",", "")))
            checked += 1
    assert checked or front is funds


@every_front
def test_the_bars_of_a_picture_of_records_open_as_many(front: ModuleType, township: Store) -> None:
    for found in front.look(TODAY).pictures:
        for bar in found.bars if found.unit in ("人", "个", "户", "条", "次") else ():
            assert bar.lead is not None
            rows = search.count(township.kind(bar.lead.to), search.Query(where=bar.lead.where))
            assert (found.title, bar.label, rows) == (found.title, bar.label, sum(bar.numbers))


@every_front
def test_everything_leads_somewhere_that_is_there(front: ModuleType, township: Store) -> None:
    view = front.look(TODAY)
    kinds = {kind.key for kind in township.kinds}
    pages = {"ledgers", "statements", "closing", "reconciling", "activity-figures", "service-counter", "backups"}
    assert {lead.to for lead in leads(view)} <= kinds | pages
    for lead in leads(view):
        if lead.where:
            search.count(township.kind(lead.to), search.Query(where=lead.where))


@every_front
def test_an_empty_folder_says_what_to_do_first(front: ModuleType, empty: Store) -> None:
    view = front.look(TODAY)
    assert view.empty or front is service


@pytest.mark.usefixtures("township")
def test_members_are_as_many_as_the_report_says() -> None:
    view, report = members.look(TODAY), statistics.union_statistics(ReportPeriod.of_month(AFTER_ALL))
    total = dict(zip(report.columns, report.rows[-1].values, strict=True))
    assert said(view, "在籍会员") == f"{total['会员数']:,} 人"
    assert said(view, "女会员") == f"{total['女会员']:,} 人"
    assert said(view, "农民工会员") == f"{total['农民工会员']:,} 人"
    assert said(view, "保留会籍") == f"{total['保留会籍']:,} 人"
    assert counts(picture(view, "在籍会员按群体")) == statistics.members_by_group()
    assert counts(picture(view, "会员按会籍状态")) == statistics.members_by_state()
    months = [(f"{month.month}月", number) for month, number in statistics.joins_by_month(TODAY)]
    assert counts(picture(view, "近一年每月入会")) == months
    assert said(view, "本月入会") == f"{months[-1][1]} 人"


@pytest.mark.usefixtures("township")
def test_everybody_at_work_of_known_age_stands_once_in_the_pyramid() -> None:
    found = picture(members.look(TODAY), "在籍会员的年龄")
    known = Member.select().where(Member.status == "in", Member.birth.is_null(False), Member.sex.in_(("1", "2")))
    assert sum(sum(bar.numbers) for bar in found.bars) == known.count() > 0


def test_who_has_a_birthday_today_has_come_to_the_next_band() -> None:
    labels = [label for label, _ in members.bands(TODAY)]
    assert labels == ["30 岁以下", "30—39 岁", "40—49 岁", "50—59 岁", "60 岁以上"]
    youngest, next_band = (where for _, where in members.bands(TODAY)[:2])
    assert [(each.op, each.value) for each in youngest] == [(">", date(1996, 9, 20))]
    assert [(each.op, each.value) for each in next_band] == [(">", date(1986, 9, 20)), ("<=", date(1996, 9, 20))]


@pytest.mark.usefixtures("township")
def test_money_is_what_the_statements_say() -> None:
    book, month = periods.own(), Month.of(TODAY)
    assert book is not None
    view = funds.look(TODAY)
    flows, sheet = statements.income_expenditure(book, month), statements.balance_sheet(book, month)
    assert said(view, "9月收入") == f"{money.show(flows.line('income').values[0] or 0)} 元"
    assert said(view, "9月支出") == f"{money.show(flows.line('spending').values[0] or 0)} 元"
    held = sum(money.parse(said(view, label).removesuffix(" 元")) for label in ("库存现金", "银行存款"))
    (there,) = [line.values[-1] for line in sheet.left if line.key == "money"]
    assert held == there
    spent = picture(view, "2026年支出按用途")
    assert sum(bar.numbers[0] for bar in spent.bars) == pytest.approx(
        (flows.line("spending").values[1] or 0) / 100, abs=len(spent.bars)
    )


@pytest.mark.usefixtures("township")
def test_the_course_of_the_month_speaks_of_the_month_that_is_closed_next() -> None:
    book = periods.own()
    assert book is not None
    last = periods.last_closed(book)
    assert last is not None
    course = funds.look(TODAY).course
    assert course is not None and course.title == f"{last.next().chinese()}的账"
    assert [fact.label for fact in course.facts] == ["草稿", "待记账", "对账", "结账"]
    assert all(fact.lead is not None for fact in course.facts)


@pytest.mark.usefixtures("township")
def test_activities_are_those_of_the_figures() -> None:
    view = activities.look(TODAY)
    year = figures.FiguresPeriod(date(2026, 1, 1), TODAY)
    whole = figures.total(figures.by_type(year))
    assert said(view, "今年办的活动") == f"{whole.activities} 次"
    assert said(view, "今年参加") == f"{whole.people:,} 人次"
    assert said(view, "今年开支") == f"{money.show(whole.spent)} 元"
    by_type = figures.by_type(figures.FiguresPeriod(date(2026, 1, 1), date(2026, 12, 31)))
    assert counts(picture(view, "今年的活动按类型")) == [(x.label, x.activities) for x in by_type if x.activities]


@pytest.mark.usefixtures("township")
def test_families_and_people_served_are_those_of_the_figures() -> None:
    view, begun = service.look(TODAY), date(2026, 1, 1)
    lines = service_figures.families("grade", begun, TODAY)
    assert said(view, "在册困难家庭") == f"{sum(each.households for each in lines)} 户"
    served = service_figures.together(service_figures.served(begun, TODAY))
    assert said(view, "今年服务") == f"{served.people:,} 人次"
    given = service_figures.campaigns(2026, 2026)
    assert said(view, "今年发放") == f"{money.show(sum(each.amount for each in given))} 元"
    assert sum(number for _, number in counts(picture(view, "今年帮扶按季节"))) == sum(each.persons for each in given)


@pytest.mark.usefixtures("township")
def test_every_running_term_stands_in_one_of_three_figures() -> None:
    view = elections.look(TODAY)
    found = [int(said(view, label).split()[0]) for label in ("已届满", "一年内届满", "任期中")]
    assert sum(found) == len(terms.current())
    over = [each for each in terms.expiring(TODAY) if each.state == "over"]
    assert found[0] == len(over)


@pytest.mark.usefixtures("township")
def test_unions_with_most_members_are_drawn() -> None:
    drawn = counts(picture(unions.look(TODAY), "会员最多的 12 个工会"))
    names = tree.names()
    for union in Union.select():
        number = Member.select().where(Member.status == "in", Member.union == union.id).count()
        assert (names[union.id], number) in drawn or number <= min(each for _, each in drawn)


@pytest.mark.usefixtures("township")
def test_what_is_to_be_done_is_what_the_workbench_lists() -> None:
    found = matters.open_ones(TODAY)
    for front, subject in ((members, "members"), (elections, "elections"), (funds, "funds"), (service, "service")):
        (listed,) = [each for each in front.look(TODAY).lists if each.title == "要办的事"]
        assert [each.label for each in listed.facts] == [x.words for x in found if x.sort.subject == subject]


def test_who_may_not_read_members_sees_none_of_them_on_the_page_of_unions(
    township: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(MEMBERS.key == lead.to for lead in leads(unions.look(TODAY)))
    monkeypatch.setattr("unionapp.records.reading.may", lambda right: right != "read-members")
    assert not any(MEMBERS.key == lead.to for lead in leads(unions.look(TODAY)))
