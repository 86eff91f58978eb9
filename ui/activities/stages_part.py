"""概况: the eleven stages of an activity with what each lacks, and one click to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.store import editing
from unionapp.subjects.activities import life
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import ACTIVITIES

from ui import style
from ui.activities.asking import ask_fields
from ui.activities.overview import figures, state_of
from ui.case_part import CasePart
from ui.flow import FlowLayout
from ui.plain import ShortTable, beside, label
from ui.session import Session


@dataclass(frozen=True)
class Mend:
    """A button that helps a stage on: its words, the part it leads to, or the fields it asks for."""

    words: str
    part: str = ""
    asks: Sequence[str] = ()
    today: Sequence[str] = ()
    """Days that are proposed as today."""


MENDS: Mapping[str, Sequence[Mend]] = {
    "plan": (Mend("填写方案", "plan"), Mend("列经费预算", "money")),
    "approval": (Mend("登记审批", asks=("approver", "approved", "opinion"), today=("approved",)),),
    "notice": (Mend("登记通知", asks=("notice_day", "place", "sign_up_until", "notice"), today=("notice_day",)),),
    "sign-up": (Mend("登记报名名单", "people"),),
    "sign-in": (Mend("去签到", "people"), Mend("只填到场人数", asks=("counted_people", "sign_in_file"))),
    "goods": (Mend("登记奖品物资和签领", "goods"),),
    "photos": (Mend("添加照片", "photos"),),
    "survey": (
        Mend("填写满意度票数", asks=("satisfied", "mostly_satisfied", "dissatisfied", "suggestions", "improved")),
    ),
    "summary": (Mend("写活动总结", "after"), Mend("只填总结日期", asks=("summary_day",), today=("summary_day",))),
    "expenses": (Mend("登记实际开支、对凭证", "money"),),
    "archive": (Mend("登记归档", asks=("archived", "archive_box"), today=("archived",)),),
}
"""What helps each stage on, the likeliest first."""
PAPERS: Mapping[str, Sequence[tuple[str, str]]] = {
    "plan": (("打印方案审批表", "activity-plan"), ("打印预算表", "activity-budget")),
    "approval": (("打印方案审批表", "activity-plan"),),
    "sign-in": (("打印签到表", "activity-sign-in"),),
    "goods": (("打印签领表", "activity-prizes"), ("打印获奖名单", "activity-winners")),
    "photos": (("打印照片粘贴页", "activity-photos"),),
    "survey": (("打印测评表", "activity-survey"),),
    "summary": (("打印活动总结", "activity-summary"),),
    "expenses": (("打印预决算对照表", "activity-budget"),),
}


class StagesPart(CasePart):
    """The stages on the left, the chosen one on the right."""

    def __init__(self, session: Session, activity: Any) -> None:
        super().__init__(session, activity)
        self.stages: Sequence[life.Stage] = ()
        self.figures = label("", "faint")
        self.table = ShortTable("活动环节", ("状态", "环节", "还缺什么"))
        self._detail = QWidget()
        self._column = QVBoxLayout(self._detail)
        split = beside(self.table, self._detail, "这个环节要做什么", (46, 34))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)
        column.addWidget(split, 1)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.activated.connect(lambda: self.attempt(self.mend))
        self.setFocusProxy(self.table)
        self.show_case(activity)
        self._choose_next()

    def show_case(self, record: Any) -> None:
        """Read the stages anew."""
        super().show_case(record)
        known = life.facts(record)
        self.stages = life.stages(known, date.today())
        self.figures.setText("　".join(figures(known)))
        self.table.blockSignals(True)
        rows = [(each.key, (state_of(each)[0], each.title, "、".join(each.missing))) for each in self.stages]
        self.table.show_rows(rows)
        for at, each in enumerate(self.stages):
            item, level = self.table.item(at, 0), state_of(each)[1]
            if item is not None and level:
                item.setForeground(style.colour(level))
        self.table.blockSignals(False)
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Bring a stage to the eye."""
        if key in self.table.keys:
            self.table.selectRow(self.table.keys.index(key))

    @property
    def chosen(self) -> life.Stage | None:
        """The chosen stage."""
        return next((each for each in self.stages if each.key == self.table.chosen()), None)

    def mend(self) -> None:
        """Do what helps the chosen stage on."""
        stage = self.chosen
        if stage is not None:
            self._run(stage, MENDS[stage.key][0])

    def _choose_next(self) -> None:
        waiting = [each.key for each in self.stages if each.outcome == "missing"]
        if waiting:
            self.choose(waiting[0])

    def _show_chosen(self) -> None:
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        stage = self.chosen
        if stage is None:
            self._column.addWidget(label("这次活动已取消，各环节不用办了。"))
        else:
            for part in self._parts(stage):
                self._column.addWidget(part)
        self._column.addStretch()

    def _parts(self, stage: life.Stage) -> list[QWidget]:
        word, level = state_of(stage)
        state = label(word if stage.day is None else f"{word}　{stage.day}")
        state.setProperty("level", level)
        found: list[QWidget] = [label(stage.title, "title"), state]
        if stage.missing:
            missing = label(f"还缺：{'、'.join(stage.missing)}")
            missing.setProperty("level", "warning")
            found.append(missing)
        deeds = [(each.words, self._running(stage, each)) for each in MENDS[stage.key]]
        row = self.bar(deeds)
        self.buttons[deeds[0][0]].setProperty("main", "true")
        found.append(row)
        if stage.key in PAPERS:
            found += [label("这个环节的表格", "heading"), self._papers(PAPERS[stage.key])]
        without = stage.key in (self.record.without or ())
        found.append(self.bar([("这个环节要办" if without else "这次不用办", lambda: self._leave_out(stage))]))
        return found

    def _papers(self, papers: Sequence[tuple[str, str]]) -> QWidget:
        made = QWidget()
        row = FlowLayout(made)
        for words, paper in papers:
            row.addWidget(self.button(words, lambda paper=paper: self.print(paper)))  # type: ignore[misc]
        return made

    def _running(self, stage: life.Stage, mend: Mend) -> Callable[[], None]:
        return lambda: self._run(stage, mend)

    def _run(self, stage: life.Stage, mend: Mend) -> None:
        if mend.part:
            self.lead_wanted.emit(mend.part)
        else:
            ask_fields(self, self.session, self.record, mend.asks, mend.words, mend.today)

    def _leave_out(self, stage: life.Stage) -> None:
        """The clerk does without this stage, or not after all."""
        fresh = Activity.get_by_id(self.record.id)
        former = tuple(fresh.without or ())
        out = stage.key in former
        fresh.without = tuple(key for key in former if key != stage.key) if out else (*former, stage.key)
        said = f"“{stage.title}”{'恢复办理' if out else '这次不用办'}"
        self.attempt(lambda: _save(self.session, fresh), said)


def _save(session: Session, activity: Any) -> None:
    editing.save(session.store.journal, ACTIVITIES, activity)
