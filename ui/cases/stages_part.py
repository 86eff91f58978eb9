"""概况: the stages of a case with what each lacks on the left, and one click to mend it on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.store import rows
from unionapp.values.stages import Stage

from ui.cases.asking import ask_for
from ui.cases.part import CasePart
from ui.kit.actions import Action
from ui.kit.plain import beside, chip, empty, label
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session


@dataclass(frozen=True)
class Fix(Generic[Row]):
    """A button that helps a stage on: its words, and the part it leads to, the fields it asks for, or what it does."""

    words: str
    part: str = ""
    asks: Sequence[str] = ()
    today: Sequence[str] = ()
    """Days that are proposed as today."""
    does: Callable[[CasePart[Row]], None] | None = None
    """What is done by the part, where it is more than asking for fields."""


@dataclass(frozen=True)
class Workflow(Generic[Row]):
    """What such a case is, what helps each stage on (the likeliest first), and the papers of each: words and id."""

    kind: Kind[Row]
    noun: str
    mends: Mapping[str, Sequence[Fix[Row]]]
    papers: Mapping[str, Sequence[tuple[str, str]]]


_COLUMNS = (
    Column[Stage]("状态", lambda stage: state_of(stage)[0], level=lambda stage: state_of(stage)[1]),
    Column[Stage]("环节", lambda stage: stage.title),
    Column[Stage]("还缺什么", lambda stage: "、".join(stage.missing)),
)


class StagesPart(CasePart[Row]):
    """The stages on the left, the chosen one on the right."""

    def __init__(self, session: Session, record: Row, course: Workflow[Row]) -> None:
        super().__init__(session, record)
        self.course = course
        self.stages: Sequence[Stage] = ()
        self.figures = label("", "faint")
        self.table = TextTable(f"{course.noun}环节", _COLUMNS, key=lambda stage: stage.key)
        self._detail = QWidget()
        self._column = QVBoxLayout(self._detail)
        split = beside(self.table, self._detail, "这个环节要做什么", (46, 34))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)
        column.addWidget(split, 1)
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.opened.connect(lambda: self.attempt(self.mend))
        self.setFocusProxy(self.table)
        self.show_case(record)
        self._choose_next()

    def read(self, record: Row) -> tuple[Sequence[Stage], Sequence[str]]:
        """The stages of a record as it stands, and figures in words."""
        raise NotImplementedError

    def ask(self, mend: Fix[Row]) -> None:
        """Ask for the fields that a mend names; days that are still empty are proposed as today."""
        kind = self.course.kind
        fresh = rows.get(kind.model, self.record.id)
        for name in mend.today:
            if getattr(fresh, name) is None:
                setattr(fresh, name, date.today())
        ask_for(self, self.session, kind, fresh, mend.asks, mend.words)

    def more(self, stage: Stage) -> list[QWidget]:
        """What stands below the chosen stage besides its buttons and papers."""
        return []

    def show_case(self, record: Row) -> None:
        """Read the stages anew."""
        super().show_case(record)
        self.stages, figures = self.read(record)
        self.figures.setText("　".join(figures))
        self.figures.setVisible(bool(figures))
        self.table.show_rows(self.stages)
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Bring a stage to the eye."""
        self.table.choose(key)

    @property
    def chosen(self) -> Stage | None:
        """The chosen stage."""
        return self.table.row()

    def mend(self) -> None:
        """Do what helps the chosen stage on."""
        stage = self.chosen
        if stage is not None:
            self._run(self.course.mends[stage.key][0])

    def _choose_next(self) -> None:
        waiting = [each.key for each in self.stages if each.outcome == "missing"]
        if waiting:
            self.choose(waiting[0])

    def _show_chosen(self) -> None:
        empty(self._column)
        stage = self.chosen
        if stage is None:
            self._column.addWidget(label(f"这次{self.course.noun}已取消，各环节不用办了。"))
        else:
            for part in self._parts(stage):
                self._column.addWidget(part)
        self._column.addStretch()

    def _parts(self, stage: Stage) -> list[QWidget]:
        """How it stands, what is missing, what helps, its papers, and the rest."""
        word, level = state_of(stage)
        state = word if stage.day is None else f"{word}　{stage.day}"
        found: list[QWidget] = [label(stage.title, "next"), chip(state, level)]
        if stage.missing:
            missing = label(f"还缺：{'、'.join(stage.missing)}")
            missing.setProperty("level", "warning")
            found.append(missing)
        mends = self.course.mends[stage.key]
        actions = [
            Action(f"mend-{place}", each.words, self._running(each), main=not place) for place, each in enumerate(mends)
        ]
        found.append(self.bar(*actions))
        papers = self.course.papers.get(stage.key, ())
        if papers:
            printing = [Action(paper, words, self._printing(paper)) for words, paper in papers]
            found += [label("这个环节的表格", "heading"), self.bar(*printing)]
        return found + self.more(stage)

    def _printing(self, paper: str) -> Callable[[], None]:
        return lambda: self.print(paper)

    def _running(self, mend: Fix[Row]) -> Callable[[], None]:
        return lambda: self._run(mend)

    def _run(self, mend: Fix[Row]) -> None:
        if mend.part:
            self.lead_wanted.emit(mend.part)
        elif mend.does is not None:
            mend.does(self)
        else:
            self.ask(mend)


def state_of(stage: Stage) -> tuple[str, str]:
    """How a stage stands: symbol with word, and the level of its colour."""
    if stage.outcome == "unneeded":
        return "－ 不用办", ""
    if stage.outcome == "done":
        return "✓ 办齐", "good"
    return ("✕ 没补上", "error") if stage.late else ("○ 待办", "")
