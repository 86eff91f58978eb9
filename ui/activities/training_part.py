"""培训: lessons with their hours, and what each trainee has of them: hours, score, certificate."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.store import rows
from unionapp.subjects.activities import actions, register
from unionapp.subjects.activities.models.activities import Activity, ActivityLesson
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import LESSONS, PARTICIPANTS

from ui.cases.asking import ask_and_do
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import halves, label
from ui.session import Session

_LESSONS = (
    GridColumn("day", 5, carried=True),
    GridColumn("begins", 4),
    GridColumn("title", 10),
    GridColumn("hours", 3),
    GridColumn("lecturer", 5),
    GridColumn("lecturer_unit", 8),
    GridColumn("place", 6),
)
_TRAINEES = (
    GridColumn("name", 6, fixed=True),
    GridColumn("present", 4, fixed=True),
    GridColumn("hours", 4),
    GridColumn("score", 5),
    GridColumn("certificate", 8),
    GridColumn("remark", 8),
)


class TrainingPart(CasePart[Activity]):
    """Lessons above, trainees below."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.people: list[Participant] = []
        self.lessons = KeptGrid(session, LESSONS, _LESSONS, lambda: ActivityLesson(activity=activity.id))
        self.trainees = KeptGrid(session, PARTICIPANTS, _TRAINEES, lambda: Participant(activity=activity.id), False)
        self.said = label("", "heading")
        self.problems = ProblemList()
        self._lay_out()
        self.setFocusProxy(self.lessons)
        for grid in (self.lessons, self.trainees):
            grid.said.connect(self.problems.show_problems)
        self.show_case(activity)

    def _lay_out(self) -> None:
        split, first, second = halves()
        first.addWidget(self.lessons, 1)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(
            self.bar(
                Action("credit", "给到场的人登记学时", self._credit),
                Action("certify", "颁发证书", self._certify),
                Action("sign-in", "去签到", lambda: self.lead_wanted.emit("people")),
            )
        )
        second.addLayout(row)
        second.addWidget(self.trainees, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)
        column.addWidget(self.problems)

    def show_case(self, record: Activity) -> None:
        """Read lessons and trainees anew."""
        super().show_case(record)
        self.lessons.show_stored(register.lessons(record))
        self.people = [*register.participants(record)]
        self.trainees.show_stored(self.people)
        self.trainees.setVisible(bool(self.people))
        hours = actions.lesson_hours(record)
        credited = sum(1 for each in self.people if each.hours)
        certified = sum(1 for each in self.people if each.certificate)
        came = sum(1 for each in self.people if each.present)
        said = f"共 {hours} 课时　到场 {came} 人　已登记学时 {credited} 人　已发证 {certified} 人"
        self.said.setText(said if self.people else f"共 {hours} 课时。还没有参训人，请到“名单与签到”登记。")

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.lessons.may_leave() and self.trainees.may_leave()

    def _credit(self) -> None:
        self.lessons.keep()
        credited = actions.credit_hours(self.session.store.journal, self.record)
        self.show_case(self.record)
        undoing.offer(self, self.session, f"已给 {credited} 人登记学时" if credited else "到场的人都登记过学时了")

    def _certify(self) -> None:
        """Ask for the beginning of the numbers; those who came and have none get one."""
        self.trainees.keep()
        there = [each for each in self.people if each.present and not each.certificate]
        if not there:
            raise Refused("没有要发证的人：要已经到场、还没有证书号。")
        journal = self.session.store.journal
        usual = f"{(self.record.day or date.today()).year}-"
        asked = [
            Asked("prefix", fields.Text("证书号开头"), value=usual, required=True),
            Asked("first", fields.Number("起始序号"), value=actions.next_certificate(usual), required=True),
        ]

        def act(prefix: str, first: int) -> None:
            fresh = rows.several(Participant, (each.id for each in there))
            actions.certify(journal, fresh, prefix, first)
            undoing.offer(self, self.session, f"已给 {len(there)} 人编证书号")

        about = f"给到场、还没有证书的 {len(there)} 人按名单次序编号，如 {usual}001。"
        ask_and_do(self, self.session, "颁发证书", about, asked, act)
