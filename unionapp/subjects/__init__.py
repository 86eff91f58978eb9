"""What the union keeps records of: one package each, all alike.

The lists of all kinds and settings stand here, that of all papers in `printed`, which is loaded only to print.
"""

from __future__ import annotations

from typing import Any

from unionapp.records.kind import Kind
from unionapp.records.options import Option
from unionapp.store import attachable, system
from unionapp.subjects.activities import records as activities
from unionapp.subjects.activities import thresholds as activity_thresholds
from unionapp.subjects.elections import records as elections
from unionapp.subjects.elections import thresholds as election_thresholds
from unionapp.subjects.elections.case import plan as election_plan
from unionapp.subjects.elections.counting import ballot_form
from unionapp.subjects.funds import records as funds
from unionapp.subjects.funds import thresholds as fund_thresholds
from unionapp.subjects.members import records as members
from unionapp.subjects.members import rules as member_rules
from unionapp.subjects.relations import records as relations
from unionapp.subjects.service import records as service
from unionapp.subjects.service import thresholds as service_options
from unionapp.subjects.unions import records as unions
from unionapp.subjects.unions import rules as union_rules

TITLES = {
    "members": "会员",
    "elections": "换届选举",
    "activities": "活动",
    "funds": "经费",
    "unions": "组织建设",
    "service": "职工服务",
    "relations": "劳动关系",
}
"""What each subject is called: its tab, and its folder where everything is written out."""
KINDS: tuple[Kind, ...] = (
    *unions.KINDS,
    *members.KINDS,
    *funds.KINDS,
    *elections.KINDS,
    *activities.KINDS,
    *service.KINDS,
    *relations.KINDS,
)
OPTIONS: tuple[Option[Any], ...] = (
    *attachable.OPTIONS,
    *system.OPTIONS,
    *union_rules.OPTIONS,
    *member_rules.OPTIONS,
    *fund_thresholds.OPTIONS,
    *election_thresholds.OPTIONS,
    election_plan.CHANGES,
    *ballot_form.OPTIONS,
    *activity_thresholds.OPTIONS,
    *service_options.OPTIONS,
)
