"""第一次使用: the way from the old Excel book to the first printed paper, there until its steps are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget
from unionapp.office import first_steps
from unionapp.office.first_steps import FirstStep

from ui.kit.plain import Card, label
from ui.office import guiding
from ui.session import Session

TITLE = "第一次使用"
_FOLDED = "guide/folded"


class GuideCard(Card):
    """The steps with what is done, the next one's button first; folded to one line by the clerk."""

    turned = Signal()
    """It was folded, or opened again."""

    def __init__(self, session: Session) -> None:
        super().__init__(TITLE)
        self.session = session
        self.rows: QWidget | None = None
        self.steps: Sequence[FirstStep] = ()
        self.fold = _flat("", self._turn)
        self.all = _flat("把不需要的也列出来", self._need_all)
        self.column.removeWidget(self.heading)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.all)
        head.addWidget(self.fold)
        self.column.addLayout(head)
        self.hide()  # until it is known what is to be shown

    @property
    def folded(self) -> bool:
        """Whether one line is shown alone: as the clerk chose, else once members are there."""
        begun = any(each.key == "members" and each.done for each in self.steps)
        return bool(self.session.remembered.value(_FOLDED, begun, type=bool))

    def show_steps(self, steps: Sequence[FirstStep]) -> None:
        """Show how far the clerk is; hidden once all is done."""
        self.steps = steps
        coming = first_steps.next_open(steps)
        self.setVisible(coming is not None)
        if coming is None:
            return
        done = sum(each.done for each in steps)
        self.heading.setText(f"{TITLE}：{len(steps)} 步办好了 {done} 步，下一步“{coming.text}”")
        self.fold.setText("展开" if self.folded else "收起")
        self.all.setVisible(not self.folded and guiding.skipped(self.session))
        if self.rows is not None:
            self.rows.hide()
            self.rows.deleteLater()
        self.rows = None if self.folded else self._rows(coming)
        if self.rows is not None:
            self.column.addWidget(self.rows)

    def _rows(self, coming: FirstStep) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        for at, step in enumerate(self.steps):
            mark = label("✓" if step.done else str(at + 1), "faint")
            words = label(step.text, "faint" if step.done else "heading" if step == coming else "")
            for column, part in enumerate((mark, words, label("" if step.done else step.hint, "faint"))):
                grid.addWidget(part, at, column)
            if not step.done:
                go = QPushButton("去办")
                go.setProperty("main", step == coming)
                go.setAccessibleName(f"去办：{step.text}")
                go.clicked.connect(partial(guiding.begin, self.session, step))
                grid.addWidget(go, at, 3)
                grid.addWidget(_flat("不需要", partial(self._skip, step)), at, 4)
        return made

    def _skip(self, step: FirstStep) -> None:
        guiding.skip(self.session, step)
        self.show_steps(guiding.steps(self.session))

    def _need_all(self) -> None:
        guiding.need_all(self.session)
        self.show_steps(guiding.steps(self.session))

    def _turn(self) -> None:
        self.session.remembered.setValue(_FOLDED, not self.folded)
        self.show_steps(self.steps)
        self.turned.emit()


def _flat(text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setFlat(True)
    button.clicked.connect(lambda: act())
    return button
