"""What stands above a page to which the first steps led: which step this is, whether it is done, and the next one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel
from unionapp.office import first_steps
from unionapp.office.first_steps import FirstStep

from ui.kit.actions import Action, ActionBar
from ui.office import guiding
from ui.session import Session


class GuideStrip(QFrame):
    """Hidden until a step is begun, and again once the clerk closes it or is back at the steps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.at = ""
        self.setObjectName("banner")
        self.words = QLabel()
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.words, 1)
        self.tools = ActionBar(
            self,
            row,
            (
                Action("next-first-step", "办下一步", self._go_on),
                Action("first-steps", "回到步骤", self._back),
                Action("close-first-steps", "收起这一行", self.leave),
            ),
        )
        self.hide()
        session.step_begun.connect(self.begin)
        session.changed.connect(self.look)

    def begin(self, key: str) -> None:
        """A step was begun."""
        self.at = key
        self.look()

    def leave(self) -> None:
        """Be at no step."""
        self.at = ""
        self.hide()

    def look(self) -> None:
        """Say how the step stands now."""
        if not self.at:
            return
        steps = guiding.steps(self.session)
        place = next((at for at, each in enumerate(steps, 1) if each.key == self.at), 0)
        if not place:
            self.leave()
            return
        step, coming = steps[place - 1], first_steps.next_open(steps)
        self.words.setText(_words(place, len(steps), step, coming))
        self.tools.show({"next-first-step": coming is not None and coming.key != self.at and step.done})
        self.show()

    def _go_on(self) -> None:
        coming = first_steps.next_open(guiding.steps(self.session))
        if coming is not None:
            guiding.begin(self.session, coming)

    def _back(self) -> None:
        self.leave()
        self.session.page_wanted.emit("workbench")


def _words(place: int, count: int, step: FirstStep, coming: FirstStep | None) -> str:
    here = f"第一次使用，{count} 步中的第 {place} 步：{step.text}"
    if not step.done:
        return f"{here}。{step.hint}。"
    rest = f"下一步：{coming.text}。" if coming is not None else "各步都办好了。"
    return f"{here}　✓ 办好了。{rest}"
