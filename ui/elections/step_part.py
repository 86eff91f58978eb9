"""One step of an election: how it stands, what it lacks, what leads on, its papers, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from unionapp.office import cabinet
from unionapp.records import fields
from unionapp.store import editing, rows
from unionapp.subjects.elections.case import plan as planning
from unionapp.subjects.elections.case import steps
from unionapp.subjects.elections.models import Election, ElectionStep
from unionapp.subjects.elections.records import ELECTIONS, STEPS

from ui.cases.asking import ask_and_do, ask_for
from ui.elections.overview import state_of
from ui.elections.part import ElectionPart
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import chip, empty, label
from ui.session import Session

LEADS: Mapping[str, tuple[str, str]] = {
    "quota": ("去分配代表名额", "delegates"),
    "delegates": ("去登记代表", "delegates"),
    "reviewed": ("去做资格审查", "delegates"),
    "nominations": ("去登记推荐票", "bodies"),
    "candidates": ("去提候选人", "bodies"),
    "counted": ("去计票", "count"),
    "chair": ("去计票", "count"),
    "approved": ("登记批复", "approve"),
}
"""Where each thing that a step needs is found: the words of the button, the part of the page."""


class StepPart(ElectionPart):
    """Shows one step, with what to do about it."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self._lacking: Sequence[str] = ()
        self._column = QVBoxLayout(self)

    def show_step(self, step: ElectionStep | None, lacking: Sequence[str]) -> None:
        """Show a step with what is missing for it; nothing where none is chosen."""
        empty(self._column)
        self._lacking = lacking
        if step is not None:
            below = (*self._words(step), *self._papers(step), self._rest(step))
            for part in (*self._state(step), self._deeds(step), *below):
                self._column.addWidget(part)
            self._column.addStretch()

    def _state(self, step: ElectionStep) -> list[QWidget]:
        """How the step stands, and what it lacks."""
        word, level = state_of(step, date.today(), steps.next_step(self.election))
        found: list[QWidget] = [
            label(step.title, "next"),
            chip(f"{word}　应在 {step.due} 前办完" if step.due else word, level),
        ]
        if step.done:
            found.append(label(f"{step.done} 由 {step.by or '＿'} 办完。"))
        if self._lacking and not step.done:
            missing = label(f"还缺：{'、'.join(self._lacking)}")
            missing.setProperty("level", "warning")
            found.append(missing)
        return found

    def _words(self, step: ElectionStep) -> list[QLabel]:
        found = [label(f"依据：{step.article}", "faint")] if step.article else []
        return [*found, label(f"备注：{step.remark}")] if step.remark else found

    def _leads(self, step: ElectionStep) -> list[Action]:
        """What leads to what the step needs."""
        plan = planning.by_key().get(step.key)
        needs = plan.needs if plan else ()
        actions = []
        asked = [need for need in needs if need in ELECTIONS.fields]
        if asked:
            labels = "、".join(ELECTIONS.fields[name].label for name in asked)
            actions.append(Action("fill", f"填写{labels}", lambda: self._fill(step, asked)))
        leads = dict.fromkeys(LEADS[need] for need in needs if need in LEADS)
        for place, (text, part) in enumerate(leads):
            actions.append(Action(f"lead-{place}", text, partial(self.lead_wanted.emit, part)))
        return actions

    def _papers(self, step: ElectionStep) -> list[QWidget]:
        wanted = [each for each in (step.papers or "").split() if each]
        if not wanted:
            return []
        actions = [Action(each, f"打印{cabinet.paper(each).title}", partial(self._print, each)) for each in wanted]
        return [label("这一步的表格", "heading"), self.bar(*actions)]

    def _deeds(self, step: ElectionStep) -> QWidget:
        """What helps the step on, the likeliest first: what it lacks while it lacks something, else that it is done."""
        finish = Action("finish", "完成", lambda: self._finish(step))
        open_yet = not (step.done or step.skipped)
        leads = self._leads(step)
        found = [*leads, finish] if self._lacking else [finish, *leads]
        wanted = found if open_yet else leads
        return self.bar(*(replace(each, main=open_yet and each is wanted[0]) for each in wanted))

    def _rest(self, step: ElectionStep) -> QWidget:
        """What is seldom done with it."""
        remark = Action("remark", "备注", lambda: self._remark(step))
        if step.done:
            return self.bar(Action("reopen", "改为没有办完", lambda: self._reopen(step)), remark)
        if step.skipped:
            return self.bar(Action("restore", "恢复这一步", lambda: self._skip(step, False)), remark)
        return self.bar(Action("skip", "不适用", lambda: self._skip(step, True)), replace(remark, words="改期、备注"))

    def _fill(self, step: ElectionStep, names: list[str]) -> None:
        ask_for(self, self.session, ELECTIONS, self.election, names, f"填写：{step.title}", step.article)

    def _finish(self, step: ElectionStep) -> None:
        """Ask when and by whom; what is missing is said again, and does not forbid."""
        journal = self.session.store.journal
        lacking = self._lacking
        about = f"登记“{step.title}”已经办完。" + (f"还缺{'、'.join(lacking)}，可以以后补。" if lacking else "")
        asked = [
            Asked("day", STEPS.fields["done"], value=date.today(), required=True),
            Asked("by", fields.Text("经办人"), value=step.by or self.session.store.operator, required=True),
        ]
        ask_and_do(self, self.session, "完成", about, asked, lambda day, by: steps.finish(journal, step, day, by))

    def _skip(self, step: ElectionStep, skipped: bool) -> None:
        said = f"{'不办' if skipped else '恢复'}：{step.title}"
        self.attempt(lambda: steps.skip(self.session.store.journal, step, skipped), said)

    def _reopen(self, step: ElectionStep) -> None:
        def act() -> None:
            step.done, step.by = None, ""
            editing.save(self.session.store.journal, STEPS, step)

        self.attempt(act, f"改为没有办完：{step.title}")

    def _remark(self, step: ElectionStep) -> None:
        ask_for(self, self.session, STEPS, rows.get(ElectionStep, step.id), ("due", "remark"), step.title, step.article)

    def _print(self, paper: str) -> None:
        if paper == "legal-person-form":
            self.lead_wanted.emit("legal")
        else:
            self.print(paper)
