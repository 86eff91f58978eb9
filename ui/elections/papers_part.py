"""文件: every paper of an election in its order, and all of them bound into one file."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout
from unionapp.office import cabinet
from unionapp.subjects.elections.case import plan
from unionapp.subjects.elections.models import Election
from unionapp.subjects.elections.states import AssemblyForm

from ui.elections.part import ElectionPart
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.session import Session

_BOOK = "election-file"
_BY_DELEGATES = ("delegate-quota", "delegate-form", "delegate-roster", "delegate-review")


class ElectionPapersPart(ElectionPart):
    """The whole set, each one click from its preview."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self.table = told_table("这次选举的表格", ("序号", "表格", "用在哪一步"), ("序号",))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("双击或按回车打开预览，可以打印、另存 PDF，公文和表格还可以存成 Word 再改。", "faint"))
        whole = Action("print-all", "成套打印（全卷）", lambda: self._print(_BOOK))
        column.addWidget(self.bar(Action("preview", "预览这一张", self._open), whole))
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.attempt(self._open))
        self.setFocusProxy(self.table)
        self.show_case(election)

    def show_case(self, election: Election) -> None:
        """List the papers that such an election has."""
        super().show_case(election)
        own = [each for each in cabinet.PAPERS if each.id in _wanted(election)]
        by_step = {paper: step.title for step in reversed(plan.shipped()) for paper in step.papers}
        self.table.show_rows(
            [Told(paper.id, (str(place), paper.title, by_step.get(paper.id, ""))) for place, paper in enumerate(own, 1)]
        )

    def _open(self) -> None:
        chosen = self.table.chosen()
        if isinstance(chosen, str):
            self._print(chosen)

    def _print(self, paper: str) -> None:
        if paper == "legal-person-form":
            self.lead_wanted.emit("legal")
        else:
            self.print(paper)


def _wanted(election: Election) -> set[str]:
    """The papers of the steps and those that belong to none, without those of delegates where all members meet."""
    from_steps = {paper for step in plan.shipped() for paper in step.papers}
    every = from_steps | {"ballot-check", "tally-sheet", "result-report", "host-script"}
    return every - {_BOOK} - (set(_BY_DELEGATES) if election.form != AssemblyForm.DELEGATES else set())
