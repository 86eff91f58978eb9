"""What hangs on a family's file: papers, consents, plans, measures, visits, reviews, aid received."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from unionapp.subjects.service.campaigns.records import AID_RECIPIENTS
from unionapp.subjects.service.households.helping_records import AID_MEASURES, AID_PLANS, HOUSEHOLD_REVIEWS, VISITS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HARDSHIP_CONSENTS, HOUSEHOLD_PAPERS

from ui.cases.hanging import ChildRecords, today


def _consent(record: Household) -> Mapping[str, object]:
    return {"name": record.name, "given": date.today(), "sensitive": True}


def _plan(record: Household) -> Mapping[str, object]:
    return {"year": date.today().year, "leader": record.contact_name}


def _visit(record: Household) -> Mapping[str, object]:
    return {"day": date.today(), "visitors": record.contact_name}


PAPERS: ChildRecords[Household] = ChildRecords(
    HOUSEHOLD_PAPERS, "household", ("sort", "day", "remark"), ("sort", "day", "scan", "remark"), today("day")
)
CONSENTS: ChildRecords[Household] = ChildRecords(
    HARDSHIP_CONSENTS,
    "household",
    ("name", "given", "sensitive", "guardian", "withdrawn"),
    ("name", "given", "sensitive", "guardian", "scan", "paper"),
    _consent,
)
PLANS: ChildRecords[Household] = ChildRecords(
    AID_PLANS,
    "household",
    ("year", "needs", "goal", "leader", "until"),
    ("year", "needs", "goal", "steps", "leader", "since", "until"),
    _plan,
)
MEASURES: ChildRecords[Household] = ChildRecords(
    AID_MEASURES,
    "household",
    ("day", "type", "content", "amount", "goods", "source", "by"),
    ("day", "type", "content", "amount", "goods", "quantity", "source", "by", "effect"),
    today("day"),
)
FAMILY_VISITS: ChildRecords[Household] = ChildRecords(
    VISITS,
    "household",
    ("day", "visitors", "requests", "answer"),
    ("day", "visitors", "situation", "requests", "answer", "photo"),
    _visit,
)
REVIEWS: ChildRecords[Household] = ChildRecords(
    HOUSEHOLD_REVIEWS, "household", ("day", "by", "people", "degree", "result", "next_due")
)
"""Made by the deed of reviewing, which brings the file along."""
RECEIVED: ChildRecords[Household] = ChildRecords(
    AID_RECIPIENTS, "household", ("campaign", "name", "category", "amount", "goods", "line")
)
