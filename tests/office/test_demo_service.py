"""The made-up service: files that go their way, aid that agrees with its sign lists, places with a log, pairs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from unionapp.errors import errors_only
from unionapp.office import demo
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.relations import dispatch
from unionapp.subjects.relations import records as relations
from unionapp.subjects.service import figures
from unionapp.subjects.service import records as service
from unionapp.subjects.service.campaigns.rounds import handouts_of
from unionapp.subjects.service.households.models import Household
from unionapp.values.periods import Quarter

KINDS = (*service.KINDS, *relations.KINDS)


def doubts(kind: Kind) -> list[Any]:
    """What is wrong with the records of a kind."""
    return [problem for row in kind.model.select() for problem in errors_only(editing.check(kind, row))]


def test_there_is_something_of_nearly_every_kind_and_nothing_is_wrong(township: Store) -> None:
    empty = {kind.key for kind in KINDS if not kind.model.select().exists()}
    assert empty <= {"household-papers", "student-aids"}
    assert {kind.key: found for kind in KINDS if (found := doubts(kind))} == {}


def test_files_stand_at_several_points_of_their_way(township: Store) -> None:
    states = Counter(each.state for each in Household.select())
    assert states["filed"] > states["publicity"] > 0
    assert all(each.degree for each in Household.select())


def test_what_campaigns_gave_agrees_with_the_sign_lists(township: Store) -> None:
    given = figures.campaigns(demo.TODAY.year, demo.TODAY.year)
    assert sum(each.amount for each in given) == figures.sum_of_handouts(each.campaign.id for each in given) > 0
    assert [each.waiting for each in given] == [0] * 5
    lists = [handouts_of(each.campaign) for each in given]
    rounds = [handout.id for handouts in lists for handout in handouts]
    assert all(line.signed for line in HandoutLine.select().where(HandoutLine.handout.in_(rounds)))


def test_people_were_served_in_the_year(township: Store) -> None:
    rows = figures.served(date(2026, 1, 1), date(2026, 10, 31))
    assert sum(row.own for row in rows) > sum(row.elsewhere for row in rows) > 0


def test_pairs_report_and_some_are_late(township: Store) -> None:
    lines = dispatch.quarterly(Quarter(2026, 3), demo.TODAY)
    assert lines
    assert any(line.reports for line in lines)
    assert dispatch.late_reports(demo.TODAY)
