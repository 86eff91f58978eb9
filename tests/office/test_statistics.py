"""Figures of unions and members, against a few members whose years are known."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.office import demo, statistics
from unionapp.office.reports import Report, ReportPeriod
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members import actions
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.periods import Month


def figures(report: Report, label: str) -> dict[str, object]:
    """The non-zero figures of one row by heading."""
    row = next(each for each in report.rows if each.label == label)
    return {heading: value for heading, value in zip(report.columns, row.values, strict=True) if value}


@pytest.fixture
def two(empty: Store) -> Store:
    """A township with two unions below; 甲 and 乙 join the first in 2024, 甲 goes over to the second in 2025."""
    top = Union(name="青石镇总工会")
    editing.save(empty.journal, UNIONS, top)
    first, second = Union(name="一厂工会", parent=top), Union(name="二厂工会", parent=top)
    for union in (first, second):
        editing.save(empty.journal, UNIONS, union)
    a = Member(name="甲", sex="2", union=first, change_date=date(2024, 3, 1), group="truck", migrant=True)
    b = Member(name="乙", sex="1", union=first, change_date=date(2024, 5, 1))
    for member in (a, b):
        editing.save(empty.journal, MEMBERS, member)
    actions.change_membership(empty.journal, [a], actions.Change("2", date(2025, 2, 1), "1", second))
    actions.change_membership(empty.journal, [b], actions.Change("3", date(2025, 6, 1), "3"))
    return empty


@pytest.mark.usefixtures("two")
def test_members_are_counted_where_they_stood_at_the_end_of_the_period() -> None:
    report = statistics.union_statistics(ReportPeriod.of_year(2024))
    assert (report.title, report.period, report.unit) == ("工会会员统计表", "2024年度", "青石镇总工会")
    assert figures(report, "一厂工会") == {"会员数": 2, "女会员": 1, "农民工会员": 1, "货车司机": 1, "本期增加": 2}
    assert figures(report, "二厂工会") == {}


@pytest.mark.usefixtures("two")
def test_a_transfer_within_counts_as_new_here_and_left_there() -> None:
    report = statistics.union_statistics(ReportPeriod.of_year(2025))
    assert figures(report, "一厂工会") == {"保留会籍": 1, "本期减少": 1}
    assert figures(report, "二厂工会") == {"会员数": 1, "女会员": 1, "农民工会员": 1, "货车司机": 1, "本期增加": 1}
    assert figures(report, "合计")["会员数"] == 1


@pytest.mark.usefixtures("two")
def test_changes_are_counted_by_type_in_the_month_they_fell() -> None:
    assert figures(statistics.member_changes(ReportPeriod.of_month(Month(2024, 3))), "合计") == {"入会": 1}
    year = statistics.member_changes(ReportPeriod.of_year(2025))
    assert figures(year, "一厂工会") == {"保留": 1, "本级内调出": 1}
    assert figures(year, "二厂工会") == {"转入": 1}


def test_a_corrected_change_counts_once(two: Store) -> None:
    wrong = MembershipChange.get(MembershipChange.type == "3")
    right = MembershipChange(type="3", date=date(2026, 1, 5), reason="3", union=wrong.union)
    actions.correct(two.journal, wrong, right)
    assert "保留" not in figures(statistics.member_changes(ReportPeriod.of_year(2025)), "合计")
    assert figures(statistics.member_changes(ReportPeriod.of_year(2026)), "合计") == {"保留": 1}


@pytest.mark.usefixtures("township")
def test_the_last_row_sums_up_all_others() -> None:
    for make in (statistics.union_statistics, statistics.member_changes):
        *rows, total = make(ReportPeriod.of_year(2026)).rows
        assert total.key == statistics.TOTAL
        assert total.values == tuple(map(sum, zip(*(row.values for row in rows), strict=True)))


@pytest.mark.usefixtures("township")
def test_the_statistics_agree_with_the_register() -> None:
    total = figures(statistics.union_statistics(ReportPeriod.of_month(Month.of(demo.TODAY))), "合计")
    assert total["会员数"] == Member.select().where(Member.status == "in").count()
    assert total["保留会籍"] == Member.select().where(Member.status == "kept").count()
    assert dict(statistics.members_by_state())["在籍"] == total["会员数"]
    assert sum(number for _, number in statistics.members_by_state()) == 200


@pytest.mark.usefixtures("two")
def test_groups_without_members_are_left_out_of_the_picture() -> None:
    assert statistics.members_by_group() == [("货车司机", 1)]


@pytest.mark.usefixtures("two")
def test_joins_are_counted_over_twelve_months_this_one_included() -> None:
    months = statistics.joins_by_month(date(2025, 2, 10))
    assert [str(month) for month, _ in months][::11] == ["2024-03", "2025-02"]
    assert {str(month): number for month, number in months if number} == {"2024-03": 1, "2024-05": 1}


@pytest.mark.usefixtures("two")
def test_a_report_goes_out_with_a_figure_under_each_heading() -> None:
    plain = statistics.member_changes(ReportPeriod.of_year(2025)).plain()
    assert set(plain) == {"title", "period", "unit", "rows"}
    rows = plain["rows"]
    assert isinstance(rows, list)
    assert rows[-1]["label"] == "合计"
    assert rows[-1]["转入"] == 1
