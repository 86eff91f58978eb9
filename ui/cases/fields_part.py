"""Some sections of the fields of a record, kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Problem, Refused, Trouble, errors_only
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.store import rows

from ui.cases.part import CasePart
from ui.kit import messages
from ui.kit.actions import Action, ActionBar
from ui.kit.cells import Problems
from ui.kit.plain import label
from ui.printing.opening import print_paper
from ui.records.draft import Draft
from ui.records.form_body import FormBody
from ui.session import Session

_PAUSE = 600
"""Milliseconds after the cursor left a field until what was typed is stored."""


class FieldsPart(CasePart[Row]):
    """Edits sections of the record in place."""

    def __init__(
        self,
        session: Session,
        kind: Kind[Row],
        record: Row,
        sections: Sequence[str],
        papers: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(session, record)
        self.kind = kind
        wanted = {title: kind.sections[title] for title in sections}
        self.draft = Draft(kind, record.id, {})
        self.form = FormBody(session, replace(kind, sections=wanted), kind.fixed)
        self.general = Problems()
        self.state = label("离开一栏就自动保存，Ctrl+S 立即保存，Ctrl+Z 撤销。", "faint")
        self.figures = label("")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.keep(whole=False))
        self._lay_out(papers)
        self.form.fill(self.draft.stored)
        self.form.left_field.connect(self._pause.start)
        ActionBar(self, None, (Action("keep", "保存", self.keep, "Ctrl+S"),))
        self.setFocusProxy(self.form)

    def _lay_out(self, papers: Sequence[tuple[str, str]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar(*(Action(paper, text, self._printing(paper)) for text, paper in papers)))
        column.addWidget(self.state)
        column.addWidget(self.figures)
        column.addWidget(self.general)
        column.addWidget(self.form, 1)
        self.figures.hide()

    def _printing(self, paper: str) -> Callable[[], None]:
        return lambda: self._print(paper)

    def _print(self, paper: str) -> None:
        self.keep()
        fresh = rows.get(self.kind.model, self.record.id)
        print_paper(self.session, self, cabinet.paper(paper), PrintRequest(record=fresh))

    def show_case(self, record: Row) -> None:
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

    def keep(self, whole: bool = True) -> None:
        """Store what was typed as one step, unless something must be mended first.

        The field with the cursor waits until it is left, unless all is done, and is not filled anew beneath the cursor.
        """
        self._pause.stop()
        values, unread = self.form.read(self.draft.stored)
        typing = self.form.focused()
        if typing and not whole:
            values[typing] = self.draft.stored.get(typing)
            unread.pop(typing, None)
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
            self.form.fill({name: self.draft.stored[name] for name in self.form.cells if name != typing})

    def may_leave(self) -> bool:
        """Stores first; asks where something typed could not be stored."""
        self.keep()
        said = "填写的内容有误，还没有保存，离开就会丢掉。"
        return not self.pending() or messages.leave(self, said)

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
