"""集体入会: a sheet of those who join together, which union and which day, then the roster that they sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.records import codes, fields
from unionapp.records.record import Record
from unionapp.store import rows
from unionapp.subjects.members import enrolment
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from ui.cases.asking import opened
from ui.exchange import importing
from ui.exchange.importing import PATTERNS, Given, ImportPurpose
from ui.kit import messages
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.session import Session

TITLE = "集体入会"
ROSTER = "group-join-roster"
_ABOUT = "选好工会和日期，再选名单的 Excel 文件，各栏一次带进会员名册；办完可以打印花名册，也可以整批撤销。"
Follow = Callable[[Sequence[Member]], None]
"""Writes what else follows from the new members, within the same step."""


def join_from_sheet(
    parent: QWidget,
    session: Session,
    union: Union | None = None,
    day: date | None = None,
    group: str = "",
    follow: Follow | None = None,
) -> FormDialog:
    """Ask which union they join and when, then import the sheet of those who join."""
    of = MEMBERS.fields
    asked = (
        Asked("union", of["union"], "加入哪个工会", union.id if union is not None else None, required=True),
        Asked("day", fields.Date("入会日期"), value=day or date.today(), required=True),
        Asked("group", of["group"], "", group or None),
    )
    dialog = FormDialog(parent, TITLE, _ABOUT, FieldForm(session, asked), "选择 Excel 文件…")

    def act(union: int, day: date, group: str) -> None:
        if day > date.today():
            raise Refused("入会日期在今天之后，还没有办理。")
        path = messages.choose_file(parent, f"{TITLE}：选择名单", PATTERNS)
        if path is None:
            raise Refused("没有选文件，还没有办理。")
        purpose = ImportPurpose(TITLE, partial(_write, day, follow), ROSTER)
        importing.begin(parent, session, MEMBERS, path, _given(union, day, group), purpose)

    dialog.act = lambda values: act(**values)
    return opened(dialog)


def _given(union: int, day: date, group: str) -> Given:
    """What holds for everybody of the sheet whose own cell does not say otherwise."""
    joins = Member.change_type.codes.label(ChangeType.JOIN)
    given = [("union", UNIONS.shown(rows.get(Union, union), "name")), ("change_type", joins), ("change_date", f"{day}")]
    if group:
        given.append(("group", codes.table("member-group").label(group)))
    if group in codes.table("member-group").marked("key4"):
        given.append(("new_form", "是"))
    return tuple(given)


def _write(day: date, follow: Follow | None, made: Sequence[Record]) -> None:
    """The applications of the new members, and what else follows."""
    members = cast(Sequence[Member], made)
    enrolment.note_group(members, day)
    if follow is not None:
        follow(members)
