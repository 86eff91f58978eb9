"""方案, 反馈与总结: some sections of the fields of an activity, kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Problem, Refused, Trouble, errors_only
from unionapp.office import cabinet
from unionapp.paper.paper import Wish
from unionapp.subjects.activities.records import ACTIVITIES

from ui import messages
from ui.case_part import CasePart
from ui.cells import Problems
from ui.draft import Draft
from ui.form_body import FormBody
from ui.plain import label
from ui.printing import print_paper
from ui.session import Session

_PAUSE = 600
"""Milliseconds after the cursor left a field until what was typed is stored."""


class FieldsPart(CasePart):
    """Edits sections of the record in place."""

    def __init__(
        self, session: Session, record: Any, sections: Sequence[str], papers: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(session, record)
        wanted = {title: ACTIVITIES.sections[title] for title in sections}
        self.draft = Draft(ACTIVITIES, record.id, {})
        self.form = FormBody(session, replace(ACTIVITIES, sections=wanted), ACTIVITIES.fixed)
        self.general = Problems()
        self.state = label("离开一栏就自动保存，Ctrl+S 立即保存，Ctrl+Z 撤销。", "faint")
        self.figures = label("")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep)
        self._lay_out(papers)
        self.form.fill(self.draft.stored)
        self.form.left_field.connect(self._pause.start)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.activated.connect(self.keep)
        self.setFocusProxy(self.form)

    def _lay_out(self, papers: Sequence[tuple[str, str]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar([(text, self._printing(paper)) for text, paper in papers]))
        column.addWidget(self.state)
        column.addWidget(self.figures)
        column.addWidget(self.general)
        column.addWidget(self.form, 1)
        self.figures.hide()

    def _printing(self, paper: str) -> Callable[[], None]:
        return lambda: self._print(paper)

    def _print(self, paper: str) -> None:
        self.keep()
        fresh = ACTIVITIES.model.get_by_id(self.record.id)
        print_paper(self.session, self, cabinet.paper(paper), Wish(record=fresh))

    def show_case(self, record: Any) -> None:
        """Take over what changed elsewhere in the fields that are not being typed in."""
        super().show_case(record)
        values, unread = self.form.read(self.draft.stored)
        mine = {*self.draft.changed(values), *unread}
        news = self.draft.take_news()
        self.form.fill({name: value for name, value in news.items() if name not in mine})

    def pending(self) -> bool:
        """Whether something typed is not stored."""
        values, unread = self.form.read(self.draft.stored)
        return bool(unread or self.draft.changed(values))

    def keep(self) -> None:
        """Store what was typed as one step, unless something must be mended first."""
        self._pause.stop()
        values, unread = self.form.read(self.draft.stored)
        if not unread and not self.draft.changed(values):
            self._say(())
            return
        try:
            found = [*unread.values()] if unread else self.draft.save(self.session.store.journal, values)
        except Refused as refused:
            found = list(refused.problems)
        except Trouble as trouble:
            messages.report(self, trouble)
            return
        self._say(found)
        if not errors_only(found):
            self.form.fill({name: self.draft.stored[name] for name in self.form.cells})

    def may_leave(self) -> bool:
        """Stores first; asks where something typed could not be stored."""
        self.keep()
        said = "填写的内容还没有保存，离开就会丢掉。"
        return not self.pending() or messages.ask(self, said, "不保存，离开", "继续填写")

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is stored when another part comes to the front."""
        super().hideEvent(event)
        if self.pending():
            self.keep()

    def _say(self, found: Sequence[Problem]) -> None:
        self.form.visit_all()
        self.general.show_problems(self.form.show_problems(found))
        wrong = errors_only(found)
        self.state.setText(
            "还没有保存：请先改好标出的地方。" if wrong else "✓ 已保存。离开一栏就自动保存，Ctrl+Z 撤销。"
        )


class PlanPart(FieldsPart):
    """The plan: what, when, for whom, how it is kept safe, who approved it, how it was announced."""

    def __init__(self, session: Session, record: Any) -> None:
        super().__init__(
            session,
            record,
            ("方案", "时间与对象", "活动", "经费", "审批与通知"),
            (("打印方案审批表", "activity-plan"), ("打印预算表", "activity-budget")),
        )


class AfterPart(FieldsPart):
    """Votes, suggestions and what became of them, the summary, the archive."""

    def __init__(self, session: Session, record: Any) -> None:
        papers = (("预览活动总结", "activity-summary"), ("打印测评表", "activity-survey"))
        super().__init__(session, record, ("总结与测评", "归档"), papers)
        self.figures.show()
        self.show_case(record)

    def show_case(self, record: Any) -> None:
        """Besides, say how content those were who voted."""
        super().show_case(record)
        self.figures.setText(satisfaction(record))


def satisfaction(record: Any) -> str:
    """The share of those content, in words."""
    votes = [record.satisfied or 0, record.mostly_satisfied or 0, record.dissatisfied or 0]
    total = sum(votes)
    about = "人次、获奖、物资、经费、满意度会自动写进“活动总结”这张表，下面的“活动总结”只写正文。"
    if not total:
        return f"还没有填满意度票数。{about}"
    share = (votes[0] + votes[1]) * 1000 // total
    return f"收回测评 {total} 票，满意和基本满意 {votes[0] + votes[1]} 票，满意率 {share // 10}.{share % 10}%。{about}"
