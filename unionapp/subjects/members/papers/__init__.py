"""The papers of members."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.subjects.members.papers import application, changes, consent, rosters, transfer
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES

PAPERS: tuple[Paper, ...] = (
    Paper(
        "member-application",
        "入会申请书和会员登记表",
        "form",
        application.gather,
        application.draw,
        application.blank,
        MEMBERS,
        ("record",),
    ),
    Paper(
        "member-roster",
        "会员花名册",
        "list",
        rosters.gather_roster(rosters.ROSTER, banded=True, extra=1),
        rosters.draw_roster,
        rosters.blank_roster(len(rosters.ROSTER) + 2),
        MEMBERS,
        takes=("union", "day"),
    ),
    Paper(
        "member-collection",
        "会员信息采集表",
        "list",
        rosters.gather_roster(rosters.COLLECTION, banded=False),
        rosters.draw_collection,
        rosters.blank_roster(len(rosters.COLLECTION) + 1),
        MEMBERS,
        takes=("union", "day"),
    ),
    Paper(
        "member-transfer",
        "会员关系接转单",
        "form",
        transfer.gather,
        transfer.draw,
        lambda store: transfer.MemberTransfer(),
        MEMBERS,
        ("record",),
    ),
    Paper(
        "member-changes",
        "会籍变动月报",
        "list",
        changes.gather,
        changes.draw,
        changes.blank,
        MEMBERSHIP_CHANGES,
        ("month",),
        ("union",),
    ),
    Paper(
        "group-join-roster",
        "集体入会花名册",
        "list",
        rosters.gather_roster(rosters.GROUP, banded=False, extra=1),
        rosters.draw_group,
        rosters.blank_roster(len(rosters.GROUP) + 2, 14),
        MEMBERS,
        takes=("union", "day"),
    ),
    Paper(
        "member-consent",
        "个人信息收集告知书及同意书",
        "form",
        consent.gather,
        consent.draw,
        consent.blank,
        MEMBERS,
        ("record",),
    ),
)
