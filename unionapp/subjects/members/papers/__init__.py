"""The papers of members."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from unionapp.paper.document import Document
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.papers import (
    application,
    card,
    changes,
    consent,
    ending,
    joining,
    rosters,
    teams,
    transfer,
)
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS, MEMBERSHIP_CHANGES

Facts = TypeVar("Facts")


def _form(
    id: str,
    title: str,
    gather: Callable[[Store, PrintRequest], Facts],
    draw: Callable[[Facts], Document],
    empty: Callable[[Store], Facts],
    help: str = "",
) -> Paper:
    return Paper(id, title, "form", gather, draw, empty, MEMBERS, ("record",), help=help)


_SIGNED = "批准以前打印，签字盖章以后再登记会籍变动。"
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
        also=(APPLICATIONS,),
        help="会员名册和入会申请都能打印；批准以前打印，请申请人签字。",
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
        joining.gather,
        joining.draw,
        joining.blank,
        APPLICATIONS,
        takes=("union",),
        help="选中的申请人，或还没有批准的申请人；批准以前打印，请本人签名。",
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
    _form("member-kept", "会员保留会籍登记表", ending.gather(ending.KEPT), ending.draw_kept, ending.blank, _SIGNED),
    _form(
        "member-withdrawal",
        "会员退会申请表",
        ending.gather(ending.WITHDRAWN),
        ending.draw_withdrawal,
        ending.blank,
        _SIGNED,
    ),
    _form(
        "member-expulsion",
        "会员除名审批表",
        ending.gather(ending.EXPELLED),
        ending.draw_expulsion,
        ending.blank,
        _SIGNED,
    ),
    Paper(
        "team-roster",
        "工会小组名册",
        "list",
        teams.gather,
        teams.draw,
        teams.blank,
        MEMBERS,
        takes=("union",),
        help="按“工会小组”一栏编组；组长取自工会干部。",
    ),
    _form("member-card", "会员证", card.gather, card.draw, card.blank),
)
