"""批准入会: one applicant or many become members from one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members import doubts, enrolment
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS

from ui.kit import undoing
from ui.kit.forms import Asked
from ui.members.many import ManyDialog
from ui.records.record_page import RecordPage
from ui.session import Session


class EnrolDialog(ManyDialog[Application]):
    """Asks the day of the approval, for one applicant the number of the card too."""

    kind = APPLICATIONS
    columns = {"name": 5, "union": 12, "received": 6}

    def __init__(self, parent: QWidget | None, session: Session, applications: Sequence[Application]) -> None:
        asked = [Asked("decided", APPLICATIONS.fields["decided"], "批准日期", date.today(), required=True)]
        one = len(applications) == 1
        if one:
            asked.append(Asked("card", MEMBERS.fields["card"]))
        paper = cabinet.paper("member-application" if one else "group-join-roster")
        super().__init__(parent, session, applications, "批准入会", _about(applications), asked, paper)

    def hindrances(self, values: Mapping[str, Any]) -> Mapping[int, str]:
        """Who cannot become a member."""
        found = enrolment.hindrances(self.records, values["decided"])
        return {number: "；".join(each.message for each in problems) for number, problems in found.items()}

    def doubts(self, values: Mapping[str, Any], records: Sequence[Application]) -> Sequence[tuple[str, str]]:
        """Who has not told number, sex or phone."""
        return [(each.name, problem.message) for each in records for problem in doubts.of_approval(each)]

    def carry_out(self, values: Mapping[str, Any], records: Sequence[Application]) -> Sequence[Member]:
        """Make members of them."""
        journal, day = self.session.store.journal, values["decided"]
        if len(records) == 1:
            return [enrolment.enrol(journal, records[0], day, values.get("card", ""))]
        return enrolment.enrol_all(journal, records, day)

    def said(self, records: Sequence[Application]) -> str:
        """Who became a member."""
        who = f"“{records[0].name}”" if len(records) == 1 else f" {len(records)} 人"
        return f"已批准{who}入会，并列入会员名册"

    def wish(self, records: Sequence[Member]) -> PrintRequest:
        """The form of the one, the roster of the many."""
        return super().wish(records) if len(self.records) == 1 else PrintRequest(chosen=tuple(records))


def _about(applications: Sequence[Application]) -> str:
    if len(applications) > 1:
        return f"批准所选的 {len(applications)} 人入会，申请中的信息自动带到会员名册；会员证号以后再填。"
    (one,) = applications
    union, received = (APPLICATIONS.shown(one, name) for name in ("union", "received"))
    return f"批准“{one.name}”加入{union}（{received} 收到申请）。申请中的信息自动带到会员名册。"


def enrol(page: RecordPage) -> EnrolDialog:
    """Ask for the day on which the chosen applications are approved."""
    dialog = EnrolDialog(page, page.session, page.selected())
    dialog.done_for.connect(lambda text: undoing.offer(page, page.session, text))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
