"""比赛: events, their scores typed in a grid, places as they are typed, and the prizes by places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.subjects.activities import actions, register, results, rules
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.models.states import ScoreBetter
from unionapp.subjects.activities.records import EVENTS, RESULTS

from ui.activities.people_table import fits
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.grid.lines_grid import GridColumn
from ui.kit import messages, style, undoing
from ui.kit.actions import Action
from ui.kit.choosing import Offer, OfferLine
from ui.kit.fields import OfferEdit
from ui.kit.plain import label
from ui.session import Session

_EVENTS = (
    GridColumn("title", 8),
    GridColumn("better", 6, carried=True),
    GridColumn("unit", 5),
    GridColumn("referee", 6),
)
_NO = 9


class CompetitorEdit(OfferEdit):
    """One of those on the list of the activity, by name, letters or number in the list."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self.people = people
        super().__init__(RESULTS.fields["participant"], OfferLine(self._offers, "参赛人"), None)

    def set_value(self, value: object) -> None:
        """Show somebody by id."""
        found = next((each for each in self.people if each.id == value), None)
        self.offers.set_offer(Offer(found.id, found.name) if found is not None else None)

    def _offers(self, text: str) -> list[Offer]:
        typed = text.strip().lower()
        ranked = [(fits(each, place, typed), place, each) for place, each in enumerate(self.people, 1)]
        fitting = sorted((rank, place, each.id, each) for rank, place, each in ranked if rank < _NO)
        return [Offer(each.id, each.name, f"{place}　{each.team or each.unit}") for _, place, _, each in fitting]


class ScoreGrid(KeptGrid[EventResult]):
    """The scores of one event; places are reckoned as they are typed."""

    def __init__(self, session: Session, event: ActivityEvent, people: Sequence[Participant]) -> None:
        self.contest = event
        self.people = people
        columns = (
            GridColumn("event", 4, fixed=True, shown=self._place, title="名次"),
            GridColumn("participant", 8, edit=lambda: CompetitorEdit(self.people), shown=self._name, read=self._read),
            GridColumn("score", 6),
            GridColumn("promoted", 4, carried=True),
            GridColumn("level", 6, fixed=True),
            GridColumn("goods", 8, fixed=True),
            GridColumn("remark", 8),
        )
        self._places: dict[int, int | None] = {}
        super().__init__(session, RESULTS, columns, lambda: EventResult(event=event.id))

    def shown(self) -> None:
        """Besides, with their places."""
        self._rank()
        super().shown()

    def settled(self, line: EventResult, name: str) -> None:
        """Every score moves the others."""
        self._rank()
        last = self.model.index(len(self.model.rows) - 1, 0)
        self.model.dataChanged.emit(self.model.index(0, 0), last)

    def foot_words(self) -> str:
        """How many have a result."""
        rows = self.model.filled()
        scored = sum(1 for each in rows if rules.score(each.score or "") is not None)
        return f"参赛 {len(rows)} 人，有成绩 {scored} 人"

    def _rank(self) -> None:
        rows = self.model.rows
        found = results.places([rules.score(each.score or "") for each in rows], self.contest.better == ScoreBetter.LOW)
        self._places = {id(row): place for row, place in zip(rows, found, strict=True)}

    def _place(self, line: EventResult) -> str:
        place = self._places.get(id(line))
        return f"第 {place} 名" if place else ""

    def _name(self, line: EventResult) -> str:
        number = line.participant_id
        return next((str(each.name) for each in self.people if each.id == number), "")

    def _read(self, text: str) -> int:
        """Somebody by the name that was pasted."""
        found = [each.id for each in self.people if each.name == text.strip()]
        if len(found) != 1:
            raise ValueError(f"名单里{'有好几个' if found else '没有'}“{text.strip()}”，请从列出的里面选。")
        return int(found[0])


class ContestPart(CasePart[Activity]):
    """Events on the left, the scores of the chosen one on the right."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.events = KeptGrid(session, EVENTS, _EVENTS, lambda: ActivityEvent(activity=activity.id))
        self.scores: ScoreGrid | None = None
        self.heading = label("", "heading")
        self.problems = ProblemList()
        self._right = QVBoxLayout()
        self._people: list[Participant] = []
        self._lay_out()
        self.setFocusProxy(self.events)
        self.events.said.connect(self.problems.show_problems)
        self.events.table.selectionModel().currentRowChanged.connect(lambda: self._show_scores())
        self.show_case(activity)

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        first = QVBoxLayout(left)
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(label("比赛项目（工种）：得分以高为优，用时选“少者为优”。", "faint"))
        first.addWidget(self.events, 1)
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.heading)
        self._right.addWidget(
            self.bar(
                Action("all", "名单上的人都参赛", self._all),
                Action("award", "评奖", self._award),
                Action("prizes", "去列奖项", self._prizes),
            )
        )
        self._right.addWidget(self.problems)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([style.letters(self, 28), style.letters(self, 50)])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)

    @property
    def chosen(self) -> ActivityEvent | None:
        """The chosen event, None while it is not stored."""
        row = self.events.table.currentIndex().row()
        rows = self.events.model.rows
        line = rows[row] if 0 <= row < len(rows) else rows[0]
        return line if isinstance(line, ActivityEvent) and line.id else None

    def show_case(self, record: Activity) -> None:
        """Read events and scores anew."""
        super().show_case(record)
        self.events.show_stored(register.events(record))
        self._people = [*register.participants(record)]
        self._show_scores()

    def choose(self, event_id: int) -> None:
        """Bring an event to the eye."""
        row = next((at for at, each in enumerate(self.events.model.rows) if each.id == event_id), 0)
        self.events.table.setCurrentIndex(self.events.model.index(row, 0))

    def may_leave(self) -> bool:
        """Asks where a line could not be stored."""
        return self.events.may_leave() and (self.scores is None or self.scores.may_leave())

    def _drop_scores(self) -> None:
        if self.scores is not None:
            self.scores.keep()
            self._right.removeWidget(self.scores)
            self.scores.hide()
            self.scores.deleteLater()
            self.scores = None

    def _show_scores(self) -> None:
        event = self.chosen
        self.allow(dict.fromkeys(("all", "award"), event is not None))
        if event is None:
            self._drop_scores()
            self.heading.setText("先在左边登记比赛项目，再录成绩。")
            return
        if self.scores is None or self.scores.contest.id != event.id:
            self._drop_scores()
            self.scores = ScoreGrid(self.session, event, self._people)
            self.scores.said.connect(self.problems.show_problems)
            self._right.insertWidget(2, self.scores, 1)
        self.scores.contest, self.scores.people = event, self._people
        self.heading.setText(f"{event.title}：输入参赛人姓名首字母、成绩，名次自动排")
        self.scores.show_stored([each.result for each in self._standing(event)])

    def _standing(self, event: ActivityEvent) -> Sequence[results.Placing]:
        """In the order in which they were entered, so that no line moves under the cursor."""
        return sorted(results.standings(event), key=lambda each: int(each.result.id))

    def _need_event(self) -> ActivityEvent:
        event = self.chosen
        if event is None or self.scores is None:
            raise Refused("请先在左边选中一个比赛项目。")
        self.scores.keep()
        return event

    def _all(self) -> None:
        """Everybody on the list takes part in the chosen event."""
        event = self._need_event()
        rows = actions.enter_all(self.session.store.journal, event, self._people)
        self._show_scores()
        undoing.offer(self, self.session, f"已登记 {len(rows)} 名参赛人，从上到下录成绩")

    def _award(self) -> None:
        event = self._need_event()
        if not results.prizes_of(event):
            raise Refused("还没有列奖项。请先点“去列奖项”，写明各奖级评几名、发什么。")
        problems = results.award(self.session.store.journal, event)
        self._show_scores()
        self.problems.show_problems(problems)
        won = sum(1 for each in results.standings(event) if each.result.level)
        undoing.offer(self, self.session, f"“{event.title}”评出 {won} 名获奖")
        if problems:
            messages.tell(self, "\n".join(each.message for each in problems))

    def _prizes(self) -> None:
        self.lead_wanted.emit("goods")
