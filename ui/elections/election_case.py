"""One election on one screen: what is next and what is wrong above, its steps, people, count and papers below."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.elections.case.steps import reschedule
from unionapp.subjects.elections.models import Election
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.states import AssemblyForm, ElectionState
from unionapp.values.present import present
from unionapp.work import Progress

from ui.cases.asking import ask_and_do
from ui.cases.head import Overview
from ui.cases.headed import HeadedCase
from ui.cases.view import Parts
from ui.elections import overview
from ui.elections.approving import ask_to_approve, ask_to_revoke
from ui.elections.bodies_part import BodiesPart
from ui.elections.count_part import CountPart
from ui.elections.delegates_part import DelegatesPart
from ui.elections.overview import StepsOverview
from ui.elections.papers_part import ElectionPapersPart
from ui.elections.steps_part import StepsPart
from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.printing.opening import print_paper
from ui.records.record_head import APART

_PARTS: Parts[Election] = {
    "steps": ("步骤", StepsPart),
    "bodies": ("机构与候选人", BodiesPart),
    "delegates": ("代表", DelegatesPart),
    "count": ("大会与计票", CountPart),
    "papers": ("文件", ElectionPapersPart),
}


class CasePage(HeadedCase[Election]):
    """The page of an election in place of the plain page of a record."""

    def own_actions(self) -> list[Action]:
        """Besides, the approval of the result and the day of the assembly."""
        return [
            *super().own_actions(),
            Action("approve", "登记批复", lambda: self.lead("approve"), needs="one"),
            Action("revoke", "撤回批复", lambda: self.lead("revoke"), needs="one"),
            Action("move", "改大会日期", self._move, needs="one"),
        ]

    def parts(self) -> Parts[Election]:
        """Those of delegates only where delegates meet."""
        delegates = self.record is not None and self.record.form == AssemblyForm.DELEGATES
        return {key: each for key, each in _PARTS.items() if key != "delegates" or delegates}

    def look(self, row_id: int, progress: Progress) -> Overview | None:
        """The next step, figures of the register, what is wrong."""
        return overview.look(row_id, progress)

    def show_overview(self, found: Overview | None) -> None:
        """Besides, what the steps lack."""
        super().show_overview(found)
        if isinstance(found, StepsOverview):
            self.steps.show_lacking(found.lacking)

    @property
    def steps(self) -> StepsPart:
        """The part with the steps."""
        part = self.part("steps")
        assert isinstance(part, StepsPart)
        return part

    def lead(self, where: str) -> None:
        """Go where something is found or done."""
        try:
            if where == "approve":
                ask_to_approve(self, self.session, present(self.record))
            elif where == "revoke":
                ask_to_revoke(self, self.session, present(self.record))
            elif where == "legal":
                request = PrintRequest(record=self.record.union) if self.record is not None else PrintRequest()
                print_paper(self.session, self, cabinet.paper("legal-person-form"), request)
            else:
                super().lead(where)
        except Refused as error:
            messages.report(self, error)

    def go_on(self) -> None:
        """Show the next step."""
        self.lead("steps")
        if self.found is not None and self.found.next_key:
            self.steps.choose(int(self.found.next_key))

    def refresh(self) -> None:
        """Read the election anew; an approval is taken back only where there is one."""
        super().refresh()
        self.tools.show({"revoke": self.record is not None and self.record.state == ElectionState.APPROVED})

    def _title(self, record: Election) -> str:
        return f"{record.label}　{ELECTIONS.shown(record, 'sort')}"

    def _words(self, record: Election) -> str:
        words = [ELECTIONS.shown(record, name) for name in ("form", "way", "chairing")]
        named = (f"大会日期 {record.day or '未定'}", words[0], "简易程序" if record.short else "", f"主席{words[2]}")
        return APART.join(each for each in named if each)

    def _move(self) -> None:
        """Hold the assembly on another day; the open steps move along."""
        if self.record is None:
            return
        election, journal = self.record, self.session.store.journal
        about = "改了大会日期，没有办完的步骤跟着重排；已经办完的不动。"
        asked = [Asked("day", ELECTIONS.fields["day"], value=election.day, required=True)]

        def act(day: date) -> None:
            moved = reschedule(journal, election, day)
            undoing.offer(self, self.session, f"大会改为 {day}，{len(moved)} 个步骤跟着重排")

        ask_and_do(self, self.session, "改大会日期", about, asked, act)


def parts_of(page: CasePage, kind_key: str, row_id: int) -> None:
    """Bring a step, a body or a vote to the eye on the page of its election."""
    if kind_key == "election-steps":
        page.lead("steps")
        page.steps.choose(row_id)
        return
    page.lead("count" if kind_key in ("rounds", "ballots") else "bodies")
    part: QWidget = page.part("count" if kind_key in ("rounds", "ballots") else "bodies")
    if isinstance(part, CountPart | BodiesPart):
        part.choose(row_id)
