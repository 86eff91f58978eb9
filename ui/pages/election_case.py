"""One election on one screen: what is next and what is wrong above, its steps, people, count and papers below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import Wish
from unionapp.records import search
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.steps import reschedule

from ui import messages, tasks, undoing
from ui.elections import overview
from ui.elections.approving import ask_to_approve
from ui.elections.asking import ask_and_do
from ui.elections.bodies_part import BodiesPart
from ui.elections.count_part import CountPart
from ui.elections.delegates_part import DelegatesPart
from ui.elections.overview import Overview
from ui.elections.papers_part import PapersPart
from ui.elections.part import Part
from ui.elections.problems import ProblemList
from ui.elections.steps_part import StepsPart
from ui.forms import Asked
from ui.plain import label
from ui.printing import print_paper
from ui.record_view import RecordView
from ui.session import Session

_PARTS: Mapping[str, tuple[str, Callable[[Session, Any], Part]]] = {
    "steps": ("步骤", StepsPart),
    "bodies": ("机构与候选人", BodiesPart),
    "delegates": ("代表", DelegatesPart),
    "count": ("大会与计票", CountPart),
    "papers": ("文件", PapersPart),
}
_PAUSE = 250
"""Milliseconds after the last change until the page reads the election anew."""
_LEVELS = (("error", "处有误"), ("warning", "处请核对"), ("info", "条提示"))


class CasePage(RecordView):
    """The page of an election in place of the plain page of a record."""

    def _lay_out(self) -> None:
        self._parts: dict[str, Part] = {}
        self._found: Overview | None = None
        self._stale = True
        self.next = label("正在读取……", "heading")
        self.figures = label("", "faint")
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.hide()
        self.problems = ProblemList()
        self.go = QPushButton("看这一步")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.refresh)
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        line = QHBoxLayout()
        line.addWidget(self.next, 1)
        line.addWidget(self.more)
        line.addWidget(self.go)
        column.insertLayout(3, line)
        column.insertWidget(4, self.figures)
        column.insertWidget(5, self.problems)
        self.more.toggled.connect(self._show_problems)
        self.go.clicked.connect(self.go_on)

    def _make_buttons(self) -> list[QPushButton]:
        made = super()._make_buttons()
        approve = self._button("登记批复", "", lambda: self.lead("approve"))
        move = self._button("改大会日期", "", self._move)
        self._buttons += [approve, move]
        return [*made, approve, move]

    def data_changed(self) -> None:
        """Something changed: read anew once the clerk pauses, and only while this is seen."""
        self._stale = True
        if not self._parts:
            self.refresh()
        elif self.isVisible():
            self._wait.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when the page is seen again."""
        super().showEvent(event)
        if self._stale:
            self._wait.start(0)

    def refresh(self) -> None:
        """Read the election anew; the figures of the register follow from another thread."""
        if self._parts and (tasks.busy() or QApplication.activeModalWidget() is not None):
            self._wait.start()
            return
        self._stale = False
        found = search.rows(self.kind, [self.row_id])
        self.record = found[0] if found else None
        for button in (*self._buttons, self.go, self.more):
            button.setEnabled(self.record is not None)
        if self.record is None:
            self.title.setText("这次选举已经不在了（被删除，或新增被撤销）。按 Esc 返回。")
            self.tabs.setVisible(False)
            return
        self.tabs.setVisible(True)
        self.title.setText(f"{self.record.label}　{ELECTIONS.shown(self.record, 'sort')}")
        self.facts.setText(self._facts(self.record))
        self._make_parts()
        current = self._current()
        if current is not None:
            current.show_case(self.record)
        row_id = self.row_id
        tasks.look(self, lambda progress: overview.look(row_id, progress), self.show_overview)

    def show_overview(self, found: Overview | None) -> None:
        """Show the head."""
        self._found = found
        if found is None:
            return
        self.next.setText(found.next)
        self.go.setVisible(found.next_id is not None)
        self.figures.setText("　".join(found.figures))
        counts = [(sum(each.level == level for each in found.problems), words) for level, words in _LEVELS]
        said = "，".join(f"{number} {words}" for number, words in counts if number)
        mark = "✕" if counts[0][0] else "⚠" if counts[1][0] else "ⓘ"
        self.more.setText(f"{mark} {said}" if said else "✓ 没有发现问题")
        self.more.setEnabled(bool(said))
        self.more.show()
        self._show_problems()
        self.steps.show_lacking(found.lacking)

    @property
    def steps(self) -> StepsPart:
        """The part with the steps."""
        part = self.part("steps")
        assert isinstance(part, StepsPart)
        return part

    def part(self, key: str) -> Part:
        """A part of the page, made when it is first wanted."""
        if key not in self._parts:
            made = _PARTS[key][1](self.session, self.record)
            made.lead_wanted.connect(self.lead)
            self._parts[key] = made
            layout = self.tabs.widget(self._keys().index(key)).layout()
            assert layout is not None
            layout.addWidget(made)
        return self._parts[key]

    def lead(self, where: str) -> None:
        """Go where something is found or done."""
        try:
            if where == "approve":
                ask_to_approve(self, self.session, self.record)
            elif where == "legal":
                wish = Wish(record=self.record.union) if self.record is not None else Wish()
                print_paper(self.session, self, cabinet.paper("legal-person-form"), wish)
            else:
                self.tabs.setCurrentIndex(self._keys().index(where))
        except Refused as error:
            messages.report(self, error)

    def go_on(self) -> None:
        """Show the next step."""
        self.lead("steps")
        if self._found is not None and self._found.next_id is not None:
            self.steps.choose(self._found.next_id)

    def _keys(self) -> list[str]:
        """The parts that such an election has."""
        delegates = self.record is not None and self.record.form == "delegates"
        return [key for key in _PARTS if key != "delegates" or delegates]

    def _current(self) -> Part | None:
        keys = self._keys()
        place = self.tabs.currentIndex()
        return self.part(keys[place]) if 0 <= place < len(keys) else None

    def _make_parts(self) -> None:
        """Tabs for the parts; made anew only where there are others than before."""
        headings = [_PARTS[key][0] for key in self._keys()]
        if [self.tabs.tabText(at) for at in range(self.tabs.count())] != headings:
            self._parts = {}
            self._make_tabs(headings)

    def _fill_tab(self, place: int) -> None:
        part = self._current()
        if part is not None and self.record is not None:
            part.show_case(self.record)

    def _facts(self, record: Any) -> str:
        words = [ELECTIONS.shown(record, name) for name in ("form", "way", "chairing", "state")]
        short = "　简易程序" if record.short else ""
        return f"大会日期 {record.day or '未定'}　{words[0]}{short}　{words[1]}　主席{words[2]}　进度：{words[3]}"

    def _show_problems(self) -> None:
        wanted = self._found.problems if self._found is not None and self.more.isChecked() else ()
        self.problems.show_problems(wanted)

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
