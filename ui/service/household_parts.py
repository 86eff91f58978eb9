"""The parts of a family's file: how its class was reckoned, its people, papers, help, visits and reviews."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Problem
from unionapp.records import access
from unionapp.subjects.service import reminders as due
from unionapp.subjects.service.households import class_reckoning as reckoning
from unionapp.subjects.service.households import register
from unionapp.subjects.service.households.models import FamilyMember, Household
from unionapp.subjects.service.households.records import FAMILY_MEMBERS, HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState

from ui.cases.hanging import ChildRecordsPart
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit.plain import Card, empty, label
from ui.service.household_hanging import CONSENTS, PAPERS
from ui.session import Session

_PEOPLE = (
    GridColumn("name", 6),
    GridColumn("relation", 5),
    GridColumn("sex", 3),
    GridColumn("id_number", 12),
    GridColumn("standing", 6),
    GridColumn("unit", 9),
    GridColumn("income", 6),
    GridColumn("health", 6),
    GridColumn("insurance", 6),
)


class ReckoningPart(CasePart[Household]):
    """类别: line by line how it comes about; only what everybody may see without the right."""

    def __init__(self, session: Session, household: Household) -> None:
        super().__init__(session, household)
        self.card = Card("困难类别怎样推算")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch()
        self.show_case(household)

    def show_case(self, record: Household) -> None:
        """Reckon anew."""
        super().show_case(record)
        layout = self.card.column
        empty(layout, keep=1)
        seen = access.may_see(HOUSEHOLDS.fields["income"])
        for step in reckoning.steps(record) if seen else reckoning.public_steps(record):
            made = label(f"{step.title}　{step.text}", "heading" if step.title == "结论" else "")
            layout.addWidget(made)
            if step.source:
                layout.addWidget(label(f"　　依据：{step.source}", "faint"))
        if not seen:
            layout.addWidget(label("家庭收入和支出只有有权限的操作员看得到。", "faint"))

    def text(self) -> str:
        """All lines, as they stand there."""
        found = (self.card.column.itemAt(place).widget() for place in range(self.card.column.count()))
        return "\n".join(each.text() for each in found if each is not None and each.isVisibleTo(self))  # type: ignore[attr-defined]


class FamilyPart(CasePart[Household]):
    """家庭成员, typed in a grid and kept as they are typed."""

    def __init__(self, session: Session, household: Household) -> None:
        super().__init__(session, household)
        columns = [each for each in _PEOPLE if each.name not in FAMILY_MEMBERS.unseen]
        self.grid = KeptGrid(session, FAMILY_MEMBERS, columns, lambda: FamilyMember(household=household.id))
        self.problems = ProblemList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("和户主一起生活的人，户主本人不列。填身份证号自动带出性别。一行填完就保存。", "faint"))
        column.addWidget(self.grid, 1)
        column.addWidget(self.problems)
        self.grid.said.connect(self._say)
        self.setFocusProxy(self.grid)
        self.show_case(household)

    def show_case(self, record: Household) -> None:
        """Read the family anew."""
        super().show_case(record)
        self.grid.show_stored(register.family(record))
        self._say([])

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.grid.may_leave()

    def _say(self, problems: list[Problem]) -> None:
        """Besides, whether the number of people fits the file."""
        people = 1 + len([each for each in self.grid.model.rows if each.id])
        stated = self.record.people
        found = list(problems)
        if stated is not None and people > 1 and stated != people:
            said = f"档案里填的家庭人口是 {stated} 人，这里连户主是 {people} 人，请核对。"
            found.append(Problem("people", said, level="warning"))
        self.problems.show_problems(found)


class HouseholdPapersPart(ChildRecordsPart[Household]):
    """材料与同意书; who has not consented is said."""

    def __init__(self, session: Session, household: Household) -> None:
        super().__init__(session, household, (PAPERS, CONSENTS))

    def words(self, record: Household) -> str:
        """Whether the consent to sensitive data is there."""
        if record.state == HouseholdState.FILED and any(each.id == record.id for each in due.without_consent()):
            return "⚠ 还没有敏感信息的单独同意书：打印后请签字，再在这里登记（个人信息保护法第二十九条）。"
        return ""
