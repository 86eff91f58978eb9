"""One activity on one screen: what is next and what is doubtful above, its stages, people, money and papers below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from unionapp.records import codes
from unionapp.records.record import Record
from unionapp.store import rows
from unionapp.subjects.activities import register
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.work import Progress

from ui.activities import overview
from ui.activities.asking import ask_to_repeat
from ui.activities.contest_part import ContestPart
from ui.activities.goods_part import GoodsPart
from ui.activities.money_part import MoneyPart
from ui.activities.own_fields import AfterPart, PlanPart
from ui.activities.people_part import PeoplePart
from ui.activities.photos_part import PhotosPart
from ui.activities.stages_part import ActivityStagesPart
from ui.activities.training_part import TrainingPart
from ui.cases.facts import history_part
from ui.cases.head import Overview
from ui.cases.papers_part import papers_part
from ui.cases.staged import StagedCase
from ui.cases.view import Parts
from ui.kit.actions import Action
from ui.records.record_head import APART

REPEAT = "repeat"
"""The action that plans an activity again."""
_PARTS: Parts[Activity] = {
    "stages": ("概况", ActivityStagesPart),
    "plan": ("方案", PlanPart),
    "people": ("名单与签到", PeoplePart),
    "goods": ("奖品物资", GoodsPart),
    "contest": ("比赛", ContestPart),
    "training": ("培训", TrainingPart),
    "photos": ("照片", PhotosPart),
    "money": ("经费", MoneyPart),
    "after": ("反馈与总结", AfterPart),
    "papers": ("表格", papers_part(ACTIVITIES)),
    "history": ("历史", history_part(ACTIVITIES)),
}
_SOMETIMES: Mapping[str, Callable[[Activity], Sequence[Record]]] = {
    "contest": register.events,
    "training": register.lessons,
}
"""Parts that some types of activities have (by the mark of the type), or those that hold such rows already."""


class ActivityCase(StagedCase[Activity]):
    """The page of an activity in place of the plain page of a record."""

    def own_actions(self) -> list[Action]:
        """Besides, the activity planned again."""
        return [*super().own_actions(), Action(REPEAT, "再办一次", self._repeat, needs="one")]

    def parts(self) -> Parts[Activity]:
        """Contests and lessons only where such an activity has them."""
        return {key: each for key, each in _PARTS.items() if self._has(key)}

    def _has(self, key: str) -> bool:
        rows = _SOMETIMES.get(key)
        if rows is None or self.record is None:
            return rows is None
        return self.record.type in codes.table("activity-type").marked(key) or bool(rows(self.record))

    def look(self, row_id: int, progress: Progress) -> Overview | None:
        """The next stage, what is doubtful."""
        return overview.look(row_id)

    def lead(self, where: str) -> None:
        """Bring a part to the front with the cursor in it."""
        super().lead(where)
        self.part(where).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part_of(self, kind_key: str, row_id: int) -> None:
        """Bring a participant, an event or another part of the activity to the eye."""
        where = PLACES[kind_key]
        self.lead(where)
        part = self.part(where)
        if isinstance(part, PeoplePart) or (isinstance(part, ContestPart) and kind_key == "activity-events"):
            part.choose(row_id)

    def _title(self, record: Activity) -> str:
        return f"{record.title}　{ACTIVITIES.shown(record, 'type')}"

    def _words(self, record: Activity) -> str:
        day = f"{record.day}" if record.until in (None, record.day) else f"{record.day} 至 {record.until}"
        named = [record.number, day, record.place, record.union.name]
        return APART.join(each for each in named if each)

    def _repeat(self) -> None:
        if self.record is not None:
            ask_to_repeat(self, self.session, rows.fresh(self.record))


PLACES = {
    "participants": "people",
    "activity-costs": "money",
    "activity-events": "contest",
    "activity-prizes": "goods",
    "activity-results": "contest",
    "activity-lessons": "training",
    "activity-photos": "photos",
}
"""Where the records of each kind that hangs on an activity are shown on its page."""
