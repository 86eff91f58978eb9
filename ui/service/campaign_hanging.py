"""What hangs on campaigns of some types: applications, sites, job fairs."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.subjects.service.campaigns.models import AidCampaign
from unionapp.subjects.service.campaigns.records import AID_SITES, JOB_FAIRS, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.campaigns.states import CampaignType

from ui.cases.hanging import ChildRecords, today

_DECIDED = ("received", "unit_opinion", "upper_opinion", "county_opinion", "state")
STUDENTS: ChildRecords[AidCampaign] = ChildRecords(
    STUDENT_AIDS,
    "campaign",
    ("name", "parent", "union", "stage", "school", "state"),
    ("name", "id_number", "household", "member", "parent", "union", "stage", "school", "fees", *_DECIDED),
    today("received"),
)
PATIENTS: ChildRecords[AidCampaign] = ChildRecords(
    MEDICAL_AIDS,
    "campaign",
    ("name", "worker", "union", "received", "state"),
    ("name", "id_number", "household", "member", "worker", "union", "illness", *_DECIDED),
    today("received"),
)
SITES: ChildRecords[AidCampaign] = ChildRecords(
    AID_SITES,
    "campaign",
    ("name", "route", "day", "people", "goods", "amount", "signer"),
    ("name", "union", "route", "day", "people", "leader", "goods", "quantity", "price", "amount", "signer", "phone"),
    today("day"),
)
FAIRS: ChildRecords[AidCampaign] = ChildRecords(
    JOB_FAIRS,
    "campaign",
    ("title", "day", "units", "posts", "attendance", "hired"),
    ("title", "day", "place", "units", "posts", "attendance", "intentions", "hired", "advice"),
    today("day"),
)
SPECIAL: Mapping[str, tuple[str, str, ChildRecords[AidCampaign]]] = {
    CampaignType.STUDY: ("apply", "助学申请", STUDENTS),
    CampaignType.MEDICAL: ("apply", "救助申请", PATIENTS),
    CampaignType.MUTUAL: ("apply", "救助申请", PATIENTS),
    CampaignType.COOLING: ("special", "慰问点", SITES),
    CampaignType.JOBS: ("special", "招聘会", FAIRS),
}
"""What a type of campaign has besides its list of recipients, or in its place: the part, its heading, what hangs."""
